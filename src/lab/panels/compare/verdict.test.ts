import { describe, expect, it } from 'vitest';
import { probabilitiesOf, scoresIn } from '../../networks/answer.ts';
import { shelf } from '../../networks/network.ts';
import { tracedThree } from '../../traced-three.ts';
import { verdictOf } from './verdict.ts';

const [cnn, mlp, perceptron] = shelf;
/** Nine digits share what one leaves. */
const sure = (digit: number, share: number): number[] =>
  Array.from({ length: 10 }, (_, at) => (at === digit ? share : (1 - share) / 9));

describe('two networks, in a sentence', () => {
  it('disagree: what each reads, and how surely', () => {
    const said = verdictOf(
      { network: cnn, shares: sure(3, 0.91) },
      { network: mlp, shares: sure(8, 0.6) },
    );
    expect(said).toBe(
      'They disagree: the convolutional net reads a 3 (91.0%), the dense net an 8 (60.0%).',
    );
  });

  it('agree: where they differ most, or that they hardly do', () => {
    const one = { network: cnn, shares: sure(3, 0.91) };
    expect(verdictOf(one, { network: mlp, shares: sure(3, 0.6) })).toBe(
      'Both read a 3. They differ most on 3: the convolutional net gives it 91.0%, the dense net 60.0%.',
    );
    expect(verdictOf(one, { network: mlp, shares: sure(3, 0.9101) })).toBe(
      'Both read a 3, and give every digit the same share to a tenth of a percent.',
    );
  });

  it('cannot agree where one has no such digit, whichever stands first', () => {
    const eight = { network: cnn, shares: sure(8, 0.9) };
    const seven = { network: perceptron, shares: [0.2, 0.8] };
    const told = 'The perceptron has no 8: it knows 3 and 7, and calls this a 7 (80.0%).';
    expect(verdictOf(eight, seven)).toBe(told);
    expect(verdictOf(seven, eight)).toBe(told);
  });
});

describe('a trace’s probabilities', () => {
  it('are those that its loss takes the logarithm of, of ten scores and of a lone one', () => {
    for (const [name, label, at] of [
      ['cnn', 8, 8],
      ['perceptron', 7, 1],
      ['perceptron', 3, 0],
    ] as const) {
      const trace = tracedThree(name, label);
      const shares = probabilitiesOf(trace);
      expect(shares.reduce((sum, share) => sum + share)).toBeCloseTo(1, 12);
      expect(-Math.log(shares[at])).toBeCloseTo(trace.values.loss.data[0], 10);
      expect(scoresIn(trace)).toHaveLength(name === 'cnn' ? 10 : 1);
    }
  });
});
