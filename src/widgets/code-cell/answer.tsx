import { useId, useState } from 'react';
import { Listing } from '../../cells/listing.tsx';
import type { PoolExercise } from './exercises/pool-exercise.ts';

/** What was wrong and the code without it, once the reader has tried. */
export function Answer({
  exercise,
  open,
}: {
  readonly exercise: PoolExercise;
  readonly open: boolean;
}) {
  const [shown, setShown] = useState(false);
  const id = useId();
  const visible = open && shown;
  return (
    <div className="code-cell-answer">
      <button
        type="button"
        aria-disabled={!open}
        aria-expanded={visible}
        aria-controls={id}
        onClick={() => {
          if (open) setShown(!shown);
        }}
      >
        {visible ? 'Hide the answer' : 'Show the answer'}
      </button>
      {!open && <span className="code-cell-when">after your first run</span>}
      <div id={id} hidden={!visible}>
        {visible && (
          <>
            <p>{exercise.innocent ? `It is right as it stands. ${exercise.why}` : exercise.why}</p>
            {!exercise.innocent && <AnswerCode exercise={exercise} />}
          </>
        )}
      </div>
    </div>
  );
}

/** The lines that the start does not have are marked. */
function AnswerCode({ exercise: { title, start, answer } }: { readonly exercise: PoolExercise }) {
  const had = new Set(start.split('\n'));
  const mended = answer.split('\n').flatMap((line, i) => (had.has(line) ? [] : [i + 1]));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must reach that
    <section className="cell-answer" aria-label={`Answer to “${title}”`} tabIndex={0}>
      <pre>
        <Listing code={answer} marked={mended} tone="good" />
      </pre>
    </section>
  );
}
