import bootstrap from './bootstrap.js?raw';
import { limits, type Message, maybeMessage, type Returned } from './protocol.ts';
import { type RunOrder, workerScript } from './worker-script.ts';

/** The frame's inline script, exactly as the content policy must know it. */
export const frameScript = bootstrap;

/** Milliseconds that the reader's code may take, and that the sandbox may take to start. */
const patience = { code: 2000, start: 10_000 } as const;

/** Something printed; `line` counts from 1 in the reader's code. */
export interface Printed {
  readonly text: string;
  readonly line: number | undefined;
}

/** Why a run ended. */
export type RunEnd =
  | { readonly kind: 'done' | 'missing' | 'noise' | 'late' | 'stopped' | 'unstarted' | 'too-long' }
  | {
      readonly kind: 'threw';
      readonly message: string;
      readonly line: number | undefined;
      readonly case: number | undefined;
    };

export interface RunRecord {
  readonly end: RunEnd;
  /** By case; those that were never reached are missing. */
  readonly returned: readonly (Returned | undefined)[];
}

export interface Run {
  readonly ended: Promise<RunRecord>;
  stop(): void;
}

export interface Listener {
  readonly onPrint: (printed: Printed) => void;
  /** More was printed than is shown. */
  readonly onCapped: () => void;
}

/**
 * Runs the reader's code as the text of a worker, made by a hidden frame of an origin of its own
 * that may load nothing. Whatever happens, frame and worker are gone when the run ends.
 */
export function startRun(order: RunOrder, { onPrint, onCapped }: Listener): Run {
  const returned: (Returned | undefined)[] = order.cases.map(() => undefined);
  let threw: RunEnd | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let started = false;
  let finish: (end: RunEnd) => void = () => {};
  const ended = new Promise<RunRecord>((resolve) => {
    finish = (end) => {
      clearTimeout(timer);
      host.onmessage = null;
      host.close();
      frame.remove();
      resolve({ end, returned });
    };
  });

  const nonce = randomText();
  const script = workerScript(order, nonce);
  const { port1: host, port2: inner } = new MessageChannel();
  host.onmessage = ({ data }: MessageEvent<unknown>) => {
    const message = maybeMessage(data, nonce, order.cases.length);
    if (message) take(message);
    else finish({ kind: 'noise' });
  };
  const take = (message: Message): void => {
    switch (message.kind) {
      case 'started':
        if (started) return; // the time limit counts once
        started = true;
        clearTimeout(timer);
        timer = setTimeout(() => finish({ kind: 'late' }), patience.code);
        return;
      case 'line':
        onPrint({ text: message.text, line: script.lineOf(message.places) });
        return;
      case 'capped':
        onCapped();
        return;
      case 'result':
        returned[message.case] = message.value;
        return;
      case 'threw':
        threw = {
          kind: 'threw',
          message: message.message.replace(/^Uncaught /, ''),
          line: script.lineOf(message.places),
          case: message.case,
        };
        if (message.case === undefined) finish(threw);
        return;
      default:
        finish(threw ?? { kind: message.kind });
    }
  };

  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.setAttribute('aria-hidden', 'true');
  frame.title = 'where the code of this page runs';
  frame.tabIndex = -1;
  frame.hidden = true;
  frame.srcdoc = frameDocument(randomText());
  const handOver = () => {
    const { messages, characters } = limits;
    const task = { nonce, text: script.text, messages, characters };
    // The frame has no origin to name; `frame-src` keeps every other document out of it.
    frame.contentWindow?.postMessage(task, '*', [inner]);
  };
  frame.addEventListener('load', handOver, { once: true });
  if (order.code.length > limits.code) finish({ kind: 'too-long' });
  else {
    timer = setTimeout(() => finish({ kind: 'unstarted' }), patience.start);
    document.body.append(frame);
  }
  return { ended, stop: () => finish(threw ?? { kind: 'stopped' }) };
}

/** Its own policy beside the page's: this script, workers from its own blobs, and nothing else. */
function frameDocument(nonce: string): string {
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; worker-src blob:`;
  return `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}"><script nonce="${nonce}">${bootstrap}</script>`;
}

/** 128 random bits, as hexadecimal. */
function randomText(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
