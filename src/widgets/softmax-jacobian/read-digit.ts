import { shownDigit } from '../../digits/shown-digit.ts';
import type { Drawing } from '../../digits/strokes.ts';
import { activationOf } from '../../trace/trace.ts';
import type { Page } from '../definition.ts';

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
  const { pixels, sample } = shownDigit(drawing);
  const client = await page.client();
  const outcome = await client.record({ network: 'cnn', pixels }, { lane: 'logits' });
  if (outcome.state !== 'answered') return undefined;
  const logits = [...activationOf(outcome.result.trace, 'logits').data];
  return { logits, sample };
}
