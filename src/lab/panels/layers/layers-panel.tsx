import './layers.css';
import { useDeferredValue, useMemo } from 'react';
import { useStore } from 'zustand';
import { powerOfTen } from '../../../draw/number.ts';
import { TableView } from '../../../draw/table-view.tsx';
import type { LabPartProps } from '../panel.ts';
import { flagsOf, LOCAL, OVERALL } from './flag.ts';
import { factsOf, type LayerFacts } from './layer-facts.ts';
import { LayerRow } from './layer-row.tsx';
import { layerSheets } from './layer-sheets.ts';
import { SilentUnits } from './silent-units.tsx';
import { useAlwaysSilent } from './use-always-silent.ts';

/** Layer by layer: how activations and gradients lie, how large gradients are, who is silent. */
export function LayersPanel({ store, player, model, client }: LabPartProps) {
  const { recorded, network, scaling } = useStore(store);
  const now = recorded?.network === network ? recorded.trace : undefined;
  /** The pen and the playhead go first. */
  const latest = useDeferredValue(now);
  const trace = latest?.graph === model.graph ? latest : now;
  const facts = useMemo(
    () => (trace ? factsOf(trace, model.columns, scaling) : []),
    [trace, model, scaling],
  );
  const flags = useMemo(() => flagsOf(facts), [facts]);
  const always = useAlwaysSilent(client, network, model, trace?.params);
  if (!trace || facts.length === 0) {
    return <p className="panel-wait">Draw a digit first: then every layer has numbers.</p>;
  }
  const decades = decadesOf(facts);
  const flagged = flags.filter((own) => own.length > 0).length;
  return (
    <div className="layers-panel">
      <p className="layers-words">
        a is what a layer hands on to the next, θ all its weights and biases. Heights of a histogram
        grow with log(1 + count),{' '}
        {scaling === 'network' ? 'on one axis for all layers.' : 'on an axis of the layer’s own.'}{' '}
        Bars of norms are logarithmic, from {powerOfTen(decades[0])} to {powerOfTen(decades[1])}.
      </p>
      <p className="layers-words">
        Flagged is a layer whose ‖∂L/∂a‖ is less than 1/{LOCAL} of that of the layer after it or
        more than {LOCAL} times as large; less than {powerOfTen(-Math.log10(OVERALL))} or more than{' '}
        {powerOfTen(Math.log10(OVERALL))} of that of the scores; whose gradient is 0 everywhere; or
        that holds a NaN or an infinity.{' '}
        <strong data-flagged={flagged}>
          {flagged === 0 ? 'None is.' : `${flagged} of ${facts.length} layers are.`}
        </strong>
      </p>
      <ol className="layer-rows">
        {facts.map((layer, i) => (
          <LayerRow key={layer.value.id} facts={layer} flags={flags[i]} decades={decades} />
        ))}
      </ol>
      <TableView label="Layers" sheets={layerSheets(facts)} />
      <SilentUnits {...{ trace, model, store, player, always }} />
    </div>
  );
}

/** The powers of ten around all norms that are above 0 and finite. */
function decadesOf(facts: readonly LayerFacts[]): readonly [number, number] {
  const powers = facts
    .flatMap(({ gradient, paramNorm = 0 }) => [gradient.statistics.norm, paramNorm])
    .filter((norm) => norm > 0 && Number.isFinite(norm))
    .map(Math.log10);
  if (powers.length === 0) return [-1, 1];
  const first = Math.floor(Math.min(...powers));
  return [first, Math.max(first + 1, Math.ceil(Math.max(...powers)))];
}
