import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { Legend } from '../../draw/legend.tsx';
import { handleTransportKey, Transport } from '../../draw/transport.tsx';
import type { Player } from '../../player/player.ts';
import { usePlayer } from '../../player/use-player.ts';
import { hasCell } from './cell-name.ts';
import type { LabModel } from './lab-model.ts';
import type { LabStore } from './lab-store.ts';
import { maybeFocus } from './stage/focus.ts';
import { frameOf } from './stage/frame.ts';
import { shownScale } from './stage/shown-scale.ts';
import { Stage } from './stage/stage.tsx';
import { StepTable } from './step-table.tsx';
import { narrate, plain } from './strip/narration.ts';
import { Strip } from './strip/strip.tsx';

interface LabFigureProps {
  readonly store: LabStore;
  readonly player: Player;
  readonly model: LabModel;
}

/** The network, its timeline and its numbers: all of it follows from the trace and the playhead. */
export function LabFigure({ store, player, model }: LabFigureProps) {
  const playing = usePlayer(player);
  const { recorded, pointed, pinned, hinted, label } = useStore(store);
  const { step, progress } = playing;
  const trace = recorded?.network === store.getState().network ? recorded.trace : undefined;
  useKeys(player);

  const { columns, arrivals, steps } = model;
  const frame = useMemo(
    () => frameOf(columns, arrivals, steps, step, progress),
    [columns, arrivals, steps, step, progress],
  );
  /** The sum beneath rests on one cell while the picture moves. */
  const settled = useMemo(
    () => frameOf(columns, arrivals, steps, step, 1),
    [columns, arrivals, steps, step],
  );
  const here = pointed && trace && hasCell(trace, pointed) ? pointed : undefined;
  const kept = pinned && trace && hasCell(trace, pinned) ? pinned : undefined;
  const focus = useMemo(
    () => trace && maybeFocus(trace, settled, here, kept),
    [trace, settled, here, kept],
  );
  const moving = useMemo(
    () => (trace && progress < 1 ? maybeFocus(trace, frame, here, undefined) : focus),
    [trace, frame, progress, here, focus],
  );
  const now = frame.now;
  const describe = (at: number) =>
    `Step ${at + 1} of ${steps.length}. ${plain(narrate(steps[at], { trace, columns, label }))}`;

  return (
    <>
      <div className="lab-figure">
        <div className="lab-stage">
          <Stage {...{ model, store, trace, frame, step, hinted }} focus={moving} pointed={here} />
          <div className="lab-legend">
            {trace && now && (
              <Legend
                scale={shownScale(trace, now.shown)}
                label={now.shown.pass === 'gradient' ? 'gradient of the loss' : 'activation'}
              />
            )}
          </div>
        </div>
        <div className="lab-transport">
          <Transport
            {...playing}
            label="Steps through the network"
            describe={describe}
            segments={model.segments}
          />
        </div>
        <Strip {...{ model, store, trace, label, step, focus }} />
      </div>
      <div className="lab-table">{trace && now && <StepTable trace={trace} frame={now} />}</div>
    </>
  );
}

/** The transport's keys hold on the whole page, unless something else has the keys. */
function useKeys(player: Player): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || takesKeys(event.target)) return;
      if (handleTransportKey(event, player.getState())) event.preventDefault();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [player]);
}

const takesKeys = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('input, select, textarea, dialog, [role="application"], .transport') !== null;
