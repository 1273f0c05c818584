import { Arithmetic } from '../../core/number/arithmetic.ts';
import { BitRow } from '../../draw/bit-row.tsx';
import { formatNumber, powerOfTen } from '../../draw/number.ts';
import { powerText, stageText } from './number-text.ts';
import { spell } from './spelling.ts';
import { cellsOf, type Form, formatOf, type StageRun } from './stage-run.ts';
import type { CellPlace } from './timeline.ts';

interface BitsViewProps {
  readonly run: StageRun;
  readonly form: Form;
  readonly place: CellPlace | undefined;
}

/** One number of the computation as its format keeps it, bit by bit. */
export function BitsView({ run, form, place }: BitsViewProps) {
  if (!place) {
    return (
      <div className="softmax-stages-bits">
        <p className="softmax-stages-bits-of">
          Here stand the bits of one number of the tables. Click any that is computed.
        </p>
      </div>
    );
  }
  const { value } = cellsOf(run, form, place.column)[place.index];
  const { bits, words, printed } = spell(formatOf(run), value);
  return (
    <div className="softmax-stages-bits">
      <p className="softmax-stages-bits-of">
        {form}, class {place.index + 1}: <b>{nameOf(run, form, place)}</b>
        {`; ${run.format} prints `}
        <code data-result="printed">
          {printed.replace('Infinity', 'inf').replace('NaN', 'nan')}
        </code>
      </p>
      <BitRow {...bits} />
      <p className="softmax-stages-bits-words" data-result="bits">
        {words}
      </p>
    </div>
  );
}

/** What a number stands for: `e⁻¹⁰⁰ = 3.72 × 10⁻⁴⁴`, before any rounding to the format. */
function nameOf(run: StageRun, form: Form, { column, index }: CellPlace): string {
  const { operands, value } = cellsOf(run, form, column)[index];
  const [a, b] = operands.map((operand) => formatNumber(operand, { digits: 4 }));
  switch (column) {
    case 'shifted':
      return `${a} − ${b.startsWith('−') ? `(${b})` : b}`;
    case 'powers':
      return `${powerText(operands[0])} = ${exactPower(operands[0])}`;
    case 'partialSums':
      return `${a} + ${b}`;
    default:
      return `${a} / ${b} = ${stageText(column, value)}`;
  }
}

/** e^x in float64; where even that ends, by its logarithm to the base of ten. */
function exactPower(exponent: number): string {
  const { value } = new Arithmetic('float64').apply('exp', exponent);
  if (value > 0 && Number.isFinite(value)) return formatNumber(value);
  const decimal = exponent / Math.LN10;
  const power = Math.floor(decimal);
  return `${formatNumber(10 ** (decimal - power))} × ${powerOfTen(power)}`;
}
