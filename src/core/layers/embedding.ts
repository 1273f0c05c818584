import { sum } from '../../trace/expression.ts';
import { eachPosition } from '../../trace/step.ts';
import { shapeText, sizeOf } from '../../trace/tensor.ts';
import { defineLayer, expectInputs, type Provenance } from '../layer.ts';

/**
 * Ids [N, …] → their rows of a table [V, D] → y [N, …, D]. As a product it is one-hot × table, and
 * so its gradient is too: an id that is met several times gets the sum. The graph's input must say
 * that its ids are `below` V. Saved: `oneHot` [all ids, V].
 */
export const embedding = defineLayer<Record<never, never>>({
  params: ['table'],
  formula: {
    forward: 'y_{n,d} = E_{\\text{id}_n,\\,d}',
    backward:
      '\\frac{\\partial L}{\\partial E_{v,d}} = \\sum_{n\\,:\\,\\text{id}_n\\,=\\,v} \\delta_{n,d}',
    source: 'Bengio, Ducharme, Vincent, Jauvin: A neural probabilistic language model (2003)',
  },
  attributes: () => ({}),
  shapes(_, inputs, { table }) {
    expectInputs(inputs, 1);
    if (table.length !== 2) {
      throw new RangeError(`needs a table [ids, size], got ${shapeText(table)}`);
    }
    if (inputs[0].length < 1) throw new RangeError('needs ids with a batch axis, got a scalar');
    return [[...inputs[0], table[1]]];
  },
  forward(ops, _, { table }, [ids]) {
    const [count, width] = ops.shapeOf(table);
    const oneHot = ops.oneHot(ids, count);
    const rows = ops.matMul(oneHot, table, {});
    return { outputs: [ops.reshape(rows, [...ops.shapeOf(ids), width])], saved: { oneHot } };
  },
  vjp(ops, _, { table }, { oneHot }, [upstream]) {
    const [, width] = ops.shapeOf(table);
    const rows = ops.reshape(upstream, [ops.shapeOf(oneHot)[0], width]);
    return { inputs: [undefined], params: { table: ops.matMul(oneHot, rows, { a: true }) } };
  },
  sample({ whole }) {
    const ids = whole(2, 6);
    return {
      inputs: [{ shape: [whole(1, 4)], below: ids }],
      params: { table: [ids, whole(1, 4)] },
    };
  },
  moments: (_, { outputs }) => eachPosition(outputs[0], 1),
  explainOutput(_, from, _slot, index) {
    const [, width] = from.params.table;
    const id = idAt(from, Math.floor(index / width));
    return from.param('table', id * width + (index % width));
  },
  explainInputGradient: () => sum([]), // an id is an index: it has no slope
  explainParamGradient(_, from, _role, index) {
    const [, width] = from.params.table;
    const row = Math.floor(index / width);
    const places = Array.from({ length: sizeOf(from.inputs[0]) }, (_, place) => place);
    return sum(
      places
        .filter((place) => idAt(from, place) === row)
        .map((place) => from.upstream(0, place * width + (index % width))),
    );
  },
});

const idAt = (from: Provenance, place: number): number => from.read(from.input(0, place));
