import type { Printed } from '../../cells/sandbox.ts';

interface ConsoleProps {
  /** Whose lines these are. */
  readonly title: string;
  readonly printed: readonly Printed[];
  readonly capped: boolean;
}

/** What `console.log` said, with the lines that said it. */
export function Console({ title, printed, capped }: ConsoleProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must reach that
    <section className="code-cell-console" aria-label={`Printed by “${title}”`} tabIndex={0}>
      {printed.length === 0 ? (
        <p className="code-cell-silence">console.log prints here.</p>
      ) : (
        <ol>
          {printed.map(({ text, line }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines are only ever added at the end
            <li key={at}>
              <span className="code-cell-from">{line === undefined ? '' : `line ${line}`}</span>
              <span className="code-cell-printed">{text}</span>
            </li>
          ))}
        </ol>
      )}
      {capped && <p className="code-cell-silence">More was printed; these are the first 100.</p>}
    </section>
  );
}
