import './loss-head.css';
import { useMemo } from 'react';
import { Choice } from '../../draw/choice.tsx';
import { Frame } from '../../draw/frame.tsx';
import { sheet } from '../../draw/sheet.ts';
import { TableView } from '../../draw/table-view.tsx';
import type { WidgetProps } from '../definition.ts';
import { useQuantities } from '../page-tables.ts';
import { useRefusal } from '../refusal.ts';
import { useAmount, useChoice } from '../setting.ts';
import { useTermLines } from '../term-lines.ts';
import type { Attributes } from './attributes.ts';
import { type Batch, batchOf, namesOf, resized } from './batch.ts';
import { kinds, lossNames, takesSeveral } from './kinds.ts';
import { LossColumn } from './loss-column.tsx';
import { LossInputs } from './loss-inputs.tsx';
import { runLoss } from './losses.ts';
import { narrate } from './narration.ts';

/** Which line of a listing each term is about. */
const lines: Readonly<Record<string, string>> = {
  p: 'softmax',
  logits: 'softmax',
  target: 'target',
  loss: 'loss',
  gradient: 'gradient',
  sum: 'gradient',
};

/** Two losses side by side on the same logits and labels. */
export function LossView({ attributes, page }: WidgetProps<Attributes>) {
  const { experiment } = attributes;
  const quantities = useQuantities(page);
  const { batch, misfits } = useMemo(
    () => batchOf(attributes, quantities),
    [attributes, quantities],
  );
  const samples = batch.labels.length;
  const [left, setLeft] = useChoice(page, `${experiment}/left`, lossNames, attributes.left);
  const [right, setRight] = useChoice(page, `${experiment}/right`, lossNames, attributes.right);
  const [chosen, setSample] = useAmount(
    page,
    `${experiment}/sample`,
    { min: 0, max: 3, whole: true },
    0,
  );
  const sample = Math.min(chosen, samples - 1);

  useRefusal(page, misfits);
  useTermLines(page, experiment, lines);

  const change = (next: Batch) => {
    const names = namesOf(attributes);
    const rows = next.labels.length;
    const shape = rows === 1 ? [next.classes] : [rows, next.classes];
    page.setQuantity(names.logits, next.logits, shape);
    page.setQuantity(names.labels, next.labels, rows === 1 ? [] : [rows]);
    if (next.also !== batch.also) page.setQuantity(names.also, next.also, [rows, next.classes]);
    if (next.weights !== batch.weights) {
      page.setQuantity(names.weights, next.weights, [next.classes]);
    }
  };
  const zeros = () => change({ ...batch, logits: batch.logits.map(() => 0) });

  const runs = useMemo(
    () => ({ left: runLoss(left, batch), right: runLoss(right, batch) }),
    [left, right, batch],
  );
  const gradients = [...runs.left.gradient, ...runs.right.gradient];
  const reach = Math.max(1 / samples, ...gradients.map(Math.abs));
  const both = [left, right];
  const column = { page, experiment, batch, sample, reach };
  return (
    <Frame
      name="loss-head"
      label="Two losses on the same logits"
      experiment={experiment}
      controls={
        <>
          <Choice
            label="classes"
            value={batch.classes}
            options={counts(batch.classes, [2, 3, 5, 10])}
            onChange={(classes) => change(resized(batch, samples, classes))}
          />
          <Choice
            label="samples"
            value={samples}
            options={counts(samples, [1, 2, 4])}
            onChange={(rows) => change(resized(batch, rows, batch.classes))}
          />
          {samples > 1 && (
            <Choice
              label="shown"
              value={sample}
              options={Array.from({ length: samples }, (_, n) => [n, String(n + 1)])}
              onChange={setSample}
            />
          )}
          <button type="button" className="loss-button" onClick={zeros}>
            A fresh network: all logits 0
          </button>
        </>
      }
      narration={narrate(
        batch,
        sample,
        { name: left, run: runs.left },
        { name: right, run: runs.right },
      )}
      foot={
        <TableView
          label={`Losses side by side, experiment “${experiment}”`}
          signed
          sheets={(['left', 'right'] as const).flatMap((side) => {
            const { label } = kinds[side === 'left' ? left : right];
            return [
              sheet(`${side}, ${label}: gradient`, runs[side].gradient, batch.classes),
              sheet(`${side}, ${label}: predictions`, runs[side].predictions, batch.classes),
            ];
          })}
        />
      }
    >
      <LossInputs
        page={page}
        experiment={experiment}
        batch={batch}
        sample={sample}
        several={both.some(takesSeveral)}
        weighted={both.includes('weighted')}
        onChange={change}
      />
      <div className="loss-columns">
        <LossColumn {...column} side="left" name={left} run={runs.left} onChoose={setLeft} />
        <LossColumn {...column} side="right" name={right} run={runs.right} onChoose={setRight} />
      </div>
    </Frame>
  );
}

/** The counts on offer, and the one that is there. */
const counts = (now: number, offered: readonly number[]) =>
  [...new Set([...offered, now])]
    .sort((a, b) => a - b)
    .map((count) => [count, String(count)] as const);
