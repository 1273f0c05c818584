import type { Html, Nodes } from 'mdast';
import type { z } from 'zod';
import { escapeHtml } from './escape.ts';
import { type Fault, faultText, type Place } from './fault.ts';
import type { IslandPlace, Quantities } from './lesson.ts';

/** The attributes of every widget, by the widget's name. */
export type WidgetSchemas = ReadonlyMap<string, z.ZodObject>;

/** What is known and collected while one lesson is read. */
export interface Reading {
  readonly file: string;
  /** The Markdown, head blanked: offsets of nodes count in it. */
  readonly body: string;
  readonly schemas: WidgetSchemas;
  readonly quantities: Quantities;
  readonly faults: Fault[];
  readonly islands: IslandPlace[];
  /** Experiments that the page's widgets name, and where others ask for one. */
  readonly experiments: Set<string>;
  readonly experimentsAsked: { readonly name: string; readonly place: Place }[];
}

export function report(reading: Reading, place: Place, message: string): void {
  const { line, column } = place;
  reading.faults.push({ file: reading.file, line, column, message });
}

/** What stands in the page where faults kept something from being made: their messages. */
export function faultsSince(reading: Reading, count: number): Html[] {
  const marks = reading.faults
    .slice(count)
    .map((fault) => `<strong class="fault">${escapeHtml(faultText(fault))}</strong>`);
  return marks.length === 0 ? [] : [{ type: 'html', value: marks.join(' ') }];
}

/** Where a node begins. */
export function placeOf(node: Nodes): Place {
  return node.position?.start ?? { line: 1, column: 1 };
}

/** The text a node was written as. */
export function writtenAs(reading: Reading, node: Nodes): string {
  return reading.body.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0);
}

/** The place `offset` characters into the text of a node. */
export function placeInside(reading: Reading, node: Nodes, offset: number): Place {
  const start = placeOf(node);
  const before = writtenAs(reading, node).slice(0, offset).split('\n');
  const lines = before.length - 1;
  const column = lines === 0 ? start.column + offset : before[lines].length + 1;
  return { line: start.line + lines, column };
}
