import { describe, expect, test } from 'vitest';
import { Random } from '../../digits/random.ts';
import { createLabStore } from '../lab-store.ts';
import { type Leap, type Position, positionAfter, roomy, stepsIn } from './descent.ts';

/** A step to new weights of four numbers, all of them `value`. */
function leapFrom(from: Position, value: number): Leap {
  const outcome = { loss: value, probabilities: [] };
  return {
    steps: 1,
    from,
    to: { weights: { w: { shape: [4], dtype: 'float32', data: new Float32Array(4).fill(value) } } },
    optimizer: 'sgd',
    rate: 0.1,
    drawing: [],
    label: 3,
    before: outcome,
    after: outcome,
    promised: { change: -1, gradientNorm: 1 },
  };
}

describe('the history of descent', () => {
  test('is walked at random for 400 actions: the weights are always those of the last leap, and undone to the end the very ones that came', () => {
    const store = createLabStore();
    const random = new Random(11);
    let model: Leap[] = [];
    let ahead: Leap[] = [];
    for (let i = 0; i < 400; i++) {
      const { descend, undoDescent, redoDescent, resetDescent, descent } = store.getState();
      const dice = random.between(0, 1);
      if (dice < 0.45) {
        const leap = leapFrom(positionAfter(descent.past), i);
        descend(leap);
        model = [...model, leap];
        ahead = [];
      } else if (dice < 0.72) {
        undoDescent();
        const last = model.at(-1);
        if (last) ahead = [last, ...ahead];
        model = model.slice(0, -1);
      } else if (dice < 0.97) {
        redoDescent();
        model = [...model, ...ahead.slice(0, 1)];
        ahead = ahead.slice(1);
      } else {
        resetDescent();
        ahead = [...model, ...ahead];
        model = [];
      }
      const state = store.getState();
      expect(state.descent).toEqual({ past: model, future: ahead });
      expect(state.descended).toBe(model.at(-1)?.to.weights);
    }
    while (store.getState().descent.past.length > 0) store.getState().undoDescent();
    expect(store.getState().descended).toBeUndefined();
    const first = store.getState().descent.future[0];
    store.getState().redoDescent();
    expect(store.getState().descended).toBe(first.to.weights);
  });

  test('ends when another network is chosen', () => {
    const store = createLabStore();
    store.getState().descend(leapFrom({}, 1));
    store.getState().setNetwork(store.getState().networks[1]);
    expect(store.getState()).toMatchObject({ descended: undefined, descent: { past: [] } });
  });

  test('that grows too large crosses its far past in one leap, and still leads to the beginning', () => {
    const past: Leap[] = [];
    for (let i = 0; i < 20; i++) past.push(leapFrom(positionAfter(past), i));
    // Four float32 are 16 bytes: there is room for five positions.
    const kept = roomy(past, 5 * 16);
    expect(kept).toHaveLength(5);
    expect(stepsIn(kept)).toBe(20);
    expect(kept[0]).toMatchObject({ steps: 16, from: {}, promised: undefined });
    expect(kept[0].before).toBe(past[0].before);
    expect(kept[0].to).toBe(past[15].to);
    expect(kept.slice(1)).toEqual(past.slice(16));
    expect(roomy(past, 20 * 16)).toBe(past);
  });
});
