import { useEffect, useMemo } from 'react';
import { Choice } from '../../draw/choice.tsx';
import { Frame } from '../../draw/frame.tsx';
import { Legend } from '../../draw/legend.tsx';
import { formatNumber, formatSigned } from '../../draw/number.ts';
import { diverging } from '../../draw/scale.ts';
import { sheet } from '../../draw/sheet.ts';
import { TableView } from '../../draw/table-view.tsx';
import { Transport } from '../../draw/transport.tsx';
import { createPlayer } from '../../player/player.ts';
import { usePlayer } from '../../player/use-player.ts';
import type { WidgetProps } from '../definition.ts';
import { usePlayhead } from '../playhead.ts';
import { useAmount, useChoice } from '../setting.ts';
import { LogitFields } from '../softmax-jacobian/logit-fields.tsx';
import { named, useLogits } from '../softmax-jacobian/logits.ts';
import { useTerm } from '../term.ts';
import type { Attributes } from './attributes.ts';
import { CollapseRow } from './collapse-row.tsx';
import { logitsName, ownClasses } from './experiment.ts';
import { narrateCollapse } from './narration.ts';
import { runCollapse } from './stream-run.ts';

/** −1/s_y · s_y (δ − s_j) shrinks to s_j − δ, logit by logit; then the two lines of code. */
export function CollapseView({ attributes, page }: WidgetProps<Attributes>) {
  const { experiment } = attributes;
  const { logits, setLogits } = useLogits(page, logitsName(attributes), ownClasses);
  const classes = logits.length;
  const places = { min: 0, max: 9, whole: true };
  const [wanted, setLabel] = useAmount(page, `${experiment}/label`, places, attributes.label);
  const label = Math.min(wanted, classes - 1);
  const [code, setCode] = useChoice(page, `${experiment}/code`, ['copy', 'alias'], attributes.code);
  const marks = {
    cancel: useTerm(page, experiment, 'cancel'),
    result: useTerm(page, experiment, 'result'),
  };

  const steps = classes + 2;
  const player = useMemo(() => createPlayer({ length: ownClasses + 2, duration: () => 1600 }), []);
  const state = usePlayer(player);
  useEffect(() => {
    if (player.getState().length !== steps) player.getState().setLength(steps);
  }, [player, steps]);
  usePlayhead(page, experiment, player, 0);
  const step = Math.min(state.step, steps - 1);
  const over = step === steps - 1;

  const anchors = step === 0 ? 'chain' : over ? 'copy subtract loss' : 'cancel';
  useEffect(() => page.light(experiment, anchors.split(' ')), [page, experiment, anchors]);

  const collapse = useMemo(() => runCollapse(logits, label), [logits, label]);
  const results = collapse.terms.map(({ result }) => result);
  const scale = diverging(1);
  const alias = code === 'alias';
  const after = alias && over ? results : collapse.terms.map(({ s }) => s);

  return (
    <Frame
      name="jacobian-streams"
      label="The product collapses to s − y"
      experiment={experiment}
      mode="collapse"
      controls={
        <>
          <Choice
            label="label"
            value={label}
            options={logits.map((_, i) => [i, String(i + 1)])}
            onChange={setLabel}
          />
          <Choice
            label="code"
            value={code}
            options={[
              ['copy', 'dz = s.copy()'],
              ['alias', 'dz = s'],
            ]}
            onChange={setCode}
          />
        </>
      }
      narration={narrateCollapse(collapse, step, alias)}
      transport={
        <Transport
          label="Steps of the collapse"
          {...state}
          length={steps}
          step={step}
          describe={(at) => narrateCollapse(collapse, at, alias)}
          segments={Array.from({ length: steps }, () => ({ tone: 'backward' }))}
        />
      }
      foot={
        <>
          <Legend scale={scale} label="gradient" />
          <TableView
            label={`The collapse, experiment “${experiment}”`}
            signed
            sheets={[
              sheet('gradient at the logits, s − y', results, classes),
              sheet(
                'probabilities',
                collapse.terms.map(({ s }) => s),
                classes,
              ),
            ]}
          />
        </>
      }
    >
      <LogitFields logits={logits} onChange={setLogits} />
      <ol className="collapse">
        {collapse.terms.map((term, j) => (
          <CollapseRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a logit is its place
            key={j}
            {...{ term, collapse, scale, marks }}
            index={j}
            cancelled={step > j}
            shown={step > j + 1 || (step === j + 1 && state.progress >= 0.5)}
            now={step === j + 1}
          />
        ))}
      </ol>
      <p className="collapse-after" data-shown={over || undefined} aria-hidden={!over}>
        Afterwards s is{' '}
        <span data-result="afterwards">{after.map((p) => formatNumber(p)).join(', ')}</span>, and
        −log {named('s', label)} is{' '}
        <span data-result="loss">
          {formatNumber(alias && over ? -Math.log(after[label]) : collapse.loss)}
        </span>
        . The gradient is{' '}
        <span data-result="collapsed">
          {results.map((value) => formatSigned(value)).join(', ')}
        </span>
        .
      </p>
    </Frame>
  );
}
