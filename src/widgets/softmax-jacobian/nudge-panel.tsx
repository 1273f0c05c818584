import { Choice } from '../../draw/choice.tsx';
import { formatNumber, formatSigned, powerOfTen } from '../../draw/number.ts';
import { Slider } from '../../draw/slider.tsx';
import type { Control } from '../setting.ts';
import { named } from './logits.ts';
import { type NudgeSides, nudgedColumn, nudgePowers } from './nudge.ts';

interface NudgePanelProps {
  readonly logits: readonly number[];
  readonly matrix: readonly (readonly number[])[];
  readonly column: number;
  /** What the first place is called: 1, or 0 for digits. */
  readonly first: number;
  readonly power: Control<number>;
  readonly sides: Control<NudgeSides>;
}

/** The chosen column by the formula, beside what a nudge of its logit really does. */
export function NudgePanel({ logits, matrix, column, first, power, sides }: NudgePanelProps) {
  const measured = nudgedColumn(logits, column, 10 ** power[0], sides[0]);
  const errors = measured.map((slope, i) => Math.abs(slope - matrix[i][column]));
  const z = named('z', column, first);
  return (
    <section className="nudge" aria-label={`Logit ${column + first} nudged`}>
      <div className="nudge-controls">
        <Slider
          label={`nudge ${z} by ε`}
          {...nudgePowers}
          step={1}
          value={power[0]}
          text={power[0] === 0 ? '1' : powerOfTen(power[0])}
          onChange={power[1]}
        />
        <Choice
          label="direction"
          value={sides[0]}
          options={[
            ['up', 'up'],
            ['both', 'up and down'],
          ]}
          onChange={sides[1]}
        />
      </div>
      <table>
        <thead>
          <tr>
            <td />
            <th scope="col">formula</th>
            <th scope="col">nudged</th>
            <th scope="col">off by</th>
          </tr>
        </thead>
        <tbody>
          {measured.map((slope, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a probability is its place
            <tr key={i}>
              <th scope="row">
                ∂{named('s', i, first)}/∂{z}
              </th>
              <td data-result="formula">{formatSigned(matrix[i][column], 4)}</td>
              <td data-result="nudged">{formatSigned(slope, 4)}</td>
              <td data-result="off">{formatNumber(errors[i], { digits: 1 })}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        Largest error of this column:{' '}
        <span data-result="nudge-error">{formatNumber(Math.max(...errors), { digits: 2 })}</span>
      </p>
    </section>
  );
}
