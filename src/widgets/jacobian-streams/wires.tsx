import '../../draw/style.ts';
import { wirePath } from '../../draw/wire.ts';
import type { StreamRun } from './stream-run.ts';

interface WiresProps {
  readonly run: StreamRun;
}

const row = 36;
const width = 200;

/** What each upstream entry sends to each logit: colour by sign, width by size. */
export function Wires({ run }: WiresProps) {
  const { streams, on } = run;
  const classes = streams.length;
  const largest = Math.max(
    ...streams.flat().map((value) => (Number.isFinite(value) ? Math.abs(value) : 0)),
  );
  const y = (index: number) => (index + 0.5) * row;
  const wires = streams.flatMap((stream, from) =>
    stream.map((value, to) => ({ value, from, to, key: `${from} ${to}` })),
  );
  // Those that carry most lie on top.
  const sorted = wires
    .filter(({ from }) => on[from])
    .sort((a, b) => Math.abs(a.value) - Math.abs(b.value));
  return (
    <svg
      className="streams-wires"
      viewBox={`0 0 ${width} ${classes * row}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      style={{ '--rows': classes }}
    >
      {sorted.map(({ value, from, to, key }) => (
        <path
          key={key}
          d={wirePath({ x: 0, y: y(from) }, { x: width, y: y(to) })}
          data-sign={Math.sign(value)}
          strokeWidth={value === 0 || !(largest > 0) ? 1 : 1 + (7 * Math.abs(value)) / largest}
          vectorEffect="non-scaling-stroke"
        />
      ))}
    </svg>
  );
}
