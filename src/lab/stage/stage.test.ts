import { describe, expect, test } from 'vitest';
import { explain, explainGradient } from '../../core/explain.ts';
import { networks } from '../../core/networks/networks.ts';
import { readCell } from '../../trace/expression.ts';
import { positionOf } from '../../trace/tensor.ts';
import { activationOf, gradientOf } from '../../trace/trace.ts';
import { cellName } from '../cell-name.ts';
import { modelOf, reachedBy } from '../lab-model.ts';
import { tracedThree } from '../traced-three.ts';
import { leavesOf, maybeFocus, withSources } from './focus.ts';
import { frameOf } from './frame.ts';
import { cellRect, layoutOf, maybeCellAt } from './layout.ts';
import { linksOf } from './link.ts';
import { neighbourOf } from './neighbour.ts';

const model = modelOf(networks.cnn);
const trace = tracedThree('cnn');
const { columns, arrivals, steps } = model;
const at = (step: number, progress = 1) => frameOf(columns, arrivals, steps, step, progress);
const stepOf = (kind: string, node: string): number =>
  steps.findIndex((step) => step.kind === kind && step.kind !== 'update' && step.node.id === node);

describe('the columns of the convolutional network', () => {
  test('are one for each value that changes its cells; relu and flatten share their place', () => {
    expect(columns.map(({ id }) => id)).toEqual([
      'x',
      'conv1',
      'pool1',
      'conv2',
      'pool2',
      'dense1',
      'logits',
      'loss',
    ]);
    expect(columns[1].values.map(({ id }) => id)).toEqual(['conv1', 'relu1']);
    expect(columns[4].values.map(({ id }) => id)).toEqual(['pool2', 'flat']);
    expect(columns[6].values.map(({ id }) => id)).toEqual(['logits', 'probs']);
  });

  test('have names that people read', () => {
    expect(columns.map(({ title }) => title)).toEqual([
      'drawing',
      'convolution 1',
      'pool 1',
      'convolution 2',
      'pool 2',
      'dense',
      'scores',
      'loss',
    ]);
  });
});

describe('a frame', () => {
  test('shows nothing before the wave has come, the activation after, the gradient on the way back', () => {
    const first = at(0);
    expect(first.now?.shown).toMatchObject({ value: 'conv1', pass: 'activation' });
    expect(first.columns[2].state).toBe('ahead');
    const relu = at(stepOf('forward', 'relu1'));
    expect(relu.columns[1].shown.value).toBe('relu1');
    const back = at(stepOf('backward', 'conv2'));
    expect(back.now?.shown).toMatchObject({ value: 'pool1', pass: 'gradient' });
    expect(back.columns[1].state).toBe('ahead');
    expect(back.columns[5].shown).toMatchObject({ value: 'dense1', pass: 'gradient' });
  });

  test('is the same whether it was reached forwards or backwards in time', () => {
    for (const step of steps.keys()) expect(at(step)).toEqual(at(step));
  });

  test('keeps what was there before beneath a step that is under way', () => {
    const half = at(stepOf('forward', 'relu1'), 0.5);
    expect(half.now?.before?.value).toBe('conv1');
    expect(half.now?.progress).toBe(0.5);
  });

  test('has one column that each step fills, until the update, which leaves all at rest', () => {
    for (const step of steps.keys()) {
      expect(at(step).now === undefined).toBe(steps[step].kind === 'update');
    }
    expect(steps.at(-1)?.kind).toBe('update');
    expect(at(steps.length - 1).columns.map(({ shown }) => shown)).toEqual(
      at(steps.length - 2).columns.map(({ shown }) => shown),
    );
  });

  test('knows which layers the wave has passed', () => {
    const reached = reachedBy(model, stepOf('backward', 'pool2'));
    expect(reached('pool2', 'gradient')).toBe(true);
    expect(reached('conv2', 'gradient')).toBe(false);
    expect(reached('conv2', 'activation')).toBe(true);
  });
});

describe('wires', () => {
  test('into a convolution sum to its map less the bias: Σ over inputs = Σ over positions', () => {
    const gap = model.gaps.find(({ node }) => node.id === 'conv1');
    if (!gap) throw new Error('no gap before conv1');
    const links = linksOf(trace, gap, 'activation');
    // One input map: the wire to map o carries Σ K·(Σ x), with each tap seeing nearly the whole drawing.
    expect(links.length).toBe(8);
    expect(links.every(({ strength }) => strength > 0)).toBe(true);
  });

  test('between dense layers carry exactly weight × activation, and weight × gradient back', () => {
    const gap = model.gaps.find(({ node }) => node.id === 'logits');
    if (!gap) throw new Error('no gap before the scores');
    const [link] = linksOf(trace, gap, 'activation');
    const weight = trace.params['dense2.W'].data[link.to * 64 + link.from];
    expect(link.signed).toBeCloseTo(weight * activationOf(trace, 'relu3').data[link.from], 12);
    const [back] = linksOf(trace, gap, 'gradient');
    const backWeight = trace.params['dense2.W'].data[back.to * 64 + back.from];
    expect(back.signed).toBeCloseTo(backWeight * gradientOf(trace, 'logits').sum.data[back.to], 12);
  });

  test('are the strongest of each unit, strongest first', () => {
    const gap = model.gaps.find(({ node }) => node.id === 'logits');
    if (!gap) throw new Error('no gap before the scores');
    const links = linksOf(trace, gap, 'activation');
    const strengths = links.map(({ strength }) => strength);
    expect(strengths).toEqual(strengths.toSorted((a, b) => b - a));
    const { data: x } = activationOf(trace, 'relu3');
    for (let score = 0; score < 10; score++) {
      const terms = Array.from(x, (value, i) =>
        Math.abs(value * trace.params['dense2.W'].data[score * 64 + i]),
      );
      const own = links.filter(({ to }) => to === score);
      const expected = terms.toSorted((a, b) => b - a).slice(0, own.length);
      expect(own.map(({ strength }) => strength)).toEqual(expected);
    }
  });

  test('are few enough to read, in every gap and both directions', () => {
    for (const gap of model.gaps) {
      expect(linksOf(trace, gap, 'activation').length).toBeLessThanOrEqual(28);
      expect(linksOf(trace, gap, 'gradient').length).toBeLessThanOrEqual(28);
    }
  });
});

describe('the layout', () => {
  test.each([
    [1080, 500],
    [328, 420],
    [2000, 900],
  ])('puts every cell at %d × %d where a pointer finds it', (width, height) => {
    const layout = layoutOf(columns, width, height);
    for (const place of layout.columns) {
      const size = Math.max(1, place.column.maps) * place.column.rows * place.column.columns;
      for (const index of [0, Math.floor(size / 2), size - 1]) {
        const rect = cellRect(place, index);
        const middle = { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 };
        expect(maybeCellAt(layout, middle)).toEqual({ place, index });
        expect(middle.x).toBeLessThan(layout.width);
        expect(middle.y).toBeLessThan(layout.height);
      }
    }
  });
});

describe('the focus', () => {
  test('rests on the largest number that the step made', () => {
    const focus = maybeFocus(trace, at(0), undefined, undefined);
    const { data } = activationOf(trace, 'conv1');
    const largest = Math.max(...Array.from(data, Math.abs));
    expect(focus && Math.abs(readCell(trace, focus.cell))).toBe(largest);
  });

  test('follows the pointer before what was chosen, and ignores what is not shown', () => {
    const pointed = { of: 'value', id: 'pool1', index: 5 } as const;
    const pinned = { of: 'value', id: 'conv1', index: 9 } as const;
    const frame = at(stepOf('forward', 'pool1'));
    expect(maybeFocus(trace, frame, pointed, pinned)?.cell).toEqual(pointed);
    expect(maybeFocus(trace, frame, undefined, pinned)?.cell.id).toBe('pool1');
  });

  test('goes with a step under way: over the positions of the chosen map, over the units of a row', () => {
    const conv = at(stepOf('forward', 'conv2'), 0.5);
    const kept = { of: 'value', id: 'conv2', index: 5 } as const;
    expect(maybeFocus(trace, conv, undefined, undefined, kept)?.cell.index).toBe(50 * 16 + 5);
    expect(maybeFocus(trace, conv, undefined, undefined)?.cell.index).toBe(50 * 16 + 7);
    const row = at(stepOf('forward', 'dense1'), 0.25);
    expect(maybeFocus(trace, row, undefined, undefined)?.cell.index).toBe(16);
  });

  test('marks the window that a convolution looked through, and the cells that answer back', () => {
    const frame = at(0);
    const made = maybeFocus(trace, frame, { of: 'value', id: 'conv1', index: 8 * 30 }, undefined);
    const [window] = made ? withSources(trace, made, columns).sources : [];
    expect(window).toMatchObject({ unit: 0, rows: 5, columns: 5, row: 1, cellColumn: 6 });
    const back = at(stepOf('backward', 'conv1'));
    const pixel = { of: 'gradient', id: 'x', index: 14 * 28 + 14 } as const;
    const answer = maybeFocus(trace, back, pixel, undefined);
    expect(answer && withSources(trace, answer, columns).sources.length).toBe(8);
  });

  test('has leaves that are cells of the trace, for values and gradients alike', () => {
    const leaves = [
      ...leavesOf(explainGradient(trace, 'pool1', 100)),
      ...leavesOf(explain(trace, 'logits', 3) ?? { op: 'sum', terms: [] }),
    ];
    for (const leaf of leaves) expect(Number.isFinite(readCell(trace, leaf))).toBe(true);
  });
});

describe('walking by keys', () => {
  const frame = at(0);
  const focus = maybeFocus(trace, frame, { of: 'value', id: 'conv1', index: 3 }, undefined);

  test('goes to the neighbour in the same map, and stops at the edge', () => {
    const right = focus && neighbourOf('ArrowRight', focus, frame);
    expect(right && positionOf([1, 24, 24, 8], right.index)).toEqual([0, 0, 1, 3]);
    const up = focus && neighbourOf('ArrowUp', focus, frame);
    expect(up?.index).toBe(3);
  });

  test('goes to the next map and to the next layer', () => {
    expect(focus && neighbourOf('PageDown', focus, frame)?.index).toBe(4);
    expect(focus && neighbourOf('.', focus, frame)).toMatchObject({ id: 'pool1' });
    expect(focus && neighbourOf('x', focus, frame)).toBeUndefined();
  });

  test('says where it is', () => {
    const name = focus && cellName(trace, columns, focus.cell);
    expect(name).toBe('convolution 1, map 3, row 0, column 0');
  });
});
