import type { Panel } from './panel.ts';

/** The panels in the order of their buttons. */
export const panels: readonly Panel[] = [
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
