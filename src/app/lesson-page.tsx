import type { Lesson } from '../notebook/lesson.ts';
import { partTitle } from './curriculum.ts';
import { Html } from './html.tsx';

interface LessonPageProps {
  readonly lesson: Lesson;
  /** The lesson's HTML with its figures rendered. */
  readonly html: string;
  readonly previous?: Lesson;
  readonly next?: Lesson;
}

export function LessonPage({ lesson, html, previous, next }: LessonPageProps) {
  const { title, question, summary, part, minutes, quantities } = lesson.frontMatter;
  return (
    <article className="lesson" data-quantities={JSON.stringify(quantities)}>
      <header className="lesson-head">
        <p className="eyebrow">
          <a href={`/#part-${part}`}>
            Part {part} · {partTitle(part)}
          </a>
          <span>
            {title} · {minutes} minutes
          </span>
        </p>
        <h1>{question}</h1>
        <p className="summary">{summary}</p>
        <div className="lesson-state" data-lesson-state hidden />
      </header>
      <Html className="lesson-body" html={html} />
      <nav className="lesson-turn" aria-label="Lessons">
        {previous ? (
          <a href={`/lessons/${previous.slug}/`} rel="prev">
            <span>Before</span>
            {previous.frontMatter.question}
          </a>
        ) : (
          <a href="/#lessons">
            <span>The course</span>
            All lessons
          </a>
        )}
        {next ? (
          <a href={`/lessons/${next.slug}/`} rel="next">
            <span>Next</span>
            {next.frontMatter.question}
          </a>
        ) : null}
      </nav>
    </article>
  );
}
