import type { Panel } from './panel.ts';

/** The panels in the order of their buttons. */
export const panels: readonly Panel[] = [
  {
    name: 'pixels',
    title: 'Which pixels matter?',
    group: 'ask',
    load: async () => (await import('./pixels/pixels-panel.tsx')).PixelsPanel,
  },
  {
    name: 'truth',
    title: 'Is it true?',
    group: 'ask',
    load: async () => (await import('./truth/truth-panel.tsx')).TruthPanel,
  },
  {
    name: 'step',
    title: 'What does one step do?',
    group: 'ask',
    load: async () => (await import('./step/step-panel.tsx')).StepPanel,
  },
  {
    name: 'ascent',
    title: 'What would make it a 3?',
    group: 'ask',
    load: async () => (await import('./ascent/ascent-panel.tsx')).AscentPanel,
  },
  {
    name: 'strokes',
    title: 'Which stroke decided?',
    group: 'ask',
    load: async () => (await import('./strokes/strokes-panel.tsx')).StrokesPanel,
  },
  {
    name: 'ties',
    title: 'Whose is a tie?',
    group: 'ask',
    load: async () => (await import('./ties/ties-panel.tsx')).TiesPanel,
  },
  {
    name: 'weights',
    title: 'Weights',
    group: 'see',
    load: async () => (await import('./weights/weights-panel.tsx')).WeightsPanel,
  },
  {
    name: 'layers',
    title: 'Layers',
    group: 'see',
    load: async () => (await import('./layers/layers-panel.tsx')).LayersPanel,
  },
  {
    name: 'compare',
    title: 'Two networks',
    group: 'see',
    load: async () => (await import('./compare/compare.tsx')).Compare,
  },
  {
    name: 'take',
    title: 'Take it with you',
    group: 'take',
    load: async () => (await import('./take/take-panel.tsx')).TakePanel,
  },
];

/** What stands before the buttons of each group. */
export const groupTitles: Readonly<Record<Panel['group'], string>> = {
  ask: 'Ask',
  see: 'See',
  take: 'Take away',
};
