import './conv-stack.css';
import { useMemo } from 'react';
import { Choice } from '../../draw/choice.tsx';
import { Frame } from '../../draw/frame.tsx';
import { NumberField } from '../../draw/number-field.tsx';
import { sheet } from '../../draw/sheet.ts';
import { Slider } from '../../draw/slider.tsx';
import { TableView } from '../../draw/table-view.tsx';
import type { WidgetProps } from '../definition.ts';
import { useQuantities } from '../page-tables.ts';
import { useRefusal } from '../refusal.ts';
import { useAmount } from '../setting.ts';
import type { Attributes } from './attributes.ts';
import { FieldView } from './field-view.tsx';
import { LayerTable } from './layer-table.tsx';
import {
  inputChannels,
  layersName,
  maybeLayers,
  maybePreset,
  mostLayers,
  presetNames,
  presets,
  rowsOf,
  sizes,
} from './layers.ts';
import { type Layer, type Stack, seenBy, stackUp } from './stack.ts';

/** Shapes, parameters and receptive field of a stack of convolutions that the reader builds. */
export function ConvStackView({ attributes, page }: WidgetProps<Attributes>) {
  const { experiment } = attributes;
  const quantities = useQuantities(page);
  const name = layersName(attributes);
  const found = useMemo(() => maybeLayers(attributes, quantities), [attributes, quantities]);
  const layers = found ?? presets[attributes.preset].layers;
  useRefusal(page, found ? [] : [name]);
  const whole = { whole: true };
  const [size, setSize] = useAmount(
    page,
    `${experiment}/size`,
    { ...sizes, ...whole },
    Number(attributes.size),
  );
  const [channels, setChannels] = useAmount(
    page,
    `${experiment}/channels`,
    { ...inputChannels, ...whole },
    Number(attributes.channels),
  );
  const [share, setShare] = useAmount(page, `${experiment}/look`, { min: 0, max: 100 }, 50);
  const stack = useMemo(() => stackUp(layers, size, channels), [layers, size, channels]);
  const { stages } = stack;
  const last = stages.at(-1)?.size ?? size;
  const cell = Math.round((share / 100) * (last - 1));
  const set = (next: readonly Layer[]) => page.setQuantity(name, rowsOf(next), [next.length, 5]);

  return (
    <Frame
      name="conv-stack"
      label="A stack of convolutions"
      experiment={experiment}
      controls={
        <>
          <Choice
            label="start from"
            value={maybePreset(layers) ?? 'own'}
            options={presetNames.map((preset) => [preset, presets[preset].label])}
            onChange={(preset) => {
              if (preset !== 'own') set(presets[preset].layers);
            }}
          />
          <NumberField
            label="input size"
            value={size}
            min={sizes.min}
            max={sizes.max}
            step={1}
            onChange={(value) => setSize(Math.round(value))}
          />
          <NumberField
            label="input channels"
            value={channels}
            min={inputChannels.min}
            max={inputChannels.max}
            step={1}
            onChange={(value) => setChannels(Math.round(value))}
          />
        </>
      }
      narration={<Said {...{ stack, size, cell }} />}
      foot={
        <TableView
          label={`A stack of convolutions, experiment “${experiment}”`}
          sheets={[
            sheet(
              'for each layer: output size, channels, parameters, receptive field, jump',
              stages.flatMap((stage) => [
                stage.size,
                stage.channels,
                stage.weights + stage.biases,
                stage.field,
                stage.jump,
              ]),
              5,
            ),
          ]}
        />
      }
    >
      <LayerTable {...{ page, experiment, layers, stack }} onChange={set} />
      <p className="conv-stack-add">
        <button
          type="button"
          aria-disabled={layers.length === mostLayers || undefined}
          onClick={() => {
            if (layers.length < mostLayers) set([...layers, layers[layers.length - 1]]);
          }}
        >
          Add a layer
        </button>{' '}
        <span data-result="refusal" role="status">
          {stack.refusal ?? ''}
        </span>
      </p>
      <FieldView {...{ stages, size, cell }} />
      <div className="conv-stack-look">
        <Slider
          label="cell of the last layer"
          value={cell + 1}
          min={1}
          max={Math.max(2, last)}
          step={1}
          text={`${cell + 1} of ${last}`}
          onChange={(next) =>
            setShare(last > 1 ? (100 * Math.min(next - 1, last - 1)) / (last - 1) : 50)
          }
        />
      </div>
    </Frame>
  );
}

interface SaidProps {
  readonly stack: Stack;
  readonly size: number;
  readonly cell: number;
}

function Said({ stack: { stages }, size, cell }: SaidProps) {
  const parameters = stages.reduce((sum, { weights, biases }) => sum + weights + biases, 0);
  const last = stages.at(-1);
  if (!last) return <>No layer fits.</>;
  const seen = seenBy(stages, cell)[0];
  const span = seen.length > 0 ? seen[seen.length - 1] - seen[0] + 1 : 0;
  const holes = span - seen.length;
  const clipped = last.field > span ? `; the rest of it lies in the padding` : '';
  return (
    <>
      <b data-result="total">{parameters.toLocaleString('en')}</b> parameters. A cell of the last
      layer sees <b data-result="field">{last.field}</b> × {last.field} cells of the image’s {size}{' '}
      × {size}
      {clipped}
      {holes > 0 ? ` (with gaps: ${holes} of ${span} along a side are skipped)` : ''}.
    </>
  );
}
