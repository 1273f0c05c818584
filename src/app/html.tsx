/** Markup that was made at build time, by this project, and is put in as it is. */
export function Html(props: { readonly html: string; readonly className?: string }) {
  return (
    <div
      className={props.className}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: our own prerendered markup
      dangerouslySetInnerHTML={{ __html: props.html }}
    />
  );
}
