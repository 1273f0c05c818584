import type { Client } from '../core/client.ts';
import { rasterOf } from '../digits/raster.ts';
import type { LabState, LabStore } from './lab-store.ts';
import { feedsOf, weightsOf } from './networks/network.ts';
import { withTies } from './networks/with-ties.ts';

/** Whatever changes the numbers of a trace. */
const asked = ({ revision, label, network, descended, ties }: LabState) => [
  revision,
  label,
  network,
  descended,
  ties,
];

/**
 * Keeps the trace abreast of the drawing: at most one run a frame, the newest drawing first. An
 * empty pad has no trace, and predicts nothing. Returns what ends it.
 */
export function followDrawing(store: LabStore, client: Client): () => void {
  let request = 0;
  let ended = false;

  const run = async () => {
    request = 0;
    const { drawing, revision, label, network, descended, ties } = store.getState();
    const raster = rasterOf(drawing);
    if (!raster) {
      store.getState().setRecorded(undefined, revision);
      return;
    }
    try {
      const params = descended ?? (await weightsOf(network, client));
      const inputs = feedsOf(network, raster.pixels, label);
      const graph = withTies(network.graph, ties);
      const outcome = await client.run({ graph, params, inputs }, { lane: 'lab' });
      if (ended || outcome.state !== 'answered') return;
      const { trace, ms } = outcome.result;
      const now = store.getState();
      // The pad was cleared, or another network chosen, while the engine was at work.
      if (now.drawing.length === 0 || now.network !== network) return;
      now.setRecorded({ trace, network, label, milliseconds: ms }, revision);
    } catch (error) {
      if (ended) return;
      const why = error instanceof Error ? error.message : String(error);
      store.getState().notify(`The network could not be run: ${why}.`);
    }
  };
  const ask = () => {
    if (request === 0) request = requestAnimationFrame(() => void run());
  };
  const stop = store.subscribe((state, before) => {
    const [now, then] = [asked(state), asked(before)];
    if (now.some((part, i) => part !== then[i])) ask();
  });
  // Another engine took over: the drawing is run again, so that what is shown is what it says.
  const stopWatching = client.status.subscribe((status, before) => {
    if (status.engine !== before.engine) ask();
  });
  ask();
  return () => {
    ended = true;
    stop();
    stopWatching();
    cancelAnimationFrame(request);
  };
}
