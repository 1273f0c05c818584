import type { Lesson } from '../../src/notebook/lesson.ts';
import { compileLibrary, readLessonFiles } from '../../src/notebook/library.ts';
import type { PageStore } from '../../src/notebook/page-store.ts';
import { loadWidgetSchemas } from '../../src/notebook/widget-schemas.ts';
import type { AnyWidget, Page } from '../../src/widgets/definition.ts';
import { testPage } from './page.ts';

const widgets = import.meta.glob<AnyWidget>('../../src/widgets/*/widget.tsx', {
  eager: true,
  import: 'widget',
});
const schemas = await loadWidgetSchemas('src/widgets');

/** The lessons as they are written, and what is wrong with them. */
export const { lessons, faults } = compileLibrary(readLessonFiles('content'), schemas);

/** The page of a lesson with its figures answering, as in a browser. */
export function pageOf(lesson: Lesson): PageStore & Page {
  const page = testPage(lesson.frontMatter.quantities);
  for (const { widget: name, attributes } of lesson.islands) {
    const widget = widgets[`../../src/widgets/${name}/widget.tsx`];
    if (typeof attributes.experiment !== 'string' || !widget.answer) continue;
    page.answerWith(attributes.experiment, widget.answer(attributes, page));
  }
  return page;
}
