import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DriverName, GpuUsage } from './protocol.ts';

/** What the reader asked for: an engine, or whichever is found to be the better one. */
export type Pin = 'auto' | DriverName;

/**
 * `probing`: host answers while WebGL is being measured. `ready`: the choice stands. `recovering`:
 * the graphics context was lost and is being made anew. `fallback`: WebGL was wanted and is not to
 * be had; host answers.
 */
export type EngineState = 'probing' | 'ready' | 'recovering' | 'fallback';

export interface EngineStatus {
  readonly state: EngineState;
  /** Which engine answers now. */
  readonly engine: DriverName;
  readonly pin: Pin;
  /** The graphics device in the driver's own words; undefined until WebGL answered. */
  readonly device?: string;
  /** Median milliseconds for a full trace of the convolutional network, by engine. */
  readonly milliseconds: Readonly<Partial<Record<DriverName, number>>>;
  /** Largest difference between the engines over the largest magnitude, worst tensor of a trace. */
  readonly disagreement?: number;
  /** Where this GPU departs from IEEE 754, in words; empty when nowhere. */
  readonly departures: readonly string[];
  /** Why it is so, in one calm sentence. */
  readonly message: string;
  readonly usage: GpuUsage;
  /** How many times a graphics context was lost since the page was opened. */
  readonly contextsLost: number;
}

export const initialStatus: EngineStatus = {
  state: 'probing',
  engine: 'host',
  pin: 'auto',
  milliseconds: {},
  departures: [],
  message: 'The engines have not been measured yet.',
  usage: { draws: 0, tensors: 0, bytes: 0 },
  contextsLost: 0,
};

export function createStatus(pin: Pin): StoreApi<EngineStatus> {
  return createStore<EngineStatus>(() => ({ ...initialStatus, pin }));
}
