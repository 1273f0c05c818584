import type { Panel } from './panel.ts';

/** The panels in the order of their buttons. */
export const panels: readonly Panel[] = [
  {
    name: 'step',
    title: 'What does one step do?',
    group: 'ask',
    load: async () => (await import('./step/step-panel.tsx')).StepPanel,
  },
];

/** What stands before the buttons of each group. */
export const groupTitles: Readonly<Record<Panel['group'], string>> = {
  ask: 'Ask',
  see: 'See',
  take: 'Take away',
};
