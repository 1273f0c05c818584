import type { Definition, Image, ImageReference, Link } from 'mdast';
import type { Place } from './fault.ts';
import { placeOf, type Reading, report } from './reading.ts';

/** A link to a place on this site, to be checked when every lesson is known. */
export interface InternalLink {
  readonly file: string;
  readonly place: Place;
  /** The lesson it points into; the lesson it stands in when absent. */
  readonly slug?: string;
  readonly anchor?: string;
  /** A page that is no lesson: `/lab/`. */
  readonly page?: string;
}

/** Turns a link's address into the site's, and notes it for checking. */
export function resolveLink(reading: Reading, node: Link | Definition): InternalLink | undefined {
  const written = node.url;
  const at = { file: reading.file, place: placeOf(node) };
  if (/^https?:\/\//i.test(written) || /^mailto:/i.test(written)) return undefined;
  if (/^[a-z][a-z0-9+.-]*:/i.test(written) || written.startsWith('//')) {
    report(
      reading,
      at.place,
      `link to "${written}": only http, https and mailto lead off the site`,
    );
    return undefined;
  }
  const [path, encoded] = splitAnchor(written);
  const anchor = encoded === undefined ? undefined : maybeDecoded(encoded);
  if (encoded !== undefined && anchor === undefined) {
    report(reading, at.place, `link to "${written}": a "%" that begins no character; write %25`);
    return undefined;
  }
  if (path === '') return { ...at, anchor };
  const slug =
    /^(?:\.\/)?([^/]+)\.md$/.exec(path)?.[1] ?? /^\/lessons\/([^/]+)\/?$/.exec(path)?.[1];
  if (slug !== undefined) {
    node.url = `/lessons/${slug}/${anchor === undefined ? '' : `#${anchor}`}`;
    return { ...at, slug, anchor };
  }
  return { ...at, page: path };
}

function splitAnchor(url: string): [path: string, anchor: string | undefined] {
  const at = url.indexOf('#');
  if (at < 0) return [url, undefined];
  return [url.slice(0, at), url.slice(at + 1)];
}

function maybeDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** Every picture needs words for those who do not see it. */
export function checkImage(reading: Reading, node: Image | ImageReference): void {
  if ((node.alt ?? '').trim() !== '') return;
  report(reading, placeOf(node), 'image without a description: write ![what it shows](address)');
}
