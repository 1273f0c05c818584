import katex, { ParseError } from 'katex';
import { escapeHtml } from './escape.ts';

/** A formula that KaTeX refuses; `offset` counts characters from the formula's first. */
export class FormulaError extends Error {
  override readonly name = 'FormulaError';
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** `\live{upstream.0.0}{+0.4}` or `\term{routing:dx}{…}` in a formula. */
export interface FormulaCommand {
  readonly command: 'live' | 'term';
  /** What the first braces hold: a slot, or a term's name. */
  readonly of: string;
  /** What the second braces hold. */
  readonly body: string;
  /** Where the command begins and ends, in characters from the formula's first. */
  readonly start: number;
  readonly end: number;
}

/** The commands of ours that a formula uses, outermost and inner ones, in reading order. */
export function formulaCommands(tex: string): readonly FormulaCommand[] {
  return [...tex.matchAll(/\\(live|term)\s*\{([^{}]*)\}\s*\{/g)].map((match) => {
    const from = match.index + match[0].length;
    const to = closingBrace(tex, from);
    const command = match[1] === 'live' ? 'live' : 'term';
    return { command, of: match[2], body: tex.slice(from, to), start: match.index, end: to + 1 };
  });
}

/** The index of the brace that closes what was opened before `from`. */
function closingBrace(tex: string, from: number): number {
  let depth = 1;
  for (let at = from; at < tex.length; at++) {
    if (tex[at] === '\\') at++;
    else if (tex[at] === '{') depth++;
    else if (tex[at] === '}' && --depth === 0) return at;
  }
  return tex.length;
}

const options = {
  throwOnError: true,
  strict: (code: string) => (code === 'htmlExtension' ? 'ignore' : 'error'),
  macros: { '\\live': '\\htmlData{live=#1}{#2}', '\\term': '\\htmlData{term=#1}{#2}' },
  trust: (context: { command: string }) => context.command === '\\htmlData',
} as const;

/**
 * HTML and MathML of a formula. A `\live` leaves a slot `data-live` in the one and `data-said` in
 * the other, whose text the page replaces; a `\term` is marked by `data-term` in the HTML, which
 * is hidden from those who hear the page.
 */
export function renderFormula(tex: string, displayMode: boolean): string {
  try {
    const drawn = katex.renderToString(tex, { ...options, displayMode, output: 'htmlAndMathml' });
    const both = tightened(drawn);
    return both.replace(/<math [\s\S]*?<\/math>/, () => spokenFormula(tex, displayMode, both));
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    const words = error.rawMessage ?? error.message;
    throw new FormulaError(`bad formula: ${words}`, error.position ?? 0);
  }
}

/** KaTeX puts the space behind a term into it; it belongs to the formula. */
const tightened = (html: string) =>
  html.replace(
    /(<span class="mspace" style="[^"]*"><\/span>)((?:<\/span>)+)/g,
    (all, space, ends, at) => {
      const closed = ends.length / '</span>'.length;
      const marked = enclosures(html, at).findIndex((isMarked) => !isMarked);
      const out = Math.min(closed, marked < 0 ? closed : marked);
      return out === 0 ? all : '</span>'.repeat(out) + space + '</span>'.repeat(closed - out);
    },
  );

/** Which of the elements that are open at a place are marked terms or slots, from the innermost. */
function enclosures(html: string, at: number): readonly boolean[] {
  const open: boolean[] = [];
  for (const [tag] of html.slice(0, at).matchAll(/<span[^>]*>|<\/span>/g)) {
    if (tag === '</span>') open.shift();
    else open.unshift(tag.includes('class="enclosing"'));
  }
  return open;
}

const annotation = /<annotation [\s\S]*?<\/annotation>/;

/** KaTeX keeps no data in MathML: every slot is a word of its own there, then made a number. */
function spokenFormula(tex: string, displayMode: boolean, both: string): string {
  const slots = formulaCommands(tex).filter(({ command }) => command === 'live');
  let marked = tex;
  for (const [i, { start, end }] of [...slots.entries()].reverse()) {
    marked = `${marked.slice(0, start)}\\text{SLOT${i}SLOT}${marked.slice(end)}`;
  }
  if (slots.length === 0) return /<math [\s\S]*<\/math>/.exec(both)?.[0] ?? '';
  const spoken = katex.renderToString(marked, { ...options, displayMode, output: 'mathml' });
  const math = /<math [\s\S]*<\/math>/.exec(spoken)?.[0] ?? '';
  return math
    .replace(/<mtext([^>]*)>([^<]*SLOT\d+SLOT[^<]*)<\/mtext>/g, (_, style: string, text: string) =>
      text
        .split(/(SLOT\d+SLOT)/)
        .map((part) => {
          const number = /^SLOT(\d+)SLOT$/.exec(part)?.[1];
          if (number === undefined) return part === '' ? '' : `<mtext${style}>${part}</mtext>`;
          const { of, body } = slots[Number(number)];
          return `<mn data-said="${escapeHtml(of)}">${escapeHtml(plainNumber(body))}</mn>`;
        })
        .join(''),
    )
    .replace(annotation, () => annotation.exec(both)?.[0] ?? '');
}

const plainNumber = (body: string) =>
  body
    .replace(/[{}\\]/g, '')
    .replace('-', '−')
    .trim();
