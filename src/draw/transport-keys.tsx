import type { Ref } from 'react';

const rows: readonly (readonly [key: string, meaning: string])[] = [
  ['←', 'step back'],
  ['→', 'step forward'],
  ['Space', 'play, pause'],
  ['Home', 'to the first step'],
  ['End', 'to the last step'],
  ['?', 'this list'],
  ['Esc', 'close'],
];

/** The list of keys, as a native dialog. */
export function TransportKeys({ ref }: { readonly ref: Ref<HTMLDialogElement> }) {
  return (
    <dialog ref={ref} className="transport-keys" aria-label="Keys">
      <h2>Keys</h2>
      <dl>
        {rows.map(([key, meaning]) => (
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
