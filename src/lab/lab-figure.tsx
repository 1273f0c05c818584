import { useDeferredValue, useMemo } from 'react';
import { useStore } from 'zustand';
import { formatSigned } from '../draw/number.ts';
import { Transport } from '../draw/transport.tsx';
import { momentText } from '../draw/transport-inside.tsx';
import { usePlayer } from '../player/use-player.ts';
import { type Cell, readCell } from '../trace/expression.ts';
import type { Trace } from '../trace/trace.ts';
import { cellName, hasCell } from './cell-name.ts';
import type { LabModel } from './lab-model.ts';
import type { LabPartProps } from './panels/panel.ts';
import { Said } from './said.tsx';
import { ScaleLegend } from './scale-legend.tsx';
import { maybeFocus, maybeFocusOn } from './stage/focus.ts';
import { frameOf } from './stage/frame.ts';
import { Stage } from './stage/stage.tsx';
import { StepTable } from './step-table.tsx';
import { narrate, plain } from './strip/narration.ts';
import { Strip } from './strip/strip.tsx';
import { ViewBar } from './view-bar.tsx';

interface LabFigureProps extends Pick<LabPartProps, 'store' | 'player' | 'model'> {
  /**
   * `page`: the playhead's keys hold wherever nothing else takes them. `lesson`: one figure among
   * others, which follows the playhead; other views are the Lab's.
   */
  readonly place: 'page' | 'lesson';
}

/** The network, its timeline and its numbers: all of it follows from the trace and the playhead. */
export function LabFigure({ store, player, model, place }: LabFigureProps) {
  const playing = usePlayer(player);
  const { recorded, network, pointed, pinned, hinted, label, view, scaling, zoom } =
    useStore(store);
  const { step, progress, moving: moves } = playing;
  const trace = recorded?.network === network ? recorded.trace : undefined;

  const { columns, arrivals, steps } = model;
  const look = useMemo(() => ({ view, scaling }), [view, scaling]);
  const frame = useMemo(
    () => frameOf(columns, arrivals, steps, step, progress, look),
    [columns, arrivals, steps, step, progress, look],
  );
  /** The sum beneath rests on one cell while the picture moves. */
  const settled = useMemo(
    () => frameOf(columns, arrivals, steps, step, 1, look),
    [columns, arrivals, steps, step, look],
  );
  const here = pointed && trace && hasCell(trace, pointed) ? pointed : undefined;
  const kept = pinned && trace && hasCell(trace, pinned) ? pinned : undefined;
  /** At one cell, everything is about it; else about what is pointed at, chosen, or under way. */
  const near = zoom.level === 'cell' ? zoom.cell : undefined;
  const focus = useMemo(() => {
    if (!trace) return undefined;
    const there = near && hasCell(trace, near) ? maybeFocusOn(trace, columns, near) : undefined;
    return there ?? maybeFocus(trace, settled, here, kept);
  }, [trace, columns, near, settled, here, kept]);
  const moving = useMemo(
    () =>
      trace && progress < 1 && !near ? maybeFocus(trace, frame, here, undefined, kept) : focus,
    [trace, frame, progress, here, kept, near, focus],
  );
  /** At rest in the middle of a step, the sum is that of the moment. */
  const summed = moves ? focus : moving;
  /** The numbers may come a moment after the picture: the pen and the playhead go first. */
  const strip = useDeferredValue(
    useMemo(
      () => ({ model, store, trace, label, step, zoom, focus: summed }),
      [model, store, trace, label, step, zoom, summed],
    ),
  );
  /** The update is about no column: then the drawing’s gradient has the legend and the table. */
  const now = frame.now ?? frame.columns[0];
  const at = moves ? '' : momentText(model.insides[step], progress);
  const moment = trace && at && moving ? `${at}: ${sayCell(trace, model, moving.cell)}` : '';
  const describe = (at: number) =>
    `Step ${at + 1} of ${steps.length}. ${plain(narrate(steps[at], { trace, columns, label }))}`;

  const legend = (
    <div className="lab-legend">{trace && <ScaleLegend trace={trace} frame={now} />}</div>
  );

  return (
    <>
      <div className="lab-figure">
        <div className="lab-view">
          {place === 'page' ? <ViewBar store={store}>{legend}</ViewBar> : legend}
          <div className="lab-stage">
            <Stage
              {...{ model, store, trace, frame, step, hinted }}
              focus={moving}
              pointed={here}
            />
          </div>
          <div className="lab-transport">
            <Transport
              {...playing}
              label="Steps through the network"
              describe={describe}
              segments={model.segments}
              keys={place === 'page' ? 'page' : 'inside'}
              insides={model.insides}
            />
          </div>
        </div>
        <Strip {...strip} />
        <Said text={moment} occasion={`${step} ${moment}`} wait={300} />
      </div>
      <div className="lab-table">{trace && <StepTable trace={trace} frame={now} />}</div>
    </>
  );
}

const sayCell = (trace: Trace, { columns }: LabModel, cell: Cell): string =>
  `${cellName(trace, columns, cell)}: ${formatSigned(readCell(trace, cell), 4)}`;
