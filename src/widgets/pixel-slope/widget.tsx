import { defineWidget } from '../definition.ts';
import type { Attributes } from './attributes.ts';
import { answerer } from './nudge.ts';
import { PixelSlopeView } from './pixel-slope-view.tsx';
import { firstDrawing, inkOf } from './plan.ts';
import { readingOf } from './reading.ts';

const plain: Attributes = {
  experiment: 'nudge',
  mode: 'nudge',
  network: 'cnn',
  moves: 'pixels',
  label: '5',
  pixel: '513',
};

export const widget = defineWidget<Attributes>({
  title: 'One pixel, one slope',
  summary: 'Press a pixel of a drawn digit, see the loss move; its slope; a step downhill.',
  examples: [
    { caption: 'One pixel in your hand', attributes: plain },
    { caption: 'Its slope, and the slopes of all', attributes: { ...plain, mode: 'slope' } },
    { caption: 'Steps downhill', attributes: { ...plain, mode: 'descend' } },
  ],
  prepare(attributes, workshop) {
    const { network, label, mode } = attributes;
    if (mode === 'slope') return undefined;
    const pixels = inkOf([], firstDrawing(attributes));
    const trace = workshop.record(network, pixels, Number(label));
    const { loss, probabilities, guess } = readingOf(trace, pixels);
    return { loss, probabilities: [...probabilities], guess };
  },
  answer: (attributes, page) => answerer(page, attributes),
  View: PixelSlopeView,
});
