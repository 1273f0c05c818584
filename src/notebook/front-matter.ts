import { type Document, isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import type { Place } from './fault.ts';
import type { FrontMatter, Quantities } from './lesson.ts';
import { didYouMean } from './near-match.ts';
import { parseQuantity, quantitySchema } from './quantity.ts';

type Report = (place: Place, message: string) => void;

const text = z.string().trim().min(1);
const partRange = 'a whole number from 0 to 5';
const fields = {
  title: text,
  question: text,
  summary: text,
  part: z.int(partRange).min(0, partRange).max(5, partRange),
  order: z.number(),
  minutes: z.number().positive(),
  prerequisites: z.array(text).optional(),
  quantities: z.record(z.string().regex(/^[a-z][a-zA-Z0-9_]*$/), quantitySchema).optional(),
};
const schema = z.strictObject(fields);

export interface Matter {
  /** Undefined when it has faults; they were reported. */
  readonly frontMatter: FrontMatter | undefined;
  /** The lesson without its head: as many lines, so that places stay true. */
  readonly body: string;
  /** Known as soon as they are right themselves, whatever else the head lacks. */
  readonly quantities: Quantities | undefined;
  /** Where the entries of `prerequisites` stand. */
  readonly prerequisitePlaces: readonly Place[];
  /** Where `order` stands. */
  readonly orderPlace: Place;
}

const top: Place = { line: 1, column: 1 };

/** Splits a lesson into its YAML head and its Markdown body, and checks the head. */
export function parseFrontMatter(source: string, report: Report): Matter {
  const match = /^---[ \t]*\r?\n([\s\S]*?)(?:\r?\n)?^---[ \t]*(?:\r?\n|$)/m.exec(source);
  if (match?.index !== 0) {
    report(top, 'missing front matter: a lesson begins with a line "---"');
    return {
      frontMatter: undefined,
      quantities: {},
      body: source,
      prerequisitePlaces: [],
      orderPlace: top,
    };
  }
  const newlines = match[0].split('\n').length - 1;
  const body = '\n'.repeat(newlines) + source.slice(match[0].length);
  return { body, ...parseYaml(match[1], report) };
}

function parseYaml(yaml: string, report: Report): Omit<Matter, 'body'> {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false });
  // The YAML begins on the second line of the file.
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: line + 1, column: col };
  };
  for (const error of document.errors) {
    report(placeAt(error.pos[0]), `bad YAML: ${error.message.split('\n')[0]}`);
  }
  if (document.errors.length > 0) return nothing;

  const placeOf = (path: readonly PropertyKey[]): Place => {
    for (let length = path.length; length > 0; length--) {
      const node: unknown = document.getIn(path.slice(0, length), true);
      const range = rangeOf(node);
      if (range) return placeAt(range);
    }
    return { line: 1, column: 1 };
  };
  const placeOfKey = (path: readonly PropertyKey[], key: string): Place => {
    const parent: unknown = path.length > 0 ? document.getIn(path, true) : document.contents;
    if (!isMap(parent)) return { line: 1, column: 1 };
    const pair = parent.items.find((item) => isScalar(item.key) && item.key.value === key);
    const range = pair && rangeOf(pair.key);
    return range === undefined ? { line: 1, column: 1 } : placeAt(range);
  };

  const data = valuesOf(document);
  if (data instanceof ReferenceError) {
    report({ line: 2, column: 1 }, `bad YAML: ${data.message}`);
    return nothing;
  }
  const result = schema.safeParse(data, { reportInput: true });
  const prerequisites = result.success ? (result.data.prerequisites ?? []) : [];
  const prerequisitePlaces = prerequisites.map((_, i) => placeOf(['prerequisites', i]));
  if (result.success) {
    const frontMatter = complete(result.data);
    const { quantities } = frontMatter;
    return { frontMatter, quantities, prerequisitePlaces, orderPlace: placeOf(['order']) };
  }
  for (const issue of result.error.issues) {
    const name = issue.path.join('.');
    if (issue.code === 'unrecognized_keys') {
      const known = issue.path.length === 0 ? Object.keys(fields) : ['value', 'min', 'max', 'step'];
      for (const key of issue.keys) {
        report(
          placeOfKey(issue.path, key),
          `unknown front-matter field "${key}"${didYouMean(key, known)}`,
        );
      }
    } else if (issue.input === undefined && issue.path.length > 0) {
      report({ line: 1, column: 1 }, `missing front-matter field "${name}"`);
    } else {
      report(placeOf(issue.path), `bad front-matter field "${name}": ${plainly(issue.message)}`);
    }
  }
  const alone = z.object({ quantities: fields.quantities }).safeParse(data);
  const quantities = alone.success ? parseQuantities(alone.data.quantities) : undefined;
  return { frontMatter: undefined, quantities, prerequisitePlaces, orderPlace: top };
}

const nothing = {
  frontMatter: undefined,
  quantities: undefined,
  prerequisitePlaces: [],
  orderPlace: top,
};

/** An alias of an anchor that is not there, or of far too many, shows only here. */
function valuesOf(document: Document): unknown {
  try {
    return document.toJS() ?? {};
  } catch (error) {
    if (error instanceof ReferenceError) return error;
    throw error;
  }
}

function rangeOf(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node)) return undefined;
  const { range } = node;
  return Array.isArray(range) && typeof range[0] === 'number' ? range[0] : undefined;
}

/** zod's sentences begin with 'Invalid input: ' and a capital. */
function plainly(message: string): string {
  const words = message.replace(/^Invalid (input|option): /, '');
  return words.charAt(0).toLowerCase() + words.slice(1);
}

function complete(data: z.infer<typeof schema>): FrontMatter {
  return {
    ...data,
    prerequisites: data.prerequisites ?? [],
    quantities: parseQuantities(data.quantities),
  };
}

function parseQuantities(written: z.infer<typeof fields.quantities>): Quantities {
  return Object.fromEntries(
    Object.entries(written ?? {}).map(([name, value]) => [name, parseQuantity(value)]),
  );
}
