import { shownDigit } from '../../digits/shown-digit.ts';
import type { Drawing } from '../../digits/strokes.ts';
import { activationOf, gradientOf } from '../../trace/trace.ts';
import type { Page } from '../definition.ts';
import type { Layer } from './sea.ts';

export interface DigitLayer {
  readonly layer: Layer;
  /** What the core itself sends back through the pool. */
  readonly gradient: Float64Array;
  readonly sample: boolean;
}

/**
 * The first pool of the shipped CNN on the reader's drawing, and the loss of a label sent back to
 * it. Undefined when a newer request took this one's place; rejects when the network cannot run.
 */
export async function readLayer(
  page: Page,
  drawing: Drawing,
  label: number,
  lane: string,
): Promise<DigitLayer | undefined> {
  const { pixels, sample } = shownDigit(drawing);
  const client = await page.client();
  const request = { network: 'cnn', pixels, label } as const;
  const outcome = await client.record(request, { lane });
  if (outcome.state !== 'answered') return undefined;
  const { trace } = outcome.result;
  const { shape, data } = activationOf(trace, 'relu1');
  const [, rows, columns, channels] = shape;
  const upstream = gradientOf(trace, 'pool1').sum.data;
  return {
    layer: { rows, columns, channels, seen: data, upstream },
    gradient: Float64Array.from(gradientOf(trace, 'relu1').sum.data),
    sample,
  };
}
