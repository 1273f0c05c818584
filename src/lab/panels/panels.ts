import type { Panel } from './panel.ts';

/** The panels in the order of their buttons. */
export const panels: readonly Panel[] = [
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
];

/** What stands before the buttons of each group. */
export const groupTitles: Readonly<Record<Panel['group'], string>> = {
  ask: 'Ask',
  see: 'See',
  take: 'Take away',
};
