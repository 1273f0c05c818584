import './choice.css';
import { useId } from 'react';

export interface ChoiceProps<T extends string | number> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly (readonly [value: T, label: string])[];
  readonly onChange: (value: T) => void;
}

/** One of a few, all of them in sight: radio buttons in a row. */
export function Choice<T extends string | number>(props: ChoiceProps<T>) {
  const name = useId();
  return (
    <fieldset className="choice">
      <legend>{props.label}</legend>
      <div className="choice-options">
        {props.options.map(([value, label]) => (
          <label key={value}>
            <input
              type="radio"
              name={name}
              checked={value === props.value}
              onChange={() => props.onChange(value)}
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
