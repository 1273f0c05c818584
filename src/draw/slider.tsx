import './slider.css';

export interface SliderProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** The value as it is written beside the line, and said. */
  readonly text: string;
  readonly onChange: (value: number) => void;
}

/** A number on a line: the browser's own slider, with its name and its value in figures. */
export function Slider({ label, value, min, max, step, text, onChange }: SliderProps) {
  return (
    <label className="slider">
      <span>{label}</span>
      <input
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        aria-valuetext={text}
        onChange={(event) => onChange(Number(event.currentTarget.value))}
      />
      <output>{text}</output>
    </label>
  );
}
