import type { Answer, Page, Quantities, Settings } from '../definition.ts';
import type { Attributes } from './attributes.ts';
import { type Layer, stackUp } from './stack.ts';

const layer = (kernel: number, stride: number, dilation: number, channels = 16): Layer => ({
  kernel,
  stride,
  dilation,
  padding: 'valid',
  channels,
});

export const presets = {
  'three-small': {
    label: 'three of 3 × 3',
    layers: [layer(3, 1, 1), layer(3, 1, 1), layer(3, 1, 1)],
  },
  'one-large': { label: 'one of 7 × 7', layers: [layer(7, 1, 1)] },
  dilated: { label: 'dilations 1, 2, 4', layers: [layer(3, 1, 1), layer(3, 1, 2), layer(3, 1, 4)] },
  strided: { label: 'strides of 2', layers: [layer(3, 2, 1), layer(3, 2, 1), layer(3, 2, 1)] },
} satisfies Record<string, { label: string; layers: readonly Layer[] }>;

export const presetNames = ['three-small', 'one-large', 'dilated', 'strided'] as const;

/** What a field may hold, in the order in which a row of the quantity holds it. */
export const fields = {
  kernel: { label: 'kernel', min: 1, max: 7 },
  stride: { label: 'stride', min: 1, max: 3 },
  dilation: { label: 'dilation', min: 1, max: 4 },
  padding: { label: 'padding', min: 0, max: 1 },
  channels: { label: 'channels', min: 1, max: 512 },
} as const;

export type Field = keyof typeof fields;
const names: readonly Field[] = ['kernel', 'stride', 'dilation', 'padding', 'channels'];

export const mostLayers = 6;

export const layersName = ({ experiment, layers }: Attributes) => layers ?? `${experiment}/layers`;

/** The layers as a quantity: a row each. */
export const rowsOf = (layers: readonly Layer[]): readonly number[] =>
  layers.flatMap(({ kernel, stride, dilation, padding, channels }) => [
    kernel,
    stride,
    dilation,
    padding === 'same' ? 1 : 0,
    channels,
  ]);

/** The page's layers; undefined if its quantity holds none such, the written ones if it has none. */
export function maybeLayers(
  attributes: Attributes,
  quantities: Quantities,
): readonly Layer[] | undefined {
  const values = quantities[layersName(attributes)]?.values;
  if (!values) return presets[attributes.preset].layers;
  const count = values.length / names.length;
  if (!Number.isInteger(count) || count < 1 || count > mostLayers) return undefined;
  const fits = values.every((value, i) => {
    const { min, max } = fields[names[i % names.length]];
    return Number.isInteger(value) && value >= min && value <= max;
  });
  if (!fits) return undefined;
  return Array.from({ length: count }, (_, row) => {
    const [kernel, stride, dilation, padding, channels] = values.slice(row * 5, row * 5 + 5);
    return { kernel, stride, dilation, padding: padding === 1 ? 'same' : 'valid', channels };
  });
}

/** The preset that these layers are, if they are one. */
export function maybePreset(layers: readonly Layer[]) {
  const rows = rowsOf(layers).join();
  return presetNames.find((name) => rowsOf(presets[name].layers).join() === rows);
}

/** Rows of the image, within what the figure can draw. */
export const sizes = { min: 5, max: 64 } as const;
export const inputChannels = { min: 1, max: 512 } as const;

function amount(settings: Settings, name: string, written: string, most: number, least: number) {
  const wanted = settings[name];
  const known = typeof wanted === 'number' && Number.isInteger(wanted);
  return known && wanted >= least && wanted <= most ? wanted : Number(written);
}

/** Answers for the page's questions: see `cells` in the attributes. */
export function answerer(attributes: Attributes, _page: Page): Answer {
  return (cell, quantities, settings) => {
    const { experiment } = attributes;
    const size = amount(settings, `${experiment}/size`, attributes.size, sizes.max, sizes.min);
    const channels = amount(
      settings,
      `${experiment}/channels`,
      attributes.channels,
      inputChannels.max,
      inputChannels.min,
    );
    const layers = maybeLayers(attributes, quantities) ?? presets[attributes.preset].layers;
    const { stages, refusal } = stackUp(layers, size, channels);
    const [name, number] = cell.split('.');
    if (number === undefined && refusal !== undefined) return undefined;
    if (name === 'params' && number === undefined) {
      return stages.reduce((sum, { weights, biases }) => sum + weights + biases, 0);
    }
    const stage = number === undefined ? stages.at(-1) : stages[Number(number) - 1];
    if (!stage) return undefined;
    switch (name) {
      case 'size':
        return stage.size;
      case 'channels':
        return stage.channels;
      case 'params':
        return stage.weights + stage.biases;
      case 'field':
        return stage.field;
      case 'jump':
        return stage.jump;
    }
    return undefined;
  };
}
