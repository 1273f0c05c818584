import type { BlockContent, Html, PhrasingContent, Text } from 'mdast';
import type { ContainerDirective, LeafDirective, TextDirective } from 'mdast-util-directive';
import { z } from 'zod';
import { attributePlace, parseAttributes } from './attributes.ts';
import { escapeHtml } from './escape.ts';
import { didYouMean } from './near-match.ts';
import { predictBlock } from './predict-block.ts';
import { resolvePath } from './quantity-path.ts';
import { placeOf, type Reading, report, writtenAs } from './reading.ts';
import { valueText } from './value-text.ts';

const html = (value: string): Html => ({ type: 'html', value });

/** Containers that are prose, not widgets. */
const proseBlocks = ['aside', 'myth', 'predict'] as const;

/** The HTML that stands where a widget will come alive. */
export function widgetBlock(
  reading: Reading,
  directive: LeafDirective | ContainerDirective,
): BlockContent[] {
  // Its name counts even where the figure has a fault: what refers to it has none.
  const named = directive.attributes?.experiment;
  if (named) reading.experiments.add(named);
  const schema = reading.schemas.get(directive.name);
  if (!schema) {
    const known = [...reading.schemas.keys(), ...proseBlocks];
    const suggestion = didYouMean(directive.name, known);
    report(reading, placeOf(directive), `unknown widget "${directive.name}"${suggestion}`);
    return [];
  }
  const attributes = parseAttributes(reading, directive, schema, `widget "${directive.name}"`);
  if (!attributes) return [];
  for (const [name, field] of Object.entries(schema.shape)) {
    const value = attributes[name];
    if (meaningOf(field) !== 'quantity' || typeof value !== 'string') continue;
    if (Object.hasOwn(reading.quantities, value)) continue;
    const suggestion = didYouMean(value, Object.keys(reading.quantities));
    const place = attributePlace(reading, directive, name);
    report(reading, place, `unknown quantity "${value}"${suggestion}`);
  }
  if (typeof attributes.experiment === 'string') reading.experiments.add(attributes.experiment);
  const number = reading.islands.length;
  reading.islands.push({ widget: directive.name, attributes });
  return [html(`<!--island:${number}-->`)];
}

/** An attribute whose schema says `.meta({ names: 'quantity' })` must name one of the lesson's. */
function meaningOf(field: unknown): unknown {
  if (typeof field !== 'object' || field === null || !('meta' in field)) return undefined;
  const meta: unknown = typeof field.meta === 'function' ? field.meta() : undefined;
  if (typeof meta === 'object' && meta !== null && 'names' in meta) return meta.names;
  // An optional or a default wraps the schema that was marked.
  const inner =
    'unwrap' in field && typeof field.unwrap === 'function' ? field.unwrap() : undefined;
  return inner === undefined ? undefined : meaningOf(inner);
}

const none = z.strictObject({});

/** A container: prose with a role, or a widget. */
export function containerBlock(reading: Reading, directive: ContainerDirective): BlockContent[] {
  const children = directive.children.filter(
    (child): child is BlockContent => child.type !== 'definition',
  );
  switch (directive.name) {
    case 'aside':
      parseAttributes(reading, directive, none, '"aside"');
      return [html('<div class="aside" role="note">'), ...children, html('</div>')];
    case 'myth':
      parseAttributes(reading, directive, none, '"myth"');
      return [
        html('<div class="myth"><p class="block-label">What people get wrong</p>'),
        ...children,
        html('</div>'),
      ];
    case 'predict':
      return predictBlock(reading, directive, children);
    default:
      return widgetBlock(reading, directive);
  }
}

const valueAttributes = z.strictObject({
  /** `signed`: with + or −, in the colour of its sign. */
  signed: z.literal('').optional(),
  label: z.string().optional(),
});

/** `:value[upstream.0]`: a number in the sentence that the reader can scrub. */
export function valueInline(reading: Reading, directive: TextDirective): PhrasingContent[] {
  const [child] = directive.children;
  const path = child?.type === 'text' ? child.value : '';
  const found = resolvePath(path, reading.quantities);
  const attributes = parseAttributes(reading, directive, valueAttributes, '"value"');
  if ('why' in found) {
    const name = path.split('.')[0];
    const why =
      found.why === 'unknown'
        ? `unknown quantity "${name}"${didYouMean(name, Object.keys(reading.quantities))}`
        : `"${path}": ${found.why}`;
    report(reading, placeOf(directive), why);
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

/** A colon in prose that the parser took for a directive: the text comes back as written. */
export function literalText(reading: Reading, directive: TextDirective): PhrasingContent[] {
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
