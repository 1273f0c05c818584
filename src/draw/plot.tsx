import './plot.css';
import './style.ts';
import { line } from 'd3';
import { type Axis, shareOf, shareWithin, type Tick, ticksOf } from './axis.ts';
import { PlotHandle, type PlotPoint } from './plot-point.tsx';

export type PlotTone = 'accent' | 'positive' | 'negative' | 'ink' | 'soft';

/** What ties a mark to a term of a formula: to be spread on its element. */
type MarkProps = Readonly<Record<`data-${string}`, string | true | undefined>> & {
  readonly onPointerEnter?: () => void;
  readonly onPointerLeave?: () => void;
};

interface Mark {
  /** Unlike any other mark's of its kind. */
  readonly name: string;
  readonly tone?: PlotTone;
  readonly props?: MarkProps;
}

export interface PlotLine extends Mark {
  /** In the axes' own units; the line has a gap where one is not finite. */
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly dashed?: boolean;
}

/** A rectangle whose area means something. */
export interface PlotBox extends Mark {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  readonly hatched?: boolean;
}

/** Words at a place of the plot. */
export interface PlotNote {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** Where the words stand, seen from the place. */
  readonly side: 'left' | 'right' | 'above' | 'below';
  readonly tone?: PlotTone;
  /** Marks the place itself. */
  readonly dot?: boolean;
}

export interface PlotProps {
  /** What is to be seen, for those who hear the page; its numbers belong in a table view. */
  readonly label: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly boxes?: readonly PlotBox[];
  readonly lines?: readonly PlotLine[];
  readonly notes?: readonly PlotNote[];
  /** What the reader moves; the whole field answers to the pointer. */
  readonly point?: PlotPoint;
}

/**
 * Lines and areas between two axes. The field is stretched to whatever room there is, figures and
 * words keep their size, so that nothing is measured and the first render is the last.
 */
export function Plot({ label, x, y, boxes = [], lines = [], notes = [], point }: PlotProps) {
  const across = ticksOf(x);
  const up = ticksOf(y);
  return (
    <figure className="plot" aria-label={label}>
      <p className="plot-title" aria-hidden="true">
        {y.label}
      </p>
      <div className="plot-body">
        <Ticks ticks={up} side="left" />
        <PlotHandle x={x} y={y} point={point}>
          <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
            <title>{label}</title>
            {across.map(({ share, value }) => (
              <line key={value} className="plot-grid" {...lineAt(100 * share, 0, 0, 100)} />
            ))}
            {up.map(({ share, value }) => (
              <line
                key={value}
                className="plot-grid"
                data-zero={value === 0 || undefined}
                {...lineAt(0, 100 - 100 * share, 100, 0)}
              />
            ))}
            {boxes.map(({ name, tone = 'accent', hatched, props, ...box }) => (
              <rect
                key={name}
                className="plot-box"
                data-tone={tone}
                data-hatched={hatched || undefined}
                {...rectangle(box, x, y)}
                {...props}
              />
            ))}
            {lines.map(({ name, tone = 'accent', dashed, points, props }) => (
              <path
                key={name}
                className="plot-line"
                data-tone={tone}
                data-dashed={dashed || undefined}
                d={pathOf(points, x, y)}
                {...props}
              />
            ))}
          </svg>
          {notes.map((note) => (
            <span
              key={`${note.text} ${note.side}`}
              className="plot-note"
              data-side={note.side}
              data-tone={note.tone ?? 'soft'}
              data-dot={note.dot || undefined}
              style={{ '--x': place(x, note.x), '--y': place(y, note.y) }}
            >
              <span className="plot-words">{note.text}</span>
            </span>
          ))}
        </PlotHandle>
        <Ticks ticks={across} side="bottom" />
        <p className="plot-name" aria-hidden="true">
          {x.label}
        </p>
      </div>
    </figure>
  );
}

function Ticks({ ticks, side }: { ticks: readonly Tick[]; side: 'left' | 'bottom' }) {
  return (
    <div className="plot-ticks" data-side={side} aria-hidden="true">
      {ticks.map(({ share, text, value }) => (
        <span key={value} style={{ '--at': rounded(share) }}>
          {text}
        </span>
      ))}
    </div>
  );
}

const lineAt = (x: number, y: number, across: number, down: number) => ({
  x1: rounded(x),
  y1: rounded(y),
  x2: rounded(x + across),
  y2: rounded(y + down),
});

function rectangle(box: Pick<PlotBox, 'x' | 'y'>, x: Axis, y: Axis) {
  const [left, right] = box.x.map((value) => 100 * shareWithin(x, value)).sort((a, b) => a - b);
  const [top, bottom] = box.y
    .map((value) => 100 - 100 * shareWithin(y, value))
    .sort((a, b) => a - b);
  return {
    x: rounded(left),
    y: rounded(top),
    width: rounded(right - left),
    height: rounded(bottom - top),
  };
}

/** In hundredths of the field; what leaves it far is cut off so that no number grows huge. */
function pathOf(points: PlotLine['points'], x: Axis, y: Axis): string {
  const at = (axis: Axis, value: number) => Math.min(4, Math.max(-3, shareOf(axis, value)));
  const draw = line<readonly [number, number]>()
    .defined(([a, b]) => !Number.isNaN(a) && !Number.isNaN(b))
    .x(([a]) => rounded(100 * at(x, a)))
    .y(([, b]) => rounded(100 - 100 * at(y, b)));
  return draw(points) ?? '';
}

const place = (axis: Axis, value: number): number => rounded(shareWithin(axis, value));

/** The last bits of a logarithm differ between machines; what is prerendered must not. */
const rounded = (number: number): number => Math.round(number * 1e4) / 1e4;
