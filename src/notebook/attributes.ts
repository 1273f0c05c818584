import type { ContainerDirective, LeafDirective, TextDirective } from 'mdast-util-directive';
import type { z } from 'zod';
import type { Place } from './fault.ts';
import { didYouMean } from './near-match.ts';
import { placeInside, type Reading, report, writtenAs } from './reading.ts';

export type Directive = ContainerDirective | LeafDirective | TextDirective;

/** Where an attribute of a directive is written; the directive itself when it is not. */
export function attributePlace(reading: Reading, directive: Directive, name: string): Place {
  const head = writtenAs(reading, directive).split('\n')[0];
  const brace = head.indexOf('{');
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const match = new RegExp(`(?<=[\\s{])${escaped}(?=[\\s=}])`).exec(head);
  const offset = match && match.index > brace ? match.index : 0;
  return placeInside(reading, directive, offset);
}

type Shaped = z.ZodObject;

/** What the schema makes of a directive's attributes; reports what does not fit. */
export function parseAttributes<Schema extends Shaped>(
  reading: Reading,
  directive: Directive,
  schema: Schema,
  owner: string,
): z.output<Schema> | undefined {
  const written = Object.fromEntries(
    Object.entries(directive.attributes ?? {}).map(([name, value]) => [name, value ?? '']),
  );
  const known = Object.keys(schema.shape);
  const result = schema.safeParse(written);
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    const name = String(issue.path[0] ?? '');
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) {
        const place = attributePlace(reading, directive, key);
        report(reading, place, `unknown attribute "${key}" of ${owner}${didYouMean(key, known)}`);
      }
    } else if (!Object.hasOwn(written, name)) {
      report(
        reading,
        attributePlace(reading, directive, ''),
        `missing attribute "${name}" of ${owner}`,
      );
    } else {
      const place = attributePlace(reading, directive, name);
      const value = written[name];
      report(
        reading,
        place,
        `bad value "${value}" for attribute "${name}" of ${owner}: ${reason(issue, value)}`,
      );
    }
  }
  return undefined;
}

function reason(issue: z.core.$ZodIssue, value: string): string {
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String);
    return `one of ${values.map((v) => `"${v}"`).join(', ')}${didYouMean(value, values)}`;
  }
  const words = issue.message.replace(/^Invalid (input|option|string): /, '');
  return words.charAt(0).toLowerCase() + words.slice(1);
}
