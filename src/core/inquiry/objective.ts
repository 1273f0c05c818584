import { type Graph, nodesBehindLoss } from '../../trace/graph.ts';
import { type HostTensor, sizeOf } from '../../trace/tensor.ts';
import type { RecordRequest } from '../engine.ts';
import { planOf } from '../execute.ts';
import { perSample } from '../finite-differences.ts';
import { LayerError } from '../layer.ts';
import { node } from '../networks/build.ts';
import type { Objective } from './inquiry.ts';

const picked = 'inquiry.objective';
const pick = 'inquiry.pick';
const nothing = 'inquiry.nothing';

/**
 * The request whose loss is the objective, one number for each sample, without what has no part in
 * it. A cell of a value is its product with a row that is 1 there and 0 elsewhere.
 */
export function objectiveRequest(request: RecordRequest, objective: Objective): RecordRequest {
  if (objective.of === 'loss') {
    if (request.graph.loss === undefined)
      throw new LayerError('the graph has no loss to ask about');
    return needed({ ...request, graph: perSample(request.graph) });
  }
  const { graph, params } = request;
  const shape = planOf(graph, 1).shapes.get(objective.id);
  if (!shape) throw new LayerError(`the graph has no value "${objective.id}"`);
  const size = sizeOf(shape);
  if (shape.length !== 2 || !(objective.index >= 0 && objective.index < size)) {
    throw new LayerError(`"${objective.id}" is no row with a cell ${objective.index}`);
  }
  const row = new Float64Array(size);
  row[objective.index] = 1;
  const with1: Graph = {
    ...graph,
    params: [...graph.params, { id: pick, shape: [1, size] }, { id: nothing, shape: [1] }],
    nodes: [
      ...graph.nodes,
      node(picked, 'dense', [objective.id], { params: { weights: pick, bias: nothing } }),
    ],
    loss: picked,
  };
  const more: Record<string, HostTensor> = {
    [pick]: { shape: [1, size], dtype: 'float64', data: row },
    [nothing]: { shape: [1], dtype: 'float64', data: new Float64Array(1) },
  };
  return needed({ ...request, graph: with1, params: { ...params, ...more } });
}

/** The part of a request that its loss depends on. */
function needed({ graph, params, inputs }: RecordRequest): RecordRequest {
  const nodes = nodesBehindLoss(graph);
  const read = new Set(nodes.flatMap((each) => each.inputs));
  const used = new Set(nodes.flatMap((each) => Object.values(each.params)));
  const part: Graph = {
    inputs: graph.inputs.filter(({ id }) => read.has(id)),
    params: graph.params.filter(({ id }) => used.has(id)),
    nodes,
    loss: graph.loss,
  };
  return {
    graph: part,
    params: Object.fromEntries(part.params.map(({ id }) => [id, params[id]])),
    inputs: Object.fromEntries(part.inputs.map(({ id }) => [id, inputs[id]])),
  };
}
