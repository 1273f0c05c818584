import type { ContainerDirective } from 'mdast-util-directive';
import { z } from 'zod';
import { type Arithmetic, parseArithmetic } from './arithmetic.ts';
import { ask, askCell } from './asked.ts';
import { attributePlace } from './attributes.ts';
import { whyNoQuantity } from './inline-directive.ts';
import type { Settings } from './page-store.ts';
import { resolvePath } from './quantity-path.ts';
import { parseSetting, picks, type Question } from './question.ts';
import { placeOf, type Reading, report } from './reading.ts';

const kinds = ['choice', 'number', 'cell', 'point'] as const;
const name = z.string().min(1);
const number = z
  .string()
  .regex(/^[-+]?(?:\d+\.?\d*|\.\d+)$/, 'a number')
  .transform(Number);

export const predictAttributes = z.strictObject({
  /** The heading of the block. */
  label: name.default('Before you look'),
  /** What the reader does; with a list a choice, else a number is typed. */
  kind: z.enum(kinds).optional(),
  /** The experiment that knows the answer. */
  of: name.optional(),
  /** The cells to ask it for: `dx.1.0, dx.1.1`; of a grid, their head: `dx`. */
  cells: name.optional(),
  /** What each option of the list claims these cells hold: `0.4, 0 | 0, 0.4`. */
  answers: name.optional(),
  /** Numbers and settings that hold for this question: `x.1.1=5, pool/stride=1`. */
  set: name.optional(),
  /** The experiment whose figure is veiled until the reader has answered. */
  reveals: name.optional(),
  /** Rows and columns of a grid to click. */
  grid: z
    .string()
    .regex(/^[1-9]\d?x[1-9]\d?$/, 'rows x columns, such as 4x4')
    .optional(),
  /** What the grid's buttons show: a quantity, or the head of the experiment's cells. */
  shows: name.optional(),
  /** Which cells are right. */
  pick: z.enum(picks).default('max'),
  /** Names of the cells, for a row of things: `cat, dog, fish`. */
  names: name.optional(),
  /** Head of the curve's cells: `loss` of `loss(0.25)`. */
  curve: name.optional(),
  at: number.optional(),
  from: number.optional(),
  to: number.optional(),
  low: number.optional(),
  high: number.optional(),
  x: name.optional(),
  y: name.optional(),
});

export type PredictAttributes = z.output<typeof predictAttributes>;

const split = (text: string, by: string) => text.split(by).map((part) => part.trim());

/** A fault in a question; the attribute at whose place it is shown. */
class QuestionFault extends Error {
  readonly attribute: string;
  constructor(attribute: string, message: string) {
    super(message);
    this.attribute = attribute;
  }
}

/** The question that a block asks; undefined where nobody grades it, or where it has a fault. */
export function maybeParseQuestion(
  reading: Reading,
  directive: ContainerDirective,
  attributes: PredictAttributes,
  optionCount: number,
): Question | undefined {
  const { of, reveals } = attributes;
  if (reveals !== undefined) ask(reading, attributePlace(reading, directive, 'reveals'), reveals);
  if (of !== undefined) ask(reading, attributePlace(reading, directive, 'of'), of);
  try {
    return questionOf(reading, directive, attributes, optionCount);
  } catch (error) {
    if (!(error instanceof QuestionFault)) throw error;
    const { attribute } = error;
    const place = attribute ? attributePlace(reading, directive, attribute) : placeOf(directive);
    report(reading, place, error.message);
    return undefined;
  }
}

const wanted = {
  choice: ['of', 'cells', 'answers'],
  number: ['of', 'cells'],
  cell: ['of', 'cells', 'grid'],
  point: ['of', 'curve', 'at', 'from', 'to', 'low', 'high'],
} as const;

function questionOf(
  reading: Reading,
  directive: ContainerDirective,
  attributes: PredictAttributes,
  optionCount: number,
): Question | undefined {
  const { of, cells } = attributes;
  const isAsked = [of, cells, attributes.answers, attributes.kind, attributes.curve].some(
    (value) => value !== undefined,
  );
  if (!isAsked && optionCount === 0) return undefined;
  const kind = attributes.kind ?? (optionCount > 0 ? 'choice' : 'number');
  for (const attribute of wanted[kind]) {
    if (attributes[attribute] !== undefined) continue;
    throw new QuestionFault(
      '',
      `missing attribute "${attribute}" of "predict": ${kindWords[kind]} needs ${wanted[kind].map((one) => `"${one}"`).join(', ')}`,
    );
  }
  const isChoice = kind === 'choice';
  if (isChoice !== optionCount > 0) {
    throw new QuestionFault(
      attributes.kind === undefined ? '' : 'kind',
      isChoice ? 'a choice needs a list of options' : `${kindWords[kind]} takes no list of options`,
    );
  }
  const experiment = of ?? '';
  const asking = { experiment, ...changesOf(reading, directive, attributes.set) };
  const checkCell = (attribute: string, cell: string) =>
    askCell(reading, attributePlace(reading, directive, attribute), experiment, cell);
  const cellNames = split(cells ?? '', ',');
  if (kind !== 'point') for (const cell of cellNames) checkCell('cells', cell);
  switch (kind) {
    case 'choice':
      return {
        kind,
        ...asking,
        cells: cellNames,
        answers: answersOf(reading, attributes.answers ?? '', optionCount, cellNames.length),
      };
    case 'number':
      if (attributes.answers !== undefined) {
        throw new QuestionFault(
          'answers',
          `${plural(split(attributes.answers, '|').length, 'answer')} for 0 options`,
        );
      }
      if (cellNames.length > 1) {
        throw new QuestionFault(
          'cells',
          `one number is typed, ${cellNames.length} cells are asked for`,
        );
      }
      return { kind, ...asking, cell: cellNames[0] };
    case 'cell': {
      if (cellNames.length > 1 || cellNames[0].includes('.')) {
        throw new QuestionFault('cells', `"${cells}": a grid asks for one head, such as "dx"`);
      }
      const [rows, columns] = split(attributes.grid ?? '', 'x').map(Number);
      const { pick } = attributes;
      return { kind, ...asking, head: cellNames[0], rows, columns, pick };
    }
    case 'point':
      checkCell('curve', attributes.curve ?? '');
      return { kind, ...asking, ...pointOf(attributes) };
  }
}

const kindWords = {
  choice: 'a choice',
  number: 'a number to type',
  cell: 'a grid to click',
  point: 'a point to set',
} as const;

export const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

function pointOf(attributes: PredictAttributes) {
  const {
    curve = '',
    at = 0,
    from = 0,
    to = 0,
    low = 0,
    high = 0,
    x = 'x',
    y = curve,
  } = attributes;
  if (from >= to) throw new QuestionFault('from', `"from" ${from} is not below "to" ${to}`);
  if (low >= high) throw new QuestionFault('low', `"low" ${low} is not below "high" ${high}`);
  if (at < from || at > to) {
    throw new QuestionFault('at', `"at" ${at} is not between "from" ${from} and "to" ${to}`);
  }
  return { curve, at, from, to, low, high, x, y };
}

function answersOf(
  reading: Reading,
  written: string,
  optionCount: number,
  cellCount: number,
): readonly (readonly Arithmetic[])[] {
  const rows = split(written, '|').map((row) => split(row, ','));
  if (rows.length !== optionCount) {
    const options = plural(optionCount, 'option');
    throw new QuestionFault('answers', `${plural(rows.length, 'answer')} for ${options}`);
  }
  const crooked = rows.findIndex((row) => row.length !== cellCount);
  if (crooked >= 0) {
    const numbers = plural(rows[crooked].length, 'number');
    const cells = plural(cellCount, 'cell');
    throw new QuestionFault('answers', `answer ${crooked + 1} has ${numbers} for ${cells}`);
  }
  return rows.map((row) =>
    row.map((claim) => located('answers', () => parseArithmetic(claim, reading.quantities))),
  );
}

/** `x.1.1=5, pool/stride=1`: numbers of the lesson's quantities, and settings of its figures. */
function changesOf(
  reading: Reading,
  directive: ContainerDirective,
  written: string | undefined,
): Pick<Question, 'set' | 'settings'> {
  const set: Question['set'][number][] = [];
  const settings: Record<string, Settings[string]> = {};
  for (const part of written === undefined ? [] : split(written, ',')) {
    const [, target, to] = /^([^=]*?)\s*=\s*(.+)$/.exec(part) ?? [];
    if (!target) throw new QuestionFault('set', `"${part}" changes nothing: write "name=number"`);
    if (target.includes('/')) {
      if (target.includes('.')) {
        const why = "a number of a figure's own; bind the figure to a quantity of the lesson";
        throw new QuestionFault('set', `"${target}": ${why}`);
      }
      ask(reading, attributePlace(reading, directive, 'set'), target.split('/')[0]);
      settings[target] = parseSetting(to);
      continue;
    }
    const found = resolvePath(target, reading.quantities);
    if ('why' in found) throw new QuestionFault('set', whyNoQuantity(reading, target, found.why));
    const { shape } = reading.quantities[found.name];
    set.push({
      ...found,
      shape,
      to: located('set', () => parseArithmetic(to, reading.quantities)),
    });
  }
  return { set, settings };
}

function located<T>(attribute: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw error instanceof Error ? new QuestionFault(attribute, error.message) : error;
  }
}
