import { escapeHtml } from '../notebook/escape.ts';

/** HTML that shows the Lab of a link inside another page. */
export function embedCode(link: string): string {
  const address = new URL(link);
  address.search = '?embed';
  const source = escapeHtml(address.href);
  return `<iframe src="${source}" title="Backflow: a digit on its way through a network" width="960" height="720" style="border: 0; max-width: 100%" allow="clipboard-write" loading="lazy"></iframe>`;
}
