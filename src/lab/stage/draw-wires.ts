import type { Pen } from '../../draw/pen.ts';
import { drawWire } from '../../draw/wire.ts';
import type { Trace } from '../../trace/trace.ts';
import { unitOf } from './column.ts';
import type { Shown } from './frame.ts';
import { arriving, leaving } from './layout.ts';
import { type Gap, type Link, linksOf } from './link.ts';
import { PALE, type Scene } from './scene.ts';

/** Links are sums over whole tensors: made once for each trace, gap and direction. */
const made = new WeakMap<Trace, Map<string, readonly Link[]>>();

export function keptLinks(trace: Trace, gap: Gap, pass: Shown['pass']): readonly Link[] {
  const known = made.get(trace) ?? new Map<string, readonly Link[]>();
  made.set(trace, known);
  const key = `${gap.node.id} ${gap.slot} ${pass}`;
  const links = known.get(key) ?? linksOf(trace, gap, pass);
  known.set(key, links);
  return links;
}

/**
 * The wires: what each picture gave the next (Σ activation × weight), or sent back to it
 * (Σ weight × gradient). Thickness is strength, within its gap; colour is the sign of the sum.
 */
export function drawWires(context: Pen, scene: Scene, trace: Trace): void {
  for (const gap of scene.gaps) {
    const back = scene.reached(gap.node.id, 'gradient');
    const there = scene.reached(gap.node.id, 'activation');
    const pass = back ? 'gradient' : 'activation';
    const pale = back ? false : scene.frame.backward || !there;
    drawGap(context, scene, gap, keptLinks(trace, gap, pass), pass, pale);
  }
}

function drawGap(
  context: Pen,
  { layout, focus, paint, opening }: Scene,
  gap: Gap,
  links: readonly Link[],
  pass: Shown['pass'],
  pale: boolean,
): void {
  const source = layout.columns.find(({ column }) => column === gap.source);
  const target = layout.columns.find(({ column }) => column === gap.target);
  const strongest = links[0]?.strength ?? 0;
  if (!source || !target || strongest === 0) return;
  const end = pass === 'activation' ? 'to' : 'from';
  const about = pass === 'activation' ? gap.target : gap.source;
  const chosen = focus?.column === about ? unitOf(about, focus.cell.index) : undefined;
  const signed = links.some((link) => link.signed < 0) || pass === 'gradient';
  for (const link of [...links].reverse()) {
    const share = link.strength / strongest;
    const lit = chosen === undefined || link[end] === chosen;
    context.globalAlpha =
      (pale ? PALE : 1) * (lit ? 0.35 + 0.5 * share : 0.14 * (1 - 0.8 * opening));
    context.lineWidth = 0.6 + 3 * share;
    context.strokeStyle = !signed
      ? paint.accent
      : link.signed < 0
        ? paint.negative
        : paint.positive;
    drawWire(context, leaving(source, link.from), arriving(target, link.to));
  }
  context.globalAlpha = 1;
}
