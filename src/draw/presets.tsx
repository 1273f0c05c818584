import './presets.css';

export interface PresetsProps<T> {
  readonly label: string;
  readonly options: readonly (readonly [value: T, label: string])[];
  readonly onChoose: (value: T) => void;
}

/** Ready-made inputs, a button each: they are put in, and may be changed from there. */
export function Presets<T>({ label, options, onChoose }: PresetsProps<T>) {
  return (
    <fieldset className="presets">
      <legend>{label}</legend>
      {options.map(([value, name]) => (
        <button key={name} type="button" className="preset" onClick={() => onChoose(value)}>
          {name}
        </button>
      ))}
    </fieldset>
  );
}
