import { activationOf, gradientOf, paramOf, type Trace } from '../../trace/trace.ts';
import type { Kind } from './attributes.ts';
import type { Numbers } from './board.ts';

/**
 * Numbers for a board from a run of the shipped convolutional net. Rounded to two digits, so that
 * they can be read and carried; the board's truth is the core's gradient of the rounded numbers.
 * Undefined where this digit has no such board: a softmax's numbers are the lesson's.
 */
export function maybeDigitNumbers(trace: Trace, kind: Kind): Numbers | undefined {
  switch (kind) {
    case 'max-pool':
      return poolPatch(trace);
    case 'relu':
      return hiddenUnits(trace);
    case 'dense':
      return strongestWires(trace);
    case 'softmax':
      return undefined;
  }
}

const rounded = (value: number): number => Number(value.toPrecision(2));
const bySize = (a: number, b: number) => Math.abs(b) - Math.abs(a);

/** Six hidden units before their ReLU, three open and three shut, and what comes back to them. */
function hiddenUnits(trace: Trace): Numbers | undefined {
  const before = activationOf(trace, 'dense1').data;
  const delta = gradientOf(trace, 'relu3').sum.data;
  const units = Array.from({ length: before.length }, (_, i) => i).sort((a, b) =>
    bySize(delta[a], delta[b]),
  );
  const open = units.filter((i) => before[i] > 0).slice(0, 3);
  const shut = units.filter((i) => before[i] < 0).slice(0, 3);
  const chosen = [...open, ...shut].sort((a, b) => a - b);
  if (chosen.length < 4) return undefined;
  return {
    input: chosen.map((i) => rounded(before[i])),
    upstream: chosen.map((i) => rounded(delta[i])),
    weights: [],
  };
}

/** The three hidden units that said most, the two scores that are to move most, and their wires. */
function strongestWires(trace: Trace): Numbers | undefined {
  const hidden = activationOf(trace, 'relu3').data;
  const delta = gradientOf(trace, 'logits').sum.data;
  const weights = paramOf(trace, 'dense2.W').data;
  const indices = (length: number) => Array.from({ length }, (_, i) => i);
  const units = indices(hidden.length)
    .sort((a, b) => hidden[b] - hidden[a])
    .slice(0, 3);
  const scores = indices(delta.length)
    .sort((a, b) => bySize(delta[a], delta[b]))
    .slice(0, 2);
  if (scores.some((score) => delta[score] === 0)) return undefined;
  return {
    input: units.map((unit) => rounded(hidden[unit])),
    upstream: scores.map((score) => rounded(delta[score])),
    weights: scores.flatMap((score) =>
      units.map((unit) => rounded(weights[score * hidden.length + unit])),
    ),
  };
}

/** Rows and columns of the patch, and of the upstream box that a board reads. */
const side = 4;
const box = 3;

/**
 * A patch of 4 × 4 cells before the second pool whose four windows hold most different numbers, and
 * what the pool hands back to each of them.
 */
function poolPatch(trace: Trace): Numbers | undefined {
  const { shape, data } = activationOf(trace, 'relu2');
  const [, rows, columns, maps] = shape;
  const delta = gradientOf(trace, 'pool2').sum;
  const [, , outColumns] = delta.shape;
  let best: { readonly numbers: Numbers; readonly worth: number } | undefined;
  for (let map = 0; map < maps; map++) {
    for (let top = 0; top + side <= rows; top += 2) {
      for (let left = 0; left + side <= columns; left += 2) {
        const input = Array.from({ length: side * side }, (_, i) => {
          const [row, column] = [top + Math.floor(i / side), left + (i % side)];
          return rounded(data[(row * columns + column) * maps + map]);
        });
        const upstream = Array.from({ length: box * box }, (_, i) => {
          const [row, column] = [Math.floor(i / box), i % box];
          // Four windows count; the rest of the box is not looked at.
          if (row > 1 || column > 1) return 0;
          const at = (top / 2 + row) * outColumns + left / 2 + column;
          return rounded(delta.data[at * maps + map]);
        });
        const different = new Set(input.filter((value) => value > 0)).size;
        const sent = upstream.filter((value) => value !== 0).length;
        const worth = different + 4 * sent;
        if (sent > 1 && worth > (best?.worth ?? 0)) {
          best = { numbers: { input, upstream, weights: [] }, worth };
        }
      }
    }
  }
  return best?.numbers;
}
