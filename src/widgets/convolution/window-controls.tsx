import { Choice } from '../../draw/choice.tsx';
import { Select } from '../../draw/select.tsx';
import type { Page } from '../definition.ts';
import { useChoice } from '../setting.ts';
import { useTerm } from '../term.ts';
import { borders, type PaddingRule, paddingRules } from './geometry.ts';

const steps = [1, 2, 3] as const;
type Step = (typeof steps)[number];
const stepOptions = steps.map((step) => [step, String(step)] as const);

interface ControlProps<Written> {
  readonly page: Page;
  readonly experiment: string;
  readonly written: Written;
}

const paddingWords: Readonly<Record<PaddingRule, string>> = {
  valid: 'valid',
  same: 'same (TensorFlow)',
  torch: 'same (PyTorch)',
  half: 'even, d(k − 1)/2',
  full: 'full',
};

/** How much is added around the image. */
export function PaddingControl({ page, experiment, written }: ControlProps<PaddingRule>) {
  const [padding, set] = useChoice(page, `${experiment}/padding`, paddingRules, written);
  return (
    <div {...useTerm(page, experiment, 'p').props}>
      <Choice
        label="padding"
        value={padding}
        options={paddingRules.map((rule) => [rule, paddingWords[rule]])}
        onChange={set}
      />
    </div>
  );
}

const borderWords: Readonly<Record<(typeof borders)[number], string>> = {
  zero: 'zeros',
  reflect: 'reflect',
  replicate: 'replicate',
  circular: 'circular',
};

/** What stands in the padding. */
export function BorderControl(props: ControlProps<(typeof borders)[number]>) {
  const { page, experiment, written } = props;
  const [border, set] = useChoice(page, `${experiment}/border`, borders, written);
  return (
    <Choice
      label="border"
      value={border}
      options={borders.map((name) => [name, borderWords[name]])}
      onChange={set}
    />
  );
}

interface StepControlProps extends ControlProps<number> {
  readonly name: 'stride' | 'dilation';
}

/** How far apart windows are, or the cells of one window. */
export function StepControl({ page, experiment, written, name }: StepControlProps) {
  const start = steps.find((step) => step === written) ?? 1;
  const [value, set] = useChoice<Step>(page, `${experiment}/${name}`, steps, start);
  const term = useTerm(page, experiment, name === 'stride' ? 's' : 'd');
  return (
    <div {...term.props}>
      <Choice label={name} value={value} options={stepOptions} onChange={set} />
    </div>
  );
}

const kernelSides = [1, 2, 3, 4, 5] as const;

interface KernelSideProps {
  readonly page: Page;
  readonly experiment: string;
  readonly side: number;
  readonly onChange: (side: number) => void;
}

/** Rows, and columns, of the kernel. */
export function KernelSideControl({ page, experiment, side, onChange }: KernelSideProps) {
  return (
    <div {...useTerm(page, experiment, 'k').props}>
      <Choice
        label="kernel size"
        value={side}
        options={kernelSides.map((k) => [k, String(k)])}
        onChange={onChange}
      />
    </div>
  );
}

interface PresetControlProps<T extends string> {
  readonly value: T | undefined;
  readonly options: readonly (readonly [T, string])[];
  readonly onChange: (value: T) => void;
}

/** Kernels with a name. */
export function PresetControl<T extends string>(props: PresetControlProps<T>) {
  return <Select label="kernel" otherwise="your own" {...props} />;
}
