import './weights.css';
import { useDeferredValue, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { Choice } from '../../../draw/choice.tsx';
import { diverging, type Scale } from '../../../draw/scale.ts';
import type { Numbers } from '../../../trace/tensor.ts';
import { statisticsOf } from '../../statistics.ts';
import type { LabPartProps } from '../panel.ts';
import { LayerPlates, numbersOf, type Quantity } from './layer-plates.tsx';
import { type Plate, plateLayersOf } from './plate.ts';

const quantities: readonly (readonly [Quantity, string])[] = [
  ['param', 'weights'],
  ['paramGradient', 'their gradients'],
];

/** Every layer's weights and their gradients, as pictures shaped like what the weights look at. */
export function WeightsPanel({ store, model }: LabPartProps) {
  const { recorded, network, scaling, pinned } = useStore(store);
  const [quantity, setQuantity] = useState<Quantity>('param');
  const layers = useMemo(() => plateLayersOf(model), [model]);
  const now = recorded?.network === network ? recorded.trace : undefined;
  /** The pen and the playhead go first. */
  const latest = useDeferredValue(now);
  const trace = latest?.graph === model.graph ? latest : now;
  const scales = useMemo(() => {
    if (!trace) return undefined;
    const plates = layers.flatMap((layer) => layer.plates);
    const ends = plates.map((plate) => reach(numbersOf(trace, plate, quantity)));
    const all = Math.max(...ends);
    const found = ends.map((end) => diverging(scaling === 'network' ? all : end));
    return new Map<Plate, Scale>(plates.map((plate, i) => [plate, found[i]]));
  }, [trace, layers, quantity, scaling]);
  if (!trace?.backward || !scales) {
    return <p className="panel-wait">Draw a digit first: then the weights have gradients too.</p>;
  }
  const kept = pinned?.of === 'param' || pinned?.of === 'paramGradient' ? pinned : undefined;
  return (
    <div className="weights-panel" data-quantity={quantity}>
      <div className="weights-choice">
        <Choice label="Show" value={quantity} options={quantities} onChange={setQuantity} />
        <p>
          Orange is positive, blue negative, paper is 0.{' '}
          {scaling === 'network'
            ? 'All tensors share one scale.'
            : 'Every tensor has its own scale.'}{' '}
          The ratio |g| / |w|, times the learning rate, is the share of itself by which a weight
          moves in a step of SGD.
        </p>
      </div>
      {layers.map((layer) => (
        <LayerPlates
          key={layer.node.id}
          {...{ layer, trace, store, quantity }}
          scaleOf={(plate) => scales.get(plate) ?? diverging(1)}
          pinned={kept}
        />
      ))}
    </div>
  );
}

/** The largest magnitude among what is finite. */
function reach(data: Numbers): number {
  const { least, largest } = statisticsOf(data);
  return Math.max(Math.abs(least), Math.abs(largest));
}
