import './logits-editor.css';
import { NumberField } from '../../draw/number-field.tsx';
import type { TermMark } from '../term.ts';
import { type ClassCount, type Logits, logitLimit } from './logits.ts';
import { logitText, subscript } from './number-text.ts';

interface LogitsEditorProps {
  readonly logits: Logits;
  /** How many there may be; as many as there are, if not given. */
  readonly count?: ClassCount;
  /** The place of the largest, marked as the term `maximum`. */
  readonly largest?: number;
  readonly mark?: TermMark;
}

/** A column of logits to type into, with as many rows as there are classes. */
export function LogitsEditor({ logits, count, largest, mark }: LogitsEditorProps) {
  const { values, step, set } = logits;
  return (
    <fieldset className="logits-editor">
      <legend>logits</legend>
      <ol>
        {values.map((value, i) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a class is its place
            key={i}
            data-largest={i === largest || undefined}
            {...(i === largest ? mark?.props : undefined)}
          >
            <span aria-hidden="true">z{subscript(i)}</span>
            <NumberField
              quiet
              label={`logit ${i + 1}`}
              value={value}
              min={-logitLimit}
              max={logitLimit}
              step={step}
              format={logitText}
              onChange={(next) => set(values.map((old, j) => (j === i ? next : old)))}
            />
          </li>
        ))}
      </ol>
      {count && <ClassButtons logits={logits} count={count} />}
    </fieldset>
  );
}

function ClassButtons({ logits: { values, set }, count }: { logits: Logits; count: ClassCount }) {
  const isFull = values.length >= count.most;
  const isLeast = values.length <= count.least;
  return (
    <div className="logits-editor-classes">
      <button
        type="button"
        className="preset"
        aria-label="Remove a class"
        aria-disabled={isLeast || undefined}
        onClick={() => !isLeast && set(values.slice(0, -1))}
      >
        −
      </button>
      <span>class</span>
      <button
        type="button"
        className="preset"
        aria-label="Add a class"
        aria-disabled={isFull || undefined}
        onClick={() => !isFull && set([...values, 0])}
      >
        +
      </button>
    </div>
  );
}
