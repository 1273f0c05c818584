import { describe, expect, it } from 'vitest';
import type { DeviceChain, DeviceStage } from '../../core/webgl/raw-number-shader.ts';
import { type DeviceReport, deviceSentence, deviceValues } from './device-words.ts';
import { runStages, valuesOf } from './stage-run.ts';

/** A device that answers these numbers for the powers, and nothing else. */
function chainOf(powers: readonly number[], stage: DeviceStage = 'powers'): DeviceChain {
  const values = Float32Array.from(powers);
  return { precision: 'highp', stages: [{ stage, bits: new Uint32Array(values.buffer), values }] };
}

function answered(logits: readonly number[], powers: readonly number[]): DeviceReport {
  return { state: 'answered', logits, naive: chainOf(powers), shifted: chainOf(powers) };
}

const proper = (logits: readonly number[]) =>
  valuesOf(runStages(logits, 'float32'), 'shifted', 'powers');

describe('what is said of the device', () => {
  it('tells one that flushes subnormals from one that keeps them', () => {
    expect(deviceSentence(answered([0, 0, 100], [0, 0, 1]))).toBe(
      'By the standard, e⁻¹⁰⁰ in float32 is the subnormal 3.78 × 10⁻⁴⁴. Your GPU says 0: it flushes subnormals.',
    );
    expect(deviceSentence(answered([0, 0, 100], proper([0, 0, 100])))).toContain(
      'Your GPU says 3.78 × 10⁻⁴⁴: it keeps subnormals',
    );
  });

  it('says whether the powers agree to the last bit, and how many do not', () => {
    const powers = proper([1, 2, 3]);
    expect(deviceSentence(answered([1, 2, 3], powers))).toContain('agree');
    const off = powers.map((power, i) => (i < 2 ? power * (1 + 2 ** -22) : power));
    expect(deviceSentence(answered([1, 2, 3], off))).toContain('2 powers differ');
    expect(deviceSentence(answered([1, 2, 3], [powers[0] * 2, powers[1], 1]))).toContain(
      '1 power differs',
    );
  });

  it('says why there is no answer, and shows no number then', () => {
    expect(deviceSentence({ state: 'waiting' })).toMatch(/^Asking/);
    expect(deviceSentence({ state: 'lost' })).toContain('lost');
    expect(deviceSentence({ state: 'unavailable', reason: 'no WebGL2' })).toContain('no WebGL2');
    expect(deviceSentence({ state: 'failed', reason: 'offline' })).toContain('offline');
  });

  it('a stage that the device left out has no values', () => {
    expect(deviceValues(chainOf([1, 2]), 'max')).toEqual([]);
    expect(deviceValues(chainOf([1, 2]), 'powers')).toEqual([1, 2]);
  });
});
