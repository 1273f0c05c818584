import './logit-fields.css';
import { formatNumber } from '../../draw/number.ts';
import { NumberField } from '../../draw/number-field.tsx';
import { logitLimit, named } from './logits.ts';

interface LogitFieldsProps {
  readonly logits: readonly number[];
  /** Without it the numbers are only shown. */
  readonly onChange?: (logits: readonly number[]) => void;
  /** What the first place is called: 1, or 0 for digits. */
  readonly first?: number;
  /** Spread on the row: a term's mark. */
  readonly props?: object;
}

/** A row of logits to type into, each under its name. */
export function LogitFields({ logits, onChange, first = 1, props }: LogitFieldsProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's frame and legend would be drawn
    <div className="logit-fields" role="group" aria-label="Logits" {...props}>
      {logits.map((value, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a logit is its place
        <div key={i}>
          <span className="logit-fields-name" aria-hidden={onChange && true}>
            {named('z', i, first)}
          </span>
          {onChange ? (
            <NumberField
              quiet
              label={`logit ${i + first}`}
              value={value}
              min={-logitLimit}
              max={logitLimit}
              step={0.1}
              format={written}
              onChange={(next) => onChange(logits.map((old, j) => (j === i ? next : old)))}
            />
          ) : (
            <span className="logit-fields-number">{written(value)}</span>
          )}
        </div>
      ))}
    </div>
  );
}

const written = (logit: number) => formatNumber(logit, { digits: 4 });
