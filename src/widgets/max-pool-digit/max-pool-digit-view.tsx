import './max-pool-digit.css';
import { useMemo } from 'react';
import { Choice } from '../../draw/choice.tsx';
import { Frame } from '../../draw/frame.tsx';
import { Legend } from '../../draw/legend.tsx';
import { diverging, sequential } from '../../draw/scale.ts';
import { Select } from '../../draw/select.tsx';
import { sheet } from '../../draw/sheet.ts';
import { TableView } from '../../draw/table-view.tsx';
import { historyOf } from '../../pad/drawing-history.ts';
import { DrawingPad } from '../../pad/drawing-pad.tsx';
import { largestMagnitude } from '../../trace/tensor.ts';
import type { WidgetProps } from '../definition.ts';
import { useChoice } from '../setting.ts';
import type { Attributes } from './attributes.ts';
import { LayerPicture } from './layer-picture.tsx';
import { narrate, waiting } from './narration.ts';
import { channelOf, disagreeBelowRelu, type Layer, route, seaOf, tieRules } from './sea.ts';
import { useLayer } from './use-layer.ts';

const maps = [1, 2, 3, 4, 5, 6, 7, 8] as const;
const labels = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

/** Stands there until the network has answered: blank paper of the right size. */
const blank: Layer = {
  rows: 24,
  columns: 24,
  channels: 8,
  seen: new Float32Array(24 * 24 * 8),
  upstream: new Float32Array(12 * 12 * 8),
};

/** The reader's digit at the first pool of the real network, and its sea of ties. */
export function MaxPoolDigitView({ attributes, page }: WidgetProps<Attributes>) {
  const { experiment } = attributes;
  const name = (control: string) => `${experiment}/${control}`;
  const [rule, setRule] = useChoice(page, name('rule'), tieRules, attributes.rule);
  const [map, setMap] = useChoice<number>(page, name('map'), maps, attributes.map);
  const [label, setLabel] = useChoice<number>(page, name('label'), labels, attributes.label);
  const { read, reading, again } = useLayer(page, label, experiment);
  const layer = read?.layer ?? blank;
  const sea = useMemo(() => seaOf(layer), [layer]);
  const gradients = useMemo(
    () => ({
      // The first in reading order is what the core itself has sent.
      first: read?.gradient ?? route(layer, 'first'),
      last: route(layer, 'last'),
      shared: route(layer, 'shared'),
    }),
    [layer, read],
  );
  const disagree = useMemo(
    () =>
      Math.max(
        disagreeBelowRelu(layer, 'first', 'last'),
        disagreeBelowRelu(layer, 'first', 'shared'),
      ),
    [layer],
  );
  const { columns, channels } = layer;
  const seen = channelOf(layer.seen, channels, map - 1);
  const gradient = channelOf(gradients[rule], channels, map - 1);
  const below = gradient.map((value, i) => (seen[i] > 0 ? value : 0));
  const activations = sequential(largestMagnitude(seen));
  const scale = diverging(largestMagnitude(channelOf(gradients.first, channels, map - 1)));
  const ties = read ? sea.places[map - 1] : [];

  return (
    <Frame
      name="max-pool-digit"
      label="Your digit at the first pool of the network, and its ties"
      experiment={experiment}
      controls={
        <>
          <Choice
            label="a tie goes to"
            value={rule}
            options={[
              ['first', 'the first'],
              ['last', 'the last'],
              ['shared', 'all, shared'],
            ]}
            onChange={setRule}
          />
          <Choice
            label="feature map"
            value={map}
            options={maps.map((option) => [option, String(option)])}
            onChange={setMap}
          />
          <Select
            label="the loss of label"
            value={String(label)}
            options={labels.map((option) => [String(option), String(option)])}
            onChange={(option) => setLabel(Number(option))}
          />
        </>
      }
      narration={
        <span data-result={read && 'words'}>
          {read && reading.state !== 'failed'
            ? narrate(sea, rule, read.sample, disagree)
            : waiting(reading)}
        </span>
      }
      transport={
        reading.state === 'failed' && (
          <p className="sea-again">
            <button type="button" onClick={again}>
              Try again
            </button>
          </p>
        )
      }
      foot={
        <>
          <Legend scale={activations} label="activation" />
          <Legend scale={scale} label="gradient" />
          <TableView
            label={`Feature map ${map}`}
            signed
            sheets={[
              sheet('gradient behind the pool', gradient, columns),
              sheet('gradient behind the ReLU', below, columns),
              sheet('what the pool sees', seen, columns),
            ]}
          />
        </>
      }
    >
      <div className="sea-parts" data-state={reading.state}>
        <div className="sea-pad">
          <DrawingPad store={historyOf(page)} />
        </div>
        <div className="sea-maps" data-waiting={read ? undefined : ''}>
          <LayerPicture
            label={
              read
                ? `Feature map ${map} after the ReLU: ${ties.length} of 144 windows are ties`
                : `Feature map ${map} after the ReLU: not there yet`
            }
            caption={
              read
                ? `what the pool sees: ${ties.length} of 144 windows tie (hatched)`
                : 'what the pool sees'
            }
            values={seen}
            columns={columns}
            scale={activations}
            ties={ties}
          />
          <LayerPicture
            label={`Gradient that the pool of map ${map} sends back`}
            caption="what the pool sends back"
            values={gradient}
            columns={columns}
            scale={scale}
          />
          <LayerPicture
            label={`Gradient of map ${map} once the ReLU has stopped what falls on zeros`}
            caption="what the ReLU lets through"
            values={below}
            columns={columns}
            scale={scale}
          />
        </div>
      </div>
    </Frame>
  );
}
