import './limit-line.css';
import { formats } from '../../core/number/format.ts';
import { limitsOf } from '../../core/number/limits.ts';
import { formatFixed } from '../../draw/number.ts';
import { groupMarks, landmarksOf, membersText, placeOf } from './limit-line.ts';
import { type Form, type StageRun, valuesOf } from './stage-run.ts';

interface LimitLineProps {
  readonly run: StageRun;
  /** Whether the powers have been computed by now: as many of them. */
  readonly reached: number;
}

/** The format's positive numbers on a logarithmic line, and where the powers of e fall on it. */
export function LimitLine({ run, reached }: LimitLineProps) {
  const format = formats[run.format];
  const landmarks = landmarksOf(format);
  const [, normal] = landmarks;
  const limits = limitsOf(format);
  return (
    <div className="limit-line">
      <p className="limit-line-words" aria-hidden="true">
        All positive {run.format}, and the powers of the classes: naive above, shifted below.
      </p>
      <div className="limit-line-picture" aria-hidden="true">
        <Marks run={run} form="naive" reached={reached} />
        <div className="limit-line-track">
          <span data-zone="zero">0</span>
          <span
            data-zone="subnormal"
            style={{ '--from': landmarks[0].place, '--to': normal.place }}
          />
          <span data-zone="normal" style={{ '--from': normal.place, '--to': landmarks[3].place }} />
          <span data-zone="infinite">∞</span>
        </div>
        <Marks run={run} form="shifted" reached={reached} />
        <div className="limit-line-landmarks">
          {landmarks.map(({ name, text, place }) => (
            <span key={name} data-landmark={name} style={{ '--place': place }}>
              <span>{name}</span>
              {name === 'one' ? null : <span>{text}</span>}
            </span>
          ))}
        </div>
      </div>
      <p className="limit-line-words">
        In {run.format}, <i>eˣ</i> overflows above <i>x</i> ={' '}
        <b data-result="limit">{formatFixed(limits.expOverflow, 2)}</b>, loses digits below{' '}
        {formatFixed(limits.expSubnormal, 2)} and is 0 from {formatFixed(limits.expVanishes, 2)}{' '}
        down.
      </p>
    </div>
  );
}

interface MarksProps extends LimitLineProps {
  readonly form: Form;
}

/** The powers of one computation: a dot each, and the classes' numbers. */
function Marks({ run, form, reached }: MarksProps) {
  const format = formats[run.format];
  const values = valuesOf(run, form, 'powers').slice(0, reached);
  return (
    <div className="limit-line-marks" data-form={form}>
      {values.map((value, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a class is its place
        <span key={i} className="limit-line-dot" style={{ '--place': placeOf(format, value) }} />
      ))}
      {groupMarks(format, values).map(({ members, place }) => (
        <span key={members[0]} className="limit-line-label" style={{ '--place': place }}>
          {membersText(members)}
        </span>
      ))}
    </div>
  );
}
