import './select.css';

export interface SelectProps<T extends string> {
  readonly label: string;
  /** Undefined when none of the options holds: then `otherwise` stands there. */
  readonly value: T | undefined;
  readonly otherwise?: string;
  readonly options: readonly (readonly [value: T, label: string])[];
  readonly onChange: (value: T) => void;
}

/** One of many, in the browser's own list. */
export function Select<T extends string>(props: SelectProps<T>) {
  const { label, value, otherwise = '', options, onChange } = props;
  return (
    <label className="select">
      <span>{label}</span>
      <select
        value={value ?? ''}
        onChange={(event) => {
          const chosen = options.find(([name]) => name === event.currentTarget.value);
          if (chosen) onChange(chosen[0]);
        }}
      >
        {value === undefined && <option value="">{otherwise}</option>}
        {options.map(([name, text]) => (
          <option key={name} value={name}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
