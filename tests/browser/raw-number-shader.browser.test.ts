import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { decode } from '../../src/core/number/bits.ts';
import { formats } from '../../src/core/number/format.ts';
import { type ChainOptions, runChain } from '../../src/core/number/softmax-chain.ts';
import {
  askDevice,
  type DeviceAnswer,
  type DeviceChain,
  RawNumberShader,
} from '../../src/core/webgl/raw-number-shader.ts';

let gl: WebGL2RenderingContext;
let shader: RawNumberShader;

beforeEach(() => {
  const context = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (!context) throw new Error('no WebGL2 here');
  gl = context;
  shader = new RawNumberShader(gl);
});

afterEach(() => {
  shader.dispose();
  gl.getExtension('WEBGL_lose_context')?.loseContext();
});

function highpOf(answer: DeviceAnswer): DeviceChain {
  if (answer.state !== 'answered') throw new Error(`the device is ${answer.state}`);
  return answer.highp;
}

function valuesOf(chain: DeviceChain, stage: string): readonly number[] {
  const found = chain.stages.find((one) => one.stage === stage);
  return found ? [...found.values] : [];
}

describe('this device', () => {
  const rows: readonly (readonly number[])[] = [
    [2, 1, 0.1],
    [1, 2, 3],
    [50, 90, 100],
    [0, 0, 100],
    [1000, -1000],
    [-3.5],
    Array.from({ length: 100 }, (_, i) => Math.sin(i)),
  ];

  test('agrees with the emulation wherever numbers are normal, stage by stage', () => {
    for (const logits of rows) {
      const options: ChainOptions = { goal: 'logOfSoftmax', format: 'float32', shift: true };
      const { stages } = runChain(logits, options);
      const device = highpOf(shader.ask(logits, true));
      const answeredOf = (stage: string) => valuesOf(device, stage);
      expect(device.stages.map(({ stage }) => stage)).toEqual(stages.map(({ name }) => name));
      stages.forEach(({ name, cells }) => {
        const answered = answeredOf(name);
        expect(answered).toHaveLength(cells.length);
        cells.forEach(({ value }, i) => {
          const isFull = Number.isFinite(value) && Math.abs(value) > 1e-37;
          // What a device says of log 0 is its own affair: −88.03, say, instead of −∞.
          if (name === 'logProbabilities' && answeredOf('probabilities')[i] < 1e-37) return;
          // Desktop GPUs promise exp to some 3 + 2|x| units; a logarithm near 1 has no digits left.
          const most = 3e-5 * Math.abs(value) + (name === 'logProbabilities' ? 1e-6 : 0);
          if (isFull) expect(Math.abs(answered[i] - value)).toBeLessThanOrEqual(most);
        });
      });
    }
  });

  test('takes logits and differences exactly', () => {
    const device = highpOf(shader.ask([0.1, -7, 100], true));
    expect(valuesOf(device, 'logits')).toEqual([Math.fround(0.1), -7, 100]);
    expect(valuesOf(device, 'max')).toEqual([100]);
    expect(valuesOf(device, 'shifted')).toEqual([Math.fround(Math.fround(0.1) - 100), -107, 0]);
    for (const { bits, values } of device.stages) {
      values.forEach((value, i) => {
        expect(value).toBe(decode(formats.float32, BigInt(bits[i])));
      });
    }
  });

  test('overflows too: [50, 90, 100] without the shift ends in NaN', () => {
    const device = highpOf(shader.ask([50, 90, 100], false));
    expect(device.stages.map(({ stage }) => stage)).not.toContain('max');
    expect(valuesOf(device, 'powers').slice(1)).toEqual([Infinity, Infinity]);
    expect(valuesOf(device, 'probabilities').slice(1)).toEqual([Number.NaN, Number.NaN]);
  });

  test('gives e^−100 as a subnormal or as 0, and says which', () => {
    const [power] = valuesOf(highpOf(shader.ask([0, 100], true)), 'powers');
    expect(power === 0 || Math.abs(power - 3.72e-44) < 3e-45).toBe(true);
  });

  test('answers 1 to 1,024 logits, again and again', () => {
    const many = Array.from({ length: 1024 }, () => 0);
    const sums = valuesOf(highpOf(shader.ask(many, true)), 'partialSums');
    expect(sums[1023]).toBe(1024);
    expect(valuesOf(highpOf(shader.ask([5], true)), 'probabilities')).toEqual([1]);
    expect(() => shader.ask([], true)).toThrow('1 to 1024 logits: 0');
    expect(() => shader.ask([...many, 0], true)).toThrow('1 to 1024 logits: 1025');
    expect(gl.getError()).toBe(gl.NO_ERROR);
  });

  test('answers half precision apart from full precision only where they differ', () => {
    const answer = shader.ask([2, 1, 0.1], true);
    if (answer.state !== 'answered' || !answer.mediump) return;
    expect(valuesOf(answer.mediump, 'probabilities')[0]).toBeCloseTo(0.659, 2);
    expect(answer.mediump.stages).not.toEqual(answer.highp.stages);
  });
});

describe('where nothing can be asked', () => {
  test('a lost context is said to be lost, and nothing of it is shown', () => {
    expect(shader.ask([1, 2], true).state).toBe('answered');
    gl.getExtension('WEBGL_lose_context')?.loseContext();
    expect(shader.ask([1, 2], true)).toEqual({ state: 'lost' });
  });

  test('a context that was lost before the first question is, too', () => {
    gl.getExtension('WEBGL_lose_context')?.loseContext();
    expect(shader.ask([1, 2], true)).toEqual({ state: 'lost' });
  });

  test('a browser without WebGL2 is unavailable, with its reason', () => {
    const { getContext } = OffscreenCanvas.prototype;
    OffscreenCanvas.prototype.getContext = () => null;
    try {
      expect(askDevice([1, 2], true)).toEqual({
        state: 'unavailable',
        reason: 'this browser gives no WebGL2 context',
      });
    } finally {
      OffscreenCanvas.prototype.getContext = getContext;
    }
  });

  test('a shader that does not compile makes it unavailable', () => {
    const { shaderSource } = gl;
    gl.shaderSource = (one, source) => shaderSource.call(gl, one, source.replace('void', 'vod'));
    const answer = shader.ask([1, 2], true);
    expect(answer.state).toBe('unavailable');
  });

  test('one that was disposed of says so', () => {
    shader.dispose();
    expect(() => shader.ask([1], true)).toThrow('disposed of');
  });

  test('asked once, the device gives its context back: 40 times in a row', () => {
    for (let i = 0; i < 40; i++) expect(askDevice([1, 2, 3], true).state).toBe('answered');
  });
});
