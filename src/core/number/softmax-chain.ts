import { Arithmetic, type NumberEvent, type NumberOperation, type Outcome } from './arithmetic.ts';
import type { FormatName } from './format.ts';

/**
 * What is asked of the logits: `softmax` e^z / Σ e^z; `logOfSoftmax` its logarithm, taken
 * afterwards (what log-softmax is there to avoid); `logSoftmax` z − ln Σ e^z.
 */
export type ChainGoal = 'softmax' | 'logOfSoftmax' | 'logSoftmax';

export interface ChainOptions {
  readonly goal: ChainGoal;
  readonly format: FormatName;
  /** Whether the largest logit is subtracted from all of them first. */
  readonly shift: boolean;
  /** T of softmax(z / T), > 0; 1 leaves the stage out. */
  readonly temperature?: number;
  /** Added to each probability before its logarithm (`logOfSoftmax`); 0 leaves the stage out. */
  readonly epsilon?: number;
  readonly flushToZero?: boolean;
}

export type StageName =
  | 'logits'
  | 'tempered'
  | 'max'
  | 'shifted'
  | 'powers'
  | 'partialSums'
  | 'probabilities'
  | 'guarded'
  | 'logSum'
  | 'logProbabilities';

/** One number of a stage: the operation that made it, on what, and what happened. */
export interface ChainCell extends Outcome {
  readonly operation: NumberOperation;
  /** Numbers of the format (of float64 for `round`): one or two, and all logits for `max`. */
  readonly operands: readonly number[];
}

/** One stage: a cell per class, but for `max` and `logSum`, which have one. */
export interface Stage {
  readonly name: StageName;
  readonly cells: readonly ChainCell[];
}

export interface Chain {
  readonly options: ChainOptions;
  /** In the order in which they are computed; the last holds what was asked for. */
  readonly stages: readonly Stage[];
}

/**
 * The softmax of a row of logits in one number format, stage by stage: every operation is rounded
 * to the format, sums are added up from left to right, starting at 0.
 *
 * @param logits at least one; float64, rounded in the first stage. ∞ and NaN are let through.
 * @throws RangeError for no logits, a temperature that is not above 0, a negative ε
 */
export function runChain(logits: readonly number[], options: ChainOptions): Chain {
  const { temperature = 1, epsilon = 0 } = options;
  if (logits.length === 0) throw new RangeError('softmax needs at least one logit');
  if (!(temperature > 0)) throw new RangeError(`the temperature must be above 0: ${temperature}`);
  if (!(epsilon >= 0)) throw new RangeError(`ε must not be negative: ${epsilon}`);
  const builder = new ChainBuilder(options);
  compute(builder, logits, options);
  return { options, stages: builder.stages };
}

function compute(chain: ChainBuilder, logits: readonly number[], options: ChainOptions): void {
  const { temperature = 1, epsilon = 0 } = options;
  const scores = temperedScores(chain, logits, temperature);
  const exponents = options.shift ? chain.shift(scores) : scores;
  const powers = chain.stage('powers', 'exp', exponents);
  const total = lastOf(chain.accumulate(powers));
  if (options.goal === 'logSoftmax') {
    const [logSum] = chain.stage('logSum', 'log', [total]);
    chain.stage('logProbabilities', 'subtract', exponents, logSum);
    return;
  }
  const probabilities = chain.stage('probabilities', 'divide', powers, total);
  if (options.goal === 'softmax') return;
  const guarded =
    epsilon === 0
      ? probabilities
      : chain.stage('guarded', 'add', probabilities, chain.rounded(epsilon));
  chain.stage('logProbabilities', 'log', guarded);
}

function temperedScores(
  chain: ChainBuilder,
  logits: readonly number[],
  temperature: number,
): readonly number[] {
  const scores = chain.stage('logits', 'round', logits);
  if (temperature === 1) return scores;
  return chain.stage('tempered', 'divide', scores, chain.rounded(temperature));
}

/** A stage of a chain; throws a RangeError where the chain has no such stage. */
export function stageOf(chain: Chain, name: StageName): Stage {
  const stage = chain.stages.find((one) => one.name === name);
  if (stage) return stage;
  const known = chain.stages.map((one) => one.name).join(', ');
  throw new RangeError(`this chain has no stage "${name}"; it has ${known}`);
}

/** What was asked for: the values of the last stage. */
export const resultOf = (chain: Chain): readonly number[] =>
  lastOf(chain.stages).cells.map((cell) => cell.value);

export interface ChainPlace {
  readonly stage: StageName;
  readonly index: number;
  readonly event: NumberEvent;
}

/** The first cell, in the order of computing, to which one of these things happened. */
export function maybeFirst(chain: Chain, events: readonly NumberEvent[]): ChainPlace | undefined {
  for (const { name, cells } of chain.stages) {
    for (let index = 0; index < cells.length; index++) {
      const event = cells[index].events.find((one) => events.includes(one));
      if (event) return { stage: name, index, event };
    }
  }
  return undefined;
}

/** Where a chain breaks: the first ∞ or NaN that was not there before. */
export const maybeBreak = (chain: Chain): ChainPlace | undefined =>
  maybeFirst(chain, ['invalid', 'overflow', 'zeroDivide']);

class ChainBuilder {
  readonly stages: Stage[] = [];
  readonly #arithmetic: Arithmetic;

  constructor(options: ChainOptions) {
    this.#arithmetic = new Arithmetic(options.format, options);
  }

  /** A stage that does the same to every number, with one more operand where it takes two. */
  stage(
    name: StageName,
    operation: NumberOperation,
    numbers: readonly number[],
    other?: number,
  ): readonly number[] {
    return this.#add(
      name,
      numbers.map((a) => this.#cell(operation, a, other)),
    );
  }

  /** z − max z. Two stages. */
  shift(scores: readonly number[]): readonly number[] {
    const largest = scores.reduce((a, b) => this.#arithmetic.apply('max', a, b).value);
    const events: readonly NumberEvent[] = Number.isNaN(largest) ? ['inherited'] : [];
    this.#add('max', [{ operation: 'max', operands: scores, value: largest, events }]);
    return this.stage('shifted', 'subtract', scores, largest);
  }

  /** All partial sums; the last one is the sum. */
  accumulate(powers: readonly number[]): readonly number[] {
    const cells: ChainCell[] = [];
    let total = 0;
    for (const power of powers) {
      const cell = this.#cell('add', total, power);
      cells.push(cell);
      total = cell.value;
    }
    return this.#add('partialSums', cells);
  }

  /** A setting (temperature, ε) as a number of the format. */
  rounded(setting: number): number {
    return this.#arithmetic.apply('round', setting).value;
  }

  #cell(operation: NumberOperation, a: number, b?: number): ChainCell {
    const operands = b === undefined ? [a] : [a, b];
    return { operation, operands, ...this.#arithmetic.apply(operation, a, b) };
  }

  #add(name: StageName, cells: readonly ChainCell[]): readonly number[] {
    this.stages.push({ name, cells });
    return cells.map((cell) => cell.value);
  }
}

function lastOf<T>(items: readonly T[]): T {
  const last = items.at(-1);
  if (last === undefined) throw new RangeError('an empty list has no last item');
  return last;
}
