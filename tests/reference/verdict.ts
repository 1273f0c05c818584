import { largestDifference } from '../../src/core/agreement.ts';
import type { EngineName } from '../../src/core/engine.ts';
import { type HostTensor, largestMagnitude, type Numbers } from '../../src/trace/tensor.ts';
import { type Place, type Run, runExperiment } from './experiment.ts';
import type { ReferenceCase, Tensors } from './file.ts';
import { type HostRow, hostOperations } from './host-operations.ts';
import { operations } from './operations.ts';

/** What became of one case on one engine. */
export interface Verdict {
  readonly op: string;
  readonly name: string;
  readonly state: 'passed' | 'failed' | 'missing';
  /** Largest difference over the largest magnitude expected, in the worst tensor. */
  readonly error: number;
  /** The same as a share of what is allowed: at most 1 where the case passes. */
  readonly share: number;
  /** The worst tensor, or why the case could not be run. */
  readonly where: string;
}

/** Runs a case, all its parts (a network has one for each sample), and judges it. */
export async function judge(
  engine: EngineName,
  run: Run,
  parts: readonly ReferenceCase[],
): Promise<Verdict> {
  const [{ op, name }] = parts;
  const verdict = { op, name, error: 0, share: 0, where: '' };
  const checksOf = checksFor(engine, run, op);
  if (!checksOf) return { ...verdict, state: 'missing' };
  let worst: Check = { error: 0, share: 0, where: '' };
  for (const part of parts) {
    try {
      for (const check of await checksOf(part)) worst = worse(worst, check);
    } catch (error) {
      const where = `${part.name}: ${error instanceof Error ? error.message : String(error)}`;
      return { ...verdict, state: 'failed', error: Number.NaN, share: Number.NaN, where };
    }
  }
  return { ...verdict, ...worst, state: worst.share <= 1 ? 'passed' : 'failed' };
}

/** How a part of this operation is run and compared; undefined where it cannot be run here. */
function checksFor(
  engine: EngineName,
  run: Run,
  op: string,
): ((part: ReferenceCase) => Promise<Check[]>) | undefined {
  const row = Object.hasOwn(operations, op) ? operations[op] : undefined;
  if (row) {
    return async (part) => {
      const experiment = row(part);
      return checks(engine, part, experiment, await runExperiment(run, experiment));
    };
  }
  const onHost = Object.hasOwn(hostOperations, op) ? hostOperations[op] : undefined;
  if (!onHost || engine === 'webgl') return undefined;
  const format = engine === 'host64' ? 'float64' : 'float32';
  return async (part) => hostChecks(engine, part, onHost, onHost.outputs(part, format));
}

interface Check {
  readonly error: number;
  readonly share: number;
  readonly where: string;
}

/** The worse of two; what is not a number is the worst of all, and stays. */
function worse(a: Check, b: Check): Check {
  if (Number.isNaN(a.share)) return a;
  return b.share <= a.share && a.where !== '' ? a : b;
}

function checks(
  engine: EngineName,
  part: ReferenceCase,
  places: Record<'outputs' | 'grads', Readonly<Record<string, Place>>>,
  answers: ReadonlyMap<Place, HostTensor>,
): Check[] {
  return (['outputs', 'grads'] as const).flatMap((group) =>
    Object.entries(part[group]).map(([name, expected]): Check => {
      const where = `${part.name}: ${group}.${name}`;
      const place = places[group][name];
      const actual = place && answers.get(place);
      if (!actual || actual.data.length < expected.data.length) return notComputed(where);
      // A Jacobian's batch repeats the output: its first row is compared.
      const numbers = Array.from(expected.data, (_, i) => actual.data[i]);
      const given = group === 'grads' ? forgiveKinks(part, name, numbers, expected) : numbers;
      const file = part.float32Errors[`${group}.${name}`] ?? 0;
      return compared(where, given, expected, (scale) => allowed(engine, scale, file));
    }),
  );
}

/** What no graph computes is float64 arithmetic, its state stored in the engine's format. */
function hostChecks(
  engine: EngineName,
  part: ReferenceCase,
  { tolerance, roundingError }: HostRow,
  outputs: Tensors,
): Check[] {
  const rounding = engine === 'host64' ? undefined : roundingError?.(part);
  return Object.entries(part.outputs).map(([name, expected]): Check => {
    const where = `${part.name}: outputs.${name}`;
    const actual = outputs[name];
    if (actual?.data.length !== expected.data.length) return notComputed(where);
    const file = part.float32Errors[`outputs.${name}`] ?? rounding?.[name] ?? 0;
    return compared(where, actual.data, expected, (scale) =>
      engine === 'host64' ? tolerance * scale : allowed(engine, scale, file),
    );
  });
}

const notComputed = (where: string): Check => ({
  error: Number.NaN,
  share: Number.NaN,
  where: `${where} was not computed`,
});

function compared(
  where: string,
  actual: Numbers,
  expected: HostTensor,
  allowedAt: (scale: number) => number,
): Check {
  const difference = largestDifference(actual, expected.data);
  const scale = Math.max(largestMagnitude(expected.data), 1e-12);
  return { error: difference / scale, share: difference / allowedAt(scale), where };
}

/** Largest absolute difference allowed, for numbers of this scale and the file's float32 error. */
function allowed(engine: EngineName, scale: number, float32Error: number): number {
  switch (engine) {
    case 'host64':
      return 1e-10 * scale;
    case 'host32':
    case 'wasm':
      return Math.max(8 * float32Error, 4 * 2 ** -24 * scale);
    case 'webgl':
      return 2e-4 * scale;
  }
}

interface Kink {
  readonly x: number;
  readonly left: number;
  readonly right: number;
}

/** On a kink there is no one slope: anything between the left and the right one is right. */
function forgiveKinks(
  { attrs, inputs, upstream }: ReferenceCase,
  name: string,
  actual: number[],
  expected: HostTensor,
): Numbers {
  const kinks: readonly Kink[] = Array.isArray(attrs.kinks) ? attrs.kinks : [];
  const x = inputs[name];
  const cotangent = upstream.y;
  if (kinks.length === 0 || name !== 'x' || !cotangent) return actual;
  return actual.map((value, i) => {
    const kink = kinks.find((at) => at.x === x.data[i]);
    if (!kink) return value;
    const slopes = [kink.left * cotangent.data[i], kink.right * cotangent.data[i]];
    const between = value >= Math.min(...slopes) && value <= Math.max(...slopes);
    return between ? expected.data[i] : value;
  });
}
