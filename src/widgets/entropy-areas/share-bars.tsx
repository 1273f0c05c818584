import { formatFixed } from '../../draw/number.ts';
import { NumberField } from '../../draw/number-field.tsx';
import type { TermMark } from '../term.ts';

interface ShareBarsProps {
  /** `p` or `q`. */
  readonly name: 'p' | 'q';
  /** What the distribution is, in words. */
  readonly caption: string;
  readonly shares: readonly number[];
  readonly mark: TermMark['props'];
  readonly onChange: (index: number, share: number) => void;
}

/** A distribution as bars to drag, with a field for each share; the others make room. */
export function ShareBars({ name, caption, shares, mark, onChange }: ShareBarsProps) {
  return (
    <fieldset className="share-bars" data-name={name} {...mark}>
      <legend>{caption}</legend>
      {shares.map((share, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a class is its number
        <div className="share-row" key={i}>
          <span className="share-class">{i}</span>
          <span className="share-track">
            <input
              type="range"
              aria-label={`${name} of class ${i}, bar`}
              aria-valuetext={formatFixed(share, 3)}
              min={0}
              max={1}
              step={0.01}
              value={hundredths(share)}
              onChange={(event) => onChange(i, Number(event.currentTarget.value))}
            />
            <span className="share-bar" style={{ '--share': hundredths(share) }} />
          </span>
          <NumberField
            label={`${name} of class ${i}`}
            quiet
            value={share}
            min={0}
            max={1}
            step={0.01}
            format={(value) => formatFixed(value, 3)}
            onChange={(value) => onChange(i, value)}
          />
        </div>
      ))}
    </fieldset>
  );
}

const hundredths = (share: number): number => Math.round(share * 1000) / 1000;
