import type { DifferenceRun } from '../finite-differences.ts';
import { finiteDifference, inputDifferences } from '../finite-differences.ts';
import type { Precision } from '../host/array.ts';
import { LayerError } from '../layer.ts';
import { knobGradient, objectiveGradients, objectives } from './batch.ts';
import type { Findings, InquiryKind, InquiryOf, Progress } from './inquiry.ts';
import { objectiveRequest } from './objective.ts';

/** What an inquiry is worked with. */
export interface Tools {
  readonly run: DifferenceRun;
  /** The host in float64, for what measurements are held against. */
  readonly exact: DifferenceRun;
  readonly precision: Precision;
  /** How many samples a batch holds: the longest that a cancel has to wait. */
  readonly samplesAtOnce: number;
  /** Called between two batches; throws when nobody wants to know any more. */
  between(progress: Progress): Promise<void>;
}

type Find<K extends InquiryKind> = (inquiry: InquiryOf<K>, tools: Tools) => Promise<Findings[K]>;

/** How each kind is found; a kind that is missing does not compile. */
export const finders: { readonly [K in InquiryKind]: Find<K> } = {
  async differences({ request, objective, input, epsilons }, tools) {
    const asked = objectiveRequest(request, objective);
    const x = Float64Array.from(request.inputs[input]?.data ?? []);
    const slopes = new Float64Array(x.length).fill(Number.NaN);
    let indices = [...x.keys()];
    for (const epsilon of epsilons) {
      const before = x.length - indices.length;
      const found = await inputDifferences(tools.run, asked, input, {
        epsilon,
        indices,
        precision: tools.precision,
        samplesAtOnce: tools.samplesAtOnce,
        between: (done) => tools.between({ done: before + done, total: x.length }),
      });
      found.forEach((slope, k) => {
        slopes[indices[k]] = slope ?? Number.NaN;
      });
      indices = indices.filter((index) => Number.isNaN(slopes[index]));
    }
    const gradient = Float64Array.from(await objectiveGradients(tools.exact, asked, input, x));
    return { slopes, withoutSlope: indices.length, gradient };
  },

  async difference({ request, objective, knob, epsilons }, { run, exact, between }) {
    const asked = objectiveRequest(request, objective);
    const slopes = new Float64Array(epsilons.length);
    for (let i = 0; i < epsilons.length; i++) {
      slopes[i] = (await finiteDifference(run, asked, knob, epsilons[i])) ?? Number.NaN;
      await between({ done: i + 1, total: epsilons.length });
    }
    return { slopes, gradient: await knobGradient(exact, asked, knob) };
  },

  /** ∫₀¹ ∂F(αx)/∂x dα · x by the midpoint rule (Sundararajan, Taly, Yan 2017). */
  async integrated({ request, objective, input, steps }, { run, samplesAtOnce, between }) {
    const asked = objectiveRequest(request, objective);
    const x = Float64Array.from(request.inputs[input]?.data ?? []);
    const size = x.length;
    const ends = new Float64Array(2 * size);
    ends.set(x);
    const [atInput, atBlank] = await objectives(run, asked, input, ends);
    const gradient = Float64Array.from(await objectiveGradients(run, asked, input, x));
    const total = new Float64Array(size);
    for (let first = 0; first < steps; first += samplesAtOnce) {
      const count = Math.min(samplesAtOnce, steps - first);
      const points = new Float64Array(count * size);
      for (let k = 0; k < count; k++) {
        const share = (first + k + 0.5) / steps;
        for (let i = 0; i < size; i++) points[k * size + i] = share * x[i];
      }
      const gradients = await objectiveGradients(run, asked, input, points);
      for (let i = 0; i < gradients.length; i++) total[i % size] += gradients[i];
      await between({ done: first + count, total: steps });
    }
    const attributions = total.map((slope, i) => (slope / steps) * x[i]);
    const sum = attributions.reduce((whole, part) => whole + part, 0);
    return { gradient, attributions, atInput, atBlank, sum };
  },

  async occlusion({ request, objective, input, patch }, { run, samplesAtOnce, between }) {
    const asked = objectiveRequest(request, objective);
    const [, rows = 0, columns = 0, channels = 0] = request.inputs[input]?.shape ?? [];
    if (!(patch >= 1 && patch % 2 === 1) || channels !== 1) {
      throw new LayerError('a patch has an odd number of rows, and covers an image of one channel');
    }
    const x = Float64Array.from(request.inputs[input].data);
    const [atInput] = await objectives(run, asked, input, x);
    const covered = Array.from(x, (_, at) => patchAround(at, rows, columns, patch));
    const inked = covered.flatMap((cells, at) => (cells.some((cell) => x[cell] !== 0) ? [at] : []));
    const contributions = new Float64Array(x.length);
    for (let first = 0; first < inked.length; first += samplesAtOnce) {
      const centres = inked.slice(first, first + samplesAtOnce);
      const versions = new Float64Array(centres.length * x.length);
      centres.forEach((centre, k) => {
        versions.set(x, k * x.length);
        for (const cell of covered[centre]) versions[k * x.length + cell] = 0;
      });
      const without = await objectives(run, asked, input, versions);
      centres.forEach((centre, k) => {
        contributions[centre] = atInput - without[k];
      });
      await between({ done: first + centres.length, total: inked.length });
    }
    return { contributions, atInput, passes: inked.length };
  },
};

/** The cells of a patch × patch square around a cell, as far as they lie in the image. */
function patchAround(at: number, rows: number, columns: number, patch: number): number[] {
  const reach = (patch - 1) / 2;
  const [row, column] = [Math.floor(at / columns), at % columns];
  const cells: number[] = [];
  for (let y = Math.max(0, row - reach); y <= Math.min(rows - 1, row + reach); y++) {
    for (let x = Math.max(0, column - reach); x <= Math.min(columns - 1, column + reach); x++) {
      cells.push(y * columns + x);
    }
  }
  return cells;
}
