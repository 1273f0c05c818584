import type { GraphNode } from '../../trace/graph.ts';
import type { HostTensor } from '../../trace/tensor.ts';
import { activationOf, gradientOf, paramOf, savedOf, type Trace } from '../../trace/trace.ts';
import { type Column, unitCount } from './column.ts';

/** How much one picture gave another: `from` and `to` are units (maps, or cells of a vector). */
export interface Link {
  readonly from: number;
  readonly to: number;
  /** Σ |activation × weight| on the way forward, Σ |weight × gradient| on the way back. */
  readonly strength: number;
  /** The same sum with its signs. */
  readonly signed: number;
}

/** The wires of one gap between two columns, strongest first. */
export interface Gap {
  readonly node: GraphNode;
  readonly source: Column;
  readonly target: Column;
  readonly slot: number;
}

/** Every pair of columns that a node joins. */
export function gapsOf(columns: readonly Column[]): readonly Gap[] {
  return columns.flatMap((target) => {
    const [{ node }] = target.values;
    if (!node) return [];
    return node.inputs.flatMap((input, slot) => {
      const source = columns.find(({ values }) => values.some(({ id }) => id === input));
      return source ? [{ node, source, target, slot }] : [];
    });
  });
}

/** At most this many wires end in one unit, and this many cross one gap: few enough to read. */
const PER_UNIT = 2;
const PER_GAP = 28;

/** Where there are few units, each may have more. */
const mostPerUnit = (units: number): number => Math.max(PER_UNIT, Math.floor(PER_GAP / units));

/** What every unit gives every other, link by link. */
interface Flows {
  readonly from: Uint16Array;
  readonly to: Uint16Array;
  readonly strength: Float64Array;
  readonly signed: Float64Array;
}

type Pass = 'activation' | 'gradient';

/** The strongest wires of a gap in one direction. */
export function linksOf(trace: Trace, gap: Gap, pass: Pass): readonly Link[] {
  const flows = flowsOf(trace, gap, pass);
  const units = unitCount(pass === 'activation' ? gap.target : gap.source);
  const ends = pass === 'activation' ? flows.to : flows.from;
  const kept = strongest(flows.strength, ends, units, mostPerUnit(units));
  return kept.slice(0, PER_GAP).map((link) => ({
    from: flows.from[link],
    to: flows.to[link],
    strength: flows.strength[link],
    signed: flows.signed[link],
  }));
}

/**
 * The `most` strongest links of each unit, strongest first and the earlier of equals first. A dense
 * layer has thousands, of which a picture shows few: they are looked through once, not sorted.
 */
function strongest(strength: Float64Array, ends: Uint16Array, units: number, most: number) {
  const best = Array.from({ length: units }, (): number[] => []);
  for (let link = 0; link < strength.length; link++) {
    const own = best[ends[link]];
    if (!(strength[link] > 0)) continue;
    if (own.length === most && strength[link] <= strength[own[most - 1]]) continue;
    let place = own.length === most ? most - 1 : own.length;
    while (place > 0 && strength[own[place - 1]] < strength[link]) {
      own[place] = own[place - 1];
      place--;
    }
    own[place] = link;
  }
  return best.flat().sort((a, b) => strength[b] - strength[a] || a - b);
}

function flowsOf(trace: Trace, gap: Gap, pass: Pass): Flows {
  const { node } = gap;
  if (node.kind === 'conv2d') return convFlows(trace, node, pass);
  if (node.kind === 'dense') return denseFlows(trace, gap, pass);
  if (node.kind === 'crossEntropy') return lossFlows(trace, node, pass);
  if (node.kind === 'binaryCrossEntropy') return unitLossFlows(trace, node, pass);
  return straightFlows(trace, gap, pass);
}

function emptyFlows(count: number): Flows {
  return {
    from: new Uint16Array(count),
    to: new Uint16Array(count),
    strength: new Float64Array(count),
    signed: new Float64Array(count),
  };
}

/** Σ over positions and window of K · x, for each input and output map; back: K · δ. */
function convFlows(trace: Trace, node: GraphNode, pass: Pass): Flows {
  const { shape, data } = paramOf(trace, node.params.kernel);
  const [height, width, ins, outs] = shape;
  const carried =
    pass === 'activation'
      ? activationOf(trace, node.inputs[0])
      : gradientOf(trace, node.outputs[0]).sum;
  const sums = unitSums(carried, pass === 'activation' ? ins : outs);
  const flows = emptyFlows(ins * outs);
  for (let from = 0; from < ins; from++) {
    for (let to = 0; to < outs; to++) {
      let size = 0;
      let sum = 0;
      for (let at = from * outs + to; at < height * width * ins * outs; at += ins * outs) {
        size += Math.abs(data[at]);
        sum += data[at];
      }
      const link = from * outs + to;
      const unit = pass === 'activation' ? from : to;
      flows.from[link] = from;
      flows.to[link] = to;
      flows.strength[link] = size * sums.strength[unit];
      flows.signed[link] = sum * sums.signed[unit];
    }
  }
  return flows;
}

/** Sum and sum of magnitudes of each unit: its channel of [1, H, W, C], or its own cell. */
function unitSums({ data }: HostTensor, units: number) {
  const strength = new Float64Array(units);
  const signed = new Float64Array(units);
  for (let start = 0; start < data.length; start += units) {
    for (let unit = 0; unit < units; unit++) {
      const number = data[start + unit];
      strength[unit] += Math.abs(number);
      signed[unit] += number;
    }
  }
  return { strength, signed };
}

/** W · x from each unit before to each unit after; back: W · δ. */
function denseFlows(trace: Trace, { node, source }: Gap, pass: Pass): Flows {
  const { shape, data: weights } = paramOf(trace, node.params.weights);
  const [outs, ins] = shape;
  const units = unitCount(source);
  const x = activationOf(trace, node.inputs[0]).data;
  const upstream = pass === 'gradient' ? gradientOf(trace, node.outputs[0]).sum.data : undefined;
  const flows = emptyFlows(outs * units);
  const { strength, signed } = flows;
  for (let to = 0; to < outs; to++) {
    const first = to * units;
    for (let from = 0; from < units; from++) {
      flows.from[first + from] = from;
      flows.to[first + from] = to;
    }
    const row = to * ins;
    for (let start = 0; start < ins; start += units) {
      for (let from = 0; from < units; from++) {
        const i = start + from;
        const term = weights[row + i] * (upstream ? upstream[to] : x[i]);
        strength[first + from] += Math.abs(term);
        signed[first + from] += term;
      }
    }
  }
  return flows;
}

/** Each score to the loss: its probability on the way there, its gradient on the way back. */
function lossFlows(trace: Trace, node: GraphNode, pass: Pass): Flows {
  const { data } =
    pass === 'activation'
      ? savedOf(trace, node.id, 'probabilities')
      : gradientOf(trace, node.inputs[0]).sum;
  return {
    from: Uint16Array.from(data, (_, unit) => unit),
    to: new Uint16Array(data.length),
    strength: Float64Array.from(data, Math.abs),
    signed: Float64Array.from(data),
  };
}

/** The lone score to its loss: the score on the way there, its gradient on the way back. */
function unitLossFlows(trace: Trace, { inputs }: GraphNode, pass: Pass): Flows {
  const { data } =
    pass === 'activation' ? activationOf(trace, inputs[0]) : gradientOf(trace, inputs[0]).sum;
  const flows = emptyFlows(1);
  flows.strength[0] = Math.abs(data[0]);
  flows.signed[0] = data[0];
  return flows;
}

/** Map to map, cell to cell: pools, sums of branches. */
function straightFlows(trace: Trace, { node, target }: Gap, pass: Pass): Flows {
  const carried =
    pass === 'activation'
      ? activationOf(trace, node.outputs[0])
      : gradientOf(trace, node.outputs[0]).sum;
  const units = Uint16Array.from({ length: unitCount(target) }, (_, unit) => unit);
  return { from: units, to: units, ...unitSums(carried, units.length) };
}
