import { receptiveFields } from '../../core/receptive-field.ts';
import {
  coreGeometry,
  paddingRules,
  planWindow,
  type WindowPlan,
  type WindowSettings,
} from '../convolution/geometry.ts';
import { coverage } from '../convolution/passes.ts';
import type { Answer, Page, Settings } from '../definition.ts';
import type { Attributes } from './attributes.ts';

export const sizes = [5, 6, 7, 8, 28] as const;
export const kernelSides = [1, 2, 3, 4, 5] as const;
const steps = [1, 2, 3] as const;

/** What the controls say, each checked; what does not fit counts as written. */
export function windowOf(written: Attributes, settings: Settings): WindowSettings {
  const chosen = <T extends string | number>(name: string, options: readonly T[], otherwise: T) => {
    const wanted = settings[`${written.experiment}/${name}`];
    return options.find((option) => option === wanted) ?? otherwise;
  };
  return {
    size: chosen<number>('size', sizes, Number(written.size)),
    kernel: chosen<number>('kernel', kernelSides, Number(written.kernel)),
    stride: chosen<number>('stride', steps, Number(written.stride)),
    dilation: chosen<number>('dilation', steps, Number(written.dilation)),
    padding: chosen('padding', paddingRules, written.padding),
  };
}

/** A window that sees a cell: its place among the windows, flat. */
export function windowsOver(plan: WindowPlan, row: number, column: number): readonly number[] {
  const { rows, columns } = receptiveFields(coreGeometry(plan), 'zero');
  const across = columns.sightings(column);
  return rows
    .sightings(row)
    .flatMap(({ out: down }) => across.map(({ out }) => down * plan.out + out));
}

/** Answers for the page's questions: see `cells` in the attributes. */
export function answerer(attributes: Attributes, _page: Page): Answer {
  return (cell, _quantities, settings) => {
    const plan = planWindow(windowOf(attributes, settings));
    if ('refusal' in plan) return undefined;
    const counts = coverage(plan, 'zero');
    const [name, row, column] = cell.split('.');
    if (name === 'out') return plan.out;
    if (name === 'fewest') return Math.min(...counts);
    if (name === 'most') return Math.max(...counts);
    if (name === 'unseen') return counts.filter((count) => count === 0).length;
    if (name !== 'cover') return undefined;
    return counts[Number(row) * plan.size + Number(column)];
  };
}
