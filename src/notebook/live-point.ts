import { trueHeight } from './grading.ts';
import type { Asked } from './live-question.ts';
import { plotSize, plotStart, plotValue, plotX, plotY } from './plot.ts';
import type { PointQuestion } from './question.ts';
import { valueText } from './value-text.ts';

/** Places at which the true curve is asked for. */
const samples = 96;

/** How far a guess may be off: this share of the plot's height. */
const close = 0.05;

/** A height that the reader sets on a plot; the true curve is drawn over it. */
export function answerPoint(question: PointQuestion, asked: Asked): void {
  const { block, page, signal } = asked;
  const svg = block.querySelector('svg');
  const handle = block.querySelector<SVGGElement>('.plot-handle');
  const says = block.querySelector('output');
  if (!svg || !handle) return;
  const { low, high, at } = question;
  const step = niceStep((high - low) / 100);
  let guess = plotStart(question);
  const set = (value: number) => {
    const steps = Math.round((value - low) / step);
    guess = Number(Math.min(high, Math.max(low, low + steps * step)).toPrecision(10));
    const text = valueText(guess, false);
    handle.setAttribute('transform', `translate(${plotX(question, at)} ${plotY(question, guess)})`);
    handle.setAttribute('aria-valuenow', String(guess));
    handle.setAttribute('aria-valuetext', text);
    if (says) says.textContent = text;
  };
  set(guess);
  connectPointer(svg, handle, signal, (y) => set(plotValue(question, y)));
  handle.addEventListener(
    'keydown',
    (event) => {
      const to = {
        ArrowUp: guess + step,
        ArrowRight: guess + step,
        ArrowDown: guess - step,
        ArrowLeft: guess - step,
        PageUp: guess + 10 * step,
        PageDown: guess - 10 * step,
        Home: low,
        End: high,
      }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      set(to);
    },
    { signal },
  );
  block.querySelector('.plot-entry button')?.addEventListener(
    'click',
    () =>
      asked.tell(() => {
        const truth = trueHeight(question, page, asked.now(), at);
        if (truth === undefined) return undefined;
        drawTruth(svg, question, asked, guess, truth);
        return outcomeOf(question, guess, truth);
      }),
    { signal },
  );
}

function outcomeOf({ low, high }: PointQuestion, guess: number, truth: number) {
  const off = guess - truth;
  const gives = `the run gives ${valueText(truth, false, 3)}`;
  const far = valueText(Math.abs(off), false, 2);
  if (Math.abs(off) <= close * (high - low)) {
    const nearly = far === '0' ? 'exactly your guess' : `${far} ${side(off)} your guess`;
    return { verdict: 'right' as const, words: `Yes, close: ${gives}, ${nearly}.` };
  }
  return {
    verdict: 'wrong' as const,
    words: `Not this time: ${gives}, ${far} ${side(off)} your guess.`,
  };
}

const side = (off: number) => (off > 0 ? 'below' : 'above');

/** 1, 2 or 5 times a power of ten, at most `step`. */
function niceStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  return power * ([5, 2, 1].find((nice) => nice * power <= step * (1 + 1e-9)) ?? 1);
}

function connectPointer(
  svg: SVGSVGElement,
  handle: SVGGElement,
  signal: AbortSignal,
  setHeight: (y: number) => void,
): void {
  let dragging = false;
  const heightOf = (event: PointerEvent) => {
    const box = svg.getBoundingClientRect();
    return ((event.clientY - box.top) / box.height) * plotSize.height;
  };
  svg.addEventListener(
    'pointerdown',
    (event) => {
      if (event.button !== 0) return;
      const isBand =
        event.target instanceof Element && event.target.closest('.plot-band, .plot-handle');
      // A finger beside the line scrolls the page.
      if (event.pointerType === 'touch' && !isBand) return;
      dragging = true;
      svg.setPointerCapture(event.pointerId);
      setHeight(heightOf(event));
      handle.focus({ preventScroll: true });
      event.preventDefault();
    },
    { signal },
  );
  svg.addEventListener('pointermove', (event) => dragging && setHeight(heightOf(event)), {
    signal,
  });
  const release = () => {
    dragging = false;
  };
  svg.addEventListener('pointerup', release, { signal });
  svg.addEventListener('pointercancel', release, { signal });
}

/** The curve as the run has it, and how far the guess is from it. */
function drawTruth(
  svg: SVGSVGElement,
  question: PointQuestion,
  { page, now }: Asked,
  guess: number,
  truth: number,
): void {
  const { from, to, at, low, high } = question;
  const inside = (value: number) => Math.min(high, Math.max(low, value));
  const points = Array.from({ length: samples + 1 }, (_, i) => from + ((to - from) * i) / samples)
    .map((x) => ({ x, y: trueHeight(question, page, now(), x) }))
    .filter((point): point is { x: number; y: number } => Number.isFinite(point.y));
  const curve = points
    .filter(
      ({ y }, i) =>
        y === inside(y) ||
        [i - 1, i + 1].some((j) => points[j] && points[j].y === inside(points[j].y)),
    )
    .map(
      ({ x, y }, i) =>
        `${i === 0 ? 'M' : 'L'}${place(plotX(question, x))} ${place(plotY(question, inside(y)))}`,
    );
  const x = place(plotX(question, at));
  const y = place(plotY(question, inside(truth)));
  const group = svg.querySelector('.plot-truth');
  group?.replaceChildren(
    path('plot-curve', curve.join('')),
    path('plot-gap', `M${x} ${y}V${place(plotY(question, guess))}`),
    path('plot-dot', `M${x} ${y}h0`),
  );
}

function path(className: string, d: string): SVGPathElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  element.setAttribute('class', className);
  element.setAttribute('d', d);
  return element;
}

const place = (value: number) => Number(value.toFixed(2));
