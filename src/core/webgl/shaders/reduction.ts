import type { ReductionName } from '../../ops.ts';
import type { Shader } from '../program.ts';
import { beats, inBothWidths, inTexels } from './lane.ts';

/**
 * One stage: [outer, length, inner] → [outer, parts, inner], each part the reduction of `chunk`
 * neighbours. Long axes take several stages, which also keeps the rounding of a sum small.
 */
const reduction = (start: string, take: string): Shader => ({
  inputs: ['A'],
  ints: ['inner', 'parts', 'len', 'chunk'],
  fours: inTexels('inner'),
  body: `${beats}${inBothWidths(
    ({ type, name, read }) => `
${type} ${name}(int i) {
  int line = quotient(i, inner);
  int k = i - line * inner;
  int outer = quotient(line, parts);
  int part = line - outer * parts;
  int first = part * chunk;
  int last = min(first + chunk, len);
  int base = outer * len * inner + k;
  ${type} total = ${type}(${start});
  for (int j = first; j < last; j++) {
    ${type} x = ${read('A', 'base + j * inner')};
    ${take}
  }
  return total;
}`,
  )}`,
});

export const reductionShaders: Readonly<Record<ReductionName, Shader>> = {
  sum: reduction('0.0', 'total += x;'),
  // A NaN wins.
  max: reduction('-INF', 'total = mix(total, x, beats(x, total));'),
};
