import type { Code, Html, RootContent } from 'mdast';
import { ask } from './asked.ts';
import { escapeHtml } from './escape.ts';
import { listingLanguages, maybeAnchors, renderListing } from './listing.ts';
import { type ListingMeta, readListingMeta } from './listing-meta.ts';
import { didYouMean } from './near-match.ts';
import { faultsSince, placeInside, placeOf, type Reading, report, writtenAs } from './reading.ts';

const html = (value: string): Html => ({ type: 'html', value });

interface Listing {
  readonly node: Code;
  readonly meta: ListingMeta;
  readonly html: string;
}

/** Whether a node is one of several versions of a listing. */
const isVariant = (node: RootContent): node is Code =>
  node.type === 'code' && /(?:^|\s)variant(?:=|\s|$)/.test(node.meta ?? '');

/** The variants that follow the one at `from`, itself the first of them; none where it is none. */
export function variantsFrom(children: readonly RootContent[], from: number): readonly Code[] {
  const run: Code[] = [];
  for (const child of children.slice(from)) {
    if (!isVariant(child)) break;
    run.push(child);
  }
  return run;
}

/** A code block, its language and its anchors checked. */
export function listingBlock(reading: Reading, node: Code): Html[] {
  return [html(readListing(reading, node).html)];
}

/**
 * Code blocks that follow each other, as one listing with a tab for each: all of them readable one
 * below the other where no script runs.
 */
export function variantsBlock(reading: Reading, nodes: readonly Code[]): Html[] {
  const before = reading.faults.length;
  const listings = nodes.map((node) => readListing(reading, node));
  checkVariants(reading, listings);
  const name = `listing-${placeOf(nodes[0]).line}`;
  const tabs = listings.map(
    ({ meta }, i) =>
      `<button type="button" role="tab" id="${name}-tab-${i}" aria-controls="${name}-${i}" aria-selected="${i === 0}" tabindex="${i === 0 ? 0 : -1}">${escapeHtml(meta.variant ?? '')}</button>`,
  );
  const panels = listings.map(
    ({ meta, html: body }, i) =>
      `<div class="variant" role="tabpanel" id="${name}-${i}" aria-labelledby="${name}-tab-${i}" data-sets="${escapeHtml(JSON.stringify(meta.sets))}"${i === 0 ? ' data-chosen' : ''}><p class="variant-name">${escapeHtml(meta.variant ?? '')}</p>${body}</div>`,
  );
  return [
    html(
      `<div class="variants"><div class="variant-tabs" role="tablist" aria-label="Versions of this listing">${tabs.join('')}</div><div class="variant-panels">${panels.join('')}</div></div>`,
    ),
    ...faultsSince(reading, before),
  ];
}

function checkVariants(reading: Reading, listings: readonly Listing[]): void {
  if (listings.length === 1) {
    const place = placeOf(listings[0].node);
    report(reading, place, 'a variant alone: the code blocks of one listing follow each other');
  }
  const seen = new Set<string>();
  for (const { node, meta } of listings) {
    const name = meta.variant ?? '';
    if (seen.has(name)) report(reading, placeOf(node), `a second variant "${name}" of one listing`);
    seen.add(name);
  }
}

function readListing(reading: Reading, node: Code): Listing {
  checkFence(reading, node);
  const meta = readListingMeta(reading, node);
  const language = node.lang ?? 'text';
  if (!listingLanguages.some((known) => known === language)) {
    const suggestion = didYouMean(language, listingLanguages);
    report(reading, placeOf(node), `unknown code language "${language}"${suggestion}`);
    return { node, meta, html: '' };
  }
  const { experiment } = meta;
  if (experiment !== undefined) askAnchors(reading, node, experiment);
  return { node, meta, html: renderListing(node.value, language, { experiment }) };
}

function askAnchors(reading: Reading, node: Code, experiment: string): void {
  const written = writtenAs(reading, node);
  let offset = written.indexOf('\n') + 1;
  for (const line of written.slice(offset).split('\n')) {
    const anchors = maybeAnchors(line);
    for (const name of anchors?.names ?? []) {
      const place = placeInside(reading, node, offset + line.indexOf('#@'));
      ask(reading, place, experiment, { kind: 'anchor', name });
    }
    offset += line.length + 1;
  }
}

/** The parser closes an open fence at the end of its parent; a reader would not. */
function checkFence(reading: Reading, node: Code): void {
  const lines = writtenAs(reading, node).split('\n');
  const fence = /^(`{3,}|~{3,})/.exec(lines[0])?.[1];
  if (!fence) return; // indented
  const last = /(`{3,}|~{3,})[ \t]*$/.exec(lines.length > 1 ? (lines.at(-1) ?? '') : '')?.[1];
  if (last?.startsWith(fence)) return;
  report(reading, placeOf(node), `a code block that is never closed by a line "${fence}"`);
}
