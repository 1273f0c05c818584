import './softmax-stages.css';
import { useEffect, useMemo } from 'react';
import { formatNames } from '../../core/number/format.ts';
import { Choice } from '../../draw/choice.tsx';
import { Frame } from '../../draw/frame.tsx';
import { Presets } from '../../draw/presets.tsx';
import { sheet } from '../../draw/sheet.ts';
import { TableView } from '../../draw/table-view.tsx';
import { Toggle } from '../../draw/toggle.tsx';
import { Transport } from '../../draw/transport.tsx';
import { usePlayer } from '../../player/use-player.ts';
import type { WidgetProps } from '../definition.ts';
import { usePlayhead } from '../playhead.ts';
import { useChoice, useSwitch } from '../setting.ts';
import { useTerm } from '../term.ts';
import type { Attributes } from './attributes.ts';
import { BitsView } from './bits-view.tsx';
import { DeviceView } from './device-view.tsx';
import { experimentOf, logitsName, writtenLogits } from './experiment.ts';
import { cellName, cellNames, focusOf } from './focus-cell.ts';
import { LimitLine } from './limit-line-view.tsx';
import { anyCount, useLogits } from './logits.ts';
import { LogitsEditor } from './logits-editor.tsx';
import { narrate } from './narration.ts';
import { presets } from './presets.ts';
import { columnsOf, forms, largestOf, runStages, valuesOf } from './stage-run.ts';
import { StageTable, stageHeads } from './stage-table.tsx';
import { anchorsOf, isReached, momentAt, steps } from './timeline.ts';

/** Softmax computed twice, as written and shifted, in a number format of the reader's choice. */
export function SoftmaxStagesView({ attributes, page }: WidgetProps<Attributes>) {
  const { experiment: name } = attributes;
  const experiment = experimentOf(page, attributes);
  const player = usePlayer(experiment.player);
  usePlayhead(page, name, experiment.player, experiment.start);
  const logits = useLogits(page, logitsName(attributes), writtenLogits);
  const [format, setFormat] = useChoice(page, `${name}/format`, formatNames, attributes.format);
  const [flush, setFlush] = useSwitch(page, `${name}/flush`, attributes.flush === 'yes');
  const [form, setForm] = useChoice(page, `${name}/form`, forms, attributes.form);
  const [chosen, setChosen] = useChoice(page, `${name}/cell`, cellNames, 'auto');
  const [gpu, setGpu] = useSwitch(page, `${name}/gpu`, false);
  const maximum = useTerm(page, name, 'maximum');
  const marks = {
    powers: useTerm(page, name, 'powers'),
    sum: useTerm(page, name, 'sum'),
    probabilities: useTerm(page, name, 'probabilities'),
  };

  const run = useMemo(
    () => runStages(logits.values, format, flush),
    [logits.values, format, flush],
  );
  const classes = run.logits.length;
  const moment = momentAt(player.step, player.progress, classes);
  const focus = focusOf(run, form, chosen, moment);
  const powersReached = run.logits.filter((_, i) => isReached(moment, 'powers', i)).length;

  const anchors = anchorsOf(moment).join(' ');
  useEffect(() => page.light(name, anchors.split(' ')), [page, name, anchors]);

  return (
    <Frame
      name="softmax-stages"
      label="Softmax computed two ways"
      experiment={name}
      controls={
        <>
          <Choice
            label="number format"
            value={format}
            options={formatNames.map((one) => [one, one])}
            onChange={setFormat}
          />
          <Presets
            label="try"
            options={presets}
            onChoose={(values) => {
              logits.set(values);
              setChosen('auto');
            }}
          />
        </>
      }
      narration={narrate(run, moment)}
      transport={
        <>
          <Transport
            label="Stages of softmax"
            {...player}
            describe={(step) => narrate(run, momentAt(step, 1, classes))}
            segments={steps.map((step) => ({ tone: 'forward', label: step }))}
          />
          <div className="softmax-stages-below">
            <LimitLine run={run} reached={powersReached} />
            <BitsView run={run} form={form} place={focus} />
          </div>
          {attributes.device === 'yes' && (
            <div className="softmax-stages-device">
              <Toggle label="flush subnormals to 0" on={flush} onChange={setFlush} />
              <DeviceView logits={run.logits} on={gpu} onChange={setGpu} />
            </div>
          )}
        </>
      }
      foot={
        <TableView
          label={`Softmax in ${format}`}
          digits={4}
          sheets={forms.map((one) =>
            sheet(
              one,
              run.logits.flatMap((_, i) =>
                columnsOf[one].map((column) => valuesOf(run, one, column)[i]),
              ),
              columnsOf[one].map((column) => stageHeads[one][column]),
            ),
          )}
        />
      }
    >
      <div className="softmax-stages-tables">
        <LogitsEditor logits={logits} count={anyCount} largest={largestOf(run)} mark={maximum} />
        {forms.map((one) => (
          <StageTable
            key={one}
            run={run}
            form={one}
            moment={moment}
            focus={one === form ? focus : undefined}
            marks={marks}
            onChoose={(place) => {
              setForm(one);
              setChosen(cellName(place));
            }}
          />
        ))}
      </div>
    </Frame>
  );
}
