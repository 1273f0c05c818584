import { expect, test } from 'vitest';
import { initialStatus } from '../core/status.ts';
import { bytesText, inFewWords, msText, shareText } from './engine-words.ts';

test('says which engine, how fast, and how far the two agree', () => {
  const status = {
    ...initialStatus,
    state: 'ready',
    milliseconds: { host: 1.04, webgl: 43.4 },
    disagreement: 3.56e-7,
  } as const;
  expect(inFewWords(status)).toBe('host · 1.0 ms a pass · WebGL agrees to 4e-7');
  expect(inFewWords({ ...status, engine: 'webgl' })).toBe(
    'WebGL · 43 ms a pass · host agrees to 4e-7',
  );
});

test('says what is going on', () => {
  expect(inFewWords(initialStatus)).toBe('host');
  const measured = { ...initialStatus, milliseconds: { host: 1 } };
  expect(inFewWords(measured)).toBe('host · 1.0 ms a pass · measuring WebGL');
  expect(inFewWords({ ...measured, state: 'fallback' })).toBe(
    'host · 1.0 ms a pass · without WebGL',
  );
});

test('rounds a bound up, never down', () => {
  expect(shareText(3e-7)).toBe('3e-7');
  expect(shareText(3.01e-7)).toBe('4e-7');
  expect(shareText(9.5e-7)).toBe('1e-6');
  expect(shareText(0)).toBe('the last digit');
});

test('prints sizes and times with the digits they deserve', () => {
  expect(bytesText(344_064)).toBe('344 kB');
  expect(bytesText(4)).toBe('4 B');
  expect(msText(0.95)).toBe('0.9 ms');
  expect(msText(42.8)).toBe('43 ms');
});
