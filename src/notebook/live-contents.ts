/** How far down the window a section has to be to be the one that is read: this share of it. */
const readingLine = 0.35;

/** Marks, in every table of contents of the page, the section that is being read. */
export function connectContents(root: ParentNode): () => void {
  const links = [...root.querySelectorAll<HTMLAnchorElement>('[data-contents] a')];
  const ids = [...new Set(links.map((link) => decodeURIComponent(link.hash.slice(1))))];
  const sections = ids.flatMap((id) => document.getElementById(id) ?? []);
  if (sections.length === 0) return () => {};
  let frame = 0;
  const mark = () => {
    frame = 0;
    const line = innerHeight * readingLine;
    // At the very end the last section is read, however short it is.
    const atEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
    const above = sections.filter((section) => section.getBoundingClientRect().top <= line);
    const current = (atEnd && scrollY > 0 ? sections.at(-1) : above.at(-1))?.id;
    for (const link of links) {
      const isCurrent = decodeURIComponent(link.hash.slice(1)) === current;
      if (isCurrent) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
  };
  const later = () => {
    frame ||= requestAnimationFrame(mark);
  };
  const stop = new AbortController();
  addEventListener('scroll', later, { passive: true, signal: stop.signal });
  addEventListener('resize', later, { passive: true, signal: stop.signal });
  later();
  return () => {
    stop.abort();
    cancelAnimationFrame(frame);
  };
}
