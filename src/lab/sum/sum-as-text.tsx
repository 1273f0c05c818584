import { useId, useMemo, useRef, useState } from 'react';
import type { Cell } from '../../trace/expression.ts';
import type { Trace } from '../../trace/trace.ts';
import { sumText } from './sum-text.ts';

interface SumAsTextProps {
  readonly trace: Trace;
  readonly cell: Cell;
}

/** The sum as one line of exact arithmetic, made when it is asked for, and a button that copies it. */
export function SumAsText({ trace, cell }: SumAsTextProps) {
  const [open, setOpen] = useState(false);
  return (
    <details className="sheet-text" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>the sum as text</summary>
      {open && <Field trace={trace} cell={cell} />}
    </details>
  );
}

function Field({ trace, cell }: SumAsTextProps) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [copied, setCopied] = useState('');
  const text = useMemo(() => sumText(trace, cell) ?? '', [trace, cell]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied('Copied.');
    } catch {
      // Without leave to write the clipboard, the text stands there chosen, to be copied by hand.
      field.current?.select();
      setCopied('Press Ctrl C: the browser did not let the page copy it.');
    }
  };
  return (
    <div className="sheet-field">
      <label htmlFor={id}>
        Every number exact. What stands left of = is Python, after <code>from math import *</code>.
      </label>
      <textarea id={id} ref={field} readOnly rows={3} value={text} data-sum-text="" />
      <p>
        <button type="button" className="strip-switch" onClick={copy}>
          Copy
        </button>{' '}
        <span role="status">{copied}</span>
      </p>
    </div>
  );
}
