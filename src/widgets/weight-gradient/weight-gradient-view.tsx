import './weight-gradient.css';
import { useEffect } from 'react';
import { Choice } from '../../draw/choice.tsx';
import { Frame } from '../../draw/frame.tsx';
import { Legend } from '../../draw/legend.tsx';
import { Matrix } from '../../draw/matrix.tsx';
import { formatNumber } from '../../draw/number.ts';
import { diverging, sequential } from '../../draw/scale.ts';
import { sheet } from '../../draw/sheet.ts';
import { Slider } from '../../draw/slider.tsx';
import { TableView } from '../../draw/table-view.tsx';
import type { WidgetProps } from '../definition.ts';
import { useQuantities } from '../page-tables.ts';
import { useRefusal } from '../refusal.ts';
import { useAmount, useChoice } from '../setting.ts';
import { inCell } from '../softmax-jacobian/cell-number.ts';
import { useTerm } from '../term.ts';
import type { Attributes } from './attributes.ts';
import {
  featureLimit,
  featuresFor,
  featuresName,
  fitsAsFeatures,
  rateRange,
  threeLogits,
  writtenRate,
} from './experiment.ts';
import { narrate } from './narration.ts';
import { runWeights } from './weight-run.ts';

/** Inputs stay on plain paper: in this figure colour means gradient. */
const plain = sequential(Number.MAX_VALUE);

/** From the logits' gradient to that of the weights, dz xᵀ, and what a copied mistake does instead. */
export function WeightGradientView({ attributes, page }: WidgetProps<Attributes>) {
  const { experiment } = attributes;
  const quantities = useQuantities(page);
  const [code, setCode] = useChoice(
    page,
    `${experiment}/code`,
    ['outer', 'logits'],
    attributes.code,
  );
  const inputs = attributes.inputs === '4' ? 4 : 3;
  const [count, setCount] = useChoice(page, `${experiment}/inputs`, [3, 4], inputs);
  const [rate, setRate] = useAmount(page, `${experiment}/rate`, rateRange, writtenRate);
  const marks = {
    dz: useTerm(page, experiment, 'dz'),
    x: useTerm(page, experiment, 'x'),
    dW: useTerm(page, experiment, 'dW'),
  };
  const name = featuresName(attributes);
  const typed = quantities[name]?.values;
  const misfit = typed !== undefined && !fitsAsFeatures(typed);
  useRefusal(page, misfit ? [name] : []);
  const anchors = code === 'outer' ? 'dz outer update' : 'dz update';
  useEffect(() => page.light(experiment, anchors.split(' ')), [page, experiment, anchors]);

  const x = featuresFor(attributes, quantities, count);
  const run = runWeights(threeLogits(attributes, quantities), x, attributes.label, rate, code);
  const scale = diverging(Math.max(...run.dz.map(Math.abs), ...run.dW.map(Math.abs)));
  const edit = (at: number, value: number) => {
    const own = typed && typed.length > x.length ? typed : x;
    const bounded = Math.min(featureLimit, Math.max(-featureLimit, value));
    page.setQuantity(
      name,
      own.map((old, i) => (i === at ? bounded : old)),
      [own.length],
    );
  };

  return (
    <Frame
      name="weight-gradient"
      label="The gradient of the weights"
      experiment={experiment}
      mode={code}
      controls={
        <>
          <Choice
            label="subtract"
            value={code}
            options={[
              ['outer', 'lr · dz xᵀ'],
              ['logits', 'lr · (softmax − onehot)'],
            ]}
            onChange={setCode}
          />
          <Choice
            label="inputs"
            value={count}
            options={[
              [3, '3'],
              [4, '4'],
            ]}
            onChange={setCount}
          />
          <Slider
            label="learning rate lr"
            {...rateRange}
            step={0.01}
            value={rate}
            text={formatNumber(rate)}
            onChange={setRate}
          />
        </>
      }
      narration={narrate(run, code)}
      foot={
        <>
          <Legend scale={scale} label="gradient" />
          <TableView
            label={`Gradient of the weights, experiment “${experiment}”`}
            signed
            sheets={[
              sheet('gradient of the weights, dz xᵀ', run.dW, count),
              ...(run.step ? [sheet('what the code takes off, per lr', run.step, count)] : []),
              sheet('gradient of the logits', run.dz, 3),
              sheet('inputs', x, count),
            ]}
          />
        </>
      }
    >
      <div className="weight-gradient-grid">
        <div className="weight-gradient-x" {...marks.x.props}>
          <Matrix
            label="Inputs x"
            values={x}
            columns={count}
            scale={plain}
            format={(value) => formatNumber(value)}
            onEdit={edit}
            caption="x, the layer’s inputs: type into them"
          />
        </div>
        <div className="weight-gradient-dz" {...marks.dz.props}>
          <Matrix
            label="Gradient of the logits"
            values={run.dz}
            columns={1}
            scale={scale}
            result="dz"
            format={(value) => inCell(value, 3)}
            caption="dz = s − y"
          />
        </div>
        <div className="weight-gradient-dw" {...marks.dW.props}>
          {run.step ? (
            <Matrix
              label="What the code takes off the weights, per lr"
              values={run.step}
              columns={count}
              scale={scale}
              result="step"
              format={(value) => inCell(value, 3)}
              caption={code === 'outer' ? 'dW = dz xᵀ' : 'the same dz under every row'}
            />
          ) : (
            <p className="weight-gradient-error" data-result="error">
              {run.error}
            </p>
          )}
        </div>
      </div>
      <dl className="weight-gradient-facts">
        <Fact label="largest |dz|" name="largest-dz" value={Math.max(...run.dz.map(Math.abs))} />
        <Fact label="largest |dW|" name="largest-dW" value={Math.max(...run.dW.map(Math.abs))} />
        <Fact label="loss before" name="loss-before" value={run.lossBefore} />
        <Fact label="loss after one step" name="loss-after" value={run.lossAfter} />
      </dl>
    </Frame>
  );
}

interface FactProps {
  readonly label: string;
  readonly name: string;
  readonly value: number | undefined;
}

function Fact({ label, name, value }: FactProps) {
  return (
    <div>
      <dt>{label}</dt>
      <dd data-result={name}>
        {value === undefined ? 'none' : formatNumber(value, { digits: 4 })}
      </dd>
    </div>
  );
}
