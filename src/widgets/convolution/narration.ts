import { formatNumber } from '../../draw/number.ts';
import { borderRemark } from './geometry.ts';
import { isRing, type Moment, productsOf } from './moment.ts';
import type { Run, Setup } from './scene.ts';

const ringWords: Readonly<Record<Setup['border'], readonly [one: string, many: string]>> = {
  zero: ['a zero', 'zeros'],
  reflect: ['a mirrored cell', 'mirrored cells'],
  replicate: ['a copy of the edge', 'copies of the edge'],
  circular: ['a cell from the other side', 'cells from the other side'],
};

const counted = (count: number, one: string, many: string) =>
  count === 1 ? `one ${one}` : `${count} ${many}`;

/** One or two sentences about the present window, in words that need no picture. */
export function narrate(run: Run, moment: Moment, pace: Setup['pace']): string {
  const { plan, border, y } = run;
  const { window, done } = moment;
  const products = productsOf(run, window);
  const place = `row\u00a0${Math.floor(window / plan.out) + 1}, column\u00a0${(window % plan.out) + 1}`;
  const where = `Window ${window + 1} of ${y.length} makes ${place} of the output`;
  if (pace === 'product' && done > 0) {
    const last = products[done - 1];
    const so = products.slice(0, done).reduce((sum, { product }) => sum + product, 0);
    const kind = isRing(plan, last.padded) ? ', from the padding' : '';
    return `${where}. Product ${done} of ${products.length}: ${formatNumber(last.factor)} times ${formatNumber(last.value)}${kind}; the sum is ${formatNumber(so)} so far.`;
  }
  const ring = products.filter(({ padded }) => isRing(plan, padded)).length;
  const [one, many] = ringWords[border];
  const lie =
    ring === 1 ? `one lies in the padding: ${one}.` : `${ring} lie in the padding: ${many}.`;
  const outside = ring === 0 ? '' : ` Of its cells, ${lie}`;
  const remark = borderRemark(plan, border);
  return `${where}: ${counted(products.length, 'product', 'products')}, sum ${formatNumber(y[window])}.${outside}${remark ? ` ${remark}` : ''}`;
}
