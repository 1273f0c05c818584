import { type Expression, product, sum } from '../trace/expression.ts';
import { allAtOnce } from '../trace/step.ts';
import type { ElementFunction } from './element.ts';
import {
  type AttributeReader,
  defineLayer,
  expectInputs,
  type Layer,
  type LayerFormula,
} from './layer.ts';
import { anyShape } from './sample.ts';

/** A function and its slope, each as numbers and as an explanation. */
export interface Activation {
  readonly value: ElementFunction;
  readonly slope: ElementFunction;
  /** Where its slope jumps, if it does. */
  readonly kinks?: readonly number[];
  explainValue(x: Expression): Expression;
  explainSlope(x: Expression): Expression;
}

export interface ActivationDefinition<A> {
  readonly formula: LayerFormula;
  attributes(reader: AttributeReader): A;
  /** The function that these attributes choose. */
  activation(attrs: A): Activation;
}

/** A layer that bends each number by itself: y = f(x), dL/dx = f′(x) · δ, any shape. */
export function defineActivation<A>(definition: ActivationDefinition<A>): Layer {
  return defineLayer<Activation>({
    params: [],
    formula: definition.formula,
    attributes: (reader) => definition.activation(definition.attributes(reader)),
    shapes(_, inputs) {
      expectInputs(inputs, 1);
      return [inputs[0]];
    },
    forward: (ops, { value }, _, [x]) => ({ outputs: [ops.map(value, x)], saved: { x } }),
    vjp: (ops, { slope }, _, { x }, [upstream], wanted) => ({
      inputs: [wanted.inputs ? ops.binary('multiply', upstream, ops.map(slope, x)) : undefined],
      params: {},
    }),
    sides: (ops, { kinks = [] }, [x]) =>
      kinks.map((at) => {
        const corner = ops.upload({ shape: [], dtype: 'float64', data: [at] });
        return ops.unary('step', ops.binary('subtract', x, corner));
      }),
    sample: (sampler) => ({ inputs: [{ shape: anyShape(sampler) }] }),
    moments: (_, { outputs }) => allAtOnce(outputs[0]),
    explainOutput: ({ explainValue }, from, _slot, index) => explainValue(from.input(0, index)),
    explainInputGradient: ({ explainSlope }, from, _slot, index) =>
      product(explainSlope(from.input(0, index)), from.upstream(0, index)),
    explainParamGradient: () => sum([]),
  });
}

/** A function without settings. */
export function plainActivation(formula: LayerFormula, activation: Activation): Layer {
  return defineActivation({ formula, attributes: () => ({}), activation: () => activation });
}
