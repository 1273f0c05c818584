import type { ValueId } from '../../trace/graph.ts';
import { sweepForward } from './dual.ts';
import { operationOf } from './operations.ts';
import { constantKind, type ScalarGraph } from './scalar-graph.ts';
import { forwardValues, type Holdings, held, operandsOf } from './scalar-trace.ts';

/** `central` (f(x+ε) − f(x−ε)) / 2ε; `forward` (f(x+ε) − f(x)) / ε. */
export type Difference = 'central' | 'forward';

/** How far a numeric gradient is off at one ε. */
export interface ErrorPoint {
  readonly epsilon: number;
  readonly numeric: number;
  /** |numeric − exact|. */
  readonly error: number;
  /** What cutting off the Taylor series costs: |f‴| ε²/6 (central), |f″| ε/2 (forward). */
  readonly truncation: number;
  /** What rounding may cost: 2⁻⁵³ (|f| + |x f′|) / ε, f's last bit and that of x + ε. */
  readonly roundOff: number;
  /** Whether x or x ± ε lies on a kink or beyond one (max, min, relu): no slope to compare with. */
  readonly isKinked: boolean;
}

export interface ErrorCurve {
  readonly input: ValueId;
  /** The derivative as forward mode has it. */
  readonly exact: number;
  readonly points: readonly ErrorPoint[];
  /** The ε at which truncation and round-off together are least; undefined without a curvature. */
  readonly best?: number;
}

/** 10⁻¹ … 10⁻¹⁵, two to a power of ten. */
const defaultEpsilons: readonly number[] = Array.from({ length: 29 }, (_, i) => 10 ** (-1 - i / 2));

/**
 * The V of a numeric gradient check: its error over ε, with the two lines that make the V.
 *
 * Source: Press et al., Numerical Recipes (2007), 5.7. The higher derivatives behind `truncation`
 * are differences themselves, over 10⁻³ (10⁻⁴ for `forward`): good to a few digits where f bends
 * little on that way, and no more than a guess where it winds.
 */
export function errorCurve(
  scalar: ScalarGraph,
  input: ValueId,
  options: {
    readonly holdings?: Holdings;
    readonly difference?: Difference;
    readonly epsilons?: readonly number[];
  } = {},
): ErrorCurve {
  const { holdings = {}, difference = 'central', epsilons = defaultEpsilons } = options;
  const exact = sweepForward(scalar, input, holdings).derivative;
  const x = held(forwardValues(scalar, holdings), input);
  const at = (value: number): Probe => probe(scalar, { ...holdings, [input]: value });
  const here = at(x);
  const curvature = curvatureOf((value) => at(value).value, x, difference);
  const unit = 2 ** -53 * (Math.abs(here.value) + Math.abs(x * exact));
  const points = epsilons.map((epsilon): ErrorPoint => {
    const above = at(x + epsilon);
    const below = difference === 'central' ? at(x - epsilon) : here;
    const width = difference === 'central' ? 2 * epsilon : epsilon;
    const numeric = (above.value - below.value) / width;
    return {
      epsilon,
      numeric,
      error: Math.abs(numeric - exact),
      truncation: curvature * epsilon ** orderOf[difference],
      roundOff: unit / epsilon,
      isKinked: here.sides.includes(0) || !isSameSide(here, above) || !isSameSide(here, below),
    };
  });
  return { input, exact, points, best: bestEpsilon(curvature, unit, difference) };
}

const orderOf: Readonly<Record<Difference, number>> = { central: 2, forward: 1 };

interface Probe {
  readonly value: number;
  /** For every node that has a kink, the side it is on; 0 is the kink. */
  readonly sides: readonly number[];
}

function probe(scalar: ScalarGraph, holdings: Holdings): Probe {
  const { graph } = scalar;
  const values = forwardValues(scalar, holdings);
  const sides = graph.nodes.flatMap((node) => {
    if (node.kind === constantKind) return [];
    const side = operationOf(node.kind).side?.(...operandsOf(node, values));
    return side === undefined ? [] : [side];
  });
  return { value: graph.loss === undefined ? 0 : held(values, graph.loss), sides };
}

const isSameSide = (a: Probe, b: Probe): boolean => a.sides.every((side, i) => side === b.sides[i]);

/** The factor of ε² (central, |f‴|/6) or of ε (forward, |f″|/2), by differences of their own. */
function curvatureOf(f: (x: number) => number, x: number, difference: Difference): number {
  const scale = Math.max(1, Math.abs(x));
  if (difference === 'forward') {
    const h = 1e-4 * scale;
    return Math.abs(f(x + h) - 2 * f(x) + f(x - h)) / (2 * h * h);
  }
  const h = 1e-3 * scale;
  const third = f(x + 2 * h) - 2 * f(x + h) + 2 * f(x - h) - f(x - 2 * h);
  return Math.abs(third) / (12 * h ** 3);
}

/** Where c ε^n + u/ε is least: ε^(n+1) = u / (n c). */
function bestEpsilon(curvature: number, unit: number, difference: Difference): number | undefined {
  const order = orderOf[difference];
  const best = (unit / (order * curvature)) ** (1 / (order + 1));
  return Number.isFinite(best) && best > 0 ? best : undefined;
}
