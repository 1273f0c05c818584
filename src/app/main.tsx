import { connectLesson } from '../notebook/live-lesson.ts';
import { createPageStore } from '../notebook/page-store.ts';
import { type LivePage, wakeIslands } from './islands.tsx';
import { connectThemeToggle } from './theme-toggle.ts';
import { wakeState } from './wake-state.ts';

const lesson = document.querySelector<HTMLElement>('[data-quantities]');
const page: LivePage = {
  ...createPageStore(JSON.parse(lesson?.dataset.quantities ?? '{}')),
  client: async () => (await import('./page-client.ts')).pageClient(),
};

const toggle = document.querySelector<HTMLButtonElement>('.theme-toggle');
if (toggle) connectThemeToggle(toggle);

const connect = () => {
  // The Lab keeps its own drawing.
  const isLab = document.querySelector('[data-island="lab"]') !== null;
  const endState = isLab ? undefined : wakeState(document, page);
  wakeIslands(document, page);
  const disconnectText = connectLesson(document, page);
  return () => {
    endState?.();
    disconnectText();
  };
};

let disconnect = connect();

if (import.meta.hot) {
  import.meta.hot.on('backflow:lesson', async () => {
    const { replaceLesson } = await import('./hot-lesson.ts');
    await replaceLesson();
    disconnect();
    disconnect = connect();
  });
}
