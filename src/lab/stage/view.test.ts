import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { explainGradient } from '../../core/explain.ts';
import { networkNames } from '../../core/networks/networks.ts';
import { cssOf } from '../../draw/color.ts';
import { formatNumber } from '../../draw/number.ts';
import { colorOf } from '../../draw/scale.ts';
import { evaluate, readCell } from '../../trace/expression.ts';
import { activationOf, gradientOf } from '../../trace/trace.ts';
import { cellText } from '../cell-text.ts';
import { modelOf, reachedBy } from '../lab-model.ts';
import { ScaleLegend } from '../scale-legend.tsx';
import { tracedThree } from '../traced-three.ts';
import type { Look, Scaling, View } from '../view.ts';
import { scoresOf } from './column.ts';
import { maybeFocus } from './focus.ts';
import { frameOf } from './frame.ts';
import { numbersOf, shownScale } from './shown-scale.ts';

const steady: readonly View[] = ['activation', 'gradient', 'gradientTimesInput'];
const views: readonly View[] = ['wave', ...steady];
const scalings: readonly Scaling[] = ['layer', 'network'];
const looks = views.flatMap((view) => scalings.map((scaling): Look => ({ view, scaling })));

describe.each(networkNames)('views of the %s', (name) => {
  const trace = tracedThree(name);
  const scores = scoresOf(trace.graph) ?? '';
  const { graph, columns, arrivals, steps } = modelOf(trace.graph);
  const at = (step: number, look: Look, progress = 1) =>
    frameOf(columns, arrivals, steps, step, progress, look);

  test.each(looks)('$view, $scaling: every column has numbers at every step', (look) => {
    for (const step of steps.keys()) {
      const frame = at(step, look);
      expect(frame.now === undefined).toBe(steps[step].kind === 'update');
      for (const { column, shown } of frame.columns) {
        expect(column.values.map(({ id }) => id)).toContain(shown.value);
        const { data } = numbersOf(trace, shown);
        expect(data.length).toBe(Math.max(1, column.maps) * column.rows * column.columns);
        expect(shownScale(trace, shown).end).toBeGreaterThan(0);
      }
    }
  });

  test.each(steady)('%s shows its quantity in every column, whatever the step', (view) => {
    for (const step of steps.keys()) {
      const frame = at(step, { view, scaling: 'layer' });
      for (const { shown, state } of frame.columns) {
        expect(shown.pass).toBe(view === 'activation' ? 'activation' : 'gradient');
        expect(shown.timesInput ?? false).toBe(view === 'gradientTimesInput');
        expect(state).not.toBe('ahead');
      }
      // The playhead still marks the column that it marks while the wave is followed.
      const wave = at(step, { view: 'wave', scaling: 'layer' });
      expect(frame.now?.column).toBe(wave.now?.column);
    }
  });

  test('the column of a step shows the value that the step is about, where it has one', () => {
    const look = { view: 'gradient', scaling: 'layer' } as const;
    const second = name === 'perceptron' ? 'flat' : 'relu1';
    const shared = steps.findIndex((one) => one.kind === 'forward' && one.node.id === second);
    expect(at(shared, look).now?.shown.value).toBe(second);
    const others = [...steps.keys()].filter((step) => at(step, look).now?.shown.value !== second);
    expect(others.length).toBeGreaterThan(0);
    const probs = steps.findIndex((one) => one.kind === 'forward' && one.node.id === 'probs');
    // No loss asks for the probabilities: they have no gradient, the scores have.
    expect(at(probs, look).now?.shown.value).toBe(scores);
  });

  test('within a step the picture stays whole, and the focus moves', () => {
    const frame = at(0, { view: 'activation', scaling: 'layer' }, 0.4);
    expect(frame.now?.before).toEqual(frame.now?.shown);
    expect(frame.now?.progress).toBe(0.4);
  });

  test('gradient × input is the product, cell by cell, and the loss begins with 1', () => {
    const { columns: shown } = at(3, { view: 'gradientTimesInput', scaling: 'layer' });
    for (const { shown: one } of shown) {
      const { data } = numbersOf(trace, one);
      const a = activationOf(trace, one.value).data;
      const d = gradientOf(trace, one.value).sum.data;
      expect(Array.from(data)).toEqual(Array.from(a, (x, i) => x * d[i]));
    }
    const loss = graph.loss ?? '';
    expect(gradientOf(trace, loss).sum.data[0]).toBe(1);
    expect(evaluate(explainGradient(trace, loss, 0), (cell) => readCell(trace, cell))).toBe(1);
  });

  test('a product is told with its factors', () => {
    const cell = { of: 'gradient', id: scores, index: name === 'perceptron' ? 0 : 8 } as const;
    const text = cellText(trace, cell, { view: 'gradientTimesInput', scaling: 'layer' });
    const [a, d] = [activationOf(trace, scores), gradientOf(trace, scores).sum];
    expect(text).toContain(
      formatNumber(a.data[cell.index] * d.data[cell.index], { digits: 4, signed: true }),
    );
    expect(cellText(trace, cell, { view: 'gradient', scaling: 'layer' })).not.toContain('times');
  });

  test('wires are those of the view: all there, in its direction', () => {
    const node = graph.nodes[0].id;
    const model = modelOf(graph);
    expect(reachedBy(model, 0, 'activation')(node, 'gradient')).toBe(false);
    expect(reachedBy(model, 0, 'gradient')(node, 'gradient')).toBe(true);
    expect(at(steps.length - 1, { view: 'activation', scaling: 'layer' }).backward).toBe(false);
    expect(at(0, { view: 'gradient', scaling: 'layer' }).backward).toBe(true);
  });

  test.each(views)('%s on one scale: every column reaches as far, zero is paper', (view) => {
    for (const step of steps.keys()) {
      const frame = at(step, { view, scaling: 'network' });
      const ends = new Map<string, Set<number>>();
      for (const { shown } of frame.columns) {
        const scale = shownScale(trace, shown);
        const own = ends.get(shown.pass) ?? new Set();
        ends.set(shown.pass, own.add(scale.end));
        expect(cssOf(colorOf(scale, 0, 'light'))).toBe('#fcfbf8');
        if (shown.pass === 'gradient') expect(scale.kind).toBe('diverging');
        const { data } = numbersOf(trace, shown);
        if (data.length > 1) {
          expect(Math.max(...Array.from(data, Math.abs))).toBeLessThanOrEqual(scale.end);
        }
        const negative = Array.from(data).some((x) => x < 0);
        if (negative) expect(scale.kind).toBe('diverging');
      }
      for (const own of ends.values()) expect(own.size).toBe(1);
    }
  });

  test.each(looks)('$view, $scaling: the legend is that of the column of the step', (look) => {
    for (const step of steps.keys()) {
      // The update is about no column: the legend is that of the drawing.
      const frame = at(step, look);
      const now = frame.now ?? frame.columns[0];
      const html = renderToStaticMarkup(createElement(ScaleLegend, { trace, frame: now }));
      const scale = shownScale(trace, now.shown);
      const end = formatNumber(scale.end, { signed: scale.kind === 'diverging' });
      expect(html).toContain(`>${end}<`);
      const { column, shown } = now;
      const whose =
        look.scaling === 'network'
          ? 'all layers'
          : column.values.find(({ id }) => id === shown.value)?.title;
      const quantity =
        shown.pass === 'activation' ? 'activation' : shown.timesInput ? 'a × δ' : 'gradient';
      expect(html).toContain(`>${quantity}, ${whose}<`);
    }
  });

  test('a focus is found in every view, and its sum makes its number', () => {
    for (const view of steady) {
      for (const step of steps.keys()) {
        const focus = maybeFocus(
          trace,
          at(step, { view, scaling: 'network' }),
          undefined,
          undefined,
        );
        if (!focus?.made) continue;
        const made = evaluate(focus.made, (cell) => readCell(trace, cell));
        expect(made).toBeCloseTo(readCell(trace, focus.cell), 9);
      }
    }
  });
});
