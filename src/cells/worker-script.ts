import prelude from './prelude.js?raw';
import { limits } from './protocol.ts';

export interface RunOrder {
  /** JavaScript, as the reader wrote it. */
  readonly code: string;
  /** The function to call. */
  readonly functionName: string;
  /** The arguments of each call, as JSON. */
  readonly cases: readonly string[];
}

export interface WorkerScript {
  readonly text: string;
  /** The reader's line, from 1, of the innermost of these lines of the whole script that is theirs. */
  lineOf(places: readonly number[]): number | undefined;
}

/** The whole text of a worker: the harness, the reader's code on lines of its own, the call. */
export function workerScript({ code, functionName, cases }: RunOrder, nonce: string): WorkerScript {
  const task = JSON.stringify({
    nonce,
    cases,
    maxLines: limits.lines,
    maxLineLength: limits.lineLength,
    maxSide: limits.side,
  });
  const head = `'use strict';(${prelude})(${task});`;
  const call = `;self['#run'](typeof ${functionName} === 'function' ? ${functionName} : undefined);`;
  const before = head.split('\n').length;
  const last = before + code.split('\n').length;
  return {
    text: `${head}\n${code}\n${call}`,
    lineOf(places) {
      const inside = places.find((place) => place > before && place <= last);
      if (inside !== undefined) return inside - before;
      // What is missing at the end of the code is noticed behind it.
      return places.some((place) => place > last) ? last - before : undefined;
    },
  };
}
