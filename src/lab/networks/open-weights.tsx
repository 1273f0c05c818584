import { useEffect, useId, useRef, useState } from 'react';
import type { LabStore } from '../lab-store.ts';
import { Said } from '../said.tsx';
import { openedNetwork } from './opened-network.ts';

type Opening =
  | { readonly state: 'idle' }
  | { readonly state: 'reading'; readonly name: string; readonly stop: () => void }
  | { readonly state: 'refused'; readonly name: string; readonly message: string };

/** Brings a network from a file of weights, chosen or dropped anywhere on the Lab. */
export function OpenWeights({ store }: { readonly store: LabStore }) {
  const [opening, setOpening] = useState<Opening>({ state: 'idle' });
  const [opened, setOpened] = useState('');
  const [dropping, setDropping] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const id = useId();

  const read = async (file: File): Promise<void> => {
    const { name } = file;
    const controller = new AbortController();
    setOpening({ state: 'reading', name, stop: () => controller.abort() });
    try {
      const { openWeights } = await import('../../core/formats/open-weights.ts');
      const network = openedNetwork(name, await openWeights(file, controller.signal));
      store.getState().addNetwork(network);
      store.getState().setNetwork(network);
      setOpening({ state: 'idle' });
      setOpened(`${network.title} is open, and reads now`);
    } catch (error) {
      if (controller.signal.aborted) return setOpening({ state: 'idle' });
      const message = error instanceof Error ? error.message : String(error);
      setOpening({ state: 'refused', name, message });
    }
  };
  const reader = useRef(read);
  useEffect(() => {
    reader.current = read;
  });
  useEffect(
    () =>
      followDrops(place.current?.closest('.lab'), setDropping, (file) => void reader.current(file)),
    [],
  );

  return (
    <div className="open-weights" ref={place}>
      <label className="open-weights-file" htmlFor={id}>
        <input
          id={id}
          type="file"
          accept=".safetensors,.json,.npz"
          disabled={opening.state === 'reading'}
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            // The same file may be chosen again once it is mended.
            event.currentTarget.value = '';
            if (file) void read(file);
          }}
        />
        open weights…
      </label>
      {opening.state === 'reading' && (
        <p className="open-weights-news">
          reading {opening.name} …{' '}
          <button type="button" onClick={opening.stop}>
            stop
          </button>
        </p>
      )}
      {opening.state === 'refused' && (
        <div className="open-weights-news" role="alert">
          <p>
            <strong>{opening.name}</strong> was not opened: {opening.message}.
          </p>
          <button type="button" onClick={() => setOpening({ state: 'idle' })}>
            Close
          </button>
        </div>
      )}
      <Said text={opened} />
      {dropping && (
        <p className="open-weights-drop" aria-hidden="true">
          <span>Drop a file of weights: safetensors, .npz or JSON</span>
        </p>
      )}
    </div>
  );
}

/** Files dragged over the Lab and dropped on it. Returns what ends it. */
function followDrops(
  lab: Element | null | undefined,
  setDropping: (dropping: boolean) => void,
  take: (file: File) => void,
): (() => void) | undefined {
  if (!(lab instanceof HTMLElement)) return undefined;
  let within = 0;
  const hasFiles = (event: DragEvent): boolean =>
    event.dataTransfer?.types.includes('Files') === true;
  const settle = (depth: number) => {
    within = Math.max(0, depth);
    setDropping(within > 0);
  };
  const enter = (event: DragEvent) => hasFiles(event) && settle(within + 1);
  const leave = (event: DragEvent) => hasFiles(event) && settle(within - 1);
  const over = (event: DragEvent) => hasFiles(event) && event.preventDefault();
  const drop = (event: DragEvent) => {
    settle(0);
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    event.preventDefault();
    take(file);
  };
  lab.addEventListener('dragenter', enter);
  lab.addEventListener('dragleave', leave);
  lab.addEventListener('dragover', over);
  lab.addEventListener('drop', drop);
  return () => {
    lab.removeEventListener('dragenter', enter);
    lab.removeEventListener('dragleave', leave);
    lab.removeEventListener('dragover', over);
    lab.removeEventListener('drop', drop);
  };
}
