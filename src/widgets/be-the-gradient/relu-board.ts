import { relu as layer } from '../../core/layers/relu.ts';
import { LoneLayer } from '../../core/lone-layer.ts';
import { formatNumber, formatSigned } from '../../draw/number.ts';
import { hostTensor } from '../../trace/tensor.ts';
import { type Board, type Model, subscript, tenths } from './board.ts';

export interface ReluBoard extends Board {
  readonly kind: 'relu';
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** Place 2i is the input of unit i, place 2i + 1 its gate. */
export const inputPlace = (unit: number): number => 2 * unit;
export const gatePlace = (unit: number): number => 2 * unit + 1;

export const relu: Model<ReluBoard> = {
  written: {
    input: [3, -2, 0.5, 0, -1, 4],
    upstream: [0.4, -1.1, -0.6, 0.7, 0.2, -0.3],
    weights: [],
  },
  fits: ({ input, upstream }) =>
    input.length >= 2 && input.length <= 8 && upstream.length === input.length,
  sample: (random) => ({
    input: Array.from({ length: 6 }, () => random.below(10) - 5 || (random.chance(0.5) ? 0 : 2)),
    upstream: Array.from({ length: 6 }, () => tenths(random, 1.2)),
    weights: [],
  }),
  board({ input: x, upstream: delta }) {
    const alone = new LoneLayer(layer);
    const row = hostTensor([1, x.length], x);
    const back = (values: readonly number[]) =>
      Array.from(alone.pullBack([row], hostTensor([1, x.length], values)).inputs[0]?.data ?? []);
    const open = back(x.map(() => 1)).map((slope) => slope === 1);
    const named = (unit: number) => `${subscript('x', unit)} is ${formatNumber(x[unit])}`;
    const reason = (unit: number): string => {
      const value = formatSigned(delta[unit]);
      if (open[unit]) {
        return `${named(unit)}, above zero: ${subscript('y', unit)} moves one for one with it, so all of ${value} passes.`;
      }
      if (x[unit] === 0) {
        return `${named(unit)}, right on the kink: slope 0 on the left, 1 on the right. The rule takes 0, as PyTorch does, and the ${value} is stopped.`;
      }
      return `${named(unit)}, below zero: ${subscript('y', unit)} stays 0 whatever it does nearby, so the ${value} is stopped.`;
    };
    return {
      kind: 'relu',
      task: 'One number comes back to each unit. Carry it on to the input, or only as far as the gate, where it is stopped: drag it, or click it and then the place.',
      x,
      y: Array.from(alone.forward([row]).data),
      chips: x.map((_, unit) => ({
        name: `${formatSigned(delta[unit])} of ${subscript('y', unit)}`,
        text: formatSigned(delta[unit]),
        value: delta[unit],
        id: `unit ${unit}`,
        likeness: `unit ${unit}`,
        allowed: [inputPlace(unit), gatePlace(unit)],
      })),
      places: x.flatMap((value, unit) => [
        {
          name: `the input ${subscript('x', unit)}, which is ${formatNumber(value)}`,
          row: unit,
          column: 0,
          input: unit,
        },
        {
          name: `the gate of ${subscript('x', unit)}, where it is stopped`,
          row: unit,
          column: 1,
          input: undefined,
        },
      ]),
      entries: [],
      truth: {
        placed: open.map((isOpen, unit) => (isOpen ? inputPlace(unit) : gatePlace(unit))),
        given: [],
      },
      gradient: back(delta),
      reason,
      fault: (unit, place) => ({
        state: place !== undefined && x[unit] === 0 ? 'tie' : 'wrong',
        because:
          place === undefined
            ? `The ${formatSigned(delta[unit])} of ${subscript('y', unit)} was left over. ${reason(unit)}`
            : reason(unit),
      }),
      reasonEntry: () => '',
      faultEntry: () => '',
    };
  },
};
