import { type Bar, Bars } from '../../draw/bars.tsx';
import { Frame } from '../../draw/frame.tsx';
import { formatNumber } from '../../draw/number.ts';
import { sheet } from '../../draw/sheet.ts';
import { Slider } from '../../draw/slider.tsx';
import { TableView } from '../../draw/table-view.tsx';
import type { WidgetProps } from '../definition.ts';
import { useAmount, useChoice } from '../setting.ts';
import { useLogits } from '../softmax-stages/logits.ts';
import { LogitsEditor } from '../softmax-stages/logits-editor.tsx';
import { probabilityText } from '../softmax-stages/number-text.ts';
import { useTerm } from '../term.ts';
import type { Attributes } from './attributes.ts';
import { logitsName, mostAdded, writtenLogits } from './experiment.ts';
import { narrateShares } from './narration.ts';
import { moved, plainShares, softmaxShares } from './shares.ts';
import { temperatures } from './temperature.ts';

/** Plain normalisation and softmax of the same numbers, while both are shifted and scaled. */
export function SharesView({ attributes, page }: WidgetProps<Attributes>) {
  const { experiment } = attributes;
  const logits = useLogits(page, logitsName(attributes), writtenLogits(attributes));
  const range = { min: -mostAdded, max: mostAdded };
  const [constant, setConstant] = useAmount(page, `${experiment}/constant`, range, 0);
  const [temperature, setTemperature] = useChoice(
    page,
    `${experiment}/temperature`,
    temperatures,
    1,
  );
  const marks = {
    logits: useTerm(page, experiment, 'logits'),
    plain: useTerm(page, experiment, 'plain'),
    softmax: useTerm(page, experiment, 'softmax'),
  };
  const given = moved(logits.values, constant, temperature);
  const plain = plainShares(given);
  const softmax = softmaxShares(given);
  return (
    <Frame
      name="softmax-compare"
      label="Plain normalisation and softmax"
      experiment={experiment}
      mode="shares"
      controls={
        <>
          <Slider
            label="add to every logit"
            value={constant}
            min={-mostAdded}
            max={mostAdded}
            step={1}
            text={formatNumber(constant, { signed: true })}
            onChange={setConstant}
          />
          <Slider
            label="temperature T"
            value={temperatures.indexOf(temperature)}
            min={0}
            max={temperatures.length - 1}
            step={1}
            text={formatNumber(temperature)}
            onChange={(at) => setTemperature(temperatures[at])}
          />
        </>
      }
      narration={narrateShares(plain, softmax, constant, temperature)}
      foot={
        <TableView
          label="Shares of the logits"
          sheets={[
            sheet(
              'shares',
              given.flatMap((z, i) => [z, plain[i], softmax[i]]),
              ['(z + c) / T', 'plain share', 'softmax'],
            ),
          ]}
        />
      }
    >
      <div className="softmax-compare-columns">
        <div {...marks.logits.props}>
          <LogitsEditor logits={logits} />
        </div>
        <div className="softmax-compare-bars" {...marks.plain.props}>
          <p className="softmax-compare-head">
            plain: <i>z</i> / Σ <i>z</i>
          </p>
          <Bars label="Plain shares" result="plain" bars={plain.map(barOf)} />
        </div>
        <div className="softmax-compare-bars" {...marks.softmax.props}>
          <p className="softmax-compare-head">
            softmax: <i>e</i>
            <sup>
              <i>z</i>
            </sup>{' '}
            / Σ <i>e</i>
            <sup>
              <i>z</i>
            </sup>
          </p>
          <Bars label="Softmax" result="softmax" bars={softmax.map(barOf)} />
        </div>
      </div>
    </Frame>
  );
}

/** A share below 0 is no share: it is drawn by its size, in blue, with its sign in its figures. */
const barOf = (share: number, index: number): Bar => ({
  label: String(index + 1),
  // Four decimals: the last bits of `exp` differ between machines.
  share: Number.isFinite(share) ? Number(Math.min(1, Math.abs(share)).toFixed(4)) : 0,
  text: probabilityText(share),
  tone: share < 0 ? 'negative' : 'accent',
});
