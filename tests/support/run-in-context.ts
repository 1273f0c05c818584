import { createContext, Script } from 'node:vm';
import { type Message, maybeMessage } from '../../src/cells/protocol.ts';
import { type RunOrder, workerScript } from '../../src/cells/worker-script.ts';

/** What a worker's script sends, run in a context of its own instead of in a browser's worker. */
export function runInContext(order: RunOrder): (Message | undefined)[] {
  const nonce = 'a nonce';
  const sent: unknown[] = [];
  const globals = { postMessage: (data: unknown) => sent.push(data) };
  const context = createContext(globals);
  new Script('globalThis.self = globalThis').runInContext(context);
  const { text } = workerScript(order, nonce);
  new Script(text, { filename: 'blob:null/test' }).runInContext(context, { timeout: 5000 });
  return sent.map((data) => maybeMessage(data, nonce, order.cases.length));
}
