import { formatNames } from '../../core/number/format.ts';
import { Choice } from '../../draw/choice.tsx';
import { Select } from '../../draw/select.tsx';
import { Toggle } from '../../draw/toggle.tsx';
import type { Page } from '../definition.ts';
import { useChoice, useSwitch } from '../setting.ts';
import type { Attributes } from './attributes.ts';

/** Everything that the figure's controls are set to, each under `experiment/control`. */
export function useControls(page: Page, attributes: Attributes) {
  const { experiment } = attributes;
  const unit = useChoice(page, `${experiment}/unit`, ['nats', 'bits'], attributes.unit);
  const mirror = useSwitch(page, `${experiment}/mirror`, attributes.mirror === 'on');
  const guard = useChoice(
    page,
    `${experiment}/guard`,
    ['none', 'epsilon', 'one'],
    attributes.guard,
  );
  const format = useChoice(page, `${experiment}/format`, formatNames, attributes.format);
  const axis = useChoice(page, `${experiment}/axis`, ['linear', 'log'], attributes.axis);
  const bend = useChoice(
    page,
    `${experiment}/bend`,
    ['focal', 'smooth', 'weight'],
    attributes.bend,
  );
  return { unit, mirror, guard, format, axis, bend };
}

type Controls = ReturnType<typeof useControls>;

/** The controls that belong to the figure's mode. */
export function ModeControls({ mode, controls }: { mode: Attributes['mode']; controls: Controls }) {
  const { unit, mirror, guard, format, axis, bend } = controls;
  switch (mode) {
    case 'curve':
      return (
        <>
          <Choice
            label="unit"
            value={unit[0]}
            options={[
              ['nats', 'nats'],
              ['bits', 'bits'],
            ]}
            onChange={unit[1]}
          />
          <Toggle label="with its mirror, ln p" on={mirror[0]} onChange={mirror[1]} />
        </>
      );
    case 'guard':
      return (
        <>
          <Choice
            label="inside the log"
            value={guard[0]}
            options={[
              ['none', 'p'],
              ['epsilon', 'p + 1e-10'],
              ['one', 'p + 1⁻¹⁰'],
            ]}
            onChange={guard[1]}
          />
          <Select
            label="computed in"
            value={format[0]}
            options={formatNames.map((each) => [each, each])}
            onChange={format[1]}
          />
          <Choice
            label="axis"
            value={axis[0]}
            options={[
              ['linear', 'linear'],
              ['log', 'logarithmic'],
            ]}
            onChange={axis[1]}
          />
        </>
      );
    case 'bends':
      return (
        <Choice
          label="bent by"
          value={bend[0]}
          options={[
            ['focal', 'focal, γ = 2'],
            ['smooth', 'label smoothing 0.1'],
            ['weight', 'class weight 3'],
          ]}
          onChange={bend[1]}
        />
      );
  }
}
