import { escapeHtml, unescapeHtml } from './escape.ts';
import { maybeExperimentName } from './experiment-name.ts';
import type { Quantities } from './lesson.ts';
import type { PageStore } from './page-store.ts';
import { resolvePath } from './quantity-path.ts';
import { valueText } from './value-text.ts';

/** How the number of a slot is written. */
export interface SlotStyle {
  readonly signed: boolean;
  /** Significant digits; as many as a reader wants to see where there are none. */
  readonly digits: number | undefined;
}

/**
 * The style that a formula's author meant by the number written: with its sign if it has one, with
 * as many significant digits where they are three or more.
 */
export function slotStyle(written: string): SlotStyle {
  const plain = written.trim();
  const digits = /^[+−-]?[\d.]+$/.test(plain) ? plain.replace(/^[+−-]?0*\.?0*|\./g, '').length : 0;
  return {
    signed: /^[+−-]/.test(plain),
    digits: /\./.test(plain) && digits >= 3 ? digits : undefined,
  };
}

/**
 * What a slot stands for under these numbers: `upstream.0.0`, or a cell as `routing:dx.1.1`. A row
 * may be asked for as the first row of a matrix.
 */
export function readSlot(
  slot: string,
  page: Pick<PageStore, 'ask'>,
  quantities: Quantities,
  settings?: Parameters<PageStore['ask']>[3],
): number | undefined {
  const cell = maybeExperimentName(slot);
  if (cell) {
    const read = (name: string) => page.ask(cell.experiment, name, quantities, settings);
    const row = /^([^.]+)\.0\.(\d+)$/.exec(cell.name);
    return read(cell.name) ?? (row ? read(`${row[1]}.${row[2]}`) : undefined);
  }
  const found = resolvePath(slot, quantities);
  return 'why' in found ? undefined : quantities[found.name]?.values[found.index];
}

/** A slot as it stands in a lesson's HTML. */
export interface WrittenSlot {
  readonly name: string;
  readonly style: SlotStyle;
  /** Where it stands in the HTML. */
  readonly at: number;
}

const opening = /<(span|mn)((?: [a-z-]+="[^"]*")+)>/g;

/**
 * The HTML with every slot filled by `read`; a slot that it does not know stays as written. What
 * decides a slot's style stays with it, so that the page goes on as the build began.
 */
export function fillSlots(html: string, read: (slot: WrittenSlot) => number | undefined): string {
  let filled = '';
  let from = 0;
  opening.lastIndex = 0;
  for (let match = opening.exec(html); match; match = opening.exec(html)) {
    const [tag, element, attributes] = match;
    const name = / data-(?:live|said)="([^"]*)"/.exec(attributes)?.[1];
    if (name === undefined) continue;
    const start = match.index + tag.length;
    const end = closingTag(html, start, element);
    const written = html.slice(start, end);
    const known = maybeStyle(attributes);
    const style = known ?? slotStyle(written.replace(/<[^>]*>/g, ''));
    const value = read({ name: unescapeHtml(name), style, at: match.index });
    const body = value === undefined ? written : slotBody(attributes, value, style);
    filled += html.slice(from, match.index);
    filled += known ? tag + body : `${tag.slice(0, -1)}${styleData(style)}>${body}`;
    from = end;
    opening.lastIndex = end;
  }
  return filled + html.slice(from);
}

function maybeStyle(attributes: string): SlotStyle | undefined {
  const signed = / data-signed="(true|false)"/.exec(attributes)?.[1];
  const digits = / data-digits="(\d+)"/.exec(attributes)?.[1];
  if (signed === undefined) return undefined;
  return { signed: signed === 'true', digits: digits === undefined ? undefined : Number(digits) };
}

/** KaTeX sets numbers in a box of their own. */
function slotBody(attributes: string, value: number, { signed, digits }: SlotStyle): string {
  const text = escapeHtml(valueText(value, signed, digits));
  return attributes.includes('"enclosing"') ? `<span class="mord">${text}</span>` : text;
}

/** The attributes that carry a style. */
export const styleData = ({ signed, digits }: SlotStyle) =>
  ` data-signed="${signed}"${digits === undefined ? '' : ` data-digits="${digits}"`}`;

/** Where the element that was opened before `from` is closed. */
export function closingTag(html: string, from: number, name: string): number {
  const tags = new RegExp(`<(/?)${name}[ >]`, 'g');
  tags.lastIndex = from;
  let depth = 1;
  for (let tag = tags.exec(html); tag; tag = tags.exec(html)) {
    depth += tag[1] === '/' ? -1 : 1;
    if (depth === 0) return tag.index;
  }
  return html.length;
}
