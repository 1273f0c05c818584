import type { Html, Nodes } from 'mdast';
import type { z } from 'zod';
import { escapeHtml } from './escape.ts';
import { type Fault, faultText, type Place } from './fault.ts';
import type { IslandPlace, Quantities } from './lesson.ts';

/** What a widget's `attributes.ts` tells those who write lessons. */
export interface WidgetContract {
  readonly attributes: z.ZodObject;
  /** Terms that formulas may name; unknown where there is no list. */
  readonly terms?: readonly string[];
  /** Names of the listing's lines that the figure lights. */
  readonly anchors?: readonly string[];
  /** Heads of the cells that the figure answers for: `dx` of `dx.1.0`. */
  readonly cells?: readonly string[];
}

/** The contract of every widget, by the widget's name. */
export type WidgetSchemas = ReadonlyMap<string, WidgetContract>;

/** A thing of an experiment that the text names. */
export interface Asked {
  readonly experiment: string;
  readonly place: Place;
  /** Which of the experiment's names it is; only the experiment itself where there is none. */
  readonly what?: { readonly kind: 'term' | 'anchor' | 'cell'; readonly name: string };
}

/** What is known and collected while one lesson is read. */
export interface Reading {
  readonly file: string;
  /** The Markdown, head blanked: offsets of nodes count in it. */
  readonly body: string;
  readonly schemas: WidgetSchemas;
  readonly quantities: Quantities;
  readonly faults: Fault[];
  readonly islands: IslandPlace[];
  /** Experiments that the page's widgets name, with the widgets, as far as these are known. */
  readonly experiments: Map<string, WidgetContract[]>;
  /** What the text asks of experiments; checked when all of them are known. */
  readonly asked: Asked[];
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
