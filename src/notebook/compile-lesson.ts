import type { Heading as HeadingNode, Html, Nodes, Parents, RootContent } from 'mdast';
import type { ContainerDirective } from 'mdast-util-directive';
import type { InlineMath, Math as MathBlock } from 'mdast-util-math';
import { toString as textOf } from 'mdast-util-to-string';
import { checkAsked } from './asked.ts';
import { containerBlock, widgetBlock } from './directive.ts';
import type { Fault, Place } from './fault.ts';
import { FormulaError, formulaCommands, renderFormula } from './formula.ts';
import { parseFrontMatter } from './front-matter.ts';
import { headingId } from './heading-id.ts';
import { checkSlot, checkTerm, textDirective } from './inline-directive.ts';
import type { FrontMatter, Heading, IslandPlace } from './lesson.ts';
import { checkImage, type InternalLink, resolveLink } from './link.ts';
import { listingBlock, variantsBlock, variantsFrom } from './listing-block.ts';
import { parseMarkdown, writeHtml } from './markdown.ts';
import {
  faultsSince,
  placeInside,
  placeOf,
  type Reading,
  report,
  type WidgetSchemas,
  writtenAs,
} from './reading.ts';

/** One file, read on its own: its links and prerequisites are still to be checked. */
export interface Draft {
  readonly file: string;
  readonly slug: string;
  readonly frontMatter: FrontMatter | undefined;
  readonly html: string;
  readonly islands: readonly IslandPlace[];
  readonly headings: readonly Heading[];
  readonly words: number;
  readonly links: readonly InternalLink[];
  readonly prerequisitePlaces: readonly Place[];
  readonly orderPlace: Place;
  readonly faults: readonly Fault[];
}

/** A draft of a file that nothing can be made of, with the reason as its one fault. */
export function unreadableLesson(
  file: string,
  slug: string,
  why: string,
  place: Place = { line: 1, column: 1 },
): Draft {
  return {
    file,
    slug,
    frontMatter: undefined,
    html: '',
    islands: [],
    headings: [],
    words: 0,
    links: [],
    prerequisitePlaces: [],
    orderPlace: place,
    faults: [{ file, ...place, message: `cannot be read: ${why}` }],
  };
}

/** Compiles one lesson and collects every fault that can be seen without the other lessons. */
export function compileLesson(
  source: string,
  file: string,
  slug: string,
  schemas: WidgetSchemas,
): Draft {
  // What is not UTF-8 was decoded to U+FFFD.
  const foreign = source.search(/[\0\uFFFD]/);
  if (foreign >= 0) {
    const before = source.slice(0, foreign).split('\n');
    const place = { line: before.length, column: (before.at(-1) ?? '').length + 1 };
    return unreadableLesson(file, slug, 'a lesson is text in UTF-8', place);
  }
  try {
    return compileText(source, file, slug, schemas);
  } catch (error) {
    // The Markdown parser and its tree are walked recursively: brackets in brackets use up the stack.
    if (!(error instanceof RangeError)) throw error;
    return unreadableLesson(file, slug, `nested too deeply (${error.message})`);
  }
}

function compileText(source: string, file: string, slug: string, schemas: WidgetSchemas): Draft {
  const faults: Fault[] = [];
  const matter = parseFrontMatter(source.replace(/^\uFEFF/, ''), (place, message) =>
    faults.push({ file, ...place, message }),
  );
  const reading: Reading = {
    file,
    body: matter.body,
    schemas,
    quantities: matter.quantities ?? {},
    faults,
    islands: [],
    experiments: new Map(),
    asked: [],
  };
  const headings: Heading[] = [];
  const links: InternalLink[] = [];
  const tree = parseMarkdown(matter.body);
  const words = wordsOf(tree);
  rewrite(tree, { reading, headings, links });
  checkAsked(reading);
  return {
    file,
    slug,
    frontMatter: matter.frontMatter,
    html: writeHtml(tree),
    islands: reading.islands,
    headings,
    words,
    links,
    prerequisitePlaces: matter.prerequisitePlaces,
    orderPlace: matter.orderPlace,
    // Where the quantities themselves are bad, nothing can be said about their names.
    faults: matter.quantities
      ? faults
      : faults.filter((fault) => !fault.message.startsWith('unknown quantity')),
  };
}

/** Words of the prose: neither listings nor formulas that stand alone. */
function wordsOf(node: Nodes): number {
  if (node.type === 'text') return node.value.split(/\s+/).filter((word) => /\w/.test(word)).length;
  if (node.type === 'inlineMath') return 1;
  if (!('children' in node)) return 0;
  return node.children.reduce((sum, child) => sum + wordsOf(child), 0);
}

interface Pass {
  readonly reading: Reading;
  readonly headings: Heading[];
  readonly links: InternalLink[];
}

/** Replaces, from the leaves up, every node that means something to a lesson. */
function rewrite(parent: Parents, pass: Pass): void {
  const children = parent.children.flatMap((child, i): Nodes[] => {
    const variants = variantsFrom(parent.children, i);
    if (variants.length > 0) {
      // They are made where the first one stands.
      const isFirst = i === 0 || variantsFrom(parent.children, i - 1).length === 0;
      return isFirst ? variantsBlock(pass.reading, variants) : [];
    }
    if (child.type === 'containerDirective') checkClosed(child, pass.reading);
    if ('children' in child) rewrite(child, pass);
    const before = pass.reading.faults.length;
    const nodes =
      child.type === 'inlineMath'
        ? [formula(child, pass.reading, takePunctuation(parent.children[i + 1]))]
        : replacement(child, pass);
    return [...nodes, ...faultsSince(pass.reading, before)];
  });
  // The tree's types say which children may stand where; a replacement keeps to its own kind.
  parent.children.splice(0, parent.children.length, ...(children as never[]));
}

/**
 * Takes the comma or full stop off the text behind a formula, for the formula to carry: a browser
 * breaks a line after a formula, which it takes for a picture, whatever joins the two.
 */
function takePunctuation(after: Nodes | undefined): string {
  if (after?.type !== 'text') return '';
  const mark = /^[.,;:?!)’”]*/.exec(after.value)?.[0] ?? '';
  after.value = after.value.slice(mark.length);
  return mark;
}

const html = (value: string): Html => ({ type: 'html', value });

function replacement(node: RootContent, { reading, headings, links }: Pass): Nodes[] {
  switch (node.type) {
    case 'html':
      return rawHtml(node, reading);
    case 'heading':
      markHeading(node, headings, reading);
      return [node];
    case 'link':
    case 'definition': {
      const link = resolveLink(reading, node);
      if (link) links.push(link);
      return [node];
    }
    case 'image':
    case 'imageReference':
      checkImage(reading, node);
      return [node];
    case 'math':
      return [formula(node, reading)];
    case 'code':
      return listingBlock(reading, node);
    case 'leafDirective':
      return widgetBlock(reading, node);
    case 'containerDirective':
      return containerBlock(reading, node);
    case 'textDirective':
      return textDirective(reading, node);
    default:
      return [node];
  }
}

/** The parser closes what was left open at the end of its parent; a reader would not. */
function checkClosed(directive: ContainerDirective, reading: Reading): void {
  const lines = writtenAs(reading, directive).trimEnd().split('\n');
  const opening = /^:+/.exec(lines[0])?.[0].length ?? 3;
  const closing = /^[ \t]*(:{3,})[ \t]*$/.exec(lines.length > 1 ? lines[lines.length - 1] : '');
  if (closing && closing[1].length >= opening) return;
  report(reading, placeOf(directive), `":::${directive.name}" is never closed by a line ":::"`);
}

function rawHtml(node: Html, reading: Reading): Nodes[] {
  if (/^<!--[\s\S]*-->\s*$/.test(node.value)) return [];
  const tag = /^<\/?([a-zA-Z][\w-]*)/.exec(node.value)?.[1] ?? node.value.slice(0, 12);
  report(reading, placeOf(node), `raw HTML "<${tag}>": a lesson is Markdown and directives only`);
  return [];
}

function markHeading(node: HeadingNode, headings: Heading[], reading: Reading): void {
  const text = textOf(node);
  const id = headingId(text);
  if (node.depth === 1) {
    report(
      reading,
      placeOf(node),
      'a heading of the first level: that is the question, begin with "##"',
    );
  }
  if (headings.some((heading) => heading.id === id)) {
    report(reading, placeOf(node), `a second heading with the anchor "#${id}"`);
  }
  headings.push({ id, text, depth: node.depth });
  node.data = { ...node.data, hProperties: { id } };
}

function formula(node: InlineMath | MathBlock, reading: Reading, closing = ''): Html {
  const display = node.type === 'math';
  const opening = Math.max(0, writtenAs(reading, node).indexOf(node.value));
  const placeAt = (offset: number) => placeInside(reading, node, opening + offset);
  for (const { command, of, start } of formulaCommands(node.value)) {
    if (command === 'live') checkSlot(reading, of, placeAt(start));
    else checkTerm(reading, of, placeAt(start));
  }
  try {
    // By itself first: a fault speaks of what was written.
    const plain = renderFormula(node.value, display);
    const rendered = closing ? renderFormula(`${node.value}\\text{${closing}}`, display) : plain;
    return html(display ? `<div class="formula">${rendered}</div>` : rendered);
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error;
    report(reading, placeAt(error.offset), error.message);
    return html('');
  }
}
