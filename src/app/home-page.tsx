import type { Lesson } from '../notebook/lesson.ts';
import { curriculum, type Part } from './curriculum.ts';
import { HomeFigure } from './home-figure.tsx';
import { Html } from './html.tsx';

interface HomePageProps {
  readonly lessons: readonly Lesson[];
  /** The figure beside the first words, already rendered. */
  readonly hero: string;
}

export function HomePage({ lessons, hero }: HomePageProps) {
  const written = new Map(lessons.map((lesson) => [lesson.slug, lesson]));
  const planned = new Set(curriculum.flatMap((part) => part.lessons.map(({ slug }) => slug)));
  const others = lessons.filter(({ slug }) => !planned.has(slug));
  return (
    <div className="home">
      <header className="home-head">
        <div className="home-words">
          <h1>See how a network learns, one gradient at a time.</h1>
          <p className="home-lead">
            Backflow is a notebook about neural networks whose live figures compute every number in
            front of you. Draw a digit, disagree with the answer, and follow the blame back through
            the layers, cell by cell.
          </p>
          <p className="home-call">
            <a className="call" href="/lab/">
              Draw a digit
            </a>
            <a href="/lessons/start/">or begin with one pixel</a>
          </p>
        </div>
        <HomeFigure />
      </header>
      {hero === '' ? null : (
        <section className="home-hero" aria-labelledby="hero-title">
          <h2 id="hero-title">
            A figure to try, from <a href="/lessons/max-pool-routing/">Who gets the gradient?</a>
          </h2>
          <Html html={hero} />
        </section>
      )}
      <section className="course" id="lessons" aria-labelledby="course-title">
        <h2 id="course-title">The course</h2>
        {curriculum.map((part) => (
          <PartList
            key={part.number}
            part={part}
            written={written}
            others={others.filter((lesson) => lesson.frontMatter.part === part.number)}
          />
        ))}
      </section>
    </div>
  );
}

interface PartListProps {
  readonly part: Part;
  readonly written: ReadonlyMap<string, Lesson>;
  readonly others: readonly Lesson[];
}

function PartList({ part, written, others }: PartListProps) {
  return (
    <section className="course-part" id={`part-${part.number}`}>
      <h3>
        <span className="course-number">Part {part.number}</span>
        {part.title}
      </h3>
      <ol>
        {part.lessons.map(({ slug, question }) => {
          const lesson = written.get(slug);
          return lesson ? (
            <WrittenLesson key={slug} lesson={lesson} />
          ) : (
            <li key={slug} className="course-planned">
              <span className="course-question">{question}</span>
              <span className="course-state">not yet written</span>
            </li>
          );
        })}
        {others.map((lesson) => (
          <WrittenLesson key={lesson.slug} lesson={lesson} />
        ))}
      </ol>
    </section>
  );
}

function WrittenLesson({ lesson }: { readonly lesson: Lesson }) {
  const { question, title, minutes } = lesson.frontMatter;
  return (
    <li>
      <a className="course-question" href={`/lessons/${lesson.slug}/`}>
        {question}
      </a>
      <span className="course-state">
        {title} · {minutes} min
      </span>
    </li>
  );
}
