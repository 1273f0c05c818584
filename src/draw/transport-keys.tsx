import type { Ref } from 'react';

type Row = readonly [key: string, meaning: string];

const inside: readonly Row[] = [
  ['Shift ←', 'one moment back, inside a step'],
  ['Shift →', 'one moment on'],
];

const rowsWith = (moments: boolean): readonly Row[] => [
  ['←', 'step back'],
  ['→', 'step forward'],
  ...(moments ? inside : []),
  ['Space', 'play, pause'],
  ['Shift Space', 'play backwards'],
  ['Home', 'to the first step'],
  ['End', 'to the last step'],
  ['?', 'this list'],
  ['Esc', 'close'],
];

interface TransportKeysProps {
  readonly ref: Ref<HTMLDialogElement>;
  /** Whether steps have an inside that can be walked through. */
  readonly moments: boolean;
}

/** The list of keys, as a native dialog. */
export function TransportKeys({ ref, moments }: TransportKeysProps) {
  return (
    <dialog ref={ref} className="transport-keys" aria-label="Keys">
      <h2>Keys</h2>
      <dl>
        {rowsWith(moments).map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <form method="dialog">
        <button type="submit">Close</button>
      </form>
    </dialog>
  );
}
