import { formatFixed, formatSigned, powerOfTen } from '../../../draw/number.ts';
import { diverging, type Scale, scaleOf, sequential } from '../../../draw/scale.ts';
import { type Cell, readCell } from '../../../trace/expression.ts';
import { maybeMaker } from '../../../trace/graph.ts';
import type { HostTensor } from '../../../trace/tensor.ts';
import { activationOf, gradientOf, type Trace } from '../../../trace/trace.ts';
import type { Size } from '../use-size.ts';
import type {
  Board,
  BoardGrid,
  BoardLead,
  BoardRule,
  BoardText,
  DataCell,
  Figures,
  LedgerRow,
} from './board.ts';

interface GridRequest extends Pick<BoardGrid, 'x' | 'y' | 'side' | 'across' | 'marks'> {
  readonly cells?: readonly Cell[];
  readonly values?: readonly number[];
}

/** A board while it is being laid out. */
export class Sheet {
  readonly grids: BoardGrid[] = [];
  readonly texts: BoardText[] = [];
  readonly rules: BoardRule[] = [];
  readonly leads: BoardLead[] = [];
  readonly ledger: LedgerRow[] = [];

  readonly trace: Trace;
  readonly cell: DataCell;
  readonly width: number;
  readonly height: number;

  constructor(trace: Trace, cell: DataCell, { width, height }: Size) {
    this.trace = trace;
    this.cell = cell;
    this.width = width;
    this.height = height;
  }

  read = (cell: Cell): number => readCell(this.trace, cell);

  /** Adds a row to the sum. */
  add(name: string, subtotal: number): LedgerRow {
    const row = { name, subtotal, running: (this.ledger.at(-1)?.running ?? 0) + subtotal };
    this.ledger.push(row);
    return row;
  }

  /** Adds a grid of cells, or of numbers that are no cells; says how its numbers are written. */
  addGrid(grid: GridRequest): Figures {
    const { cells = [], values = cells.map(this.read), ...place } = grid;
    const [first] = cells;
    const data = first && (first.of === 'value' || first.of === 'gradient') ? first : undefined;
    const signed = !data || data.of === 'gradient';
    const figures = figuresFor(values, signed && first?.of !== 'saved');
    const scale = data
      ? pictureScale(this.trace, data)
      : figures.signed
        ? diverging(scaleOf(values).end)
        : scaleOf(values);
    this.grids.push({ ...place, cells, values, scale, figures });
    return figures;
  }

  text(text: string, x: number, y: number, how: Omit<BoardText, 'text' | 'x' | 'y'>): void {
    this.texts.push({ text, x, y, ...how });
  }

  board(): Board {
    const { cell, width, height, grids, texts, rules, leads, ledger } = this;
    return { cell, width, height, grids, texts, rules, leads, ledger };
  }
}

/** Signed numbers of one board with the same decimals: four digits of the largest. */
export function boardFormat(largest: number): (value: number) => string {
  if (!(largest >= 1e-4) || !Number.isFinite(largest)) return (value) => formatSigned(value, 3);
  const decimals = Math.max(0, 3 - Math.floor(Math.log10(largest)));
  return (value) =>
    Math.abs(value) >= 0.5 * 10 ** -decimals || value === 0
      ? formatFixed(value, decimals, true)
      : formatSigned(value, 2);
}

/** Small numbers are written in a power of ten that a caption names, so that they fit their cells. */
export function figuresFor(values: readonly number[], signed: boolean): Figures {
  const { end, kind } = scaleOf(values);
  const power = end >= 0.05 ? 0 : Math.floor(Math.log10(end));
  const largest = end / 10 ** power;
  const decimals = Math.max(0, Math.min(2, 1 - Math.floor(Math.log10(largest))));
  return { signed: signed || kind === 'diverging', power, decimals };
}

export const powerNote = ({ power }: Figures): string =>
  power === 0 ? '' : ` in ${powerOfTen(power)}`;

/** `−.68`, `+1.2`, `.4`: what has room in a small square. */
export function cellFigure(value: number, { signed, power, decimals }: Figures): string {
  if (value === 0) return '0';
  if (!Number.isFinite(value)) return formatSigned(value);
  const text = formatFixed(value / 10 ** power, decimals, signed);
  return text.replace(/^([+−]?)0\./, '$1.');
}

const scales = new WeakMap<HostTensor, Scale>();

/** The colours that a cell has in its own picture. */
function pictureScale(trace: Trace, { of, id }: DataCell): Scale {
  const tensor = of === 'gradient' ? gradientOf(trace, id).sum : activationOf(trace, id);
  const known = scales.get(tensor);
  if (known) return known;
  const signed = of === 'gradient';
  const scale = maybeMaker(trace.graph, id) ? scaleOf(tensor.data, { signed }) : sequential(1);
  const made = signed ? diverging(scaleOf(tensor.data).end) : scale;
  scales.set(tensor, made);
  return made;
}

/** Blue or orange as the sign has it, for text. */
export const toneOf = (value: number): 'positive' | 'negative' | 'soft' =>
  value > 0 ? 'positive' : value < 0 ? 'negative' : 'soft';
