import type { Pin } from '../core/status.ts';

const key = 'backflow.engine';

const isPin = (text: string | null): text is Pin =>
  text === 'auto' || text === 'webgl' || text === 'host';

/** `?engine=webgl|host` where the address has it. */
export function maybePinned(search: string): Pin | undefined {
  const wanted = new URLSearchParams(search).get('engine');
  return wanted === 'webgl' || wanted === 'host' ? wanted : undefined;
}

/** The reader's own choice, from an earlier visit. */
export function maybeRemembered(): Pin | undefined {
  try {
    const stored = localStorage.getItem(key);
    return isPin(stored) ? stored : undefined;
  } catch {
    return undefined; // storage is forbidden here
  }
}

export function remember(pin: Pin): void {
  try {
    localStorage.setItem(key, pin);
  } catch {
    // Then the choice holds for this page only.
  }
}
