import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import type { TermMark } from '../term.ts';
import { sharesText } from './narration.ts';
import { corners, height, inside, type Point, pointOf, type Shares, sharesOf } from './triangle.ts';

interface TriangleViewProps {
  /** softmax(z): the point that the reader moves. */
  readonly shares: Shares;
  readonly tempered: Shares;
  readonly sparse: Shares;
  readonly path: readonly Shares[];
  readonly sparsePath: readonly Shares[];
  readonly marks: Readonly<Record<'softmax' | 'tempered' | 'sparsemax' | 'path', TermMark>>;
  readonly onMove: (shares: Shares) => void;
}

/** Units of the drawing: the triangle's side, and the room around it. */
const side = 400;
const room = { left: 40, right: 40, top: 42, bottom: 34 };
const width = side + room.left + room.right;
const tall = side * height + room.top + room.bottom;

/** In units of the drawing, to a hundredth: the last bits of `exp` differ between machines. */
const place = ({ x, y }: Point): Point => ({
  x: Number((room.left + side * x).toFixed(2)),
  y: Number((room.top + side * (height - y)).toFixed(2)),
});

const pathData = (points: readonly Shares[]): string =>
  points
    .map((shares, i) => {
      const { x, y } = place(pointOf(shares));
      return `${i === 0 ? 'M' : 'L'}${x} ${y}`;
    })
    .join('');

/** What an arrow key moves the point by, in sides of the triangle; with Shift five times as far. */
const keyStep = 0.02;

/** All ways to share one between three classes, and the point that stands for these logits. */
export function TriangleView(props: TriangleViewProps) {
  const { shares, tempered, sparse, path, sparsePath, marks, onMove } = props;
  const drawing = useRef<SVGSVGElement>(null);
  const at = place(pointOf(shares));
  const warm = place(pointOf(tempered));
  const flat = place(pointOf(sparse));

  const follow = (event: PointerEvent) => {
    const box = drawing.current?.getBoundingClientRect();
    if (!box) return;
    const x = ((event.clientX - box.left) / box.width) * width;
    const y = ((event.clientY - box.top) / box.height) * tall;
    const point = { x: (x - room.left) / side, y: height - (y - room.top) / side };
    onMove(inside(sharesOf(point)));
  };
  const press = (event: KeyboardEvent) => {
    const by = keyStep * (event.shiftKey ? 5 : 1);
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    event.stopPropagation();
    const { x, y } = pointOf(shares);
    onMove(inside(sharesOf({ x: x + by * move.x, y: y + by * move.y })));
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: no fieldset can stand in a drawing
    <svg
      ref={drawing}
      className="simplex-triangle"
      viewBox={`0 0 ${width} ${tall.toFixed(0)}`}
      role="group"
      aria-label="The triangle of three classes"
    >
      <path className="simplex-area" d={`${pathData(cornerShares)}Z`} />
      {cornerShares.map((_, i) => (
        <path
          // biome-ignore lint/suspicious/noArrayIndexKey: a corner is its place
          key={i}
          className="simplex-border"
          d={pathData([centre, edgeMiddle(i)])}
        />
      ))}
      {corners.map((corner, i) => {
        const { x, y } = place(corner);
        return (
          <text
            // biome-ignore lint/suspicious/noArrayIndexKey: a corner is its place
            key={i}
            className="simplex-corner"
            x={x}
            y={i === 2 ? y - 20 : y + 26}
            textAnchor="middle"
          >
            class {i + 1}
          </text>
        );
      })}
      <g {...marks.path.props}>
        <path className="simplex-path" d={pathData(path)} />
      </g>
      <path className="simplex-path" data-kind="sparse" d={pathData(sparsePath)} />
      <g {...marks.sparsemax.props} transform={`translate(${flat.x} ${flat.y})`}>
        <path className="simplex-sparse" d="M0 -9 9 0 0 9 -9 0Z" />
      </g>
      <g {...marks.tempered.props} transform={`translate(${warm.x} ${warm.y})`}>
        <circle className="simplex-tempered" r={11} />
      </g>
      <g
        {...marks.softmax.props}
        className="simplex-handle"
        transform={`translate(${at.x} ${at.y})`}
        role="slider"
        tabIndex={0}
        aria-label="softmax of the logits; arrow keys move it"
        aria-roledescription="point in a triangle"
        aria-valuemin={0}
        aria-valuemax={1}
        aria-valuenow={Number(shares[2].toFixed(3))}
        aria-valuetext={sharesText(shares)}
        onKeyDown={press}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) follow(event);
        }}
      >
        <circle className="simplex-reach" r={22} />
        <circle className="simplex-point" r={7} />
      </g>
    </svg>
  );
}

const moves: Readonly<Record<string, Point | undefined>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: 1 },
  ArrowDown: { x: 0, y: -1 },
};

const centre: Shares = [1 / 3, 1 / 3, 1 / 3];

const cornerShares: readonly Shares[] = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

/** The middle of the edge opposite to a corner: on the line to it two classes are level. */
const edgeMiddle = (corner: number): Shares => {
  const [a, b, c] = [0, 1, 2].map((i) => (i === corner ? 0 : 0.5));
  return [a, b, c];
};
