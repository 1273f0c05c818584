import { formatNumber, formatSigned } from '../../draw/number.ts';
import { cellStyle, type Scale } from '../../draw/scale.ts';
import { named } from '../softmax-jacobian/logits.ts';
import type { TermMark } from '../term.ts';
import type { Collapse, CollapseTerm } from './stream-run.ts';

interface CollapseRowProps {
  readonly term: CollapseTerm;
  readonly collapse: Collapse;
  readonly index: number;
  readonly scale: Scale;
  readonly marks: { readonly cancel: TermMark; readonly result: TermMark };
  /** s_y is struck out above and below. */
  readonly cancelled: boolean;
  /** What is left stands there. */
  readonly shown: boolean;
  /** The row that the playhead is on. */
  readonly now: boolean;
}

/** One logit's line: the product in letters, in numbers, and what is left of it. */
export function CollapseRow(props: CollapseRowProps) {
  const { term, collapse, index, scale, marks, cancelled, shown, now } = props;
  const y = named('s', collapse.label);
  const own = named('s', index);
  const sy = formatNumber(collapse.terms[collapse.label].s);
  return (
    <li data-now={now || undefined} data-cancelled={cancelled || undefined}>
      <span className="collapse-name">∂L/∂{named('z', index)} =</span>
      <span className="collapse-product">
        <span>
          −1/<s {...marks.cancel.props}>{y}</s> · <s {...marks.cancel.props}>{y}</s> ({term.delta} −{' '}
          {own})
        </span>
        <span className="collapse-numbers">
          {formatSigned(collapse.upstream)} · {sy} · ({term.delta} − {formatNumber(term.s)})
        </span>
      </span>
      <span className="collapse-left" data-shown={shown || undefined}>
        = {own} − {term.delta} ={' '}
        <span
          className="streams-number"
          style={shown ? cellStyle(scale, term.result) : undefined}
          {...marks.result.props}
        >
          {formatSigned(term.result)}
        </span>
      </span>
    </li>
  );
}
