import type { Html, PhrasingContent, Text } from 'mdast';
import type { TextDirective } from 'mdast-util-directive';
import { z } from 'zod';
import { ask, askCell } from './asked.ts';
import { attributePlace, parseAttributes } from './attributes.ts';
import { escapeHtml } from './escape.ts';
import { maybeExperimentName } from './experiment-name.ts';
import { didYouMean } from './near-match.ts';
import { resolvePath } from './quantity-path.ts';
import { placeOf, type Reading, report, writtenAs } from './reading.ts';
import { styleData } from './slot.ts';
import { valueText } from './value-text.ts';

const html = (value: string): Html => ({ type: 'html', value });

/** A directive in a sentence; one that is none of ours was prose with a colon in it. */
export function textDirective(reading: Reading, directive: TextDirective): PhrasingContent[] {
  const isBare = directive.children.length === 0 && isEmpty(directive.attributes);
  switch (directive.name) {
    case 'value':
      return valueInline(reading, directive);
    case 'live':
      return isBare ? literalText(reading, directive) : liveInline(reading, directive);
    case 'term':
      return isBare ? literalText(reading, directive) : termInline(reading, directive);
    default:
      return literalText(reading, directive);
  }
}

const isEmpty = (attributes: TextDirective['attributes']) =>
  Object.keys(attributes ?? {}).length === 0;

const valueAttributes = z.strictObject({
  /** `signed`: with + or −, in the colour of its sign. */
  signed: z.literal('').optional(),
  label: z.string().optional(),
});

/** `:value[upstream.0]`: a number in the sentence that the reader can scrub. */
function valueInline(reading: Reading, directive: TextDirective): PhrasingContent[] {
  const path = labelOf(reading, directive);
  const found = resolvePath(path, reading.quantities);
  const attributes = parseAttributes(reading, directive, valueAttributes, '"value"');
  if ('why' in found) {
    report(reading, placeOf(directive), whyNoQuantity(reading, path, found.why));
    return [];
  }
  const quantity = reading.quantities[found.name];
  const value = quantity.values[found.index];
  const signed = attributes?.signed !== undefined;
  return [
    html(
      `<span class="value" role="slider" tabindex="0" data-quantity="${found.name}" data-index="${found.index}"${signed ? ' data-signed' : ''} aria-label="${escapeHtml(attributes?.label ?? path)}" aria-valuemin="${quantity.min}" aria-valuemax="${quantity.max}" aria-valuenow="${value}" aria-valuetext="${valueText(value, signed)}">${valueText(value, signed)}</span>`,
    ),
  ];
}

/** What is wrong with a path that leads to no number. */
export function whyNoQuantity(reading: Reading, path: string, why: string): string {
  const name = path.split('.')[0];
  return why === 'unknown'
    ? `unknown quantity "${name}"${didYouMean(name, Object.keys(reading.quantities))}`
    : `"${path}": ${why}`;
}

const liveAttributes = z.strictObject({
  /** With + or −. */
  signed: z.literal('').optional(),
  /** Significant digits. */
  digits: z
    .string()
    .regex(/^(?:[1-9]|1[0-7])$/, 'a whole number from 1 to 17')
    .transform(Number)
    .optional(),
});

/** `:live[routing:dx.1.1]`: a number that follows the figures, prerendered from their answer. */
function liveInline(reading: Reading, directive: TextDirective): PhrasingContent[] {
  const slot = labelOf(reading, directive);
  const attributes = parseAttributes(reading, directive, liveAttributes, '"live"');
  if (!checkSlot(reading, slot, placeOf(directive)) || !attributes) return [];
  const style = styleData({ signed: attributes.signed !== undefined, digits: attributes.digits });
  return [html(`<span class="live" data-live="${escapeHtml(slot)}"${style}>…</span>`)];
}

/** Whether a slot names a quantity or a cell; reports it where it names neither. */
export function checkSlot(
  reading: Reading,
  slot: string,
  place: { readonly line: number; readonly column: number },
): boolean {
  const cell = maybeExperimentName(slot);
  if (cell) {
    askCell(reading, place, cell.experiment, cell.name);
    return true;
  }
  const found = resolvePath(slot, reading.quantities);
  if (!('why' in found)) return true;
  report(reading, place, whyNoQuantity(reading, slot, found.why));
  return false;
}

const termAttributes = z.strictObject({
  /** `experiment:term`. */
  of: z.string().min(1),
});

/** `:term[the winner]{of="routing:winner"}`: words that light up with their mark in the figure. */
function termInline(reading: Reading, directive: TextDirective): PhrasingContent[] {
  const attributes = parseAttributes(reading, directive, termAttributes, '"term"');
  if (!attributes) return directive.children;
  checkTerm(reading, attributes.of, attributePlace(reading, directive, 'of'));
  return [
    html(`<span class="term" data-term="${escapeHtml(attributes.of)}">`),
    ...directive.children,
    html('</span>'),
  ];
}

/** Reports a term that no figure of the lesson has. */
export function checkTerm(
  reading: Reading,
  term: string,
  place: { readonly line: number; readonly column: number },
): void {
  const named = maybeExperimentName(term);
  if (named) ask(reading, place, named.experiment, { kind: 'term', name: named.name });
  else report(reading, place, `"${term}" names no term: write "experiment:term"`);
}

/** What stands in a directive's square brackets, as it was written: a colon in it is no directive. */
function labelOf(reading: Reading, directive: TextDirective): string {
  return /^:[\w-]+\[([^\]]*)\]/.exec(writtenAs(reading, directive))?.[1].trim() ?? '';
}

/** A colon in prose that the parser took for a directive: the text comes back as written. */
function literalText(reading: Reading, directive: TextDirective): PhrasingContent[] {
  const written = writtenAs(reading, directive);
  const text = (value: string): Text => ({ type: 'text', value });
  const [first] = directive.children;
  const last = directive.children.at(-1);
  const start = directive.position?.start.offset ?? 0;
  const from = first?.position?.start.offset;
  const to = last?.position?.end.offset;
  if (from === undefined || to === undefined) return [text(written)];
  return [
    text(written.slice(0, from - start)),
    ...directive.children,
    text(written.slice(to - start)),
  ];
}
