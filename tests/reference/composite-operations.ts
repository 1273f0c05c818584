import type { LayerKind } from '../../src/core/layers.ts';
import { node } from '../../src/core/networks/build.ts';
import { runningStatistics, type Statistics } from '../../src/core/running-statistics.ts';
import type { Attributes } from '../../src/trace/graph.ts';
import { sizeOf } from '../../src/trace/tensor.ts';
import type { Experiment, Place } from './experiment.ts';
import type { ReferenceCase, Tensors } from './file.ts';
import { number, text } from './settings.ts';
import { experiment, type Row, reshaped, rows, saved, tensor } from './setup.ts';

/** Layers that are put together of several steps; their intermediates are compared too. */
export const compositeOperations: Readonly<Record<string, Row>> = {
  batch_norm: batchNormCase,
  layer_norm: ({ attrs, inputs: { x, gamma, beta }, upstream }) =>
    experiment({
      nodes: [
        node('y', 'layerNorm', ['x'], {
          attrs: { epsilon: number(attrs, 'eps', 1e-5) },
          params: { gamma: 'gamma', beta: 'beta' },
        }),
      ],
      inputs: { x: rows(x) },
      params: { gamma, beta },
      upstream,
    }),
  dropout: ({ attrs, inputs, upstream }) =>
    experiment({
      nodes: [node('y', 'dropout', ['x', 'mask'], { attrs: { p: number(attrs, 'p', 0.5) } })],
      inputs,
      labels: { mask: 2 },
      upstream,
    }),
  embedding: ({ inputs: { table, ids }, upstream }) =>
    experiment({
      nodes: [node('y', 'embedding', ['ids'], { params: { table: 'table' } })],
      inputs: { ids },
      labels: { ids: table.shape[0] },
      params: { table },
      upstream,
    }),
  attention: attentionCase,
  lstm_cell: cellCase('lstmCell', ['x', 'h', 'c'], ['h_next', 'c_next'], {
    gate_i: 'inputGate',
    gate_f: 'forgetGate',
    gate_g: 'candidate',
    gate_o: 'outputGate',
  }),
  gru_cell: cellCase('gruCell', ['x', 'h'], ['h_next'], {
    gate_r: 'resetGate',
    gate_z: 'updateGate',
    cand_n: 'candidate',
  }),
  switch_ffn: switchCase,
};

/** One batch on from the running statistics given, or from mean 0 and variance 1. */
function batchNormCase({ attrs, inputs, upstream }: ReferenceCase): Experiment {
  const { x, gamma, beta, running_mean: mean, running_var: variance } = inputs;
  const channels = gamma.shape[0];
  const isTraining = text(attrs, 'mode') === 'train';
  const given: Tensors = isTraining ? { gamma, beta } : { gamma, beta, mean, variance };
  const before: Statistics = {
    mean: mean?.data ?? new Float64Array(channels),
    variance: variance?.data ?? ones(channels),
  };
  const after = (name: keyof Statistics): Place => ({
    kind: 'derived',
    from: saved('y', name),
    by: ({ data, shape }) => {
      const batch = { ...before, [name]: data };
      const momentum = number(attrs, 'momentum', 0.1);
      const cells = sizeOf(x.shape) / channels;
      return tensor(shape, runningStatistics(before, batch, cells, momentum)[name]);
    },
  });
  const settings: Attributes = {
    mode: isTraining ? 'train' : 'inference',
    epsilon: number(attrs, 'eps', 1e-5),
  };
  const params = Object.fromEntries(Object.keys(given).map((role) => [role, role]));
  return experiment({
    nodes: [node('y', 'batchNorm', ['x'], { attrs: settings, params })],
    inputs: { x },
    params: given,
    upstream,
    outputs: {
      batch_mean: saved('y', 'mean'),
      batch_var_biased: saved('y', 'variance'),
      running_mean_after: after('mean'),
      running_var_after: after('variance'),
    },
  });
}

const ones = (count: number): Float64Array => new Float64Array(count).fill(1);

/** One sentence: a batch of one. */
function attentionCase({ attrs, inputs, upstream }: ReferenceCase): Experiment {
  const batched = Object.entries(inputs).map(([id, given]) => [
    id,
    given.shape.length === 3 ? given : reshaped(given, [1, ...given.shape]),
  ]);
  const settings = { causal: attrs.causal === true };
  return experiment({
    nodes: [node('y', 'attention', ['Q', 'K', 'V'], { attrs: settings })],
    inputs: Object.fromEntries(batched),
    upstream,
    outputs: { weights: saved('y', 'weights') },
  });
}

/** A recurrent cell: states come in and go out, its gates are compared. */
function cellCase(
  kind: LayerKind,
  states: readonly string[],
  outputs: readonly string[],
  gates: Readonly<Record<string, string>>,
): Row {
  const params = {
    inputWeights: 'W_ih',
    hiddenWeights: 'W_hh',
    inputBias: 'b_ih',
    hiddenBias: 'b_hh',
  };
  return ({ inputs, upstream }) =>
    experiment({
      nodes: [{ ...node('cell', kind, states, { params }), outputs }],
      inputs: Object.fromEntries(states.map((state) => [state, rows(inputs[state])])),
      params: only(inputs, Object.values(params)),
      upstream,
      outputs: Object.fromEntries(
        Object.entries(gates).map(([name, gate]) => [name, saved('cell', gate)]),
      ),
    });
}

function switchCase({ attrs, inputs: { x, ...params }, upstream }: ReferenceCase): Experiment {
  const named = Object.fromEntries(Object.keys(params).map((role) => [role, role]));
  const settings = { experts: number(attrs, 'experts', 2) };
  const layer = node('ffn', 'switchFfn', ['x'], { attrs: settings, params: named });
  return experiment({
    nodes: [{ ...layer, outputs: ['y', 'aux_loss'] }],
    inputs: { x },
    params,
    upstream,
    outputs: {
      router_probs: saved('ffn', 'probabilities'),
      expert: saved('ffn', 'expert'),
      fraction: saved('ffn', 'fraction'),
    },
  });
}

const only = (tensors: Tensors, names: readonly string[]): Tensors =>
  Object.fromEntries(names.map((name) => [name, tensors[name]]));
