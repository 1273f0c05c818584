import type { ReactNode } from 'react';
import { formatNumber, formatSigned } from '../../draw/number.ts';
import { named } from './logits.ts';

interface DerivationProps {
  readonly s: readonly number[];
  readonly row: number;
  readonly column: number;
  /** What the first place is called: 1, or 0 for digits. */
  readonly first: number;
  /** The entry itself. */
  readonly entry: number;
}

/** Two digits where a power of ten takes the room. */
const figure = (value: number) => formatNumber(value, { digits: value < 1e-3 ? 2 : 3 });

/** How one entry of the Jacobian comes about, with the reader's own numbers in it. */
export function Derivation({ s, row, column, first, entry }: DerivationProps) {
  const same = row === column;
  const [si, sj] = [s[row], s[column]];
  const [a, b] = [named('s', row, first), named('z', column, first)];
  // The largest power is e⁰ = 1, so that its probability is one over their sum.
  const largest = Math.max(...s);
  const total = figure(1 / largest);
  const [pi, pj] = [figure(si / largest), figure(sj / largest)];
  const own = <Power name={named('z', row, first)} />;
  const other = <Power name={b} />;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's frame and legend would be drawn
    <div role="group" className="derivation" aria-label="Derivation of the chosen cell">
      <p className="derivation-why">
        {same
          ? `${b} stands above the line and below it: two effects.`
          : `${a} meets ${b} only below the line, inside Σ.`}
      </p>
      <dl>
        <Line name={<i>{a}</i>}>
          <Fraction over={own} under="Σ" /> = <Fraction over={pi} under={total} /> = {figure(si)}
        </Line>
        <Line name={<Slope of={a} by={b} />}>
          {same ? (
            <>
              <Fraction over={own} under="Σ" /> −{' '}
              <Fraction
                over={
                  <>
                    {own} · {other}
                  </>
                }
                under="Σ²"
              />
            </>
          ) : (
            <>
              −{' '}
              <Fraction
                over={
                  <>
                    {own} · {other}
                  </>
                }
                under="Σ²"
              />{' '}
              ={' '}
              <span className="derivation-part">
                − <Fraction over={`${pi} · ${pj}`} under={`${total}²`} />
              </span>
            </>
          )}
        </Line>
        <Line name="">
          {same ? (
            <>
              = <i>{a}</i> (1 − <i>{a}</i>) = {figure(si)} · (1 − {figure(si)})
            </>
          ) : (
            <>
              = −<i>{a}</i> · <i>{named('s', column, first)}</i> = −{figure(si)} · {figure(sj)}
            </>
          )}
        </Line>
        <Line name="">
          ={' '}
          <strong data-result="entry" data-sign={Math.sign(entry)}>
            {formatSigned(entry)}
          </strong>
        </Line>
      </dl>
      <p className="derivation-note">
        <i>m</i> is the largest logit. Taking it off all of them changes nothing.
      </p>
    </div>
  );
}

function Line({ name, children }: { readonly name: ReactNode; readonly children: ReactNode }) {
  return (
    <div>
      <dt>
        {name}
        {name !== '' && ' ='}
      </dt>
      <dd>{children}</dd>
    </div>
  );
}

/** e to the logit, less the largest one: the form that is computed. */
const Power = ({ name }: { readonly name: string }) => (
  <span>
    <i>e</i>
    <sup>{name}−m</sup>
  </span>
);

const Slope = ({ of, by }: { readonly of: string; readonly by: string }) => (
  <Fraction
    over={
      <>
        ∂<i>{of}</i>
      </>
    }
    under={
      <>
        ∂<i>{by}</i>
      </>
    }
  />
);

function Fraction({ over, under }: { readonly over: ReactNode; readonly under: ReactNode }) {
  return (
    <span className="fraction">
      <span>{over}</span>
      <span className="fraction-line"> / </span>
      <span>{under}</span>
    </span>
  );
}
