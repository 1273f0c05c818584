/**
 * What the pictures show. `wave`: the activation until the gradient has come, then the gradient.
 * The others show one thing whatever the playhead says, as far as the wave has come.
 */
export type View = 'wave' | 'activation' | 'gradient' | 'gradientTimesInput';

/** One colour scale for each picture's layer, or one for the whole network. */
export type Scaling = 'layer' | 'network';
