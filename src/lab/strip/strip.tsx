import './strip.css';
import { memo, useMemo, useRef, useState } from 'react';
import { bound } from '../../core/explain.ts';
import { type Cell, readCell } from '../../trace/expression.ts';
import { type GraphNode, maybeMaker, nodesBehindLoss, usesOf } from '../../trace/graph.ts';
import { shapeText } from '../../trace/tensor.ts';
import { paramOf, type Trace } from '../../trace/trace.ts';
import { cellKey, cellName, hasCell } from '../cell-name.ts';
import type { LabModel } from '../lab-model.ts';
import type { LabStore } from '../lab-store.ts';
import { Said } from '../said.tsx';
import type { Focus } from '../stage/focus.ts';
import { SumSheet } from '../sum/sum-sheet.tsx';
import type { Zoom } from '../zoom.ts';
import { CellNumber, type StripScene, StripSceneProvider } from './cell-number.tsx';
import { Formula } from './formula.tsx';
import { LossView } from './loss-view.tsx';
import { narrate, plain } from './narration.ts';
import { type Reading, readingOf } from './reading.ts';
import { RoutedView } from './routed-view.tsx';
import { Sum } from './sum.tsx';
import { sumFormat } from './sum-format.ts';
import { UnitLossView } from './unit-loss-view.tsx';
import { UpdateView } from './update-view.tsx';
import { hasWeights, WeightsView } from './weights-view.tsx';

interface StripProps {
  readonly model: LabModel;
  readonly store: LabStore;
  readonly trace: Trace | undefined;
  readonly label: number;
  readonly step: number;
  readonly zoom: Zoom;
  readonly focus: Focus | undefined;
}

/** Beneath the picture: what this step does in words, the sum of one cell in numbers, the formula. */
export const Strip = memo(function Strip(props: StripProps) {
  const { model, store, trace, label, step, zoom, focus } = props;
  const entered = useRef(false);
  const sentence = trace
    ? narrate(model.steps[step], { trace, columns: model.columns, label })
    : invitation;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's frame and legend would be drawn
    <div className="strip" role="group" aria-label="This step" data-step={step}>
      <div className="strip-step">
        <p className="strip-words">
          {sentence
            .split('*')
            .map((part, index) => (index % 2 === 1 ? <strong key={part}>{part}</strong> : part))}
        </p>
        <Said text={trace ? plain(sentence) : ''} occasion={`${step} ${label}`} />
        {trace && focus && <FormulaOf trace={trace} focus={focus} />}
      </div>
      {trace && (
        <div className="strip-sum">
          {zoom.level === 'cell' && hasCell(trace, zoom.cell) ? (
            <SumSheet {...{ store, trace, zoom, entered }} columns={model.columns} />
          ) : (
            focus && <FocusView {...props} {...{ trace, focus, entered }} />
          )}
          {!focus && zoom.level !== 'cell' && model.steps[step].kind === 'update' && (
            <UpdateView store={store} trace={trace} columns={model.columns} />
          )}
        </div>
      )}
    </div>
  );
});

const invitation =
  '*Draw a digit*, or tap one of the ten. The network reads while you draw; then follow its numbers forward, step by step, and the gradient of the loss all the way back to your pen.';

interface FocusViewProps extends StripProps {
  readonly trace: Trace;
  readonly focus: Focus;
  /** Set where the reader goes into the whole sum, so that the keyboard's place goes along. */
  readonly entered: { current: boolean };
}

/** The sum in short: its largest parts, and the ways to the weights and to the whole of it. */
function FocusView(props: FocusViewProps) {
  const { model, store, trace, focus, entered } = props;
  const { cell, made } = focus;
  const { columns } = model;
  const [weights, setWeights] = useState(false);
  const reading = useMemo(() => made && readingOf(trace, columns, made), [trace, columns, made]);
  const openSum = (of: Cell) => {
    entered.current = true;
    store.getState().setZoom({ level: 'cell', cell: of });
  };
  const scene: StripScene = {
    store,
    trace,
    columns,
    format: formatFor(trace, focus, reading),
    openSum,
    wayTo(to) {
      if (to.of === 'saved') return undefined;
      const picture = to.of === 'value' || to.of === 'gradient';
      return () => (picture ? store.getState().pin(to) : openSum(to));
    },
  };
  const name = cellName(trace, columns, cell);
  const node = layerOf(trace, focus);
  const weighed = node && hasWeights(node) ? node : undefined;
  return (
    <StripSceneProvider value={scene}>
      <div className="strip-head">
        <h2 className="strip-cell">
          {name} <CellNumber cell={cell} />
        </h2>
        <p className="strip-switches">
          {weighed && (
            <button
              type="button"
              className="strip-switch"
              aria-pressed={weights}
              onClick={() => setWeights(!weights)}
            >
              {cell.of === 'gradient' ? 'gradient of its weights' : 'its weights'}
            </button>
          )}
          <button
            type="button"
            className="strip-switch"
            aria-expanded="false"
            data-opens-sum=""
            onClick={() => openSum(cell)}
          >
            the whole sum
          </button>
        </p>
      </div>
      {weighed && weights ? (
        <WeightsView
          key={`${weighed.id} ${cellKey(cell)}`}
          {...{ node: weighed, columns, focus }}
          weightiest={reading?.kind === 'weighted' ? (reading.groups[0]?.unit ?? 0) : 0}
        />
      ) : (
        <MadeOf {...props} {...{ reading, name }} />
      )}
    </StripSceneProvider>
  );
}

interface MadeOfProps extends FocusViewProps {
  readonly reading: Reading | undefined;
  readonly name: string;
}

/** What made the number, each kind of layer in the way it is best seen. */
function MadeOf({ trace, label, focus, reading, name }: MadeOfProps) {
  const { cell, made } = focus;
  if (!made || !reading) return <p className="sum-plain">Nothing made it but your pen.</p>;
  const node = layerOf(trace, focus);
  if (node?.kind === 'crossEntropy') return <LossView {...{ node, label, cell }} />;
  if (node?.kind === 'binaryCrossEntropy') return <UnitLossView {...{ node, label, cell }} />;
  if (node?.kind === 'maxPool2d' && cell.of === 'gradient') {
    return <RoutedView {...{ cell, made }} />;
  }
  return <Sum key={`${cell.of} ${cell.id}`} {...{ reading, cell, name }} />;
}

/** The layer that a number comes from: its maker, or on the way back the one it feeds. */
function layerOf(trace: Trace, { cell }: Focus): GraphNode | undefined {
  if (cell.of === 'value') return maybeMaker(trace.graph, cell.id);
  const behind = new Set(nodesBehindLoss(trace.graph));
  return usesOf(trace.graph, cell.id).find(({ node }) => behind.has(node))?.node;
}

/** Numbers as wide as the sum and its largest part ask for. */
function formatFor(trace: Trace, { cell }: Focus, reading: Reading | undefined) {
  const parts = reading?.kind === 'weighted' ? reading.groups.map(({ total }) => total) : [];
  return sumFormat([readCell(trace, cell), ...parts.slice(0, 1)]);
}

/** The layer's formula in this direction, and the shapes it joins. */
function FormulaOf({ trace, focus }: { trace: Trace; focus: Focus }) {
  const { cell } = focus;
  const backward = cell.of === 'gradient';
  const node = layerOf(trace, focus);
  if (!node) return null;
  const { layer, from } = bound(trace, node);
  const [before, after] = [from.inputs[0].slice(1), from.outputs[0].slice(1)].map(shapeText);
  const params = Object.values(node.params).map((id) => shapeText(paramOf(trace, id).shape));
  const tex = backward
    ? layer.formula.backward.split('\\qquad')[0].replace(/,\s*$/, '')
    : layer.formula.forward;
  return (
    <div className="strip-layer">
      <Formula tex={`\\displaystyle ${tex}`} />
      <p className="strip-shapes">
        {backward ? `${before} ← ${after}` : `${before} → ${after}`}
        {params.length > 0 && <span> · weights {params[0]}</span>}
      </p>
    </div>
  );
}
