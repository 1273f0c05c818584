import { useEffect, useState } from 'react';
import type { Client } from '../../../core/client.ts';
import type { Weights } from '../../../core/protocol.ts';
import { sampleDigit } from '../../../digits/samples.ts';
import { inkPath } from '../../../pad/ink.ts';
import type { LabNetwork } from '../../networks/network.ts';
import { rightIn, type SampleReading, useSampleReading } from './sample-digits.ts';

interface StepSamplesProps {
  readonly client: () => Client;
  readonly network: LabNetwork;
  /** Undefined while they are being loaded. */
  readonly weights: {
    readonly now: Weights | undefined;
    readonly before: Weights | undefined;
    readonly shipped: Weights | undefined;
  };
}

const pictures = Array.from({ length: 10 }, (_, digit) => inkPath(sampleDigit(digit), 40));

/** What the step did to digits that it was not taken on. */
export function StepSamples({ client, network, weights }: StepSamplesProps) {
  const now = useSampleReading(client, network, weights.now, 'samples');
  const before = useSampleReading(client, network, weights.before, 'samples before');
  const shipped = useSampleReading(client, network, weights.shipped, 'samples shipped');
  const [whole, setWhole] = useState<SamplesProps>();
  useEffect(() => {
    // While steps follow each other the last whole picture stays, until the next one is whole.
    if (now && before && shipped) setWhole({ now, before, shipped });
  }, [now, before, shipped]);
  return whole ? <Samples {...whole} /> : null;
}

type SamplesProps = Readonly<Record<'now' | 'before' | 'shipped', SampleReading>>;

function Samples({ now, before, shipped }: SamplesProps) {
  const right = rightIn(now);
  return (
    <section className="step-samples" aria-label="What the step did to other digits" data-samples>
      <h2>And the other digits?</h2>
      <ul>
        {now.map(({ digit, read }) => (
          <li key={digit} data-wrong={read !== digit || undefined}>
            <svg viewBox="4 4 32 32" aria-hidden="true">
              <path d={pictures[digit]} />
            </svg>
            <span className="visually-hidden">
              sample {digit} is read as {read}
              {read === digit ? '' : ', wrongly'}
            </span>
            <span aria-hidden="true">{read === digit ? read : `${read}, not ${digit}`}</span>
          </li>
        ))}
      </ul>
      <p className="learn-note">
        Of the {now.length} sample digits this network now reads{' '}
        <strong data-result="samples-right">{right}</strong> rightly; before the step it was{' '}
        {rightIn(before)}, as it came {rightIn(shipped)}.{' '}
        {right < rightIn(shipped)
          ? 'The same weights serve every digit: what was moved for one is missed by the others. That is why training takes small steps on many digits in turn.'
          : 'The same weights serve every digit. Take more steps for this one, and watch what becomes of the others.'}
      </p>
    </section>
  );
}
