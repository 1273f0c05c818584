import { type EngineName, engines } from './engines.ts';
import type { PeerName } from './peer-name.ts';
import type { Entrant } from './race.ts';
import type { Task, TraceWay } from './task.ts';
import type { Backend } from './tfjs-backends.ts';

const engineNames: readonly EngineName[] = namesOf(engines);
const backends: readonly Backend[] = ['webgl', 'wasm', 'cpu'];
const ways: readonly TraceWay[] = ['variableGrads', 'grads'];

/** How we are called in the table. */
export const ourName = (engine: EngineName) => `Backflow ${engine}`;

/** The name of a way of tfjs; without one, of the backend. */
export const tfjsName = (backend: Backend, way?: TraceWay) =>
  `tfjs ${backend}${way === undefined ? '' : ` ${way === 'grads' ? 'grads + probes' : way}`}`;

/** Every engine of ours at one task; short work is timed with the fine clock. */
export function ourEntrants(task: Task): readonly Entrant[] {
  const clock = task.kind === 'trace' ? '&isolated' : '';
  const alone = engineNames.map(
    (engine): Entrant => ({
      name: ourName(engine),
      ours: true,
      entry: 'ours',
      query: `engine=${engine}${clock}`,
      task,
    }),
  );
  return task.kind === 'training' ? [...alone, pooled(task, 1), pooled(task, 2)] : alone;
}

/** So many workers of ours that train together. */
export const pooled = (task: Task, threads: number): Entrant => ({
  name: `Backflow, ${threads} worker${threads === 1 ? '' : 's'}`,
  ours: true,
  entry: 'ours',
  query: `threads=${threads}`,
  task,
});

/** Both ways of tfjs to a trace, on these backends. */
export function tfjsTraces(
  task: Extract<Task, { kind: 'trace' }>,
  on: readonly Backend[] = backends,
): readonly Entrant[] {
  return on.flatMap((backend) =>
    ways.map(
      (way): Entrant => ({
        name: tfjsName(backend, way),
        ours: false,
        entry: `tfjs-${backend}`,
        query: 'isolated',
        task: { ...task, way },
      }),
    ),
  );
}

const peerNames: Readonly<Record<PeerName, string>> = {
  'layers-webgl': 'tfjs-layers webgl',
  'layers-wasm': 'tfjs-layers wasm',
  'layers-cpu': 'tfjs-layers cpu',
  'loop-webgl': 'tfjs webgl minimize',
  'loop-wasm': 'tfjs wasm minimize',
  'loop-cpu': 'tfjs cpu minimize',
  convnetjs: 'convnetjs',
};

/** Those who train and read beside us. */
export function peerEntrants(task: Task): readonly Entrant[] {
  return namesOf(peerNames)
    .filter((peer) => task.kind === 'training' || !peer.startsWith('loop-'))
    .map((peer) => ({
      name: peerNames[peer],
      ours: false,
      entry: 'peers',
      query: `peer=${peer}`,
      task,
    }));
}

/**
 * Pages that make a first trace: ours by engine, tfjs by backend; and one that fetches the same files
 * and computes nothing, which is what the browser takes for itself.
 */
export const coldPages = [
  { name: 'files fetched, no trace', ours: false, path: 'nothing/?cold&isolated' } as const,
  ...engineNames.map(
    (engine) =>
      ({
        name: ourName(engine),
        ours: true,
        path: `ours/?cold&isolated&engine=${engine}`,
      }) as const,
  ),
  ...backends.map(
    (backend) =>
      ({ name: tfjsName(backend), ours: false, path: `tfjs-${backend}/?cold&isolated` }) as const,
  ),
];

function namesOf<Name extends string>(table: Readonly<Record<Name, unknown>>): Name[] {
  const names: Name[] = [];
  for (const name in table) names.push(name);
  return names;
}
