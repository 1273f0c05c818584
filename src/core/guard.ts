import type { HostTensor, Numbers } from '../trace/tensor.ts';
import type { Trace } from '../trace/trace.ts';
import { computedTensors } from './agreement.ts';
import type { Engine, RecordRequest } from './engine.ts';

/** Beyond this, float32 is about to overflow (its largest number is 3.4e38). */
const tooLarge = 1e37;

/**
 * Lets an engine work as long as all numbers are ordinary ones. A run that meets NaN, ∞ or numbers
 * about to overflow is done again on the host, whose arithmetic is IEEE 754 to the letter.
 */
export class Guard implements Engine {
  readonly name: Engine['name'];
  readonly #engine: Engine;
  readonly #host: Engine;

  constructor(engine: Engine, host: Engine) {
    this.name = engine.name;
    this.#engine = engine;
    this.#host = host;
  }

  async record(request: RecordRequest): Promise<Trace> {
    if (!Object.values(request.inputs).every(isOrdinary)) return this.#host.record(request);
    const trace = await this.#engine.record(request);
    // NaN in a weight need not show in the result of hardware that is not quite IEEE.
    const all = [...computedTensors(trace).values(), ...Object.values(request.params)];
    return all.every(isOrdinary) ? trace : this.#host.record(request);
  }

  dispose(): void {
    this.#engine.dispose();
    this.#host.dispose();
  }
}

const isOrdinary = ({ data }: HostTensor): boolean => allBelow(data, tooLarge);

function allBelow(data: Numbers, limit: number): boolean {
  for (let i = 0; i < data.length; i++) {
    if (!(Math.abs(data[i]) < limit)) return false;
  }
  return true;
}
