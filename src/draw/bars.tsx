import './bars.css';
import './style.ts';

export interface Bar {
  readonly label: string;
  /** Share of the full width, 0 … 1. */
  readonly share: number;
  /** The value in words or figures, beside the bar. */
  readonly text: string;
  /** What is said instead of the text, where it is too short to be understood. */
  readonly spoken?: string;
  /** The one that the picture is about. */
  readonly strong?: boolean;
  /** A colour of the page that carries its meaning; teal if none is given. */
  readonly tone?: 'accent' | 'positive' | 'negative' | 'ink';
}

export interface BarsProps {
  /** What the bars show, for those who hear the page. */
  readonly label: string;
  readonly bars: readonly Bar[];
  /** Their values are a result of this name: see the worked examples' tests. */
  readonly result?: string;
}

/** Horizontal bars with their names and values. A list, for those who hear the page. */
export function Bars({ label, bars, result }: BarsProps) {
  return (
    <ul className="bars" aria-label={label}>
      {bars.map((bar) => (
        <li
          key={bar.label}
          className="bars-row"
          data-strong={bar.strong || undefined}
          data-tone={bar.tone ?? 'accent'}
        >
          <span className="bars-label">{bar.label}</span>
          <span className="bars-track">
            <span className="bars-bar" style={{ '--share': clamp(bar.share) }} />
          </span>
          <span
            className="bars-text"
            aria-hidden={bar.spoken !== undefined || undefined}
            data-result={result}
          >
            {bar.text}
          </span>
          {bar.spoken && <span className="visually-hidden">{bar.spoken}</span>}
        </li>
      ))}
    </ul>
  );
}

const clamp = (share: number): number => (share > 0 ? Math.min(1, share) : 0);
