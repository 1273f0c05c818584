import { connectLesson } from '../notebook/live-lesson.ts';
import { createPageStore } from '../notebook/page-store.ts';
import { hydrateIslands, type LivePage } from './islands.tsx';
import { connectThemeToggle } from './theme-toggle.ts';

const lesson = document.querySelector<HTMLElement>('[data-quantities]');
const page: LivePage = {
  ...createPageStore(JSON.parse(lesson?.dataset.quantities ?? '{}')),
  client: async () => (await import('./page-client.ts')).pageClient(),
};

const toggle = document.querySelector<HTMLButtonElement>('.theme-toggle');
if (toggle) connectThemeToggle(toggle);

void hydrateIslands(document, page);
let disconnect = connectLesson(document, page);

if (import.meta.hot) {
  import.meta.hot.on('backflow:lesson', async () => {
    const { replaceLesson } = await import('./hot-lesson.ts');
    await replaceLesson();
    disconnect();
    void hydrateIslands(document, page);
    disconnect = connectLesson(document, page);
  });
}
