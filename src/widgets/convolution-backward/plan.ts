import { planWindow, type Refusal, type WindowPlan } from '../convolution/geometry.ts';

/** How much is added around the input: by a rule, or an amount on all four sides. */
export type Padding = 'valid' | 'same' | 'full' | '1' | '2';
export const paddings = ['valid', 'same', 'full', '1', '2'] as const;

export interface Shape {
  /** Rows, and columns, of the input. */
  readonly size: number;
  /** Rows, and columns, of the kernel. */
  readonly side: number;
  readonly stride: number;
  readonly padding: Padding;
}

/** The windows of this convolution; none of these shapes is refused for want of room. */
export function planShape({ size, side, stride, padding }: Shape): WindowPlan | Refusal {
  const settings = { kernel: side, stride, dilation: 1 };
  if (padding !== '1' && padding !== '2') return planWindow({ ...settings, size, padding });
  const amount = Number(padding);
  const wide = planWindow({ ...settings, size: size + 2 * amount, padding: 'valid' });
  return 'refusal' in wide ? wide : { ...wide, size, before: amount, after: amount };
}
