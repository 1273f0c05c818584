import type { StoreApi } from 'zustand/vanilla';
import type { RecordRequest } from './engine.ts';
import { Link, LinkError, type Recorded } from './link.ts';
import type { ProbeReport } from './probe.ts';
import type { DriverName, Report } from './protocol.ts';
import type { EngineStatus, Pin } from './status.ts';

/** Recovering from a lost context lies within it; a large batch takes its time. In ms. */
const recordLimit = (batch: number): number => 8000 + 500 * batch;
const probeLimit = 30_000; // compiling shaders in software on a slow machine takes its time
const halfFrame = 8; // ms
/** Share of a tensor's largest number that WebGL may be off the host; float32 stays far below. */
const tolerated = 1e-3;
const restarts = 2;

/**
 * The two engines, each in a worker of its own, and the choice between them. The host engine is
 * there at once; WebGL is made and measured beside it, and takes over when it is found to be good
 * enough. Whatever happens to WebGL, the host answers.
 */
export class Drivers {
  readonly #status: StoreApi<EngineStatus>;
  #host: Link | undefined;
  #webgl: Link | undefined;
  #webglReady = false;
  #probing: Promise<void> | undefined;
  #inPage = typeof Worker === 'undefined';
  #failures = 0;
  #disposed = false;

  constructor(status: StoreApi<EngineStatus>) {
    this.#status = status;
  }

  /** Measures the engines, once; the host first, so that nobody waits for shaders. */
  start(): Promise<void> {
    this.#probing ??= this.#measureAll();
    return this.#probing;
  }

  async record(request: RecordRequest): Promise<Recorded> {
    const driver = this.#choice();
    if (driver === 'webgl' && this.#webgl) {
      const link = this.#webgl;
      try {
        const recorded = await link.record(request, limitOf(request));
        if (recorded.usage) this.#status.setState({ usage: recorded.usage });
        return recorded;
      } catch (error) {
        // If the request itself is wrong, the host says so too, and its error is the one thrown.
        const recorded = await this.#onHost(request);
        this.#webglFailed(link, error);
        return recorded;
      }
    }
    const recorded = await this.#onHost(request);
    // The first picture is there: now there is time to measure.
    this.start();
    return recorded;
  }

  pin(pin: Pin): void {
    this.#status.setState({ pin });
    if (pin !== 'host' && this.#probing && !this.#webgl && !this.#webglReady) {
      this.#failures = 0;
      this.#probing = this.#probing.then(() => this.#measureWebgl());
    }
    this.#settle();
  }

  loseContext(): void {
    this.#webgl?.loseContext();
  }

  dispose(): void {
    this.#disposed = true;
    this.#host?.dispose();
    this.#webgl?.dispose();
  }

  async #measureAll(): Promise<void> {
    try {
      const { ms } = await this.#hostLink().probe('host', probeLimit);
      this.#noteMilliseconds('host', ms);
    } catch {
      // It could not be measured; it may answer all the same.
    }
    if (this.#status.getState().pin === 'host') this.#settle();
    else await this.#measureWebgl();
  }

  async #measureWebgl(): Promise<void> {
    if (this.#disposed || this.#webglReady) return;
    if (this.#inPage) return this.#fallBack('This browser has no workers; the host computes.');
    const link = Link.toWorker((report) => this.#onNews(link, report));
    this.#webgl = link;
    try {
      const probe = await link.probe('webgl', probeLimit);
      if (this.#disposed) return;
      if (!(probe.disagreement <= tolerated)) throw new Error('its numbers are not the host’s');
      this.#webglReady = true;
      this.#noteWebgl(probe);
      this.#settle();
    } catch (error) {
      if (this.#disposed) return;
      link.dispose();
      this.#webgl = undefined;
      this.#fallBack(`WebGL is not to be had (${reasonOf(error)}); the host computes.`);
    }
  }

  #choice(): DriverName {
    const { pin, milliseconds } = this.#status.getState();
    if (pin === 'host' || !this.#webglReady) return 'host';
    if (pin === 'webgl') return 'webgl';
    const { host = Number.POSITIVE_INFINITY, webgl = Number.POSITIVE_INFINITY } = milliseconds;
    return webgl <= halfFrame || webgl < host ? 'webgl' : 'host';
  }

  /** The choice stands: says so, and why. */
  #settle(): void {
    if (!this.#webglReady && this.#status.getState().pin !== 'host') return;
    const engine = this.#choice();
    this.#status.setState({ state: 'ready', engine, message: this.#reason(engine) });
  }

  #reason(engine: DriverName): string {
    const { pin } = this.#status.getState();
    if (pin !== 'auto') return `Pinned to ${engine === 'webgl' ? 'WebGL' : 'the host'}.`;
    return engine === 'webgl'
      ? 'WebGL answers within half a frame, or sooner than the host.'
      : 'The host answers sooner than WebGL on this device.';
  }

  #fallBack(message: string): void {
    this.#webglReady = false;
    this.#status.setState({ state: 'fallback', engine: 'host', message });
  }

  #webglFailed(link: Link, error: unknown): void {
    if (this.#disposed || link !== this.#webgl) return;
    link.dispose();
    this.#webgl = undefined;
    this.#webglReady = false;
    this.#failures++;
    if (this.#failures > restarts) {
      this.#fallBack(`WebGL failed again and again (${reasonOf(error)}); the host computes.`);
      return;
    }
    this.#status.setState({
      state: 'recovering',
      engine: 'host',
      message: `WebGL failed (${reasonOf(error)}) and is started anew; the host computes.`,
    });
    this.#probing = this.#measureWebgl();
  }

  #onNews(link: Link, report: Report): void {
    if (link !== this.#webgl) return;
    const { contextsLost, usage } = this.#status.getState();
    if (report.type === 'recovering') {
      this.#status.setState({
        state: 'recovering',
        contextsLost: contextsLost + 1,
        message: 'The graphics context was lost; a new one is being made.',
      });
    }
    if (report.type === 'recovered') {
      this.#status.setState({ device: report.device, usage: report.usage ?? usage });
      this.#settle();
      const ms = Math.round(report.ms);
      this.#status.setState({
        message: `The graphics context was lost; a new one was there after ${ms} ms.`,
      });
    }
  }

  async #onHost(request: RecordRequest): Promise<Recorded> {
    const link = this.#hostLink();
    const wasInPage = this.#inPage;
    try {
      return await link.record(request, limitOf(request));
    } catch (error) {
      if (!(error instanceof LinkError) || this.#disposed || wasInPage) throw error;
      // The worker is gone or was never there: the page computes by itself. Of several requests
      // that it took with it, the first makes the change.
      if (this.#host === link) {
        this.#inPage = true;
        this.#host = undefined;
      }
      return this.#hostLink().record(request, limitOf(request));
    }
  }

  #hostLink(): Link {
    if (this.#host) return this.#host;
    if (!this.#inPage) {
      try {
        this.#host = Link.toWorker(() => {});
        return this.#host;
      } catch {
        this.#inPage = true;
      }
    }
    this.#host = Link.inPage(() => {});
    return this.#host;
  }

  #noteWebgl({ ms, device, disagreement, departures, usage }: ProbeReport): void {
    this.#noteMilliseconds('webgl', ms);
    this.#status.setState({ device, disagreement, departures });
    if (usage) this.#status.setState({ usage });
  }

  #noteMilliseconds(driver: DriverName, ms: number): void {
    const { milliseconds } = this.#status.getState();
    this.#status.setState({ milliseconds: { ...milliseconds, [driver]: ms } });
  }
}

function limitOf({ inputs }: RecordRequest): number {
  return recordLimit(Object.values(inputs)[0]?.shape[0] ?? 1);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
