import { describe, expect, it } from 'vitest';
import { agreements } from '../../scripts/bench/agreement.ts';
import type { Outcome } from '../../scripts/bench/race.ts';
import { agrees } from '../../scripts/bench/results.ts';
import type { Task } from '../../scripts/bench/task.ts';

const trace: Task = { kind: 'trace', network: 'cnn', width: 1, way: 'grads' };
const training: Task = { kind: 'training', network: 'cnn', batch: 64, images: 256 };

const outcome = (name: string, task: Task, found: Partial<Outcome>): Outcome => ({
  entrant: { name, ours: false, entry: 'peers', query: '', task },
  ms: [1],
  answers: [2],
  gradients: {},
  ...found,
});

const disagreements = (all: readonly Outcome[]) =>
  agreements('test', all)
    .filter((each) => !agrees(each))
    .map(({ contestant, what }) => `${contestant}, ${what}`);

describe('the bench', () => {
  it('notices who gets another loss', () => {
    const first = outcome('a', trace, {});
    expect(disagreements([first, outcome('b', trace, { answers: [2.00001] })])).toEqual([]);
    expect(disagreements([first, outcome('b', trace, { answers: [2.001] })])).toEqual([
      'b, test: losses',
    ]);
  });

  it('compares training step by step, as far as both have come', () => {
    const first = outcome('a', training, { answers: [2, 1.5, 1.2] });
    expect(disagreements([first, outcome('b', training, { answers: [2, 1.5] })])).toEqual([]);
    expect(disagreements([first, outcome('b', training, { answers: [2, 1.45] })])).toHaveLength(1);
    expect(
      disagreements([first, outcome('b', training, { answers: [2, Number.NaN] })]),
    ).toHaveLength(1);
  });

  it('notices one wrong gradient and says which', () => {
    const first = outcome('a', trace, { gradients: { x: [1, 2], 'conv1.w': [1, 2] } });
    const other = outcome('b', trace, { gradients: { x: [1, 2], 'conv1.w': [1, 2.1] } });
    expect(disagreements([first, other])).toEqual(['b, test: gradients (furthest: conv1.w)']);
    const unknown = outcome('c', trace, { gradients: { y: [1] } });
    expect(disagreements([first, unknown])).toHaveLength(1);
  });

  it('leaves to tfjs which of several zeros of a max-pool gets the gradient', () => {
    const first = outcome('a', trace, { gradients: { relu1: [1, 0], pool1: [1] } });
    const other = outcome('b', trace, { gradients: { relu1: [0, 1], pool1: [1] } });
    expect(disagreements([first, other])).toEqual([]);
  });

  it('asks nothing of who could not do it', () => {
    const failed = outcome('b', trace, { answers: [], fault: 'no backend' });
    expect(agreements('test', [outcome('a', trace, {}), failed])).toEqual([]);
  });
});
