import { lessons as builtLessons } from 'virtual:backflow/lessons';
import type { ComponentType } from 'react';
import { createElement, type ReactNode } from 'react';
import { renderToStaticMarkup, renderToString } from 'react-dom/server';
import { frameScript } from '../cells/sandbox.ts';
import { escapeHtml } from '../notebook/escape.ts';
import { fillLesson } from '../notebook/fill-lesson.ts';
import type { Lesson, Quantities } from '../notebook/lesson.ts';
import { createPageStore, type PageStore } from '../notebook/page-store.ts';
import type { AnyWidget, Page } from '../widgets/definition.ts';
import { HomeFigure } from './home-figure.tsx';
import { HomePage } from './home-page.tsx';
import { Html } from './html.tsx';
import { islandHtml } from './island-html.tsx';
import { LessonPage } from './lesson-page.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import { type Section, Shell } from './shell.tsx';
import bootScript from './theme-boot.js?raw';
import { WidgetsPage } from './widgets-page.tsx';

const widgets = import.meta.glob<AnyWidget>('../widgets/*/widget.tsx', {
  eager: true,
  import: 'widget',
});
const labs = import.meta.glob<ComponentType>('./lab-page.tsx', {
  eager: true,
  import: 'LabPage',
});
const badges = import.meta.glob<ComponentType>('./engine-badge.tsx', {
  eager: true,
  import: 'EngineBadge',
});

export interface RenderedPage {
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

interface Content {
  readonly title: string;
  readonly description: string;
  readonly section?: Section;
  readonly content: ReactNode;
}

/** The inline scripts: every page's, and the code cells' frame's; the content policy names their hashes. */
export const inlineScripts: readonly string[] = [bootScript, frameScript];

/** Every page of the site, by its path; the last one is for paths that lead nowhere. */
export function pagePaths(lessons: readonly Lesson[] = builtLessons): readonly string[] {
  return ['/', ...lessons.map(({ slug }) => `/lessons/${slug}/`), '/lab/', '/widgets/', '/404/'];
}

/** One page as HTML: what stands in the head, and the body. */
export function renderPage(path: string, lessons: readonly Lesson[] = builtLessons): RenderedPage {
  const found = contentOf(path.replace(/\/?$/, '/'), lessons);
  const { title, description, section, content } = found ?? notFound;
  const head = [
    `<title>${escapeHtml(title)}</title>`,
    `<meta name="description" content="${escapeHtml(description)}">`,
    `<meta name="color-scheme" content="light dark">`,
    `<script>${bootScript}</script>`,
  ].join('\n    ');
  const body = renderToStaticMarkup(
    <Shell section={section} badge={partHtml('badge', Object.values(badges)[0])}>
      {content}
    </Shell>,
  );
  return { status: found ? 200 : 404, head, body };
}

const notFound: Content = {
  title: 'Not found · Backflow',
  description: 'This address leads to no page.',
  content: <NotFoundPage />,
};

function contentOf(path: string, lessons: readonly Lesson[]): Content | undefined {
  if (path === '/') {
    return {
      title: 'Backflow: see how a neural network learns',
      description:
        'A notebook in the browser about how neural networks learn: draw a digit, and follow its gradient back through a real network, step by step.',
      section: 'lessons',
      content: <HomePage lessons={lessons} hero={heroHtml()} />,
    };
  }
  if (path === '/lab/') {
    return {
      title: 'Lab · Backflow',
      description: 'Draw a digit and step through a network, forwards and backwards.',
      section: 'lab',
      content: (
        <>
          <noscript>
            <div className="lab-still">
              <p>
                The Lab computes in your browser, with JavaScript. This is a still of what it does.
              </p>
              <HomeFigure />
            </div>
          </noscript>
          <Html html={partHtml('lab', Object.values(labs)[0]) ?? ''} />
        </>
      ),
    };
  }
  if (path === '/widgets/') {
    return {
      title: 'All figures · Backflow',
      description: 'Every figure of the notebook, on its own.',
      section: 'widgets',
      content: <WidgetsPage figures={galleryFigures()} />,
    };
  }
  const at = lessons.findIndex(({ slug }) => path === `/lessons/${slug}/`);
  if (at < 0) return undefined;
  const lesson = lessons[at];
  return {
    title: `${lesson.frontMatter.question} · Backflow`,
    description: lesson.frontMatter.summary,
    section: 'lessons',
    content: (
      <LessonPage
        lesson={lesson}
        html={lessonHtml(lesson)}
        prerequisites={lesson.frontMatter.prerequisites.flatMap(
          (slug) => lessons.find((other) => other.slug === slug) ?? [],
        )}
        previous={lessons[at - 1]}
        next={lessons[at + 1]}
      />
    ),
  };
}

const widgetNamed = (name: string): AnyWidget => {
  const widget = widgets[`../widgets/${name}/widget.tsx`];
  if (widget) return widget;
  throw new Error(`src/widgets/${name}/widget.tsx exports no "widget"`);
};

/** A page that nothing will happen to: it is drawn once. */
const stillPage = (quantities: Quantities): PageStore & Page => ({
  ...createPageStore(quantities),
  client: () => Promise.reject(new Error('a still page has no engine')),
});

function lessonHtml(lesson: Lesson): string {
  const page = stillPage(lesson.frontMatter.quantities);
  const figures = lesson.islands.map(({ widget, attributes }, number) =>
    islandHtml(widget, widgetNamed(widget), attributes, page, number),
  );
  for (const { widget, attributes } of lesson.islands) {
    const { answer } = widgetNamed(widget);
    if (typeof attributes.experiment !== 'string' || !answer) continue;
    page.answerWith(attributes.experiment, answer(attributes, page));
  }
  return fillLesson(lesson.html, page).replace(
    /<!--island:(\d+)-->/g,
    (_, number) => figures[Number(number)],
  );
}

/** The figure on the home page: the first example of max-pool routing. */
function heroHtml(): string {
  const name = 'max-pool';
  if (!widgets[`../widgets/${name}/widget.tsx`]) return '';
  const widget = widgetNamed(name);
  return islandHtml(name, widget, widget.examples[0].attributes, stillPage({}), 0);
}

function galleryFigures() {
  const page = stillPage({});
  let number = 0;
  return Object.entries(widgets).map(([file, widget]) => {
    const name = file.split('/').at(-2) ?? '';
    return {
      name,
      title: widget.title,
      summary: widget.summary,
      examples: widget.examples.map(({ caption, attributes }) => ({
        caption,
        html: islandHtml(name, widget, attributes, page, number++),
      })),
    };
  });
}

function partHtml(name: string, Part: ComponentType | undefined): string | undefined {
  if (!Part) return undefined;
  const still = renderToString(createElement(Part), { identifierPrefix: `island${name}-` });
  return `<div data-island="${name}" data-number="${name}">${still}</div>`;
}
