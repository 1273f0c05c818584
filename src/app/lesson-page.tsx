import type { Heading, Lesson } from '../notebook/lesson.ts';
import { partTitle } from './curriculum.ts';
import { Html } from './html.tsx';

interface LessonPageProps {
  readonly lesson: Lesson;
  /** The lesson's HTML with its figures rendered. */
  readonly html: string;
  /** The lessons that this one builds on. */
  readonly prerequisites: readonly Lesson[];
  readonly previous?: Lesson;
  readonly next?: Lesson;
}

/** Fewer sections than this need no table of contents. */
const fewest = 3;

export function LessonPage({ lesson, html, prerequisites, previous, next }: LessonPageProps) {
  const { title, question, summary, part, quantities } = lesson.frontMatter;
  const sections = lesson.headings.filter((heading) => heading.depth === 2);
  const listed = sections.length >= fewest;
  return (
    <article
      className="lesson"
      data-slug={lesson.slug}
      data-quantities={JSON.stringify(quantities)}
    >
      <header className="lesson-head">
        <p className="eyebrow">
          <a href={`/#part-${part}`}>
            Part {part} · {partTitle(part)}
          </a>
          <span>
            {title} · {timeWords(lesson)}
          </span>
        </p>
        <h1>{question}</h1>
        <p className="summary">{summary}</p>
        {prerequisites.length > 0 && (
          <p className="lesson-before">
            Builds on{' '}
            {prerequisites.map(({ slug, frontMatter }, i) => (
              <span key={slug}>
                {i === 0 ? '' : i === prerequisites.length - 1 ? ' and ' : ', '}
                <a href={`/lessons/${slug}/`}>{frontMatter.title}</a>
              </span>
            ))}
          </p>
        )}
        <div className="lesson-state" data-lesson-state hidden>
          <button type="button" data-state="copy">
            Copy a link to this page as it stands
          </button>
          <button
            type="button"
            data-state="reset"
            aria-label="Reset: every number and control as the lesson has it"
            aria-disabled="true"
          >
            Reset
          </button>
          <p role="status" />
        </div>
        {listed && (
          <details className="contents-fold">
            <summary>On this page</summary>
            <Contents sections={sections} />
          </details>
        )}
      </header>
      {listed && (
        <div className="contents-rail">
          <nav className="contents" aria-label="On this page">
            <p>On this page</p>
            <Contents sections={sections} />
          </nav>
        </div>
      )}
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

/** Links to the sections; the page marks the one that is being read. */
function Contents({ sections }: { readonly sections: readonly Heading[] }) {
  return (
    <ol data-contents>
      {sections.map(({ id, text }) => (
        <li key={id}>
          <a href={`#${id}`}>{text}</a>
        </li>
      ))}
    </ol>
  );
}

/** Words read in a minute, formulas between them. */
const wordsPerMinute = 220;

/** `14 minutes, 8 of them reading`: the author's estimate, and what the words alone take. */
function timeWords({ words, frontMatter: { minutes } }: Lesson): string {
  const reading = Math.max(1, Math.round(words / wordsPerMinute));
  const all = Math.max(minutes, reading);
  const unit = all === 1 ? 'minute' : 'minutes';
  return reading < all ? `${all} ${unit}, ${reading} of them reading` : `${all} ${unit}`;
}
