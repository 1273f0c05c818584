import { describe, expect, test } from 'vitest';
import { explainGradient } from '../../core/explain.ts';
import { HostEngine } from '../../core/host/engine.ts';
import { Random } from '../../digits/random.ts';
import { evaluate, readCell } from '../../trace/expression.ts';
import { hostTensor } from '../../trace/tensor.ts';
import { answerText, emptyAnswer, maybeAnswer } from './answer-text.ts';
import type { Kind } from './attributes.ts';
import { type Board, type Geometry, roomAround } from './board.ts';
import { models } from './boards.ts';
import { judge, sumsOf, truthUntil } from './judgement.ts';

const kinds: readonly Kind[] = ['max-pool', 'relu', 'dense', 'softmax'];
const geometries: readonly Geometry[] = [
  { size: 2, stride: 2 },
  { size: 2, stride: 1 },
  { size: 3, stride: 1 },
  { size: 3, stride: 2 },
];
const boards = 400;

/** Every window of max-pool comes up as often as the others; the rest have none. */
function boardOf(kind: Kind, seed: number): Board {
  const numbers = models[kind].sample(new Random(seed, 77));
  return models[kind].board(numbers, geometries[seed % geometries.length]);
}

function eachBoard(kind: Kind, look: (board: Board, seed: number) => void): void {
  for (let seed = 0; seed < boards; seed++) look(boardOf(kind, seed), seed);
}

describe.each(kinds)('%s', (kind) => {
  test('the truth, placed move by move, scores full', () => {
    eachBoard(kind, (board) => {
      const steps = board.chips.length + board.entries.length;
      const { right, of } = judge(board, truthUntil(board, steps));
      expect([right, of]).toEqual([steps, steps]);
    });
  });

  test('any single deviation does not, and a sentence says why', () => {
    eachBoard(kind, (board) => {
      const { placed, given } = board.truth;
      board.chips.forEach(({ allowed }, chip) => {
        for (const place of [undefined, ...allowed]) {
          if (place === placed[chip]) continue;
          const other = placed.map((old, i) => (i === chip ? place : old));
          const { right, of, chips } = judge(board, { placed: other, given });
          expect(right).toBeLessThan(of);
          for (const { state, because } of chips) {
            if (state !== 'right') expect(because).toMatch(/\.$/);
          }
        }
      });
      given.forEach((number, entry) => {
        const truth = number ?? 0;
        for (const off of [undefined, truth + 1.01 * roomAround(truth), truth - 0.5]) {
          const other = given.map((old, i) => (i === entry ? off : old));
          const { right, of, entries } = judge(board, { placed, given: other });
          expect(right).toBe(of - 1);
          expect(entries[entry].because).toMatch(/\.$/);
        }
      });
    });
  });

  test('a truth rounded to two decimals, as a reader gives it, counts', () => {
    eachBoard(kind, (board) => {
      const given = board.truth.given.map((number) => Number((number ?? 0).toFixed(2)));
      const { right, of } = judge(board, { placed: board.truth.placed, given });
      expect(right).toBe(of);
    });
  });

  test('chips placed by the truth add up to the gradient of the core', () => {
    eachBoard(kind, (board) => {
      if (board.chips.length === 0) return;
      sumsOf(board, board.truth).forEach((sum, input) => {
        expect(sum).toBeCloseTo(board.gradient[input], 12);
      });
    });
  });

  test('an answer survives its text, and a text for another board is refused', () => {
    eachBoard(kind, (board, seed) => {
      const random = new Random(seed, 5);
      const answer = {
        placed: board.chips.map(({ allowed }) =>
          random.chance(0.3) ? undefined : allowed[random.below(allowed.length)],
        ),
        given: board.entries.map(() => (random.chance(0.3) ? undefined : random.below(3) - 1)),
      };
      expect(maybeAnswer(board, answerText(answer))).toEqual(answer);
    });
    const board = boardOf(kind, 1);
    expect(maybeAnswer(board, '')).toEqual(emptyAnswer(board));
    for (const text of ['1', ';;', '99,,,;', ',;,x', '1e999;', `${'1,'.repeat(80)};`]) {
      expect(maybeAnswer(board, text)).toBeUndefined();
    }
  });
});

test('max-pool conserves what comes from above, whatever window and stride', () => {
  eachBoard('max-pool', (board) => {
    const sent = board.chips.reduce((total, { value }) => total + value, 0);
    expect(board.gradient.reduce((total, value) => total + value, 0)).toBeCloseTo(sent, 12);
  });
});

test('softmax sends back gradients that sum to nothing', () => {
  eachBoard('softmax', (board) => {
    expect(board.gradient.reduce((total, value) => total + value, 0)).toBeCloseTo(0, 12);
  });
});

test('of a tie, the later cells are called a tie and not a mistake', () => {
  const { written, board } = models['max-pool'];
  const tied = board({ ...written, input: new Array(16).fill(2) }, geometries[0]);
  expect(tied.truth.placed).toEqual([0, 2, 8, 10]);
  expect(tied.fault(0, 5)).toMatchObject({ state: 'tie' });
  expect(tied.fault(0, 15)).toMatchObject({ state: 'wrong' });
});

test('products that look alike may stand for each other', () => {
  const { written, board } = models.dense;
  const alike = board({ ...written, weights: [1, 1, 1, 2, 2, 2] }, geometries[0]);
  const placed = [...alike.truth.placed];
  const [a, b] = alike.chips.flatMap(({ text }, i) => (text === '+1 × +0.4' ? [i] : []));
  [placed[a], placed[b]] = [placed[b], placed[a]];
  const { right, of } = judge(alike, { ...alike.truth, placed });
  expect(right).toBe(of);
});

/** One layer of each kind as a node of a graph, with the shape of its input and its output. */
function nodeOf(kind: Kind, { size, stride }: Geometry) {
  const across = Math.floor((4 - size) / stride) + 1;
  const pool = { size: [size, size], strides: [stride, stride] };
  const none: Record<string, string> = {};
  const table = {
    'max-pool': {
      layer: 'maxPool2d',
      attrs: pool,
      from: [4, 4, 1],
      outs: across ** 2,
      params: none,
    },
    relu: { layer: 'relu', attrs: {}, from: [6], outs: 6, params: none },
    dense: { layer: 'dense', attrs: {}, from: [3], outs: 2, params: { weights: 'w', bias: 'b' } },
    softmax: { layer: 'softmax', attrs: {}, from: [4], outs: 4, params: none },
  } satisfies Record<Kind, unknown>;
  return { ...table[kind], across };
}

test.each(kinds)('the gradient of a %s board is what the core explains, cell by cell', (kind) => {
  const engine = new HostEngine('float64');
  for (let seed = 0; seed < 80; seed++) {
    const geometry = geometries[seed % geometries.length];
    const { input, upstream, weights } = models[kind].sample(new Random(seed, 77));
    const { layer, attrs, from, outs, params, across } = nodeOf(kind, geometry);
    const sent =
      kind === 'max-pool'
        ? upstream.filter((_, i) => i % 3 < across && Math.floor(i / 3) < across)
        : upstream;
    const isDense = kind === 'dense';
    const trace = engine.recordNow({
      graph: {
        inputs: [{ id: 'x', shape: from, dtype: 'real' }],
        params: [
          { id: 'sent', shape: [1, outs] },
          { id: 'zero', shape: [1] },
          ...(isDense ? [{ id: 'w', shape: [2, 3] }] : []),
          ...(isDense ? [{ id: 'b', shape: [2] }] : []),
        ],
        nodes: [
          { id: 'layer', kind: layer, attrs, inputs: ['x'], outputs: ['y'], params },
          { id: 'flat', kind: 'flatten', attrs: {}, inputs: ['y'], outputs: ['row'], params: {} },
          {
            id: 'rest',
            kind: 'dense',
            attrs: {},
            inputs: ['row'],
            outputs: ['loss'],
            params: { weights: 'sent', bias: 'zero' },
          },
        ],
        loss: 'loss',
      },
      params: {
        sent: hostTensor([1, outs], sent),
        zero: hostTensor([1], [0]),
        ...(isDense ? { w: hostTensor([2, 3], weights), b: hostTensor([2], [0, 0]) } : {}),
      },
      inputs: { x: hostTensor([1, ...from], input) },
    });
    boardOf(kind, seed).gradient.forEach((value, i) => {
      const told = evaluate(explainGradient(trace, 'x', i), (at) => readCell(trace, at));
      expect(value).toBeCloseTo(told, 12);
    });
  }
});
