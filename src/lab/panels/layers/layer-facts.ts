import type { Scale } from '../../../draw/scale.ts';
import { nodesBehindLoss, type ParamId } from '../../../trace/graph.ts';
import { activationOf, gradientOf, paramGradientOf, type Trace } from '../../../trace/trace.ts';
import type { Column, ColumnValue } from '../../stage/column.ts';
import { shownScale } from '../../stage/shown-scale.ts';
import { type Statistics, statisticsOf } from '../../statistics.ts';
import type { Scaling } from '../../view.ts';
import { type Histogram, histogramOf } from './histogram.ts';

/** One quantity of a layer: its numbers in a few, and how they lie. */
export interface Spread {
  readonly statistics: Statistics;
  readonly histogram: Histogram;
  readonly scale: Scale;
}

/** What a layer hands on to the next, the gradient that comes back to it, and its parameters'. */
export interface LayerFacts {
  readonly column: Column;
  /** The column's last value that the loss depends on: after its relu, if it has one. */
  readonly value: ColumnValue;
  readonly activation: Spread;
  readonly gradient: Spread;
  /** ‖∂L/∂θ‖ over all parameters of the layer; undefined where it has none. */
  readonly paramNorm: number | undefined;
}

/** The facts of every column that the loss depends on; a trace without a way back has none. */
export function factsOf(
  trace: Trace,
  columns: readonly Column[],
  scaling: Scaling,
): readonly LayerFacts[] {
  if (!trace.backward) return [];
  const read = new Set(nodesBehindLoss(trace.graph).flatMap(({ inputs }) => inputs));
  return columns.flatMap((column): LayerFacts[] => {
    const value = column.values.filter(({ id }) => read.has(id)).at(-1);
    if (!value) return [];
    const spread = (pass: 'activation' | 'gradient'): Spread => {
      const { data } =
        pass === 'gradient' ? gradientOf(trace, value.id).sum : activationOf(trace, value.id);
      const network = scaling === 'network' ? scaling : undefined;
      const scale = shownScale(trace, { value: value.id, pass, scaling: network });
      return { statistics: statisticsOf(data), histogram: histogramOf(data, scale), scale };
    };
    return [
      {
        column,
        value,
        activation: spread('activation'),
        gradient: spread('gradient'),
        paramNorm: paramNormOf(trace, paramsOf(column)),
      },
    ];
  });
}

const paramsOf = ({ values }: Column): readonly ParamId[] =>
  values.flatMap(({ node }) => Object.values(node?.params ?? {}));

function paramNormOf(trace: Trace, ids: readonly ParamId[]): number | undefined {
  if (ids.length === 0) return undefined;
  return Math.hypot(...ids.map((id) => statisticsOf(paramGradientOf(trace, id).sum.data).norm));
}
