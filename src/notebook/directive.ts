import type { BlockContent, Html } from 'mdast';
import type { ContainerDirective, LeafDirective } from 'mdast-util-directive';
import { z } from 'zod';
import { attributePlace, parseAttributes } from './attributes.ts';
import { didYouMean } from './near-match.ts';
import { predictBlock } from './predict-block.ts';
import { placeOf, type Reading, report, type WidgetContract } from './reading.ts';

const html = (value: string): Html => ({ type: 'html', value });

/** Containers that are prose, not widgets. */
const proseBlocks = ['aside', 'myth', 'predict', 'tour'] as const;

/** The HTML that stands where a widget will come alive. */
export function widgetBlock(
  reading: Reading,
  directive: LeafDirective | ContainerDirective,
): BlockContent[] {
  const contract = reading.schemas.get(directive.name);
  // Its name counts even where the figure has a fault: what refers to it has none.
  const named = directive.attributes?.experiment;
  if (named) shareExperiment(reading, named, contract);
  if (!contract) {
    const known = [...reading.schemas.keys(), ...proseBlocks];
    const suggestion = didYouMean(directive.name, known);
    report(reading, placeOf(directive), `unknown widget "${directive.name}"${suggestion}`);
    return [];
  }
  const schema = contract.attributes;
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
  if (!named && typeof attributes.experiment === 'string') {
    shareExperiment(reading, attributes.experiment, contract);
  }
  const number = reading.islands.length;
  reading.islands.push({ widget: directive.name, attributes });
  return [html(`<!--island:${number}-->`)];
}

function shareExperiment(
  reading: Reading,
  experiment: string,
  contract: WidgetContract | undefined,
): void {
  const contracts = reading.experiments.get(experiment) ?? [];
  reading.experiments.set(experiment, contract ? [...contracts, contract] : contracts);
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
    case 'tour':
      parseAttributes(reading, directive, none, '"tour"');
      return [html('<div class="tour">'), ...children, html('</div>')];
    case 'predict':
      return predictBlock(reading, directive, children);
    default:
      return widgetBlock(reading, directive);
  }
}
