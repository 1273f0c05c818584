import type { BlockContent, Html, ListItem } from 'mdast';
import type { ContainerDirective } from 'mdast-util-directive';
import { z } from 'zod';
import { attributePlace, parseAttributes } from './attributes.ts';
import { escapeHtml } from './escape.ts';
import { didYouMean } from './near-match.ts';
import { resolvePath } from './quantity-path.ts';
import { type Reading, report } from './reading.ts';
import { parseTerm, type Term } from './term.ts';

const attributesSchema = z.strictObject({
  /** The heading of the block. */
  label: z.string().min(1).default('Before you look'),
  /** The experiment that knows the answer. */
  of: z.string().min(1).optional(),
  /** The cells to ask it for: `dx.1.0, dx.1.1`. */
  cells: z.string().min(1).optional(),
  /** What each option of the list claims these cells hold: `0.4, 0 | 0, 0.4`. */
  answers: z.string().min(1).optional(),
  /** Numbers to change before asking: `x.1.1=5`. */
  set: z.string().min(1).optional(),
});

/** What the page needs to grade a question; written into the block as JSON. */
export interface Question {
  readonly experiment: string;
  readonly cells: readonly string[];
  /** One row for each option; empty when the reader types the number. */
  readonly answers: readonly (readonly Term[])[];
  readonly set: readonly { readonly name: string; readonly index: number; readonly to: Term }[];
}

const html = (value: string): Html => ({ type: 'html', value });
const split = (text: string, by: string) => text.split(by).map((part) => part.trim());

/**
 * A question before its answer: what comes before the list is asked, the list holds the options,
 * what comes after it is revealed. Without a list the first block asks and the reader types.
 */
export function predictBlock(
  reading: Reading,
  directive: ContainerDirective,
  children: readonly BlockContent[],
): BlockContent[] {
  const attributes = parseAttributes(reading, directive, attributesSchema, '"predict"');
  if (!attributes) return [];
  const at = children.findIndex((child) => child.type === 'list');
  const list = children[at];
  const options = list?.type === 'list' ? list.children : [];
  const asked = children.slice(0, list ? at : 1);
  const revealed = children.slice(list ? at + 1 : 1);
  const question = parseQuestion(reading, directive, attributes, options.length);
  const data = question ? ` data-question="${escapeHtml(JSON.stringify(question))}"` : '';
  return [
    html(`<div class="predict"${data}><p class="block-label">${escapeHtml(attributes.label)}</p>`),
    ...asked,
    ...(options.length > 0 ? optionButtons(options) : []),
    ...(question && options.length === 0 ? [html(entryForm)] : []),
    html('<p class="predict-verdict" role="status"></p>'),
    ...(revealed.length > 0
      ? [
          html('<details class="predict-answer"><summary>Answer</summary>'),
          ...revealed,
          html('</details>'),
        ]
      : []),
    html('</div>'),
  ];
}

const entryForm =
  '<form class="predict-entry"><label>Your number <input inputmode="decimal" autocomplete="off" name="number"></label> <button>Check</button></form>';

function optionButtons(options: readonly ListItem[]): BlockContent[] {
  return [
    html('<div class="predict-options" role="group" aria-label="Options">'),
    ...options.flatMap((option, i): BlockContent[] => [
      html(`<button type="button" data-option="${i}">`),
      ...option.children.flatMap((child): BlockContent[] =>
        child.type === 'paragraph' ? [{ ...child, data: { hName: 'span' } }] : [],
      ),
      html('</button>'),
    ]),
    html('</div>'),
  ];
}

function parseQuestion(
  reading: Reading,
  directive: ContainerDirective,
  attributes: z.output<typeof attributesSchema>,
  optionCount: number,
): Question | undefined {
  const { of, cells, answers, set } = attributes;
  const fault = (name: string, message: string): undefined => {
    report(reading, attributePlace(reading, directive, name), message);
    return undefined;
  };
  if (of === undefined || cells === undefined) {
    if (optionCount > 0)
      return fault('', '"predict" with a list needs "of", "cells" and "answers"');
    return undefined;
  }
  reading.experimentsAsked.push({ name: of, place: attributePlace(reading, directive, 'of') });
  const cellNames = split(cells, ',');
  const rows = answers === undefined ? [] : split(answers, '|').map((row) => split(row, ','));
  if (rows.length !== optionCount) {
    return fault('answers', `${rows.length} answers for ${optionCount} options`);
  }
  const crooked = rows.findIndex((row) => row.length !== cellNames.length);
  if (crooked >= 0) {
    return fault(
      'answers',
      `answer ${crooked + 1} has ${rows[crooked].length} numbers for ${cellNames.length} cells`,
    );
  }
  try {
    return {
      experiment: of,
      cells: cellNames,
      answers: rows.map((row) => row.map((term) => parseTerm(term, reading.quantities))),
      set: set === undefined ? [] : split(set, ',').map((part) => parseChange(part, reading)),
    };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return fault(answers?.includes(error.message) ? 'answers' : 'of', error.message);
  }
}

function parseChange(part: string, reading: Reading): Question['set'][number] {
  const [path, term] = split(part, '=');
  const found = resolvePath(path, reading.quantities);
  if ('why' in found) {
    const suggestion = didYouMean(path.split('.')[0], Object.keys(reading.quantities));
    throw new Error(
      found.why === 'unknown'
        ? `unknown quantity "${path}"${suggestion}`
        : `"${path}": ${found.why}`,
    );
  }
  return { ...found, to: parseTerm(term ?? '', reading.quantities) };
}
