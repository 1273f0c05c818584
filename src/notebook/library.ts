import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { compileLesson, type Draft, unreadableLesson } from './compile-lesson.ts';
import type { Fault } from './fault.ts';
import { sortFaults } from './fault.ts';
import type { FrontMatter, Lesson } from './lesson.ts';
import type { InternalLink } from './link.ts';
import { didYouMean } from './near-match.ts';
import type { WidgetSchemas } from './reading.ts';

/** The pages that are no lessons, as links may write them. */
const sitePages = ['/', '/lab', '/widgets'] as const;

export interface LessonFile {
  /** As it is printed in faults: `content/x.md`. */
  readonly file: string;
  readonly source: string;
  /** Why it could not be read, if it could not. */
  readonly unreadable?: string;
}

export interface Library {
  /** In teaching order; those with faults are missing. */
  readonly lessons: readonly Lesson[];
  /** The same and, as far as they can be shown, those with faults: for the one who writes them. */
  readonly drafts: readonly Lesson[];
  readonly faults: readonly Fault[];
}

/** The lessons of a folder, in alphabetical order. Folders inside it are not read. */
export function readLessonFiles(directory: string): readonly LessonFile[] {
  return readdirSync(directory)
    .filter((name) => name.endsWith('.md') && name.toLowerCase() !== 'readme.md')
    .sort()
    .flatMap((name) => readLessonFile(join(directory, name)));
}

function readLessonFile(file: string): readonly LessonFile[] {
  try {
    const kind = statSync(file);
    if (kind.isDirectory()) return [];
    // Reading a pipe would wait for ever.
    if (!kind.isFile()) return [{ file, source: '', unreadable: 'it is no regular file' }];
    return [{ file, source: readFileSync(file, 'utf8') }];
  } catch (error) {
    return [{ file, source: '', unreadable: error instanceof Error ? error.message : '' }];
  }
}

/**
 * Compiles lessons that may link to each other and to those of `shelf`, whose own faults are not
 * reported. Where both have a slug, the first one wins.
 */
export function compileLibrary(
  files: readonly LessonFile[],
  schemas: WidgetSchemas,
  shelf: readonly LessonFile[] = [],
): Library {
  const slugOf = (file: LessonFile) => basename(file.file, '.md');
  const compile = (f: LessonFile) =>
    f.unreadable === undefined
      ? compileLesson(f.source, f.file, slugOf(f), schemas)
      : unreadableLesson(f.file, slugOf(f), f.unreadable);
  const drafts = files.map(compile);
  const own = new Set(drafts.map((draft) => draft.slug));
  const others = shelf.filter((file) => !own.has(slugOf(file))).map(compile);
  const known = new Map([...drafts, ...others].map((draft) => [draft.slug, draft]));
  const faults = sortFaults(
    drafts.flatMap((draft) => [
      ...draft.faults,
      ...draft.links.flatMap((link) => linkFault(link, draft, known)),
      ...prerequisiteFaults(draft, known),
      ...nameFault(draft),
      ...orderFault(draft, drafts),
    ]),
  );
  const broken = new Set(faults.map((fault) => fault.file));
  const shown = drafts.flatMap((draft) =>
    draft.frontMatter ? [{ draft, ...lessonOf(draft, draft.frontMatter) }] : [],
  );
  shown.sort(
    (a, b) => a.frontMatter.part - b.frontMatter.part || a.frontMatter.order - b.frontMatter.order,
  );
  return {
    lessons: shown
      .filter(({ draft }) => !broken.has(draft.file))
      .map(({ draft: _, ...lesson }) => lesson),
    drafts: shown.map(({ draft: _, ...lesson }) => lesson),
    faults,
  };
}

const lessonOf = (
  { slug, html, islands, headings, words }: Draft,
  frontMatter: FrontMatter,
): Lesson => ({
  slug,
  frontMatter,
  html,
  islands,
  headings,
  words,
});

function linkFault(link: InternalLink, from: Draft, known: ReadonlyMap<string, Draft>): Fault[] {
  const fault = (message: string): Fault[] => [{ file: link.file, ...link.place, message }];
  if (link.page !== undefined) {
    const page = link.page.replace(/(?<=.)\/$/, '');
    if (sitePages.some((known) => known === page)) return [];
    return fault(`dead link "${link.page}"${didYouMean(page, sitePages)}`);
  }
  const target = link.slug === undefined ? from : known.get(link.slug);
  if (!target) {
    return fault(`dead link to lesson "${link.slug}"${didYouMean(link.slug ?? '', known.keys())}`);
  }
  if (link.anchor === undefined || link.anchor === '') return [];
  const anchors = target.headings.map((heading) => heading.id);
  if (anchors.includes(link.anchor)) return [];
  const where = target === from ? 'this lesson' : `lesson "${target.slug}"`;
  return fault(`dead anchor "#${link.anchor}" in ${where}${didYouMean(link.anchor, anchors)}`);
}

function prerequisiteFaults(draft: Draft, known: ReadonlyMap<string, Draft>): Fault[] {
  return (draft.frontMatter?.prerequisites ?? []).flatMap((slug, i): Fault[] => {
    if (known.has(slug) && slug !== draft.slug) return [];
    const message =
      slug === draft.slug
        ? `a lesson cannot be its own prerequisite`
        : `unknown prerequisite "${slug}"${didYouMean(slug, known.keys())}`;
    return [{ file: draft.file, ...draft.prerequisitePlaces[i], message }];
  });
}

function nameFault(draft: Draft): Fault[] {
  if (/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(draft.slug)) return [];
  const message = `the file name "${draft.slug}.md" is no address: lower-case letters, digits and hyphens`;
  return [{ file: draft.file, line: 1, column: 1, message }];
}

/** Two lessons at one place: of which comes first, the file names would decide. */
function orderFault(draft: Draft, drafts: readonly Draft[]): Fault[] {
  const at = draft.frontMatter;
  if (!at) return [];
  const first = drafts.find(
    ({ frontMatter }) => frontMatter?.part === at.part && frontMatter.order === at.order,
  );
  if (!first || first === draft) return [];
  const message = `the order ${at.order} in part ${at.part} belongs to "${first.slug}" already`;
  return [{ file: draft.file, ...draft.orderPlace, message }];
}
