import type { ReactNode } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import type { Client } from '../core/client.ts';
import type { NetworkName } from '../core/networks/networks.ts';
import type { Drawing } from '../digits/strokes.ts';
import type { Trace } from '../trace/trace.ts';

/** A number, or a box of numbers, that a lesson names in its front matter. */
interface Quantity {
  /** `[]` for one number, `[3]` for a row, `[4, 4]` for a matrix. */
  readonly shape: readonly number[];
  /** Row-major. */
  readonly values: readonly number[];
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

export type Quantities = Readonly<Record<string, Quantity>>;

/** What a figure's control is set to. */
export type Setting = string | number | boolean;
export type Settings = Readonly<Record<string, Setting>>;

type Readable<T> = Pick<StoreApi<T>, 'getState' | 'getInitialState' | 'subscribe'>;

/**
 * What the parts of one page share. One such object lives for as long as the page. Quantities,
 * settings and the drawing are the page's whole state: the address carries them, *reset* takes them
 * back, so a figure keeps nothing of its own that a reader would miss.
 */
export interface Page {
  /** The named numbers: the text scrubs them, widgets read and write them. */
  readonly quantities: Readable<Quantities>;
  /** Changes the numbers of a quantity; the first use of an unknown name makes it. */
  setQuantity(name: string, values: readonly number[], shape?: readonly number[]): void;
  /**
   * What differs from how the lesson was written, by `experiment/control`: use `useChoice` and its
   * like, which check what a link asks for.
   */
  readonly settings: Readable<Settings>;
  /** `undefined` is: as it was written. */
  setSetting(name: string, value: Setting | undefined): void;
  /** A link asked for something that no such control can be set to; the reader is told. */
  refuse(name: string): void;
  /** The reader's own digit, the same on every page; empty strokes until something is drawn. */
  readonly drawing: Readable<Drawing>;
  setDrawing(drawing: Drawing): void;
  /** Lights the lines of the page's listings that carry these anchors for this experiment. */
  light(experiment: string, anchors: readonly string[]): void;
  /** The term that pointer or focus is on, as `experiment:term`: in a formula or in a figure. */
  readonly pointed: Readable<string | undefined>;
  point(term: string | undefined): void;
  /** A figure's answers have changed though nothing on the page has: a network has replied. */
  answersChanged(): void;
  /** The engine in its worker, for whole networks; made when it is first wanted. */
  client(): Promise<Client>;
}

/** What a figure may use while the site is built. */
export interface Workshop {
  /** A shipped network on one picture [784], back from the loss of a label: in float64. */
  record(network: NetworkName, pixels: Float32Array, label: number): Trace;
}

/**
 * The value of a named cell under the given numbers and settings, or undefined when there is no
 * such cell: `dx.1.0` by indices from 0, `loss(0.25)` a curve's height.
 */
export type Answer = (
  cell: string,
  quantities: Quantities,
  settings: Settings,
) => number | undefined;

export interface WidgetProps<Attributes> {
  readonly attributes: Attributes;
  readonly page: Page;
  /** What `prepare` made when the site was built, as JSON carried it; absent elsewhere. */
  readonly prepared?: unknown;
}

/**
 * A widget: `src/widgets/<name>/widget.tsx` exports one as `widget`, and `attributes.ts` beside it
 * the zod schema of its attributes (and, where it has them, the names that lessons may use: `terms`
 * of formulas, `anchors` of listings). The folder's name is the directive's name.
 */
export interface Widget<Attributes> {
  readonly title: string;
  /** One sentence for the gallery. */
  readonly summary: string;
  readonly examples: readonly { readonly caption: string; readonly attributes: Attributes }[];
  /**
   * What the first render needs and a browser would have to fetch an engine for: plain JSON, made
   * when the site is built.
   */
  prepare?(attributes: Attributes, workshop: Workshop): unknown;
  /** Answers the page's questions about this figure's experiment. */
  answer?(attributes: Attributes, page: Page): Answer;
  /** Its first render must not depend on the browser: the prerendered page is that render. */
  View(props: WidgetProps<Attributes>): ReactNode;
}

/** Gives a definition its type without widening its examples. */
export function defineWidget<Attributes>(widget: Widget<Attributes>): Widget<Attributes> {
  return widget;
}

/** A widget whose attributes are known to fit it: the build parsed them with its schema. */
export type AnyWidget = Widget<unknown>;
