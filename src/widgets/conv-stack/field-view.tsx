import type { Stage } from './stack.ts';
import { inputsOf, seenBy } from './stack.ts';

interface FieldViewProps {
  readonly stages: readonly Stage[];
  readonly size: number;
  /** The cell of the last layer that looks. */
  readonly cell: number;
}

const width = 640;
const rowHeight = 46;

/** One axis of every layer as a row of dots, the image below: what one cell at the top sees. */
export function FieldView({ stages, size, cell }: FieldViewProps) {
  const seen = seenBy(stages, cell);
  const sizes = [size, ...stages.map((stage) => stage.size)];
  const jumps = [1, ...stages.map((stage) => stage.jump)];
  const centres = centresOf(stages);
  const unit = width / (size + 2);
  const height = (sizes.length - 1) * rowHeight + 24;
  const place = (row: number, at: number) => ({
    x: (centres[row] + at * jumps[row] + 1.5) * unit,
    y: height - 12 - row * rowHeight,
  });
  const radius = Math.min(4.5, unit * 0.36);
  return (
    <svg className="field-view" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {stages.map(({ plan }, row) =>
        seen[row + 1].flatMap((out) =>
          inputsOf(plan, out).map((input) => {
            const [from, to] = [place(row + 1, out), place(row, input)];
            return (
              <line
                key={`${from.x} ${from.y} ${to.x}`}
                x1={from.x}
                y1={from.y}
                x2={to.x}
                y2={to.y}
              />
            );
          }),
        ),
      )}
      {sizes.map((count, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
        <g key={row}>
          {Array.from({ length: count }, (_, at) => {
            const { x, y } = place(row, at);
            const lit = seen[row].includes(at);
            return <circle key={x} cx={x} cy={y} r={radius} data-seen={lit || undefined} />;
          })}
        </g>
      ))}
    </svg>
  );
}

/** Where, in cells of the image, the middle of each layer's first window lies. */
function centresOf(stages: readonly Stage[]): readonly number[] {
  const centres = [0];
  let jump = 1;
  for (const [row, { plan, jump: after }] of stages.entries()) {
    centres.push(centres[row] + ((plan.extent - 1) / 2 - plan.before) * jump);
    jump = after;
  }
  return centres;
}
