import { formatNumber, formatSigned } from '../../draw/number.ts';
import { type Moment, sends, totalOf, type View } from './moment.ts';
import type { Scene } from './scene.ts';

/** Counted from 1, as people do; kept on one line. */
const place = (cell: number, columns: number) =>
  `row\u00a0${Math.floor(cell / columns) + 1}, column\u00a0${(cell % columns) + 1}`;

const counted = (count: number, one: string, many = `${one}s`) =>
  count === 1 ? `one ${one}` : `${count} ${many}`;

/** One to three sentences about the present step, in words that need no picture. */
export function narrate(scene: Scene, view: View, moment: Moment): string {
  const said = sends(view) ? narrateEntry(scene, view, moment) : narrateCell(scene, view, moment);
  const mistake = mistakeOf(scene, view);
  return mistake ? `${said} ${mistake}` : said;
}

function narrateEntry({ plan, upstream }: Scene, { gradient, way }: View, moment: Moment): string {
  const { step, products } = moment;
  const delta = formatSigned(upstream[step]);
  const entry = `Entry ${step + 1} of ${upstream.length}, ${place(step, plan.out)}, is ${delta}.`;
  if (gradient === 'db') {
    return `${entry} The bias was added to this output once, so it gets ${delta}, added to what it has.`;
  }
  if (gradient === 'dw') {
    return `${entry} In its window every weight met one cell: each weight gets ${delta} times its cell, added to what it has.`;
  }
  const lost = products.filter(({ idle }) => idle === 'lost').length;
  const cut =
    lost === 0 ? '' : ` ${lost} of the ${products.length} fall into the padding and are cut off.`;
  if (way === 'matrix') {
    return `${entry} Row ${step + 1} of δ wᵀ is this entry times every weight; col2im adds it to the cells that the window saw.${cut}`;
  }
  return `${entry} It sends ${delta} times each weight to the cell which that weight saw, and each cell adds.${cut}`;
}

function narrateCell(scene: Scene, { gradient, way }: View, moment: Moment): string {
  const { plan, rule } = scene;
  const { step, done, products } = moment;
  const total = formatSigned(totalOf(products.slice(0, done), rule));
  const so = done < products.length ? ` ${total} so far.` : '';
  if (gradient === 'db') {
    const sum = `1 · δ, over ${counted(products.length, 'entry', 'entries')}: db is ${total}.`;
    return way === 'matrix'
      ? `A column of ones times the column δ: ${sum}`
      : `The bias was used once in every output: ${sum}`;
  }
  if (gradient === 'dw') {
    const where = `Weight at ${place(step, plan.kernel)}`;
    const was = `${counted(products.length, 'window')} used it`;
    if (way === 'matrix') {
      return `${where}: column ${step + 1} of P holds every cell that it met; times the column δ, that is ${total}.`;
    }
    return `${where}: ${was}, on the outlined cells. Each cell times its window's δ makes ${total}.`;
  }
  const entries = products.filter(({ idle }) => !idle);
  const [first] = entries;
  const where = `Input cell at ${place(step, plan.size)}`;
  if (!first)
    return `${where}: no window saw it. Every zero under the kernel says so, and its gradient is 0.`;
  const rest = products.length - entries.length;
  const zeros = rest === 0 ? '' : `, ${rest} zeros`;
  const only =
    entries.length === 1
      ? `${formatNumber(first.delta)} · ${formatNumber(first.factor)}`
      : `${entries.length} entries`;
  return `${where}: under the kernel lie ${only}${zeros}. It gets ${total}.${so && done > 0 ? ` (${products.length - done} products to go.)` : ''}`;
}

/** What the chosen mistake does to this gradient. */
function mistakeOf({ rule, plan }: Scene, { gradient }: View): string {
  switch (rule) {
    case 'truth':
      return '';
    case 'unturned':
      return gradient === 'dx'
        ? 'The kernel was not turned: each cell is weighted by the wrong end of it.'
        : 'Nothing is turned here anyway: this mistake is one of dX alone.';
    case 'dense':
      if (gradient === 'db' || plan.stride === 1)
        return 'Without a stride to forget, nothing is wrong.';
      return 'The stride was forgotten: entries stand side by side, as if windows had moved by one.';
    case 'assign':
      return 'What came last wipes out what was there.';
  }
}
