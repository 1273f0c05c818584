import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { HostEngine } from '../../src/core/host/engine.ts';
import { InquiryDesk } from '../../src/core/inquiry/desk.ts';
import { createInquirer } from '../../src/core/inquiry/inquirer.ts';
import type { Inquiry, InquiryReport, Objective } from '../../src/core/inquiry/inquiry.ts';
import { deferred } from '../../src/core/lanes.ts';
import { digitFeeds } from '../../src/core/networks/digit-feeds.ts';
import {
  classesOf,
  type NetworkName,
  networkNames,
  networks,
} from '../../src/core/networks/networks.ts';
import { parseWeights } from '../../src/core/weights.ts';
import { Random } from '../../src/digits/random.ts';
import { rasterize } from '../../src/digits/raster.ts';
import { sampleDigit } from '../../src/digits/samples.ts';
import { largestMagnitude, type Numbers } from '../../src/trace/tensor.ts';
import { activationOf, gradientOf, paramGradientOf } from '../../src/trace/trace.ts';

const engine = new HostEngine('float64');
const score3: Objective = { of: 'value', id: 'logits', index: 3 };
const loss: Objective = { of: 'loss' };

function request(name: NetworkName, digit: number, label: number, jitter: number) {
  const random = new Random(digit, 31);
  const drawn = rasterize(sampleDigit(digit))?.pixels ?? new Float32Array(784);
  const data = Float64Array.from(drawn, (ink) => ink + random.between(0, jitter));
  const graph = networks[name];
  // The perceptron knows two digits: of any other, it is told that it is the second.
  const known = classesOf(graph).indexOf(label);
  const told = known === -1 ? 1 : known;
  const x = { shape: [1, 28, 28, 1], dtype: 'float64', data } as const;
  return {
    graph,
    params: parseWeights(graph, readFileSync(`public/models/${name}.safetensors`)),
    inputs: { ...digitFeeds(graph, new Float32Array(784), [told]), x },
  } as const;
}

async function found<I extends Inquiry>(inquiry: I) {
  const inquirer = createInquirer();
  const outcome = await inquirer.ask(inquiry);
  inquirer.dispose();
  if (outcome.state !== 'answered') throw new Error('nobody cancelled it');
  expect(outcome.answer.engine).toBe('host64');
  return outcome.answer.finding;
}

const largestGap = (a: Numbers, b: Numbers): number =>
  Math.max(...Array.from(a, (x, i) => Math.abs(x - b[i])));

describe('differences of all 784 pixels', () => {
  it.each(networkNames)(
    'are the gradient of the %s where the background is jittered',
    async (name) => {
      const asked = request(name, 3, 8, 0.002);
      const exact = gradientOf(engine.recordNow(asked), 'x').sum.data;
      const inquiry = { kind: 'differences', request: asked, objective: loss, input: 'x' } as const;
      const { slopes, withoutSlope, gradient } = await found({ ...inquiry, epsilons: [1e-6] });
      expect(withoutSlope).toBeLessThan(16);
      expect(largestGap(gradient, exact)).toBeLessThan(1e-12);
      const kept = [...slopes.keys()].filter((i) => !Number.isNaN(slopes[i]));
      expect(kept).toHaveLength(784 - withoutSlope);
      const gap = Math.max(...kept.map((i) => Math.abs(slopes[i] - exact[i])));
      expect(gap).toBeLessThan(1e-6 * largestMagnitude(exact));
    },
  );

  it('count the cells without a slope on a digit as it is drawn', async () => {
    const asked = request('cnn', 7, 1, 0);
    const inquiry = { kind: 'differences', request: asked, objective: score3, input: 'x' } as const;
    const { slopes, withoutSlope } = await found({ ...inquiry, epsilons: [1e-6] });
    expect(withoutSlope).toBeGreaterThan(50);
    expect(slopes.filter(Number.isNaN)).toHaveLength(withoutSlope);
  });

  it('are tried with a smaller ε where a kink is nearer than the first', async () => {
    const asked = request('cnn', 3, 8, 0.002);
    const inquiry = { kind: 'differences', request: asked, objective: loss, input: 'x' } as const;
    const once = await found({ ...inquiry, epsilons: [1e-3] });
    const twice = await found({ ...inquiry, epsilons: [1e-3, 1e-6] });
    expect(once.withoutSlope).toBeGreaterThan(100);
    expect(twice.withoutSlope).toBeLessThan(16);
    once.slopes.forEach((slope, i) => {
      if (!Number.isNaN(slope)) expect(twice.slopes[i]).toBe(slope);
    });
  });
});

describe('the difference of one number', () => {
  it('is most exact between an ε that bends and an ε that rounds', async () => {
    const asked = request('cnn', 3, 8, 0);
    const gradients = paramGradientOf(engine.recordNow(asked), 'dense2.W').sum.data;
    const exact = largestMagnitude(gradients);
    const index = Array.from(gradients, Math.abs).indexOf(exact);
    const knob = { of: 'param', id: 'dense2.W', index } as const;
    const epsilons = [1e-1, 1e-5, 1e-12];
    const inquiry = { kind: 'difference', request: asked, objective: loss, knob } as const;
    const { slopes, gradient } = await found({ ...inquiry, epsilons });
    expect(gradient).toBeCloseTo(gradients[index], 12);
    const [large, good, small] = Array.from(slopes, (slope) => Math.abs(slope - gradient));
    expect(good).toBeLessThan(1e-8 * exact);
    expect(large).toBeGreaterThan(10 * good);
    expect(small).toBeGreaterThan(10 * good);
  });
});

describe('integrated gradients', () => {
  it.each([
    ['the loss', loss],
    ['the score of 3', score3],
  ] as const)('of %s add up to what the digit changed', async (_, objective) => {
    const asked = request('cnn', 3, 8, 0);
    const inquiry = { kind: 'integrated', request: asked, objective, input: 'x' } as const;
    const few = await found({ ...inquiry, steps: 8 });
    const many = await found({ ...inquiry, steps: 256 });
    const gap = ({ sum, atInput, atBlank }: typeof few) => Math.abs(sum - (atInput - atBlank));
    expect(many.attributions.reduce((a, b) => a + b)).toBeCloseTo(many.sum, 10);
    expect(gap(many)).toBeLessThan(0.01 * Math.abs(many.atInput - many.atBlank));
    expect(gap(many)).toBeLessThan(gap(few));
  });

  it('begin at the blank paper’s objective, end at the digit’s, and tell its gradient', async () => {
    const asked = request('cnn', 3, 8, 0);
    const trace = engine.recordNow(asked);
    const blank = new Float64Array(784);
    const x = { ...asked.inputs.x, data: blank };
    const atBlank = engine.recordNow({ ...asked, inputs: { ...asked.inputs, x } });
    const inquiry = { kind: 'integrated', request: asked, objective: loss, input: 'x' } as const;
    const answer = await found({ ...inquiry, steps: 4 });
    expect(answer.atInput).toBeCloseTo(activationOf(trace, 'loss').data[0], 12);
    expect(answer.atBlank).toBeCloseTo(activationOf(atBlank, 'loss').data[0], 12);
    expect(largestGap(answer.gradient, gradientOf(trace, 'x').sum.data)).toBeLessThan(1e-12);
    const paper = [...asked.inputs.x.data.keys()].filter((i) => asked.inputs.x.data[i] === 0);
    expect(paper.every((i) => answer.attributions[i] === 0)).toBe(true);
  });
});

describe('an occlusion map', () => {
  it('is, pixel by pixel, the score less the score with the patch on it', async () => {
    const asked = request('cnn', 3, 8, 0);
    const inquiry = { kind: 'occlusion', request: asked, objective: score3, input: 'x' } as const;
    const { contributions, atInput, passes } = await found({ ...inquiry, patch: 5 });
    const before = activationOf(engine.recordNow(asked), 'logits').data[3];
    expect(atInput).toBeCloseTo(before, 12);
    for (const at of [0, 27, 200, 348, 406, 408, 783]) {
      const data = Float64Array.from(asked.inputs.x.data);
      for (let i = 0; i < 784; i++) {
        const down = Math.abs(Math.floor(i / 28) - Math.floor(at / 28));
        if (down <= 2 && Math.abs((i % 28) - (at % 28)) <= 2) data[i] = 0;
      }
      const covered = { ...asked, inputs: { ...asked.inputs, x: { ...asked.inputs.x, data } } };
      const after = activationOf(engine.recordNow(covered), 'logits').data[3];
      expect(contributions[at]).toBeCloseTo(before - after, 12);
    }
    expect(passes).toBeLessThan(784);
    expect(contributions.some((x) => x > 0.01)).toBe(true);
  });

  it('refuses a patch without a middle', async () => {
    const asked = request('cnn', 3, 8, 0);
    const inquiry = { kind: 'occlusion', request: asked, objective: loss, input: 'x' } as const;
    await expect(found({ ...inquiry, patch: 4 })).rejects.toThrow('a patch has an odd number');
  });
});

describe('who asks', () => {
  const long = {
    kind: 'differences',
    request: request('mlp', 3, 8, 0),
    objective: loss,
    input: 'x',
    epsilons: [1e-6],
  } as const;

  it('may stop: the outcome is there at once, the next inquiry is answered', async () => {
    const inquirer = createInquirer();
    const stop = new AbortController();
    const first = inquirer.ask(long, { signal: stop.signal, onProgress: () => stop.abort() });
    await expect(first).resolves.toEqual({ state: 'cancelled' });
    await expect(inquirer.ask(long, { signal: stop.signal })).resolves.toEqual({
      state: 'cancelled',
    });
    const next = await inquirer.ask({ ...long, kind: 'integrated', steps: 2 });
    expect(next.state).toBe('answered');
    inquirer.dispose();
    await expect(inquirer.ask(long)).rejects.toThrow('disposed');
  });

  it('is obeyed within one batch: no progress comes after it', async () => {
    const reports: InquiryReport[] = [];
    const { promise: over, resolve } = deferred<void>();
    const desk = new InquiryDesk((report) => {
      reports.push(report);
      if (report.type === 'progress') desk.take({ type: 'cancel', id: 1 });
      else resolve();
    });
    desk.take({ type: 'ask', id: 1, driver: 'host', inquiry: long });
    await over;
    expect(reports.map(({ type }) => type)).toEqual(['progress', 'cancelled']);
    const [told] = reports;
    expect(told.type === 'progress' && told.done).toBeLessThan(784);
    desk.dispose();
  });

  it('is told what is wrong with the question', async () => {
    const wrong: Objective = { of: 'value', id: 'logits', index: 10 };
    await expect(found({ ...long, objective: wrong })).rejects.toThrow(
      '"logits" is no row with a cell 10',
    );
    await expect(found({ ...long, input: 'y' })).rejects.toThrow('there is no input "y"');
  });

  it('hears that the host answered where WebGL cannot be had', async () => {
    const inquirer = createInquirer();
    const outcome = await inquirer.ask(
      { ...long, kind: 'integrated', steps: 2 },
      { driver: 'webgl' },
    );
    expect(outcome.state === 'answered' && outcome.answer).toMatchObject({
      engine: 'host64',
      instead: 'the page itself computes on the host only',
    });
    inquirer.dispose();
  });
});
