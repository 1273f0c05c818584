import { useEffect } from 'react';
import { Choice } from '../../draw/choice.tsx';
import { Frame } from '../../draw/frame.tsx';
import { Legend } from '../../draw/legend.tsx';
import { formatSigned } from '../../draw/number.ts';
import { NumberField } from '../../draw/number-field.tsx';
import { cellStyle, diverging } from '../../draw/scale.ts';
import { sheet } from '../../draw/sheet.ts';
import { TableView } from '../../draw/table-view.tsx';
import type { WidgetProps } from '../definition.ts';
import { useQuantities } from '../page-tables.ts';
import { useRefusal } from '../refusal.ts';
import { useAmount, useChoice } from '../setting.ts';
import { inCell } from '../softmax-jacobian/cell-number.ts';
import { LogitFields } from '../softmax-jacobian/logit-fields.tsx';
import { named, useLogits } from '../softmax-jacobian/logits.ts';
import { sumOf } from '../softmax-jacobian/rank.ts';
import { useTerm } from '../term.ts';
import type { Attributes } from './attributes.ts';
import {
  fitsAsUpstream,
  logitsName,
  ownClasses,
  ownUpstream,
  upstreamLimit,
  upstreamName,
} from './experiment.ts';
import { narrateStreams } from './narration.ts';
import { offBits, runStreams } from './stream-run.ts';
import { Wires } from './wires.tsx';

/** Upstream entries as streams that are switched on and off, and what each logit gets of them. */
export function StreamsView({ attributes, page }: WidgetProps<Attributes>) {
  const { experiment } = attributes;
  const quantities = useQuantities(page);
  const { logits, setLogits } = useLogits(page, logitsName(attributes), ownClasses);
  const last = logits.length - 1;
  const places = { min: 0, max: 9, whole: true };
  const [wanted, setLabel] = useAmount(page, `${experiment}/label`, places, attributes.label);
  const label = Math.min(wanted, last);
  const bits = { min: 0, max: 1023, whole: true };
  const [off, setOff] = useAmount(page, `${experiment}/off`, bits, 0);
  const [kind, setKind] = useChoice(
    page,
    `${experiment}/upstream`,
    ['loss', 'own'],
    attributes.upstream,
  );
  const marks = {
    upstream: useTerm(page, experiment, 'upstream'),
    gradient: useTerm(page, experiment, 'gradient'),
    label: useTerm(page, experiment, 'label'),
  };
  const name = upstreamName(attributes);
  const typed = quantities[name]?.values;
  const misfit = typed !== undefined && !fitsAsUpstream(typed);
  useRefusal(page, misfit ? [name] : []);

  const own = ownUpstream(attributes, quantities, logits.length);
  const run = runStreams(logits, kind === 'own' ? { label, off, own } : { label, off });
  useEffect(() => page.light(experiment, ['chain']), [page, experiment]);
  const finite = [...run.upstream, ...run.gradient].filter(Number.isFinite).map(Math.abs);
  const scale = diverging(Math.max(...finite, 0));
  const edit = (at: number, value: number) =>
    page.setQuantity(
      name,
      own.map((old, i) => (i === at ? value : old)),
      [own.length],
    );
  const narration = narrateStreams(run, kind === 'loss');

  return (
    <Frame
      name="jacobian-streams"
      label="Streams of gradient through a softmax"
      experiment={experiment}
      mode="streams"
      controls={
        <>
          <Choice
            label="upstream"
            value={kind}
            options={[
              ['loss', 'cross-entropy'],
              ['own', 'your own'],
            ]}
            onChange={setKind}
          />
          <Choice
            label="label"
            value={label}
            options={logits.map((_, i) => [i, String(i + 1)])}
            onChange={setLabel}
          />
        </>
      }
      narration={narration}
      foot={
        <>
          <Legend scale={scale} label="gradient" />
          <TableView
            label={`Streams, experiment “${experiment}”`}
            signed
            sheets={[
              sheet(
                'what each entry (row) sends to each logit (column)',
                run.streams.flat(),
                last + 1,
              ),
              sheet('upstream gradient', run.upstream, last + 1),
              sheet('gradient at the logits', run.gradient, last + 1),
            ]}
          />
        </>
      }
    >
      <LogitFields logits={logits} onChange={setLogits} />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset's frame and legend would be drawn */}
      <div className="streams-presets" role="group" aria-label="Which streams are on">
        {presets.map(([preset, words]) => {
          const these = offBits[preset](logits.length, label);
          const now = off % 2 ** logits.length === these;
          return (
            <button key={preset} type="button" aria-pressed={now} onClick={() => setOff(these)}>
              {words}
            </button>
          );
        })}
      </div>
      <div className="streams">
        <p className="streams-head">upstream, ∂L/∂s</p>
        <p className="streams-head" data-side="right">
          at the logits, ∂L/∂z
        </p>
        <ul className="streams-from">
          {run.upstream.map((value, j) => (
            <li
              key={named('s', j)}
              data-off={!run.on[j] || undefined}
              {...(j === label ? marks.label : marks.upstream).props}
            >
              <label>
                <input
                  type="checkbox"
                  checked={run.on[j]}
                  aria-label={`stream ${j + 1}`}
                  onChange={() => setOff(off ^ (1 << j))}
                />
                <span>{named('s', j)}</span>
              </label>
              {kind === 'own' ? (
                <NumberField
                  quiet
                  label={`upstream ${j + 1}`}
                  value={value}
                  min={-upstreamLimit}
                  max={upstreamLimit}
                  step={0.1}
                  onChange={(next) => edit(j, next)}
                />
              ) : null}
              <span
                className="streams-number"
                data-result="upstream"
                hidden={kind === 'own'}
                style={cellStyle(scale, run.on[j] ? value : 0)}
              >
                {inWire(value)}
              </span>
            </li>
          ))}
        </ul>
        <Wires run={run} />
        <ul className="streams-to" {...marks.gradient.props}>
          {run.gradient.map((value, i) => (
            <li key={named('z', i)}>
              <span
                className="streams-number"
                data-result="gradient"
                style={cellStyle(scale, value)}
              >
                {inWire(value)}
              </span>
              <span>{named('z', i)}</span>
            </li>
          ))}
        </ul>
        <p className="streams-sum">
          together <span data-result="gradient-sum">{formatSigned(sumOf(run.gradient))}</span>
        </p>
      </div>
    </Frame>
  );
}

/** In a narrow place: three decimals, `−4 × 10⁹` where a power of ten is needed. */
function inWire(value: number): string {
  const size = Math.abs(value);
  const power = size !== 0 && (size < 1e-3 || size >= 1e6);
  return power ? formatSigned(value, 1) : inCell(value, 3);
}

const presets = [
  ['all', 'All'],
  ['label', 'Only the label'],
  ['wrong', 'Only wrong classes'],
] as const;
