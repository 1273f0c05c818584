import { rasterize } from '../../digits/raster.ts';
import { sampleDigit } from '../../digits/samples.ts';
import type { Drawing } from '../../digits/strokes.ts';
import { activationOf } from '../../trace/trace.ts';
import type { Page } from '../definition.ts';

/** What stands in for a digit while nothing is drawn. */
const stand = 3;

export interface DigitLogits {
  readonly logits: readonly number[];
  /** Nothing was drawn: these are the logits of a sample. */
  readonly sample: boolean;
}

/**
 * The ten logits that the shipped CNN gives the reader's drawing; undefined when a newer request
 * took this one's place. Rejects when the network cannot be run.
 */
export async function readDigit(page: Page, drawing: Drawing): Promise<DigitLogits | undefined> {
  const drawn = rasterize(drawing);
  const raster = drawn ?? rasterize(sampleDigit(stand));
  if (!raster) throw new Error('the sample digit has no ink');
  const client = await page.client();
  const outcome = await client.record(
    { network: 'cnn', pixels: raster.pixels },
    { lane: 'logits' },
  );
  if (outcome.state !== 'answered') return undefined;
  const logits = [...activationOf(outcome.result.trace, 'logits').data];
  return { logits, sample: drawn === undefined };
}
