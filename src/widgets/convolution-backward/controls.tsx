import { Choice } from '../../draw/choice.tsx';
import { Toggle } from '../../draw/toggle.tsx';
import type { Page } from '../definition.ts';
import type { Control } from '../setting.ts';
import { useChoice, useSwitch } from '../setting.ts';
import type { Attributes } from './attributes.ts';
import { type Rule, rules } from './paths.ts';
import { paddings } from './plan.ts';
import { gradients, sides, sizes, strides, ways } from './scene.ts';

interface ControlsProps {
  readonly attributes: Attributes;
  readonly page: Page;
  readonly rule: Control<Rule>;
  readonly check: Control<boolean>;
}

const ruleWords: Readonly<Record<Rule, string>> = {
  truth: 'right',
  unturned: 'kernel not turned',
  dense: 'stride forgotten',
  assign: '= instead of +=',
};

export function useRule(page: Page, { experiment, rule }: Attributes): Control<Rule> {
  return useChoice(page, `${experiment}/rule`, rules, rule);
}

export function useCheck(page: Page, { experiment, check }: Attributes): Control<boolean> {
  return useSwitch(page, `${experiment}/check`, check === 'on');
}

/** The controls that the lesson wants to see, the most used first. */
export function Controls({ attributes, page, rule, check }: ControlsProps) {
  const shown = attributes.controls.split(' ');
  const tied = { attributes, page };
  return (
    <>
      {shown.includes('gradient') && <GradientControl {...tied} />}
      {shown.includes('way') && <WayControl {...tied} />}
      {shown.includes('rule') && (
        <Choice
          label="backward pass"
          value={rule[0]}
          options={rules.map((name) => [name, ruleWords[name]])}
          onChange={rule[1]}
        />
      )}
      {shown.includes('size') && <ShapeControl {...tied} {...shapes.size} />}
      {shown.includes('kernel') && <ShapeControl {...tied} {...shapes.kernel} />}
      {shown.includes('stride') && <ShapeControl {...tied} {...shapes.stride} />}
      {shown.includes('padding') && <PaddingControl {...tied} />}
      {shown.includes('check') && (
        <Toggle label="check by nudging" on={check[0]} onChange={check[1]} />
      )}
    </>
  );
}

type Tied = Pick<ControlsProps, 'attributes' | 'page'>;

function GradientControl({ attributes, page }: Tied) {
  const name = `${attributes.experiment}/gradient`;
  const [gradient, set] = useChoice(page, name, gradients, attributes.gradient);
  return (
    <Choice
      label="gradient"
      value={gradient}
      options={[
        ['dx', 'dX'],
        ['dw', 'dW'],
        ['db', 'db'],
      ]}
      onChange={set}
    />
  );
}

function WayControl({ attributes, page }: Tied) {
  const [way, set] = useChoice(page, `${attributes.experiment}/way`, ways, attributes.way);
  return (
    <Choice
      label="seen as"
      value={way}
      options={[
        ['send', 'entries that send'],
        ['collect', 'cells that collect'],
        ['matrix', 'matrices'],
      ]}
      onChange={set}
    />
  );
}

const shapes = {
  size: { label: 'input size', name: 'size', attribute: 'size', options: sizes },
  kernel: { label: 'kernel size', name: 'kernel', attribute: 'side', options: sides },
  stride: { label: 'stride', name: 'stride', attribute: 'stride', options: strides },
} as const;

interface ShapeControlProps extends Tied {
  readonly label: string;
  readonly name: string;
  readonly attribute: 'size' | 'side' | 'stride';
  readonly options: readonly number[];
}

function ShapeControl({ attributes, page, label, name, attribute, options }: ShapeControlProps) {
  const written = Number(attributes[attribute]);
  const [value, set] = useChoice(page, `${attributes.experiment}/${name}`, options, written);
  return (
    <Choice
      label={label}
      value={value}
      options={options.map((option) => [option, String(option)])}
      onChange={set}
    />
  );
}

function PaddingControl({ attributes, page }: Tied) {
  const name = `${attributes.experiment}/padding`;
  const [padding, set] = useChoice(page, name, paddings, attributes.padding);
  return (
    <Choice
      label="padding"
      value={padding}
      options={paddings.map((option) => [option, option])}
      onChange={set}
    />
  );
}
