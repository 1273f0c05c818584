import katex, { ParseError } from 'katex';
import type { Quantities } from './lesson.ts';
import { resolvePath } from './quantity-path.ts';

/** A formula that KaTeX refuses; `offset` counts characters from the formula's first. */
export class FormulaError extends Error {
  override readonly name = 'FormulaError';
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/**
 * HTML and MathML of a formula. `\live{upstream.0.0}{+0.4}` leaves a slot whose text the page
 * replaces; a slot names a quantity, or `experiment:cell`.
 */
export function renderFormula(tex: string, displayMode: boolean, quantities: Quantities): string {
  for (const match of tex.matchAll(/\\live\s*\{([^}]*)\}/g)) {
    const slot = match[1];
    if (!slot.includes(':') && 'why' in resolvePath(slot, quantities)) {
      throw new FormulaError(`unknown quantity "${slot}" in \\live`, match.index);
    }
  }
  try {
    return katex.renderToString(tex, {
      displayMode,
      throwOnError: true,
      strict: (code: string) => (code === 'htmlExtension' ? 'ignore' : 'error'),
      output: 'htmlAndMathml',
      macros: { '\\live': '\\htmlData{live=#1}{#2}' },
      trust: (context) => context.command === '\\htmlData',
    });
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    const words = error.rawMessage ?? error.message;
    throw new FormulaError(`bad formula: ${words}`, error.position ?? 0);
  }
}
