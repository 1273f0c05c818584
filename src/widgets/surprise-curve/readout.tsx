import type { FormatName } from '../../core/number/format.ts';
import { formatFixed, formatNumber } from '../../draw/number.ts';
import { type Bend, bentLoss, bentSlope } from './bends.ts';
import { compute, type Guard, inBits, slopeOf, surpriseOf } from './surprise.ts';

/** A loss with three decimals, as far as it goes. */
const loss = (nats: number): string => formatFixed(nats === 0 ? 0 : nats, 3);

/** The curve's numbers at the point. */
export function CurveReadout({ p }: { readonly p: number }) {
  const nats = surpriseOf(p);
  return (
    <table className="surprise-readout">
      <thead>
        <tr>
          <th scope="col">ln p</th>
          <th scope="col">nats, −ln p</th>
          <th scope="col">bits, −log₂ p</th>
          <th scope="col">slope, −1/p</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <td data-result="ln">{loss(-nats)}</td>
          <td data-result="nats">{loss(nats)}</td>
          <td data-result="bits">{loss(inBits(nats))}</td>
          <td data-result="slope">{formatNumber(slopeOf(p))}</td>
        </tr>
      </tbody>
    </table>
  );
}

/** Cross-entropy beside the loss that bends it. */
export function BendReadout({ p, bend }: { readonly p: number; readonly bend: Bend }) {
  return (
    <table className="surprise-readout">
      <thead>
        <tr>
          <td />
          <th scope="col">loss</th>
          <th scope="col">slope</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row" data-line="exact">
            cross-entropy
          </th>
          <td data-result="nats">{loss(surpriseOf(p))}</td>
          <td data-result="slope">{formatNumber(slopeOf(p))}</td>
        </tr>
        <tr>
          <th scope="row" data-line="bent">
            bent
          </th>
          <td data-result="bent">{loss(bentLoss(p, bend))}</td>
          <td data-result="bent-slope">{formatNumber(bentSlope(p, bend))}</td>
        </tr>
      </tbody>
    </table>
  );
}

interface GuardReadoutProps {
  readonly p: number;
  readonly guard: Guard;
  readonly format: FormatName;
}

/** The exact loss beside what the guarded one comes to in a number format. */
export function GuardReadout({ p, guard, format }: GuardReadoutProps) {
  const { inside, loss: computed, slope, lost, addend } = compute(p, guard, format);
  const fate = addend === 0 ? 'stored as 0' : lost ? 'lost' : 'kept';
  return (
    <table className="surprise-readout">
      <thead>
        <tr>
          <td />
          <th scope="col">inside the log</th>
          <th scope="col">loss</th>
          <th scope="col">slope</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row" data-line="exact">
            exact
          </th>
          <td>{formatNumber(p, { digits: 4 })}</td>
          <td data-result="nats">{loss(surpriseOf(p))}</td>
          <td data-result="slope">{formatNumber(slopeOf(p))}</td>
        </tr>
        <tr>
          <th scope="row" data-line="bent">
            in {format}
          </th>
          <td data-result="inside">{formatNumber(inside, { digits: 4 })}</td>
          <td data-result="computed">{loss(computed)}</td>
          <td data-result="computed-slope">{formatNumber(slope)}</td>
        </tr>
        <tr>
          <th scope="row">added</th>
          <td data-result="fate">{guard === 'none' ? 'nothing' : fate}</td>
          <td colSpan={2} />
        </tr>
      </tbody>
    </table>
  );
}
