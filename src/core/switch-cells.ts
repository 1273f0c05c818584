import {
  call,
  constant,
  difference,
  type Expression,
  maximum,
  product,
  sum,
} from '../trace/expression.ts';
import type { Provenance } from './layer.ts';

const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

/** Cells of a switch layer by token, expert and unit, and the slopes on the way back. */
export class SwitchCells {
  readonly tokens: readonly number[];
  readonly experts: readonly number[];
  /** Features of a token. */
  readonly width: number;
  readonly #from: Provenance;

  constructor(from: Provenance) {
    const [[tokens, width]] = from.inputs;
    this.tokens = range(tokens);
    this.experts = range(from.params.W_router[0]);
    this.width = width;
    this.#from = from;
  }

  /** The expert that a token was given to: a choice, read from the trace. */
  chosen(t: number): number {
    return this.#from.read(this.#from.saved('expert', t));
  }

  input(t: number, i: number): Expression {
    return this.#from.input(0, t * this.width + i);
  }

  probability(t: number, e: number): Expression {
    return this.#from.saved('probabilities', t * this.experts.length + e);
  }

  /** Units in the middle of expert e. */
  units(e: number): number {
    return this.#from.params[`W1_${e}`][0];
  }

  hidden(e: number, t: number, unit: number): Expression {
    return this.#from.saved(`hidden_${e}`, t * this.units(e) + unit);
  }

  answer(e: number, t: number, i: number): Expression {
    return this.#from.saved(`answer_${e}`, t * this.width + i);
  }

  /** (x W_routerᵀ)_e */
  explainLogit(t: number, e: number): Expression {
    const terms = range(this.width).map((i) =>
      product(this.#from.param('W_router', e * this.width + i), this.input(t, i)),
    );
    return sum(terms);
  }

  /** max(0, x W1ᵀ + b1) */
  explainHidden(e: number, t: number, unit: number): Expression {
    const terms = range(this.width).map((i) =>
      product(this.#from.param(`W1_${e}`, unit * this.width + i), this.input(t, i)),
    );
    return maximum([constant(0), sum([...terms, this.#from.param(`b1_${e}`, unit)])]);
  }

  /** hidden W2ᵀ + b2 */
  explainAnswer(e: number, t: number, i: number): Expression {
    const units = this.units(e);
    const terms = range(units).map((unit) =>
      product(this.#from.param(`W2_${e}`, i * units + unit), this.hidden(e, t, unit)),
    );
    return sum([...terms, this.#from.param(`b2_${e}`, i)]);
  }

  /** dL/d(answer of the chosen expert e) */
  answerSlope(e: number, t: number, i: number): Expression {
    return product(this.#from.upstream(0, t * this.width + i), this.probability(t, e));
  }

  /** dL/d(x W1ᵀ + b1) of the chosen expert e */
  unitSlope(e: number, t: number, unit: number): Expression {
    const units = this.units(e);
    const terms = range(this.width).map((i) =>
      product(this.#from.param(`W2_${e}`, i * units + unit), this.answerSlope(e, t, i)),
    );
    return product(call('step', this.hidden(e, t, unit)), sum(terms));
  }

  /** dL/d(logit): p (d − Σ p d), d being dL/dp. */
  logitSlope(t: number, e: number): Expression {
    const slopes = this.experts.map((k) => this.#probabilitySlope(t, k));
    const mean = sum(this.experts.map((k) => product(this.probability(t, k), slopes[k])));
    return product(this.probability(t, e), difference(slopes[e], mean));
  }

  #probabilitySlope(t: number, e: number): Expression {
    const share = constant(this.experts.length / this.tokens.length, 'E/T');
    const even = product(share, this.#from.saved('fraction', e), this.#from.upstream(1, 0));
    if (e !== this.chosen(t)) return even;
    const along = range(this.width).map((i) =>
      product(this.#from.upstream(0, t * this.width + i), this.answer(e, t, i)),
    );
    return sum([...along, even]);
  }
}
