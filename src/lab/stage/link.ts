import type { GraphNode } from '../../trace/graph.ts';
import type { HostTensor } from '../../trace/tensor.ts';
import { activationOf, gradientOf, paramOf, savedOf, type Trace } from '../../trace/trace.ts';
import { type Column, unitCount, unitOf } from './column.ts';

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

/** The strongest wires of a gap in one direction. */
export function linksOf(trace: Trace, gap: Gap, pass: 'activation' | 'gradient'): readonly Link[] {
  const links = allLinks(trace, gap, pass).filter(({ strength }) => strength > 0);
  links.sort((a, b) => b.strength - a.strength);
  const ends = new Map<number, number>();
  const end = pass === 'activation' ? 'to' : 'from';
  const most = mostPerUnit(unitCount(pass === 'activation' ? gap.target : gap.source));
  return links
    .filter((link) => {
      const count = (ends.get(link[end]) ?? 0) + 1;
      ends.set(link[end], count);
      return count <= most;
    })
    .slice(0, PER_GAP);
}

function allLinks(trace: Trace, gap: Gap, pass: 'activation' | 'gradient'): Link[] {
  const { node } = gap;
  if (node.kind === 'conv2d') return convLinks(trace, node, pass);
  if (node.kind === 'dense') return denseLinks(trace, gap, pass);
  if (node.kind === 'crossEntropy') return lossLinks(trace, node, pass);
  if (node.kind === 'binaryCrossEntropy') return unitLossLinks(trace, node, pass);
  return straightLinks(trace, gap, pass);
}

/** Σ over positions and window of K · x, for each input and output map; back: K · δ. */
function convLinks(trace: Trace, node: GraphNode, pass: 'activation' | 'gradient'): Link[] {
  const kernel = paramOf(trace, node.params.kernel);
  const [height, width, ins, outs] = kernel.shape;
  const flow = channelSums(
    pass === 'activation'
      ? activationOf(trace, node.inputs[0])
      : gradientOf(trace, node.outputs[0]).sum,
  );
  const links: Link[] = [];
  for (let from = 0; from < ins; from++) {
    for (let to = 0; to < outs; to++) {
      const carried = pass === 'activation' ? from : to;
      let strength = 0;
      let signed = 0;
      for (let cell = 0; cell < height * width; cell++) {
        const weight = kernel.data[(cell * ins + from) * outs + to];
        strength += Math.abs(weight) * flow.strength[carried];
        signed += weight * flow.signed[carried];
      }
      links.push({ from, to, strength, signed });
    }
  }
  return links;
}

/** Sum and sum of magnitudes of each channel of [1, H, W, C]. */
function channelSums({ shape, data }: HostTensor) {
  const channels = shape[shape.length - 1];
  const strength = new Float64Array(channels);
  const signed = new Float64Array(channels);
  for (let i = 0; i < data.length; i++) {
    strength[i % channels] += Math.abs(data[i]);
    signed[i % channels] += data[i];
  }
  return { strength, signed };
}

/** W · x from each unit before to each unit after; back: W · δ. */
function denseLinks(trace: Trace, gap: Gap, pass: 'activation' | 'gradient'): Link[] {
  const { node, source } = gap;
  const weights = paramOf(trace, node.params.weights);
  const [outs, ins] = weights.shape;
  const units = unitCount(source);
  const x = activationOf(trace, node.inputs[0]).data;
  const upstream = pass === 'gradient' ? gradientOf(trace, node.outputs[0]).sum.data : undefined;
  const links: Link[] = [];
  for (let to = 0; to < outs; to++) {
    const strength = new Float64Array(units);
    const signed = new Float64Array(units);
    for (let i = 0; i < ins; i++) {
      const term = weights.data[to * ins + i] * (upstream ? upstream[to] : x[i]);
      const unit = unitOf(source, i);
      strength[unit] += Math.abs(term);
      signed[unit] += term;
    }
    for (let from = 0; from < units; from++) {
      links.push({ from, to, strength: strength[from], signed: signed[from] });
    }
  }
  return links;
}

/** Each score to the loss: its probability on the way there, its gradient on the way back. */
function lossLinks(trace: Trace, node: GraphNode, pass: 'activation' | 'gradient'): Link[] {
  const { data } =
    pass === 'activation'
      ? savedOf(trace, node.id, 'probabilities')
      : gradientOf(trace, node.inputs[0]).sum;
  return Array.from(data, (signed, from) => ({ from, to: 0, strength: Math.abs(signed), signed }));
}

/** The lone score to its loss: the score on the way there, its gradient on the way back. */
function unitLossLinks(
  trace: Trace,
  { inputs }: GraphNode,
  pass: 'activation' | 'gradient',
): Link[] {
  const { data } =
    pass === 'activation' ? activationOf(trace, inputs[0]) : gradientOf(trace, inputs[0]).sum;
  return [{ from: 0, to: 0, strength: Math.abs(data[0]), signed: data[0] }];
}

/** Map to map, cell to cell: pools, sums of branches. */
function straightLinks(trace: Trace, gap: Gap, pass: 'activation' | 'gradient'): Link[] {
  const { node, target } = gap;
  const { data } =
    pass === 'activation'
      ? activationOf(trace, node.outputs[0])
      : gradientOf(trace, node.outputs[0]).sum;
  const units = unitCount(target);
  const strength = new Float64Array(units);
  const signed = new Float64Array(units);
  for (let i = 0; i < data.length; i++) {
    strength[unitOf(target, i)] += Math.abs(data[i]);
    signed[unitOf(target, i)] += data[i];
  }
  return Array.from(strength, (total, unit) => ({
    from: unit,
    to: unit,
    strength: total,
    signed: signed[unit],
  }));
}
