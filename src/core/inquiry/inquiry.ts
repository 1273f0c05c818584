import type { ValueId } from '../../trace/graph.ts';
import type { RecordRequest } from '../engine.ts';
import type { Knob } from '../finite-differences.ts';
import type { DriverName } from '../protocol.ts';

/** The number that is asked about: the loss, or one cell of a value, such as a digit's score. */
export type Objective =
  | { readonly of: 'loss' }
  | { readonly of: 'value'; readonly id: ValueId; readonly index: number };

/** What every inquiry stands on: a network, its weights and a single sample. */
interface Asked {
  readonly request: RecordRequest;
  readonly objective: Objective;
}

/** The input that is looked at, pixel by pixel: [1, H, W, C]. */
interface AskedInput extends Asked {
  readonly input: ValueId;
}

/** Slopes of every number of an input, measured by nudging each up and down. */
interface DifferencesInquiry extends AskedInput {
  readonly kind: 'differences';
  /**
   * From the largest: where ±ε lie on two sides of a kink the next is tried. In float64 one small
   * one is enough; in float32 a large one rounds least, a smaller one finds slopes near a kink.
   */
  readonly epsilons: readonly number[];
}

/** The slope of one number, measured with every ε of a list. */
interface DifferenceInquiry extends Asked {
  readonly kind: 'difference';
  readonly knob: Knob;
  readonly epsilons: readonly number[];
}

/** The gradient, averaged on the straight way from blank paper to the input, times the ink. */
interface IntegratedInquiry extends AskedInput {
  readonly kind: 'integrated';
  /** Points on the way, each in the middle of its stretch. */
  readonly steps: number;
}

/** What is lost when a patch of paper covers the input, for a patch around every pixel. */
interface OcclusionInquiry extends AskedInput {
  readonly kind: 'occlusion';
  /** Rows and columns that the patch has: an odd number. */
  readonly patch: number;
}

export type Inquiry = DifferencesInquiry | DifferenceInquiry | IntegratedInquiry | OcclusionInquiry;

export type InquiryKind = Inquiry['kind'];
export type InquiryOf<K extends InquiryKind> = Extract<Inquiry, { readonly kind: K }>;

/** What is found, by kind. Numbers are those of the input, row by row, in float64. */
export interface Findings {
  readonly differences: {
    /** NaN where there is no slope, not by the smallest ε either. */
    readonly slopes: Float64Array;
    readonly withoutSlope: number;
    /** By the chain rule, on the host in float64. */
    readonly gradient: Float64Array;
  };
  readonly difference: {
    /** For each ε its slope; NaN where ±ε lie on two sides of a kink. */
    readonly slopes: Float64Array;
    /** By the chain rule, on the host in float64. */
    readonly gradient: number;
  };
  readonly integrated: {
    /** The gradient at the input itself. */
    readonly gradient: Float64Array;
    readonly attributions: Float64Array;
    /** The objective at the input and on blank paper. */
    readonly atInput: number;
    readonly atBlank: number;
    /** Of all attributions: atInput − atBlank, but for the error of the steps. */
    readonly sum: number;
  };
  readonly occlusion: {
    /** The objective now, less the objective with the patch around this pixel. */
    readonly contributions: Float64Array;
    readonly atInput: number;
    /** Patches that covered ink; the others change nothing and are not run. */
    readonly passes: number;
  };
}

export interface Progress {
  readonly done: number;
  readonly total: number;
}

/** A finding, and how it came about. */
export interface Answer<K extends InquiryKind> {
  readonly finding: Findings[K];
  readonly engine: 'host64' | 'webgl';
  /** Milliseconds of work. */
  readonly ms: number;
  /** Why the host answered although WebGL was asked. */
  readonly instead?: string;
}

/** Page → worker. */
export type InquiryOrder =
  | {
      readonly type: 'ask';
      readonly id: number;
      readonly driver: DriverName;
      readonly inquiry: Inquiry;
    }
  | { readonly type: 'cancel'; readonly id: number }
  | { readonly type: 'lose-context' };

/** Worker → page. */
export type InquiryReport =
  | ({ readonly type: 'progress'; readonly id: number } & Progress)
  | {
      readonly type: 'answered';
      readonly id: number;
      readonly kind: InquiryKind;
      readonly answer: Answer<InquiryKind>;
    }
  | { readonly type: 'cancelled'; readonly id: number }
  | { readonly type: 'failed'; readonly id: number; readonly message: string };
