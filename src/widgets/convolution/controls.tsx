import { Choice } from '../../draw/choice.tsx';
import type { Page } from '../definition.ts';
import { useChoice } from '../setting.ts';
import type { Attributes } from './attributes.ts';
import { maybePreset, presetNames, presets, resized } from './kernels.ts';
import { inputName, kernelName, modes, type Numbers, paces, pictureNames } from './scene.ts';
import {
  BorderControl,
  KernelSideControl,
  PaddingControl,
  PresetControl,
  StepControl,
} from './window-controls.tsx';

interface ControlsProps {
  readonly attributes: Attributes;
  readonly page: Page;
  readonly numbers: Numbers;
  readonly picture: (typeof pictureNames)[number];
}

/** The controls that the lesson wants to see, the most used first. */
export function Controls({ attributes, page, numbers, picture }: ControlsProps) {
  const { experiment } = attributes;
  const shown = attributes.controls.split(' ');
  const tied = { page, experiment };
  return (
    <>
      {shown.includes('picture') && <PictureControl {...{ attributes, page, numbers, picture }} />}
      {shown.includes('kernel') && <KernelControl {...{ attributes, page, numbers }} />}
      {shown.includes('padding') && <PaddingControl {...tied} written={attributes.padding} />}
      {shown.includes('border') && <BorderControl {...tied} written={attributes.border} />}
      {shown.includes('stride') && (
        <StepControl {...tied} name="stride" written={Number(attributes.stride)} />
      )}
      {shown.includes('dilation') && (
        <StepControl {...tied} name="dilation" written={Number(attributes.dilation)} />
      )}
      {shown.includes('mode') && <ModeControl {...tied} written={attributes.mode} />}
      {shown.includes('pace') && <PaceControl {...tied} written={attributes.pace} />}
    </>
  );
}

function PictureControl({ attributes, page, numbers, picture }: ControlsProps) {
  const name = `${attributes.experiment}/picture`;
  const [, set] = useChoice(page, name, pictureNames, attributes.picture);
  const resize = (side: number) =>
    page.setQuantity(inputName(attributes), extended(numbers.input, side), [side, side]);
  return (
    <>
      <Choice
        label="input"
        value={picture}
        options={[
          ['numbers', 'numbers'],
          ['disc', 'disc'],
          ['stripes', 'stripes'],
          ['house', 'house'],
          ['digit', 'digit'],
        ]}
        onChange={set}
      />
      {picture === 'numbers' && (
        <Choice
          label="input size"
          value={Math.sqrt(numbers.input.length)}
          options={[5, 6, 7, 8].map((side) => [side, String(side)])}
          onChange={resize}
        />
      )}
    </>
  );
}

/** Rows and columns are cut off at the end, or added by going on as the numbers began. */
function extended(values: readonly number[], side: number): readonly number[] {
  const before = Math.sqrt(values.length);
  return Array.from({ length: side * side }, (_, i) => {
    const [row, column] = [Math.floor(i / side), i % side];
    return values[(row % before) * before + (column % before)];
  });
}

function KernelControl({ attributes, page, numbers }: Omit<ControlsProps, 'picture'>) {
  const { kernel } = numbers;
  const side = Math.sqrt(kernel.length);
  const set = (next: readonly number[]) => {
    const rows = Math.sqrt(next.length);
    page.setQuantity(kernelName(attributes), next, [rows, rows]);
  };
  return (
    <>
      <PresetControl
        value={maybePreset(kernel)}
        options={presetNames.map((name) => [name, presets[name].label])}
        onChange={(name) => set(presets[name].make(side))}
      />
      <KernelSideControl
        {...{ page, side }}
        experiment={attributes.experiment}
        onChange={(next) => set(resized(kernel, next))}
      />
    </>
  );
}

interface SettingProps<T> {
  readonly page: Page;
  readonly experiment: string;
  readonly written: T;
}

function ModeControl({ page, experiment, written }: SettingProps<Attributes['mode']>) {
  const [mode, set] = useChoice(page, `${experiment}/mode`, modes, written);
  return (
    <Choice
      label="the kernel"
      value={mode}
      options={[
        ['correlation', 'as it is'],
        ['convolution', 'turned by 180°'],
      ]}
      onChange={set}
    />
  );
}

function PaceControl({ page, experiment, written }: SettingProps<Attributes['pace']>) {
  const [pace, set] = useChoice(page, `${experiment}/pace`, paces, written);
  return (
    <Choice
      label="a step is"
      value={pace}
      options={[
        ['window', 'a window'],
        ['product', 'a product'],
      ]}
      onChange={set}
    />
  );
}
