import './vjp-cost.css';
import { useEffect, useMemo } from 'react';
import { Choice } from '../../draw/choice.tsx';
import { Frame } from '../../draw/frame.tsx';
import { sheet } from '../../draw/sheet.ts';
import { TableView } from '../../draw/table-view.tsx';
import { Transport } from '../../draw/transport.tsx';
import { createPlayer } from '../../player/player.ts';
import { usePlayer } from '../../player/use-player.ts';
import type { WidgetProps } from '../definition.ts';
import { useQuantities } from '../page-tables.ts';
import { usePlayhead } from '../playhead.ts';
import { useRefusal } from '../refusal.ts';
import { useChoice } from '../setting.ts';
import { vjpOf } from '../softmax-jacobian/softmax-row.ts';
import type { Attributes } from './attributes.ts';
import { CostTable, grouped } from './cost-table.tsx';
import {
  classCounts,
  drawn,
  fitsAsRow,
  givenFor,
  limits,
  logitsName,
  upstreamName,
} from './experiment.ts';
import { narrate } from './narration.ts';
import { type CodeName, productCodes } from './product-code.ts';
import { RunPanel } from './run-panel.tsx';
import { StageView } from './stage-view.tsx';

const codes: readonly CodeName[] = ['full', 'vjp', 'diagonal'];

/** The vector–Jacobian product, with the matrix and without, line by line and with what it costs. */
export function VjpCostView({ attributes, page }: WidgetProps<Attributes>) {
  const { experiment } = attributes;
  const quantities = useQuantities(page);
  const written = classCounts.find((count) => count === Number(attributes.classes)) ?? 3;
  const [classes, setClasses] = useChoice(page, `${experiment}/classes`, classCounts, written);
  const [code, setCode] = useChoice(page, `${experiment}/code`, codes, attributes.code);

  const small = drawn(classes);
  const given = useMemo(
    () => givenFor(attributes, quantities, classes),
    [attributes, quantities, classes],
  );
  const truth = useMemo(() => vjpOf(given.logits, given.v), [given]);
  const stages = useMemo(
    () => (small ? productCodes[code].run(given.s, given.v) : []),
    [code, given, small],
  );
  useRefusedRows(page, [
    [logitsName(attributes), limits.logits],
    [upstreamName(attributes), limits.upstream],
  ]);

  const wrong = truth.map((value, i) => {
    const claimed = stages.at(-1)?.values[i] ?? value;
    return !(Math.abs(claimed - value) <= 1e-9 * Math.max(1, Math.abs(value)));
  });
  const wrongs = wrong.filter((is) => is).length;
  const player = useMemo(() => createPlayer({ length: 4, step: 3, duration: () => 1400 }), []);
  const state = usePlayer(player);
  const steps = small ? stages.length + 1 : 4;
  useEffect(() => {
    if (player.getState().length === steps) return;
    const atEnd = player.getState().step === player.getState().length - 1;
    player.getState().setLength(steps);
    if (atEnd) player.getState().last();
  }, [player, steps]);
  usePlayhead(page, experiment, player, 3);
  const done = Math.min(state.step, steps - 1) - (state.progress < 0.5 && state.step > 0 ? 1 : 0);

  const anchor = done === 0 ? 'given' : (stages[done - 1]?.anchor ?? 'given');
  useEffect(() => page.light(experiment, [anchor]), [page, experiment, anchor]);

  const edit = (at: number, value: number) => {
    const name = upstreamName(attributes);
    const own = page.quantities.getState()[name]?.values ?? [];
    const next = own.length >= given.v.length ? own : given.v;
    page.setQuantity(
      name,
      next.map((old, i) => (i === at ? value : old)),
      [next.length],
    );
  };

  return (
    <Frame
      name="vjp-cost"
      label="The vector–Jacobian product and its cost"
      experiment={experiment}
      mode={code}
      controls={
        <>
          <Choice
            label="classes"
            value={classes}
            options={classCounts.map((count) => [count, grouped(count)])}
            onChange={setClasses}
          />
          <Choice
            label="code"
            value={code}
            options={codes.map((name) => [name, productCodes[name].label])}
            onChange={setCode}
          />
        </>
      }
      narration={small ? narrate(stages, done, wrongs) : undefined}
      transport={
        small && (
          <Transport
            label="Lines of the code"
            {...state}
            length={steps}
            step={Math.min(state.step, steps - 1)}
            describe={(step) => narrate(stages, step, wrongs)}
            segments={Array.from({ length: steps }, () => ({ tone: 'backward' }))}
          />
        )
      }
      foot={
        small && (
          <TableView
            label={`The product, experiment “${experiment}”`}
            signed
            sheets={[
              sheet('the true gradient', truth, classes),
              ...stages.map((stage) => sheet(stage.label, stage.values, stage.columns)),
              sheet('probabilities', given.s, classes),
              sheet('upstream gradient', given.v, classes),
            ]}
          />
        )
      }
    >
      <div className="vjp-cost-parts">
        {small ? (
          <StageView {...{ page, experiment, given, stages, done, wrong }} onEdit={edit} />
        ) : (
          <RunPanel key={`${code} ${classes}`} {...{ code, given, truth }} />
        )}
        <div className="vjp-cost-side">
          <CostTable classes={classes} />
          {small && (
            <p className="vjp-cost-verdict" data-verdict={wrongs === 0 ? 'right' : 'wrong'}>
              {done === stages.length && (
                <span data-result="verdict">
                  {wrongs === 0
                    ? `All ${classes} are right.`
                    : `${wrongs} of ${classes} are wrong.`}
                </span>
              )}
            </p>
          )}
        </div>
      </div>
    </Frame>
  );
}

/** Tells the reader of quantities that a link brought and that do not fit. */
function useRefusedRows(
  page: WidgetProps<Attributes>['page'],
  names: readonly (readonly [name: string, limit: number])[],
) {
  const quantities = useQuantities(page);
  const misfits = names.flatMap(([name, limit]) => {
    const values = quantities[name]?.values;
    return values && !fitsAsRow(values, limit) ? [name] : [];
  });
  useRefusal(page, misfits);
}
