import { connectLesson } from '../notebook/live-lesson.ts';
import { createPageStore } from '../notebook/page-store.ts';
import { type LivePage, wakeIslands } from './islands.tsx';
import { connectLessonState } from './lesson-state.ts';
import { connectThemeToggle } from './theme-toggle.ts';

const lesson = document.querySelector<HTMLElement>('[data-quantities]');
const page: LivePage = {
  ...createPageStore(JSON.parse(lesson?.dataset.quantities ?? '{}')),
  client: async () => (await import('./page-client.ts')).pageClient(),
};

const toggle = document.querySelector<HTMLButtonElement>('.theme-toggle');
if (toggle) connectThemeToggle(toggle);

const connect = () => {
  // The Lab keeps its own drawing.
  const state = document.querySelector('[data-island="lab"]')
    ? undefined
    : connectLessonState(document, page);
  wakeIslands(document, page);
  const disconnectText = connectLesson(document, page);
  return () => {
    state?.();
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
