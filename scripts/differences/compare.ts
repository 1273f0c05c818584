import { HostEngine } from '../../src/core/host/engine.ts';
import type { Inquirer } from '../../src/core/inquiry/inquirer.ts';
import { classOf, digitFeeds } from '../../src/core/networks/digit-feeds.ts';
import { classesOf, type NetworkName, networks } from '../../src/core/networks/networks.ts';
import type { DriverName } from '../../src/core/protocol.ts';
import { parseWeights } from '../../src/core/weights.ts';
import { Random } from '../../src/digits/random.ts';
import { rasterize } from '../../src/digits/raster.ts';
import { sampleDigit } from '../../src/digits/samples.ts';
import { largestMagnitude } from '../../src/trace/tensor.ts';
import { gradientOf } from '../../src/trace/trace.ts';

/** A sample digit, its loss against another label, its background as it is or lifted a little. */
export interface Digit {
  readonly network: NetworkName;
  readonly digit: number;
  readonly label: number;
  /** The seeded noise that is added to every pixel is uniform from 0 to this. */
  readonly jitter: number;
  readonly epsilons: readonly number[];
}

export interface Compared {
  readonly engine: string;
  readonly cells: number;
  readonly withoutSlope: number;
  /** The largest error of all slopes, over the largest gradient. */
  readonly error: number;
  readonly ms: number;
}

/** All 784 slopes of a digit, measured by differences, beside the gradient in float64. */
export async function compare(
  inquirer: Inquirer,
  driver: DriverName,
  { network, digit, label, jitter, epsilons }: Digit,
  weights: Uint8Array,
): Promise<Compared> {
  const graph = networks[network];
  const random = new Random(digit, 31);
  const drawn = rasterize(sampleDigit(digit))?.pixels ?? new Float32Array(784);
  const data = Float64Array.from(drawn, (ink) => ink + random.between(0, jitter));
  const request = {
    graph,
    params: parseWeights(graph, weights),
    inputs: {
      ...digitFeeds(graph, new Float32Array(784), [classOf(classesOf(graph), label)]),
      x: { shape: [1, 28, 28, 1], dtype: 'float64', data },
    },
  } as const;
  const outcome = await inquirer.ask(
    { kind: 'differences', request, objective: { of: 'loss' }, input: 'x', epsilons },
    { driver },
  );
  if (outcome.state !== 'answered') throw new Error('the measurement was cancelled');
  const { finding, engine, ms, instead } = outcome.answer;
  if (instead !== undefined) throw new Error(`WebGL was not to be had: ${instead}`);
  const gradient = gradientOf(new HostEngine('float64').recordNow(request), 'x').sum.data;
  let worst = 0;
  finding.slopes.forEach((slope, i) => {
    if (!Number.isNaN(slope)) worst = Math.max(worst, Math.abs(slope - gradient[i]));
  });
  const error = worst / largestMagnitude(gradient);
  return { engine, cells: gradient.length, withoutSlope: finding.withoutSlope, error, ms };
}
