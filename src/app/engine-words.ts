import type { EngineStatus } from '../core/status.ts';

const nameOf = { host: 'host', webgl: 'WebGL' } as const;

/** The status in a few words: `host · 1.0 ms a pass · WebGL agrees to 4e-7`. */
export function inFewWords(status: EngineStatus): string {
  const { engine, state, milliseconds, disagreement } = status;
  const words: string[] = [nameOf[engine]];
  const ms = milliseconds[engine];
  if (ms !== undefined) words.push(`${msText(ms)} a pass`);
  if (state === 'probing' && ms !== undefined) words.push('measuring WebGL');
  else if (state === 'recovering') words.push('recovering');
  else if (state === 'fallback') words.push('without WebGL');
  else if (disagreement !== undefined) {
    const other = engine === 'webgl' ? 'host' : 'webgl';
    words.push(`${nameOf[other]} agrees to ${shareText(disagreement)}`);
  }
  return words.join(' · ');
}

/** `1.0 ms`, `43 ms`. */
export function msText(ms: number): string {
  return `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
}

/** One digit is all that a bound deserves, rounded up: `4e-7`. */
export function shareText(share: number): string {
  if (!Number.isFinite(share)) return 'nothing';
  if (share === 0) return 'the last digit';
  const exponent = Math.floor(Math.log10(share));
  const digit = Math.ceil(share / 10 ** exponent - 1e-9);
  return digit === 10 ? `1e${exponent + 1}` : `${digit}e${exponent}`;
}

/** `344 kB`. */
export function bytesText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const kilo = bytes / 1000;
  return kilo < 1000 ? `${Math.round(kilo)} kB` : `${(kilo / 1000).toFixed(1)} MB`;
}
