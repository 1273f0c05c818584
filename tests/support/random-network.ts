import { planOf } from '../../src/core/execute.ts';
import type { LayerKind } from '../../src/core/layers.ts';
import { node } from '../../src/core/networks/build.ts';
import { Random } from '../../src/digits/random.ts';
import type { Graph, GraphNode, GraphParam } from '../../src/trace/graph.ts';
import { type Shape, sizeOf } from '../../src/trace/tensor.ts';

const bends: readonly LayerKind[] = [
  'elu', 'gelu', 'hardSigmoid', 'hardSwish', 'leakyRelu', 'logSigmoid', 'mish', 'relu', 'relu6',
  'selu', 'sigmoid', 'silu', 'softplus', 'tanh',
]; // biome-ignore format: one list

/** Builds a network value by value; shapes are worked out as it grows. */
class Growing {
  readonly nodes: GraphNode[] = [];
  readonly params: GraphParam[] = [];
  readonly #random: Random;
  readonly #inputs: Graph['inputs'];
  #at = 'x';

  constructor(random: Random, inputs: Graph['inputs']) {
    this.#random = random;
    this.#inputs = inputs;
  }

  /** Shape of the newest value, without the batch axis. */
  get shape(): Shape {
    const graph = { inputs: this.#inputs, params: this.params, nodes: this.nodes };
    return planOf(graph, 1).shapes.get(this.#at)?.slice(1) ?? [];
  }

  get at(): string {
    return this.#at;
  }

  /** Adds a layer behind the newest value. */
  push(
    kind: LayerKind,
    options: {
      attrs?: GraphNode['attrs'];
      params?: Readonly<Record<string, Shape>>;
      beside?: string;
    } = {},
  ): void {
    const id = `${kind}${this.nodes.length}`;
    const params: Record<string, string> = {};
    for (const [role, shape] of Object.entries(options.params ?? {})) {
      params[role] = `${id}.${role}`;
      this.params.push({ id: params[role], shape });
    }
    const inputs = options.beside === undefined ? [this.#at] : [this.#at, options.beside];
    this.nodes.push(node(id, kind, inputs, { attrs: options.attrs, params }));
    this.#at = id;
  }

  whole(low: number, high: number): number {
    return low + this.#random.below(high - low + 1);
  }

  choice<T>(items: readonly T[]): T {
    return items[this.#random.below(items.length)];
  }
}

/** A convolution, a pool, a norm, a bend or a residual around a bend, whatever fits. */
function pushImageLayer(net: Growing): void {
  const [height, width, channels] = net.shape;
  const room = Math.min(height, width);
  const kind = net.choice(['conv', 'conv', 'pool', 'norm', 'bend', 'residual']);
  if (kind === 'conv') {
    const outs = net.whole(1, 4);
    const side = net.whole(1, Math.min(3, room));
    const attrs = {
      padding: net.choice(['valid', 'same', 'full']),
      strides: [net.whole(1, 2), net.whole(1, 2)],
    };
    net.push('conv2d', { attrs, params: { kernel: [side, side, channels, outs], bias: [outs] } });
  } else if (kind === 'pool') {
    const attrs = {
      size: Math.min(2, room),
      strides: net.whole(1, 2),
      ceil: net.choice([true, false]),
    };
    net.push(net.choice(['maxPool2d', 'avgPool2d']), { attrs });
  } else if (kind === 'norm') {
    net.push('layerNorm', { params: { gamma: [channels], beta: [channels] } });
  } else {
    const before = net.at;
    net.push(net.choice(bends));
    if (kind === 'residual') net.push('add', { beside: before });
  }
}

/** A random classifier of small images: its depth, kinds, sizes and loss follow from the seed. */
export function randomNetwork(seed: number): Graph {
  const random = new Random(seed, 23);
  const classes = 2 + random.below(5);
  const inputs: Graph['inputs'] = [
    {
      id: 'x',
      shape: [4 + random.below(5), 4 + random.below(5), 1 + random.below(3)],
      dtype: 'real',
    },
    { id: 'label', shape: [], dtype: 'index', below: classes },
  ];
  const net = new Growing(random, inputs);
  for (let depth = net.whole(1, 4); depth > 0; depth--) pushImageLayer(net);
  net.push(net.choice(['flatten', 'flatten', 'globalAvgPool', 'globalMaxPool']));
  const dense = (outs: number) => {
    const ins = sizeOf(net.shape);
    net.push('dense', { params: { weights: [outs, ins], bias: [outs] } });
  };
  if (net.choice([true, false])) {
    dense(net.whole(2, 8));
    net.push(net.choice(bends));
  }
  dense(classes);
  net.push(net.choice(['crossEntropy', 'focalLoss']), { beside: 'label' });
  return { inputs, params: net.params, nodes: net.nodes, loss: net.at };
}
