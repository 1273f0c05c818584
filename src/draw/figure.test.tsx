import { renderToString } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { Bars } from './bars.tsx';
import { channelView, drawView } from './feature-map.ts';
import { Legend } from './legend.tsx';
import { Matrix } from './matrix.tsx';
import { colorOf, diverging, sequential } from './scale.ts';
import { Transport } from './transport.tsx';
import { handleTransportKey } from './transport-actions.ts';
import { momentText, snapped } from './transport-inside.tsx';
import { wirePath } from './wire.ts';

const actions = {
  toggleBack: () => undefined,
  nextMoment: () => undefined,
  previousMoment: () => undefined,
  toggle: () => {},
  forward: () => {},
  back: () => {},
  first: () => {},
  last: () => {},
  seek: () => {},
  setSpeed: () => {},
};

describe('a matrix', () => {
  test('is a table with a name, its figures signed on a signed scale', () => {
    const html = renderToString(
      <Matrix label="gradient" values={[0.4, -1.1, 0, 2]} columns={2} scale={diverging(2)} />,
    );
    expect(html).toContain('<caption');
    for (const figure of ['+0.4', '−1.1', '>0<', '+2']) expect(html).toContain(figure);
  });

  test('says in words what a hatch and an outline mean', () => {
    const html = renderToString(
      <Matrix
        label="window"
        values={[1, 1]}
        columns={2}
        scale={sequential(1)}
        mark={(index) => (index === 0 ? { hatch: true, note: 'first of a tie' } : undefined)}
      />,
    );
    expect(html).toContain('no slope here');
    expect(html).toContain('first of a tie');
  });

  test('carries both papers’ colours, so that a still page is right in both', () => {
    const html = renderToString(
      <Matrix label="m" values={[1]} columns={1} scale={sequential(1)} />,
    );
    expect(html).toContain('light-dark(#12282b');
  });

  test('has an input for every cell once it can be edited', () => {
    const html = renderToString(
      <Matrix label="input" values={[1, 2]} columns={2} scale={sequential(2)} onEdit={() => {}} />,
    );
    expect(html.match(/<input/g)?.length).toBe(2);
    expect(html).toContain('aria-label="input, row 1, column 2"');
  });
});

test('a legend says both ends of its scale', () => {
  const html = renderToString(<Legend scale={diverging(0.8)} label="gradient" />);
  expect(html).toContain('−0.8');
  expect(html).toContain('+0.8');
});

test('bars never run out of their track', () => {
  const html = renderToString(<Bars label="p" bars={[{ label: '3', share: 7, text: 'x' }]} />);
  expect(html).toContain('--share:1');
});

const pressed = (key: string, shiftKey = false) => ({
  ...{ key, shiftKey, target: null, altKey: false, ctrlKey: false, metaKey: false },
});

describe('the transport', () => {
  test('tells its step in words to those who hear the page', () => {
    const html = renderToString(
      <Transport
        {...actions}
        label="Steps"
        length={3}
        step={1}
        progress={1}
        playing={false}
        speed={1}
        describe={(step) => `Step ${step + 1} of 3`}
      />,
    );
    expect(html).toContain('aria-valuetext="Step 2 of 3"');
  });

  const still = { label: 'Steps', length: 3, playing: false, speed: 1, describe: () => 'Words.' };
  const insides = [1, 576, 1].map((count) => ({ count, across: 24, noun: 'window' }));

  test('has controls for moments, and for playing backwards, only where steps have an inside', () => {
    const draw = (inside: boolean, progress: number) =>
      renderToString(
        <Transport
          {...actions}
          {...still}
          step={1}
          progress={progress}
          insides={inside ? insides : undefined}
        />,
      );
    for (const name of ['One moment on', 'One moment back', 'Run backwards']) {
      expect(draw(true, 1)).toContain(`aria-label="${name}"`);
      expect(draw(false, 1)).not.toContain(`aria-label="${name}"`);
    }
    expect(draw(true, 1)).toContain('aria-valuetext="Words."');
    expect(draw(true, 131 / 576)).toContain('aria-valuetext="Words. window 132 of 576"');
    expect(draw(false, 131 / 576)).toContain('aria-valuetext="Words."');
  });

  test('walks moments and plays backwards with Shift', () => {
    const did: string[] = [];
    const told = Object.fromEntries(
      Object.keys(actions).map((name) => [name, () => did.push(name)]),
    );
    for (const key of ['ArrowLeft', 'ArrowRight', ' ']) {
      handleTransportKey(pressed(key), { ...actions, ...told });
      handleTransportKey(pressed(key, true), { ...actions, ...told });
    }
    expect(did).toEqual([
      'back',
      'previousMoment',
      'forward',
      'nextMoment',
      'toggle',
      'toggleBack',
    ]);
  });

  test('scrubs to moments: those before are done, and the end of a step is its end', () => {
    const inside = { count: 576, noun: 'window' };
    expect(momentText(inside, snapped(inside, 0))).toBe('window 1 of 576');
    expect(momentText(inside, snapped(inside, 131.3 / 576))).toBe('window 132 of 576');
    expect(snapped(inside, 0.9999)).toBe(1);
    expect(momentText(inside, 1)).toBe('');
    expect(momentText({ count: 1, noun: 'moment' }, 0.5)).toBe('');
  });

  test('leaves keys with a modifier, and others’ keys, alone', () => {
    const key = pressed('ArrowRight');
    expect(handleTransportKey({ ...key, ctrlKey: true }, actions)).toBe(false);
    expect(handleTransportKey({ ...key, key: 'x' }, actions)).toBe(false);
    expect(handleTransportKey(key, actions)).toBe(true);
  });
});

test('a channel of an NHWC tensor is drawn pixel by pixel at its place', () => {
  const image = { data: new Uint8ClampedArray(4 * 4 * 4), width: 4 };
  const scale = sequential(8);
  drawView(image, channelView([1, 2, 3, 4, 5, 6, 7, 8], 2, 2, 2, 1), scale, 'light', 1, 1);
  const pixel = (x: number, y: number) => [
    ...image.data.slice(4 * (4 * y + x), 4 * (4 * y + x) + 3),
  ];
  expect(pixel(1, 1)).toEqual([...colorOf(scale, 2, 'light')]);
  expect(pixel(2, 2)).toEqual([...colorOf(scale, 8, 'light')]);
  expect(pixel(0, 0)).toEqual([0, 0, 0]);
});

test('a picture has the colours of its scale, value by value, on both papers', () => {
  const values = Array.from({ length: 997 }, (_, i) => 1.7 * Math.sin(i * i));
  values.push(Number.NaN, 0, -0, 1.2, -1.2, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY);
  const view = { data: values, offset: 0, rows: 1, columns: values.length };
  for (const scale of [sequential(1.2), diverging(1.2)]) {
    for (const theme of ['light', 'dark'] as const) {
      const image = { data: new Uint8ClampedArray(4 * values.length), width: values.length };
      drawView(image, { ...view, rowStride: 0, columnStride: 1 }, scale, theme, 0, 0);
      for (const [i, value] of values.entries()) {
        expect([...image.data.slice(4 * i, 4 * i + 4)]).toEqual([
          ...colorOf(scale, value, theme),
          255,
        ]);
      }
    }
  }
});

test('a wire leaves and arrives level', () => {
  expect(wirePath({ x: 0, y: 0 }, { x: 10, y: 4 })).toBe('M0,0C5,0,5,4,10,4');
});
