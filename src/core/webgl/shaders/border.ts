import type { Shader } from '../program.ts';
import { inBothWidths, inTexels } from './lane.ts';
import { placeOf } from './window.ts';

const ints = [
  'height',
  'width',
  'channels',
  'topRows',
  'leftColumns',
  'fullHeight',
  'fullWidth',
  'mode',
];

/** `borderSource` of `src/core/border.ts`: reflect 0, replicate 1, circular 2. */
const source = `
int source(int at, int sides) {
  if (mode == 1) return clamp(at, 0, sides - 1);
  int period = mode == 2 ? sides : 2 * (sides - 1);
  if (period == 0) return 0;
  int place = at % period;
  if (place < 0) place += period;
  return place < sides ? place : period - place;
}`;

/** The image with its border. */
export const borderShader: Shader = {
  inputs: ['X'],
  ints,
  fours: inTexels('channels'),
  body: `${source}
${inBothWidths(
  ({ type, name, read }) => `
${type} ${name}(int i) {${placeOf(['row', 'column', 'c'], ['fullHeight', 'fullWidth', 'channels'])}
  int y = source(row - topRows, height);
  int x = source(column - leftColumns, width);
  return ${read('X', '((n * height + y) * width + x) * channels + c')};
}`,
)}`,
};

/** What arrives at a cell and at its copies in the border, added up. */
export const borderGradientShader: Shader = {
  inputs: ['D'],
  ints,
  fours: inTexels('channels'),
  body: `${source}
${inBothWidths(
  ({ type, name, read }) => `
${type} ${name}(int i) {${placeOf(['y', 'x', 'c'], ['height', 'width', 'channels'])}
  ${type} total = ${type}(0.0);
  for (int row = 0; row < fullHeight; row++) {
    if (source(row - topRows, height) != y) continue;
    for (int column = 0; column < fullWidth; column++) {
      if (source(column - leftColumns, width) != x) continue;
      total += ${read('D', '((n * fullHeight + row) * fullWidth + column) * channels + c')};
    }
  }
  return total;
}`,
)}`,
};
