import { formatPercent } from '../../../draw/number.ts';
import type { Player } from '../../../player/player.ts';
import type { Cell } from '../../../trace/expression.ts';
import type { Trace } from '../../../trace/trace.ts';
import { titleOf } from '../../cell-name.ts';
import type { LabModel } from '../../lab-model.ts';
import type { LabStore } from '../../lab-store.ts';
import { unitCount } from '../../stage/column.ts';
import { cellOf } from '../../stage/focus.ts';
import { frameOf } from '../../stage/frame.ts';
import { type ReluUnits, reluUnitsOf, silentUnits } from './silent.ts';
import type { AlwaysSilent } from './use-always-silent.ts';

interface SilentUnitsProps {
  readonly trace: Trace;
  readonly model: LabModel;
  readonly store: LabStore;
  readonly player: Player;
  readonly always: AlwaysSilent;
}

/** What each relu keeps silent about this digit, and which of it about the ten samples too. */
export function SilentUnits({ trace, model, store, player, always }: SilentUnitsProps) {
  const relus = reluUnitsOf(model.columns);
  if (relus.length === 0) return null;
  return (
    <section className="silent" aria-labelledby="silent-title">
      <h3 id="silent-title">Silent units</h3>
      <p>
        A ReLU’s unit (or whole map) that is 0 everywhere sends nothing on, and no gradient comes
        back through it. Silent on this digit is no fault: it only means, not seen here. One that is
        silent on every digit is dead and learns no more; ten samples hint at it, they do not prove
        it.
      </p>
      {always.state === 'failed' && (
        <p role="alert">The ten samples could not be run: {always.why}.</p>
      )}
      <ul>
        {relus.map((relu) => (
          <SilentOf
            key={relu.value}
            relu={relu}
            units={silentUnits(trace, relu)}
            always={always.state === 'known' ? always.units.get(relu.value) : undefined}
            title={columnTitle(model, relu)}
            hint={(unit) => store.getState().hint(unit && cellNow(unit, relu))}
            pin={(unit) => store.getState().pin(cellNow(unit, relu))}
          />
        ))}
      </ul>
    </section>
  );

  /** The middle cell of a unit, of whatever its column shows now. */
  function cellNow(unit: Unit, { column }: ReluUnits): Cell {
    const { columns, arrivals, steps } = model;
    const { view, scaling } = store.getState();
    const step = player.getState().step;
    const frame = frameOf(columns, arrivals, steps, step, 1, { view, scaling });
    const { shown } = frame.columns[columns.indexOf(column)];
    const { maps, rows, columns: across } = column;
    const middle = Math.floor(rows / 2) * across + Math.floor(across / 2);
    const index = maps > 0 ? middle * maps + unit.unit : unit.unit;
    return { of: cellOf(shown.pass), id: shown.value, index };
  }
}

interface Unit {
  readonly unit: number;
}

const columnTitle = ({ columns }: LabModel, { column }: ReluUnits): string =>
  titleOf(columns, column.id);

interface SilentOfProps {
  readonly relu: ReluUnits;
  readonly units: readonly number[];
  readonly always: readonly number[] | undefined;
  readonly title: string;
  readonly hint: (unit: Unit | undefined) => void;
  readonly pin: (unit: Unit) => void;
}

function SilentOf({ relu, units, always, title, hint, pin }: SilentOfProps) {
  const total = unitCount(relu.column);
  const noun = relu.column.maps > 0 ? 'maps' : 'units';
  const also = always && new Set(always);
  return (
    <li data-relu={relu.value}>
      <p>
        <strong>{title}</strong>: <b data-silent="here">{units.length}</b> of {total} {noun} silent
        on this digit ({formatPercent(units.length / total)});{' '}
        {always ? (
          <>
            <b data-silent="always">{always.length}</b> on all ten samples
            {always.length > 0 && `: ${always.join(', ')}`}
          </>
        ) : (
          'the ten samples are being run …'
        )}
      </p>
      {units.length > 0 && (
        <details>
          <summary>Which are silent here</summary>
          <ul className="silent-list">
            {units.map((unit) => (
              <li key={unit}>
                <button
                  type="button"
                  data-always={also?.has(unit) || undefined}
                  aria-label={`${noun.slice(0, -1)} ${unit} of ${title}${also?.has(unit) ? ', silent on all ten samples too' : ''}`}
                  onPointerEnter={() => hint({ unit })}
                  onPointerLeave={() => hint(undefined)}
                  onFocus={() => hint({ unit })}
                  onBlur={() => hint(undefined)}
                  onClick={() => pin({ unit })}
                >
                  {unit}
                </button>
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}
