import type { OpenedReport } from './opened-report.ts';
import { WeightsError } from './weights-error.ts';
import type { WeightsFile } from './weights-file.ts';
import { expectSize } from './weights-size.ts';

/**
 * Reads a file of weights in a thread of its own; in the page where there is none to be had. Rejects
 * with a `WeightsError` that says what is wrong, where, and what to do; aborted, with the signal's
 * reason.
 */
export async function openWeights(file: Blob, signal: AbortSignal): Promise<WeightsFile> {
  expectSize(file.size);
  signal.throwIfAborted();
  const report = await inWorker(file, signal).catch(async (error) => {
    signal.throwIfAborted();
    if (!(error instanceof NoWorker)) throw error;
    const { openedReport } = await import('./opened-report.ts');
    return openedReport(file);
  });
  signal.throwIfAborted();
  if (report.state === 'refused') throw new WeightsError(report.message);
  return report.file;
}

class NoWorker extends Error {
  override readonly name = 'NoWorker';
}

function inWorker(file: Blob, signal: AbortSignal): Promise<OpenedReport> {
  return new Promise((resolve, reject) => {
    if (typeof Worker === 'undefined') return reject(new NoWorker());
    const worker = new Worker(new URL('./weights-worker.ts', import.meta.url), { type: 'module' });
    const end = () => {
      worker.terminate();
      signal.removeEventListener('abort', stop);
    };
    const stop = () => {
      end();
      reject(signal.reason);
    };
    signal.addEventListener('abort', stop);
    worker.onmessage = (event: MessageEvent<OpenedReport>) => {
      end();
      resolve(event.data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      end();
      reject(new NoWorker());
    };
    worker.postMessage(file);
  });
}
