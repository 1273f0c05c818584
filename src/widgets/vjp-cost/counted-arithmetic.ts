/** What a run has cost. */
export interface Cost {
  readonly multiplications: number;
  /** Subtractions among them. */
  readonly additions: number;
  /** Numbers that were given room, the answer's own included. */
  readonly numbers: number;
}

/** Arithmetic in float64 that counts itself. */
export class CountedArithmetic {
  #multiplications = 0;
  #additions = 0;
  #numbers = 0;

  multiply(a: number, b: number): number {
    this.#multiplications++;
    return a * b;
  }

  add(a: number, b: number): number {
    this.#additions++;
    return a + b;
  }

  subtract(a: number, b: number): number {
    this.#additions++;
    return a - b;
  }

  /** Room for so many numbers. */
  room(count: number): Float64Array {
    this.#numbers += count;
    return new Float64Array(count);
  }

  get cost(): Cost {
    return {
      multiplications: this.#multiplications,
      additions: this.#additions,
      numbers: this.#numbers,
    };
  }
}
