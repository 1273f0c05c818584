import type { HostTensor } from '../../trace/tensor.ts';
import { numberText } from './float-text.ts';
import type { NamedTensor, TensorKind } from './tensors.ts';

/** Lines that are made between two looks at the clock. */
const LINES = 500;

/** What the axes of a tensor count, by its rank; all indices count from 0. */
const valueAxes: readonly (readonly string[])[] = [
  [],
  ['sample'],
  ['sample', 'unit'],
  ['sample', 'row', 'unit'],
  ['sample', 'row', 'column', 'map'],
];
const paramAxes: readonly (readonly string[])[] = [
  [],
  ['out'],
  ['out', 'in'],
  ['row', 'in', 'out'],
  ['row', 'column', 'in', 'out'],
];

/** Names for the index columns of a tensor. */
function axesOf(kind: TensorKind, rank: number): readonly string[] {
  const known = kind === 'param' || kind === 'paramGradient' ? paramAxes : valueAxes;
  return known[rank] ?? Array.from({ length: rank }, (_, axis) => `axis ${axis}`);
}

/**
 * Tensors as a table, in parts (RFC 4180 but for its line ends, which are \n). One tensor has a column for each axis and one for
 * the number: `sample,row,column,map,value`. Several have `tensor,position,value`, the position in
 * brackets of the tensor's axes: `gradient.conv1,0 3 4 7,0.125`.
 */
export function* csvParts(tensors: readonly NamedTensor[]): Generator<string> {
  const [only, ...others] = tensors;
  if (only && others.length === 0) {
    yield `${[...axesOf(only.kind, only.tensor.shape.length), 'value'].join(',')}\n`;
    yield* lines(only.tensor, (position, value) =>
      position === '' ? value : `${position},${value}`,
    );
    return;
  }
  yield 'tensor,position,value\n';
  for (const { name, tensor } of tensors) {
    yield* lines(
      tensor,
      (position, value) => `${field(name)},${position.replaceAll(',', ' ')},${value}`,
    );
  }
}

function* lines(
  { shape, dtype, data }: HostTensor,
  line: (position: string, value: string) => string,
): Generator<string> {
  const position: number[] = shape.map(() => 0);
  let part = '';
  for (let i = 0; i < data.length; i++) {
    part += `${line(position.join(','), numberText(data[i], dtype))}\n`;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      position[axis]++;
      if (position[axis] < shape[axis]) break;
      position[axis] = 0;
    }
    if ((i + 1) % LINES === 0) {
      yield part;
      part = '';
    }
  }
  yield part;
}

const field = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/**
 * Tensors as JSON, in parts: one is `{name, shape, dtype, data}` with its numbers in a row, the last
 * axis fastest; several are an array of such. What JSON has no number for is a string: "NaN",
 * "Infinity", "-Infinity".
 */
export function* jsonParts(tensors: readonly NamedTensor[]): Generator<string> {
  const several = tensors.length !== 1;
  if (several) yield '[\n';
  for (const [i, { name, tensor }] of tensors.entries()) {
    const { shape, dtype, data } = tensor;
    const head = JSON.stringify({ name, shape, dtype }).slice(0, -1);
    yield `${i > 0 ? ',\n' : ''}${head},"data":[`;
    for (let from = 0; from < data.length; from += LINES) {
      const to = Math.min(from + LINES, data.length);
      const texts = Array.from({ length: to - from }, (_, j) => jsonNumber(data[from + j], dtype));
      yield `${from > 0 ? ',' : ''}${texts.join(',')}`;
    }
    yield ']}';
  }
  yield several ? '\n]\n' : '\n';
}

function jsonNumber(value: number, dtype: HostTensor['dtype']): string {
  const text = numberText(value, dtype);
  return Number.isFinite(value) ? text : `"${text}"`;
}
