import { renderToString } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import type { Axis } from './axis.ts';
import { Plot } from './plot.tsx';

const x: Axis = { label: 'probability', domain: [0, 1] };
const y: Axis = { label: 'loss', domain: [0, 5] };
const point = { label: 'p', step: 0.01, text: 'p = 0.5', onMove: () => {} };

describe('a plot', () => {
  test('names its axes and gives them figures', () => {
    const html = renderToString(<Plot label="surprise" x={x} y={y} />);
    for (const text of ['probability', 'loss', '>0.4<', '>5<']) expect(html).toContain(text);
    expect(html).not.toContain('role="slider"');
  });

  test('draws a line in hundredths of its field, with gaps where there is no number', () => {
    const points = [
      [0, 5],
      [0.5, Number.NaN],
      [1, 0],
    ] as const;
    const html = renderToString(<Plot label="l" x={x} y={y} lines={[{ name: 'a', points }]} />);
    expect(html).toContain('d="M0,0ZM100,100Z"');
  });

  test('keeps what is infinite within sight of its field', () => {
    const points = [
      [0, Number.POSITIVE_INFINITY],
      [1, 0],
    ] as const;
    const html = renderToString(<Plot label="l" x={x} y={y} lines={[{ name: 'a', points }]} />);
    expect(html).toContain('d="M0,-300L100,100"');
  });

  test('cuts an area at the ends of the axes', () => {
    const box = { name: 'b', x: [0.25, 0.75], y: [0, Number.POSITIVE_INFINITY] } as const;
    const html = renderToString(<Plot label="l" x={x} y={y} boxes={[box]} />);
    expect(html).toMatch(/x="25" y="0" width="50" height="100"/);
  });

  test('has a slider for its point, with the value in words', () => {
    const html = renderToString(<Plot label="l" x={x} y={y} point={{ ...point, x: 0.5, y: 1 }} />);
    expect(html).toContain('role="slider"');
    expect(html).toContain('aria-valuetext="p = 0.5"');
    expect(html).toContain('--x:0.5;--y:0.2');
  });

  test('shows by an arrow that its point lies beyond the axis', () => {
    const off = { ...point, x: 0, y: Number.POSITIVE_INFINITY };
    expect(renderToString(<Plot label="l" x={x} y={y} point={off} />)).toContain(
      'data-beyond="up"',
    );
  });
});
