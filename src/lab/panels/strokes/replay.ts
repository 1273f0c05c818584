import { createStore } from 'zustand/vanilla';
import type { Client } from '../../../core/client.ts';
import type { Weights } from '../../../core/protocol.ts';
import { type Raster, rasterize } from '../../../digits/raster.ts';
import { type Drawing, hasInk } from '../../../digits/strokes.ts';
import type { LabState, LabStore } from '../../lab-store.ts';
import { type LabNetwork, weightsOf } from '../../networks/network.ts';
import { readMany } from '../../probabilities.ts';
import { keptBeside } from '../kept-beside.ts';
import { prefixCounts, prefixOf, withoutStroke } from './prefixes.ts';

/** Drawings longer than this are replayed in so many evenly spaced moments. */
const MOST = 96;
/** Images in one run: the pen's own runs wait no longer than for these. */
const BATCH = 8;
/** Milliseconds that the page draws rasters before it takes a breath. */
const SLICE = 8;
/** Milliseconds that the pen must have rested. */
const REST = 250;

/** What was replayed: another drawing, network or step of descent is another replay. */
interface Asked {
  readonly drawing: Drawing;
  readonly network: LabNetwork;
  readonly descended?: Weights;
}

export interface Replay extends Asked {
  /** Points of each prefix, rising. */
  readonly counts: readonly number[];
  readonly rasters: readonly Raster[];
  /** What is read in each prefix so far, from the first on. */
  readonly rows: readonly (readonly number[])[];
  /** What is read without each of the strokes; empty until all prefixes are there. */
  readonly without: readonly (readonly number[])[];
  readonly done: boolean;
}

interface ReplayState {
  readonly replay?: Replay;
  /** Which prefix is shown; the last one while undefined. */
  readonly place?: number;
  readonly fault?: string;
}

export const replayState = keptBeside(() => createStore<ReplayState>(() => ({})));

export const sameReplay = (a: Asked, b: Asked): boolean =>
  a.drawing === b.drawing && a.network === b.network && a.descended === b.descended;

/** Keeps the replay abreast of a drawing at rest. Returns what ends it. */
export function followStrokes(store: LabStore, client: () => Client): () => void {
  const state = replayState(store);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let current = 0;

  const ask = (wait: number) => {
    current++;
    clearTimeout(timer);
    const turn = current;
    timer = setTimeout(() => {
      replay(store, client(), () => turn === current).catch((error) => {
        if (turn !== current) return;
        const why = error instanceof Error ? error.message : String(error);
        state.setState({ fault: `The strokes could not be replayed: ${why}.` });
      });
    }, wait);
  };
  const stop = store.subscribe((now, before) => {
    if (!sameReplay(now, before)) ask(REST);
  });
  ask(0);
  return () => {
    current++;
    clearTimeout(timer);
    stop();
  };
}

/** Replays the drawing as it is now, batch after batch, while it is `wanted`. */
async function replay(store: LabStore, client: Client, wanted: () => boolean): Promise<void> {
  const state = replayState(store);
  const { drawing, network, descended }: LabState = store.getState();
  const known = state.getState().replay;
  if (known?.done && sameReplay(known, { drawing, network, descended })) return;
  if (!hasInk(drawing)) {
    state.setState({ replay: undefined, place: undefined, fault: undefined });
    return;
  }
  const weights = descended ?? (await weightsOf(network, client));
  const counts = prefixCounts(drawing, MOST);
  const prefixes = counts.map((count) => prefixOf(drawing, count));
  const rasters = await rastersOf(prefixes, wanted);
  if (!rasters) return;
  const asked = { drawing, network, descended, counts, rasters };
  // The place belongs to the drawing; the same drawing read by another network keeps it.
  if (known?.drawing !== drawing) state.setState({ place: undefined });
  const show = (part: Pick<Replay, 'rows' | 'without' | 'done'>) =>
    state.setState({ replay: { ...asked, ...part }, fault: undefined });

  const read = async (images: readonly Float32Array[], each: (rows: Replay['rows']) => void) => {
    const rows: (readonly number[])[] = [];
    for (let i = 0; i < images.length; i += BATCH) {
      const some = images.slice(i, i + BATCH);
      const next = await readMany(client, { network, weights, images: some, lane: 'strokes' });
      if (!next || !wanted()) return undefined;
      rows.push(...next);
      each([...rows]);
    }
    return rows;
  };
  const rows = await read(
    rasters.map(({ pixels }) => pixels),
    (some) => show({ rows: some, without: [], done: false }),
  );
  if (!rows) return;
  const others = drawing.map((_, stroke) => withoutStroke(drawing, stroke));
  const left = await rastersOf(others.length > 1 ? others : [], wanted);
  const images = left?.map(({ pixels }) => pixels);
  const without = images && (await read(images, () => {}));
  if (without) show({ rows, without, done: true });
}

/** Rasters of many drawings, a few at a time, so that the page keeps its frames. */
async function rastersOf(
  drawings: readonly Drawing[],
  wanted: () => boolean,
): Promise<readonly Raster[] | undefined> {
  const rasters: Raster[] = [];
  let since = performance.now();
  for (const drawing of drawings) {
    if (performance.now() - since > SLICE) {
      await new Promise((resolve) => setTimeout(resolve));
      if (!wanted()) return undefined;
      since = performance.now();
    }
    const raster = rasterize(drawing);
    if (raster) rasters.push(raster);
  }
  return rasters;
}
