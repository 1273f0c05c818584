import type { BlockContent, Html, ListItem } from 'mdast';
import type { ContainerDirective } from 'mdast-util-directive';
import { parseAttributes } from './attributes.ts';
import { escapeHtml } from './escape.ts';
import { gridCells } from './grading.ts';
import { maybeParseQuestion, type PredictAttributes, predictAttributes } from './parse-question.ts';
import { plotSvg } from './plot-svg.ts';
import { resolvePath } from './quantity-path.ts';
import type { CellQuestion, Question } from './question.ts';
import { placeOf, type Reading, report } from './reading.ts';

const html = (value: string): Html => ({ type: 'html', value });

/**
 * A question before its answer. With a list, what comes before it is asked, the list holds the
 * options, what comes after it is revealed; without one the first block asks.
 */
export function predictBlock(
  reading: Reading,
  directive: ContainerDirective,
  children: readonly BlockContent[],
): BlockContent[] {
  const attributes = parseAttributes(reading, directive, predictAttributes, '"predict"');
  if (!attributes) return [];
  const at = children.findIndex((child) => child.type === 'list');
  const list = children[at];
  const options = list?.type === 'list' ? list.children : [];
  const asked = children.slice(0, list ? at : 1);
  const revealed = children.slice(list ? at + 1 : 1);
  const question = maybeParseQuestion(reading, directive, attributes, options.length);
  const data = [
    question &&
      ` data-kind="${question.kind}" data-question="${escapeHtml(JSON.stringify(question))}"`,
    attributes.reveals && ` data-reveals="${escapeHtml(attributes.reveals)}"`,
  ].map((part) => part ?? '');
  return [
    html(
      `<div class="predict"${data.join('')}><p class="block-label">${escapeHtml(attributes.label)}</p>`,
    ),
    ...asked,
    ...(options.length > 0 ? optionButtons(reading, options) : []),
    ...(question ? entryOf(question, reading, attributes) : []),
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

/** What the reader answers with, besides a list. */
function entryOf(question: Question, reading: Reading, attributes: PredictAttributes): Html[] {
  switch (question.kind) {
    case 'choice':
      return [];
    case 'number':
      return [
        html(
          '<form class="predict-entry"><label>Your number <input autocomplete="off" spellcheck="false" name="number"></label> <button>Check</button></form>',
        ),
      ];
    case 'cell':
      return [html(gridHtml(question, reading, attributes))];
    case 'point':
      return [html(plotSvg(question))];
  }
}

function optionButtons(reading: Reading, options: readonly ListItem[]): BlockContent[] {
  for (const option of options) {
    if (option.children.length === 1 && option.children[0].type === 'paragraph') continue;
    report(reading, placeOf(option), 'an option is one paragraph');
  }
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

/** A grid of buttons that show numbers of the page. */
function gridHtml(
  { rows, columns, experiment }: CellQuestion,
  reading: Reading,
  { shows, names }: PredictAttributes,
): string {
  const labels = names?.split(',').map((name) => name.trim()) ?? [];
  const slots = shows === undefined ? [] : gridCells(shows, rows, columns);
  const buttons = Array.from({ length: rows * columns }, (_, i) => {
    const place =
      rows === 1 ? `${i + 1}` : `row ${Math.floor(i / columns) + 1}, column ${(i % columns) + 1}`;
    const name = labels[i] === undefined ? '' : `<span>${escapeHtml(labels[i])}</span>`;
    const said = name ? '' : `<span class="visually-hidden">${place}: </span>`;
    const slot = slots[i] && slotOf(slots[i], experiment, reading);
    const number = slot ? `<span data-live="${escapeHtml(slot)}" data-signed="false">…</span>` : '';
    return `<button type="button" data-option="${i}">${said}${name}${number}</button>`;
  });
  return `<div class="predict-grid" role="group" aria-label="Cells" style="--columns: ${columns}">${buttons.join('')}</div>`;
}

/** A quantity of the lesson where there is one of that name, else a cell of the experiment. */
function slotOf(cell: string, experiment: string, reading: Reading): string {
  const row = cell.replace(/^([^.]+)\.0\.(\d+)$/, '$1.$2');
  const path = [cell, row].find((path) => !('why' in resolvePath(path, reading.quantities)));
  return path ?? `${experiment}:${cell}`;
}
