import { plainActivation } from '../activation.ts';
import { scaledElu } from './elu.ts';

/** λ = 1.0507, α = 1.6733: chosen so that mean 0 and variance 1 stay as they are. */
export const selu = plainActivation(
  {
    forward: 'y = \\lambda x \\text{ if } x > 0, \\text{ else } \\lambda\\alpha\\,(e^{x} - 1)',
    backward:
      '\\frac{\\partial L}{\\partial x} = \\lambda\\,\\delta \\text{ if } x > 0, \\text{ else } \\lambda\\alpha\\,e^{x}\\,\\delta',
    source: 'Klambauer, Unterthiner, Mayr, Hochreiter: Self-normalizing neural networks (2017)',
  },
  scaledElu('selu', 1.0507009873554805, 1.6732632423543772),
);
