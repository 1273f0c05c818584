import type { Panel } from './panel.ts';

/** The panels in the order of their buttons. */
export const panels: readonly Panel[] = [
  {
    name: 'compare',
    title: 'Two networks',
    group: 'see',
    load: () => import('./compare/compare.tsx').then(({ Compare }) => Compare),
  },
  {
    name: 'take',
    title: 'Take it with you',
    group: 'take',
    load: () => import('./take/take-panel.tsx').then(({ TakePanel }) => TakePanel),
  },
];

/** What stands before the buttons of each group. */
export const groupTitles: Readonly<Record<Panel['group'], string>> = {
  ask: 'Ask',
  see: 'See',
  take: 'Take away',
};
