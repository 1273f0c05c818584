import { shownDigit } from '../../digits/shown-digit.ts';
import { parameterCount } from '../../trace/graph.ts';
import { activationOf, gradientOf, savedOf, type Trace } from '../../trace/trace.ts';
import type { Page, Answer as PageAnswer, Settings } from '../definition.ts';
import { atFirstSign } from '../first-sign.ts';
import { perExperiment } from '../per-experiment.ts';
import type { Attributes } from './attributes.ts';

/** The label that the page's state asks about. */
export function labelIn({ experiment, label }: Attributes, settings: Settings): number {
  const chosen = settings[`${experiment}/label`];
  const known = typeof chosen === 'number' && Number.isInteger(chosen);
  return known && chosen >= 0 && chosen <= 9 ? chosen : label;
}

/** What the network said of one picture: a trace for each label that was asked about. */
interface Reading {
  pixels?: Float32Array;
  traces: Map<number, Trace | 'asked'>;
}

const readings = perExperiment<Reading>();

/** Runs the network once for each digit and label that is asked about; answers once it is there. */
export function answerer(attributes: Attributes, page: Page): PageAnswer {
  const { experiment, network } = attributes;
  const reading = readings(page, experiment, () => ({ traces: new Map() }));
  const run = async (pixels: Float32Array, label: number) => {
    const { traces } = reading;
    try {
      const client = await page.client();
      const lane = `${experiment}/answers/${label}`;
      const outcome = await client.record({ network, pixels, label }, { lane });
      if (outcome.state !== 'answered') return;
      traces.set(label, outcome.result.trace);
      page.answersChanged();
    } catch {
      // Asked again, it may be had.
      traces.delete(label);
    }
  };
  return (cell, _, settings) => {
    const { pixels } = shownDigit(page.drawing.getState());
    if (pixels !== reading.pixels) {
      reading.pixels = pixels;
      reading.traces = new Map();
    }
    const label = labelIn(attributes, settings);
    const trace = reading.traces.get(label);
    if (trace === undefined) {
      reading.traces.set(label, 'asked');
      whenWanted(() => void run(pixels, label));
    }
    return trace === undefined || trace === 'asked' ? undefined : maybeCell(trace, cell);
  };
}

let wanted = typeof document === 'undefined';

/** A page that is opened and left alone need not load an engine. */
function whenWanted(work: () => void): void {
  const start = () => {
    wanted = true;
    work();
  };
  if (wanted) start();
  else atFirstSign(start);
}

/** What a cell that a lesson names holds in this trace. */
export function maybeCell(trace: Trace, name: string): number | undefined {
  const [what, index] = name.split('.');
  const at = Number(index);
  const logits = activationOf(trace, 'logits').data;
  switch (what) {
    case 'p':
      return savedOf(trace, 'loss', 'probabilities').data[at];
    case 'score':
      return logits[at];
    case 'slope':
      return gradientOf(trace, 'logits').sum.data[at];
    case 'sign':
      return Math.sign(gradientOf(trace, 'logits').sum.data[at]);
    case 'loss':
      return activationOf(trace, 'loss').data[0];
    case 'guess':
      return Array.from(logits).indexOf(Math.max(...logits));
    case 'silent':
      return count(lastHidden(trace), (value) => value === 0);
    case 'inked':
      return count(activationOf(trace, 'x').data, (value) => value > 0);
    case 'sloped':
      return count(gradientOf(trace, 'x').sum.data, (value) => value !== 0);
    case 'parameters':
      return parameterCount(trace.graph);
    default:
      return undefined;
  }
}

/** The activations that the scores are made of. */
function lastHidden(trace: Trace): Iterable<number> {
  const scores = trace.graph.nodes.find(({ id }) => id === 'logits');
  return scores ? activationOf(trace, scores.inputs[0]).data : [];
}

function count(values: Iterable<number>, counts: (value: number) => boolean): number {
  let found = 0;
  for (const value of values) if (counts(value)) found++;
  return found;
}
