import type { Judgement } from './judgement.ts';

/** Each difference from the truth, in a sentence. */
export function Report({ judgement }: { readonly judgement: Judgement }) {
  const all = [...judgement.chips, ...judgement.entries];
  // What two chips of one likeness share is said once.
  const faults = all.filter(
    ({ state, because }, i) =>
      state !== 'right' && all.findIndex((other) => other.because === because) === i,
  );
  if (faults.length === 0) return undefined;
  return (
    <ul className="gradient-report" aria-label="What differs from the truth">
      {faults.map(({ state, because }) => (
        <li key={because} data-verdict={state}>
          {because}
        </li>
      ))}
    </ul>
  );
}
