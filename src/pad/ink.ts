import type { Drawing, Stroke } from '../digits/strokes.ts';

/** Width of the line, as a share of the pad. */
const LINE = 0.068;

/**
 * Draws the strokes on a square of `side` pixels at the origin, in the context's stroke style. A
 * pen that presses harder draws wider; a mouse, which always says 0.5, draws one width.
 */
export function drawInk(context: CanvasRenderingContext2D, drawing: Drawing, side: number): void {
  context.lineCap = 'round';
  context.lineJoin = 'round';
  for (const stroke of drawing) drawStroke(context, stroke, side);
}

function drawStroke(context: CanvasRenderingContext2D, stroke: Stroke, side: number): void {
  const pressed = stroke.some(({ pressure = 0.5 }) => Math.abs(pressure - 0.5) > 0.01);
  const width = (pressure = 0.5) => side * LINE * (pressed ? 0.7 + 0.6 * pressure : 1);
  const [first] = stroke;
  context.beginPath();
  context.lineWidth = width(first.pressure);
  context.moveTo(first.x * side, first.y * side);
  if (stroke.length === 1) context.lineTo(first.x * side, first.y * side + 0.01);
  for (let i = 1; i < stroke.length; i++) {
    const [from, to] = [stroke[i - 1], stroke[i]];
    const middle = { x: ((from.x + to.x) / 2) * side, y: ((from.y + to.y) / 2) * side };
    context.quadraticCurveTo(from.x * side, from.y * side, middle.x, middle.y);
    if (pressed) {
      context.stroke();
      context.beginPath();
      context.lineWidth = width(to.pressure);
      context.moveTo(middle.x, middle.y);
    }
    if (i === stroke.length - 1) context.lineTo(to.x * side, to.y * side);
  }
  context.stroke();
}

/** A drawing as SVG path data in a square of `side`, for small pictures. */
export function inkPath(drawing: Drawing, side: number): string {
  const at = (value: number) => Math.round(value * side * 10) / 10;
  return drawing
    .map((stroke) => stroke.map(({ x, y }, i) => `${i ? 'L' : 'M'}${at(x)} ${at(y)}`).join(''))
    .join('');
}
