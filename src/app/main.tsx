import { connectLesson } from '../notebook/live-lesson.ts';
import { createPageStore } from '../notebook/page-store.ts';
import { hydrateIslands } from './islands.tsx';
import { connectThemeToggle } from './theme-toggle.ts';

const lesson = document.querySelector<HTMLElement>('[data-quantities]');
const page = createPageStore(JSON.parse(lesson?.dataset.quantities ?? '{}'));

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
