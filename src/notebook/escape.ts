const names: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** For text and for attributes in double quotes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => names[character]);
}

/** The text that `escapeHtml` was given. */
export function unescapeHtml(html: string): string {
  return Object.entries(names).reduceRight(
    (text, [character, name]) => text.replaceAll(name, character),
    html,
  );
}
