import type { Axis } from '../../draw/axis.ts';
import { Plot, type PlotBox, type PlotLine, type PlotNote } from '../../draw/plot.tsx';
import type { Page } from '../definition.ts';
import { useTerm } from '../term.ts';
import type { Attributes } from './attributes.ts';
import { surprisesOf } from './distributions.ts';

interface AreaPlotProps {
  readonly page: Page;
  readonly experiment: string;
  readonly p: readonly number[];
  readonly q: readonly number[];
  readonly unit: Attributes['unit'];
}

const across: Axis = {
  label: 'share of the samples, p, class after class',
  domain: [0, 1],
  ticks: [0, 0.25, 0.5, 0.75, 1],
};
const heights: Readonly<Record<Attributes['unit'], Axis>> = {
  nats: { label: 'surprise in nats', domain: [0, 4], ticks: [0, 1, 2, 3, 4] },
  bits: { label: 'surprise in bits', domain: [0, 6], ticks: [0, 1, 2, 3, 4, 5, 6] },
};

/** A column for each class, p wide: up to −log p the entropy, up to −log q the cross-entropy. */
export function AreaPlot({ page, experiment, p, q, unit }: AreaPlotProps) {
  const entropy = useTerm(page, experiment, 'entropy').props;
  const divergence = useTerm(page, experiment, 'divergence').props;
  const cross = useTerm(page, experiment, 'cross').props;
  const scale = unit === 'bits' ? 1 / Math.LN2 : 1;
  const own = surprisesOf(p).map((nats) => nats * scale);
  const other = surprisesOf(q).map((nats) => nats * scale);
  const boxes: PlotBox[] = [];
  const lines: PlotLine[] = [];
  const notes: PlotNote[] = [];
  let left = 0;
  for (const [i, share] of p.entries()) {
    const x = [left, left + share] as const;
    left += share;
    if (share === 0) continue;
    const [low, high] = own[i] < other[i] ? [own[i], other[i]] : [other[i], own[i]];
    boxes.push({ name: `entropy ${i}`, x, y: [0, low], tone: 'accent', props: entropy });
    if (low !== high) {
      const more = own[i] < other[i];
      boxes.push({
        name: `divergence ${i}`,
        x,
        y: [low, high],
        tone: more ? 'positive' : 'negative',
        hatched: !more,
        props: divergence,
      });
    }
    lines.push({
      name: `cross ${i}`,
      tone: 'ink',
      points: [
        [x[0], other[i]],
        [x[1], other[i]],
      ],
      props: cross,
    });
    if (share > 0.05) {
      notes.push({ text: String(i), x: (x[0] + x[1]) / 2, y: 0, side: 'above', tone: 'ink' });
    }
  }
  return (
    <Plot
      label="Cross-entropy as an area: entropy and divergence"
      x={across}
      y={heights[unit]}
      boxes={boxes}
      lines={lines}
      notes={notes}
    />
  );
}
