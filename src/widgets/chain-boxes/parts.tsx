import type { ReactNode } from 'react';
import { formatNumber, formatSigned } from '../../draw/number.ts';
import type { Page } from '../definition.ts';
import { useTerm } from '../term.ts';
import type { Chain } from './chain.ts';

const written = (value: number) => formatNumber(value, { digits: 4 });

interface PartProps {
  readonly page: Page;
  readonly experiment: string;
  readonly step: number;
}

const names = { x: 'x', u: 'u', y: 'y' } as const;

/** A number on its way, and what the nudge has made of it: shown once the playhead was there. */
export function Wire(props: PartProps & { name: keyof typeof names; chain: Chain; at: number }) {
  const { page, experiment, name, chain, step, at } = props;
  const mark = useTerm(page, experiment, name);
  const { setup, u, y, nudgedU, nudgedY } = chain;
  const [value, moved] = {
    x: [setup.x, setup.x + setup.nudge],
    u: [u, nudgedU],
    y: [y, nudgedY],
  }[name];
  return (
    <div className="chain-boxes-wire" data-shown={step >= at} {...mark.props}>
      <span className="chain-boxes-name">{names[name]}</span>
      <strong data-result={name}>{written(value)}</strong>
      <span className="chain-boxes-moved">
        nudged <span data-result={`nudged-${name}`}>{written(moved)}</span>
      </span>
      <span className="chain-boxes-change" data-result={`change-${name}`}>
        {formatSigned(moved - value, 4)}
      </span>
    </div>
  );
}

/** A box with what it does, and its slope once the way back has passed it. */
export function Box(
  props: PartProps & {
    name: 'first' | 'second';
    at: number;
    back: number;
    slope: number;
    children: ReactNode;
  },
) {
  const { page, experiment, name, step, at, back, slope, children } = props;
  const mark = useTerm(page, experiment, name);
  const now = step === at ? 'forward' : step === back ? 'backward' : undefined;
  return (
    <div className="chain-boxes-box" data-now={now} {...mark.props}>
      {children}
      <span className="chain-boxes-slope" data-shown={step >= back}>
        slope <strong data-result={`slope-${name}`}>{written(slope)}</strong>
      </span>
    </div>
  );
}

/** The slopes multiplied, beside what the nudge measured. */
export function Product({ page, experiment, chain, step }: PartProps & { chain: Chain }) {
  const mark = useTerm(page, experiment, 'product');
  return (
    <dl className="chain-boxes-product" data-shown={step >= 4} {...mark.props}>
      <div>
        <dt>slopes multiplied</dt>
        <dd data-result="product">{written(chain.product)}</dd>
      </div>
      <div>
        <dt>change of y ÷ change of x</dt>
        <dd data-result="measured">{written(chain.measured)}</dd>
      </div>
    </dl>
  );
}
