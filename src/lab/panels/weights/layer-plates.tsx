import { useMemo, useState } from 'react';
import { Legend } from '../../../draw/legend.tsx';
import { formatNumber, formatSigned } from '../../../draw/number.ts';
import type { Scale } from '../../../draw/scale.ts';
import { TableView } from '../../../draw/table-view.tsx';
import type { Numbers } from '../../../trace/tensor.ts';
import { paramGradientOf, paramOf, type Trace } from '../../../trace/trace.ts';
import type { LabStore } from '../../lab-store.ts';
import { Said } from '../../said.tsx';
import { useSize } from '../../stage/use-size.ts';
import { statisticsOf } from '../../statistics.ts';
import { type Plate, type PlateLayer, placeAt, weightName } from './plate.ts';
import { PlatePicture } from './plate-picture.tsx';
import { plateSheets } from './plate-sheets.ts';

export type Quantity = 'param' | 'paramGradient';

interface LayerPlatesProps {
  readonly layer: PlateLayer;
  readonly trace: Trace;
  readonly store: LabStore;
  readonly quantity: Quantity;
  readonly scaleOf: (plate: Plate) => Scale;
  /** The weight that is chosen in the Lab, where it is one of this layer's. */
  readonly pinned: { readonly id: string; readonly index: number } | undefined;
}

/** One layer's parameters: all outputs in small, the chosen one large, the biases beneath. */
export function LayerPlates(props: LayerPlatesProps) {
  const { layer, trace, quantity } = props;
  const weights = layer.plates.find(({ role }) => role === 'weights');
  const others = layer.plates.filter((plate) => plate !== weights);
  return (
    <section className="weights-layer" data-layer={layer.node.id} aria-label={layer.title}>
      <h3>
        {layer.title} <span>{weights && shapeWords(weights)}</span>
      </h3>
      {weights && <PlateView {...props} plate={weights} />}
      {others.map((plate) => (
        <PlateView key={plate.id} {...props} plate={plate} />
      ))}
      <TableView
        label={`${layer.title}, ${quantity === 'param' ? 'weights' : 'gradients of the weights'}`}
        sheets={layer.plates.flatMap((plate) =>
          plateSheets(plate, numbersOf(trace, plate, quantity)),
        )}
        signed
      />
    </section>
  );
}

export const numbersOf = (trace: Trace, { id }: Plate, quantity: Quantity): Numbers =>
  quantity === 'param' ? paramOf(trace, id).data : paramGradientOf(trace, id).sum.data;

/** `16 maps, each of 8 kernels of 3 × 3` */
function shapeWords({ units, unitNoun, source, maps, rows, columns, cells }: Plate): string {
  const each = source?.maps === 0 ? `${cells} weights` : `${rows} × ${columns} weights`;
  return `${units} ${unitNoun}s, each of ${maps > 1 ? `${maps} × ` : ''}${each}`;
}

interface PlateViewProps extends LayerPlatesProps {
  readonly plate: Plate;
}

function PlateView({ trace, store, plate, quantity, scaleOf, pinned, layer }: PlateViewProps) {
  const [frame, size] = useSize<HTMLDivElement>();
  const [own, setOwn] = useState<number>();
  const [pointed, setPointed] = useState<number>();
  const data = numbersOf(trace, plate, quantity);
  const largest = useMemo(() => largestAt(data), [data]);
  const units = useMemo(() => Array.from({ length: plate.units }, (_, unit) => unit), [plate]);
  const chosen = pinned?.id === plate.id ? pinned.index : (own ?? largest);
  const { unit } = placeAt(plate, chosen);
  const alone = useMemo(() => [unit], [unit]);
  const scale = scaleOf(plate);
  const read = pointed ?? chosen;
  const what = plate.role === 'bias' ? 'biases' : 'weights';
  const name = quantity === 'param' ? what : `gradients of the ${what}`;
  const picture = {
    plate,
    data,
    scale,
    chosen,
    pointed,
    onPoint: setPointed,
    onChoose: (index: number) => {
      setOwn(index);
      store.getState().pin({ of: quantity, id: plate.id, index });
    },
  };
  const large = plate.cells * plate.maps > 1 ? Math.min(LARGE, size?.width ?? 0) : 0;
  const narrow = (size?.width ?? 0) < 560;
  const room = size ? size.width - (large > 0 && !narrow ? large + 32 : 0) : 0;
  return (
    <div className="plate-view" data-role={plate.role} ref={frame}>
      <div className="plate-head">
        <Legend scale={scale} label={name} />
        <Norms trace={trace} plate={plate} />
      </div>
      {size && (
        <div className="plate-pictures">
          <PlatePicture
            {...picture}
            label={`${layer.title}, ${name}, all ${plate.unitNoun}s`}
            units={units}
            width={room}
            block={narrow ? 44 : 66}
            cell={12}
            seam={2}
          />
          {large > 0 && (
            <div className="plate-large" style={{ width: large }}>
              <PlatePicture
                {...picture}
                label={`${layer.title}, ${name} of ${plate.unitNoun} ${unit}`}
                units={alone}
                width={large}
                block={large}
                cell={44}
                seam={4}
              />
              <Reading trace={trace} plate={plate} index={read} />
            </div>
          )}
        </div>
      )}
      {large === 0 && <Reading trace={trace} plate={plate} index={read} />}
      <Said text={readingText(trace, plate, chosen)} occasion={`${chosen}`} wait={200} />
    </div>
  );
}

/** Side of the chosen output's picture, in CSS pixels. */
const LARGE = 224;

function largestAt(data: Numbers): number {
  let best = 0;
  for (let i = 1; i < data.length; i++) if (Math.abs(data[i]) > Math.abs(data[best])) best = i;
  return best;
}

/** How large the gradient is beside what it changes, for the whole tensor. */
function Norms({ trace, plate }: { readonly trace: Trace; readonly plate: Plate }) {
  const w = paramOf(trace, plate.id).data;
  const g = paramGradientOf(trace, plate.id).sum.data;
  const size = useMemo(() => statisticsOf(w).norm, [w]);
  const slope = useMemo(() => statisticsOf(g).norm, [g]);
  return (
    <p className="plate-norms">
      ‖w‖ <strong data-norm={`${plate.id} w`}>{formatNumber(size)}</strong> · ‖∂L/∂w‖{' '}
      <strong data-norm={`${plate.id} g`}>{formatNumber(slope)}</strong> · ratio{' '}
      <strong>{ratioText(slope, size)}</strong>
    </p>
  );
}

/** |g| / |w|: times the learning rate, the share of itself by which a step of SGD changes w. */
const ratioText = (slope: number, weight: number): string =>
  weight === 0 ? 'none, as w = 0' : formatNumber(Math.abs(slope) / Math.abs(weight));

interface ReadingProps {
  readonly trace: Trace;
  readonly plate: Plate;
  readonly index: number;
}

function Reading({ trace, plate, index }: ReadingProps) {
  const value = paramOf(trace, plate.id).data[index];
  const slope = paramGradientOf(trace, plate.id).sum.data[index];
  const number = (of: Quantity, at: number) => (
    <strong data-cell={`${of}:${plate.id}:${index}`} data-value={at}>
      {formatSigned(at, 4)}
    </strong>
  );
  return (
    <p className="plate-reading">
      {weightName(plate, index)}: {number('param', value)}, gradient{' '}
      {number('paramGradient', slope)},{' '}
      <span className="plate-ratio">
        |g| / |w| <strong>{ratioText(slope, value)}</strong>
      </span>
    </p>
  );
}

function readingText(trace: Trace, plate: Plate, index: number): string {
  const value = formatSigned(paramOf(trace, plate.id).data[index], 4);
  const slope = formatSigned(paramGradientOf(trace, plate.id).sum.data[index], 4);
  return `${weightName(plate, index)}: ${value}, gradient ${slope}`;
}
