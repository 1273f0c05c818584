import { useEffect, useState } from 'react';
import type { DeviceReport } from './device-words.ts';

/** Milliseconds without a change before the device is asked again: not for every keystroke. */
const settle = 250;

/**
 * What this device's GPU answers for these logits while it is `wanted`. The shader is loaded then,
 * and not before. A rise of `attempt` asks once more.
 */
export function useDevice(
  logits: readonly number[],
  wanted: boolean,
  attempt: number,
): DeviceReport {
  const [report, setReport] = useState<DeviceReport>({ state: 'waiting' });
  const key = JSON.stringify(logits);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an attempt is a reason to ask again
  useEffect(() => {
    if (!wanted) return;
    let stale = false;
    const asked: readonly number[] = JSON.parse(key);
    const timer = setTimeout(async () => {
      const answer = await ask(asked);
      if (!stale) setReport(answer);
    }, settle);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [key, wanted, attempt]);
  return report;
}

async function ask(logits: readonly number[]): Promise<DeviceReport> {
  try {
    const { askDevice } = await import('../../core/webgl/raw-number-shader.ts');
    const shifted = askDevice(logits, true);
    if (shifted.state !== 'answered') return shifted;
    const naive = askDevice(logits, false);
    if (naive.state !== 'answered') return naive;
    return {
      state: 'answered',
      logits,
      naive: naive.highp,
      shifted: shifted.highp,
      mediump: shifted.mediump,
    };
  } catch (error) {
    return { state: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}
