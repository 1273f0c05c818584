import { hostTensor } from '../../trace/tensor.ts';
import type { Weights } from '../protocol.ts';
import type { Meant } from './epoch-json.ts';
import { nestedOf, parseNested } from './nested-numbers.ts';

/** What a perceptron's file says of its making, as far as it does. */
export interface PerceptronFacts {
  /** Share of digits read right, 0 … 1 (or 0 … 100 in the file). */
  readonly final_accuracy?: number;
  readonly training_samples?: number;
  /** Which digits it learned from. */
  readonly data_type?: string;
  readonly learning_rate?: number;
}

export const isPerceptronJson = (json: Readonly<Record<string, unknown>>): boolean =>
  Object.hasOwn(json, 'weights') && Object.hasOwn(json, 'bias');

/** `{weights: 28 × 28, bias, final_accuracy, training_samples, data_type, learning_rate}`. */
export function parsePerceptronJson(json: Readonly<Record<string, unknown>>): {
  readonly meant: readonly Meant[];
  readonly facts: PerceptronFacts;
} {
  return {
    meant: [
      { param: 'unit.W', name: 'weights', tensor: parseNested('weights', json.weights) },
      { param: 'unit.b', name: 'bias', tensor: parseNested('bias', json.bias) },
    ],
    facts: factsOf(json),
  };
}

/** What is not a number or a text where one belongs is left out: no number depends on it. */
function factsOf(json: Readonly<Record<string, unknown>>): PerceptronFacts {
  const number = (name: string): number | undefined => {
    const value = Object.hasOwn(json, name) ? json[name] : undefined;
    return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
  };
  const accuracy = number('final_accuracy');
  const data = Object.hasOwn(json, 'data_type') ? json.data_type : undefined;
  return {
    final_accuracy: accuracy !== undefined && accuracy > 1 ? accuracy / 100 : accuracy,
    training_samples: number('training_samples'),
    data_type: typeof data === 'string' ? data.slice(0, 40) : undefined,
    learning_rate: number('learning_rate'),
  };
}

/** The inverse: the weights as 28 rows of 28, and what is known of their making. */
export function formatPerceptronJson(weights: Weights, facts: PerceptronFacts = {}): string {
  const picture = hostTensor([28, 28], weights['unit.W'].data, 'float32');
  const [bias] = weights['unit.b'].data;
  return JSON.stringify({
    weights: nestedOf(picture),
    bias: nestedOf(hostTensor([], [bias])),
    ...facts,
  });
}
