/**
 * What the pictures show. `wave`: the activation until the gradient has come, then the gradient.
 * The others show one quantity in every column at once, wherever the playhead is; it only marks
 * the column of its step.
 */
export type View = 'wave' | 'activation' | 'gradient' | 'gradientTimesInput';

/** One colour scale for each picture's layer, or one for the whole network. */
export type Scaling = 'layer' | 'network';

/** How a frame is to be drawn. */
export interface Look {
  readonly view: View;
  readonly scaling: Scaling;
}

export const plainLook: Look = { view: 'wave', scaling: 'layer' };

/** The words on the buttons, in their order. */
export const viewNames: Readonly<Record<View, string>> = {
  wave: 'follow the playhead',
  activation: 'activations',
  gradient: 'gradients',
  gradientTimesInput: 'gradient × input',
};

export const scalingNames: Readonly<Record<Scaling, string>> = {
  layer: 'for each layer',
  network: 'for all layers',
};

/** What a view shows, in one line, where its name does not say it. */
export const viewMeanings: Readonly<Record<View, string | undefined>> = {
  wave: undefined,
  activation: undefined,
  gradient: undefined,
  gradientTimesInput:
    'Each number a times its gradient δ: to first order, by how much the loss would fall if the number were 0.',
};
