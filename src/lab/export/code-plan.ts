import type { GraphNode } from '../../trace/graph.ts';
import { type HostTensor, sizeOf } from '../../trace/tensor.ts';
import { activationOf, paramOf, type Trace } from '../../trace/trace.ts';

/** The layers that there is code for: all that the Lab's networks are made of. */
export type CodeKind =
  | 'conv2d'
  | 'maxPool2d'
  | 'flatten'
  | 'dense'
  | 'relu'
  | 'softmax'
  | 'sigmoid'
  | 'crossEntropy'
  | 'binaryCrossEntropy';

const codeKinds: ReadonlySet<string> = new Set<CodeKind>([
  'conv2d',
  'maxPool2d',
  'flatten',
  'dense',
  'relu',
  'softmax',
  'sigmoid',
  'crossEntropy',
  'binaryCrossEntropy',
]);

/** A network that no code can be written for; the message says which layer and why. */
export class CodeError extends Error {
  override readonly name = 'CodeError';
}

/** One layer as the code writes it. */
export interface CodeLayer {
  readonly kind: CodeKind;
  /** The names of the value that it makes and of the one that it reads first. */
  readonly id: string;
  readonly input: string;
  /** Parameters by the layer's own names for them. */
  readonly params: Readonly<Record<string, string>>;
  /** One sample's: without the batch axis. */
  readonly inputShape: readonly number[];
  readonly shape: readonly number[];
  /** A pool's window, rows and columns. */
  readonly window: readonly [number, number];
  /** Whose the gradient of a pool's tie is. */
  readonly ties: 'first' | 'last' | 'split';
}

/** All that a program in any language needs: the layers in order, the weights, one digit. */
export interface CodePlan {
  /** What the network is called, for people. */
  readonly title: string;
  /** What the program's file is called. */
  readonly fileName: string;
  readonly layers: readonly CodeLayer[];
  readonly loss: CodeLayer;
  readonly scores: string;
  /** The digit that each score stands for; a lone unit has two: below 0 and above. */
  readonly classes: readonly number[];
  /** The digit that the loss is asked about, and what the loss is given for it. */
  readonly label: number;
  readonly target: number;
  readonly params: readonly (readonly [string, HostTensor])[];
  /** The drawing, [28, 28, 1], and the name of its value. */
  readonly pixels: HostTensor;
  readonly pixelsId: string;
  readonly parameterCount: number;
}

export interface CodeSubject {
  readonly trace: Trace;
  readonly title: string;
  readonly fileName: string;
  readonly classes: readonly number[];
  readonly label: number;
}

/** The program of a trace: its graph, its weights, its drawing. Throws a `CodeError`. */
export function codePlanOf({ trace, title, fileName, classes, label }: CodeSubject): CodePlan {
  const { graph } = trace;
  const all = graph.nodes.map((node) => layerOf(trace, node));
  const loss = all.find(({ id }) => id === graph.loss);
  const lossNode = graph.nodes.find(({ outputs }) => outputs[0] === graph.loss);
  if (!loss || !lossNode || !isLoss(loss.kind)) {
    throw new CodeError('this network has no loss that code can be written for');
  }
  const pixelsId = graph.inputs.find(({ dtype }) => dtype === 'real')?.id ?? '';
  const pixels = activationOf(trace, pixelsId);
  const target = classes.indexOf(label);
  if (target === -1) throw new CodeError(`the network has no class for the label ${label}`);
  const params = graph.params.map(({ id }) => [id, paramOf(trace, id)] as const);
  return {
    title,
    fileName,
    layers: all.filter((layer) => layer !== loss),
    loss,
    scores: loss.input,
    classes,
    label,
    target,
    params,
    pixels: { ...pixels, shape: pixels.shape.slice(1) },
    pixelsId,
    parameterCount: params.reduce((sum, [, { shape }]) => sum + sizeOf(shape), 0),
  };
}

/** The layers that the loss stands on; the others (probabilities) are there for the eye. */
export function layersBehindLoss({ layers, scores }: CodePlan): readonly CodeLayer[] {
  const wanted = new Set([scores]);
  const behind: CodeLayer[] = [];
  for (const layer of [...layers].reverse()) {
    if (!wanted.has(layer.id)) continue;
    behind.unshift(layer);
    if (wanted.has(layer.input)) {
      throw new CodeError(`"${layer.input}" is read twice; code for branches is not written yet`);
    }
    wanted.add(layer.input);
  }
  return behind;
}

const isLoss = (kind: CodeKind): boolean =>
  kind === 'crossEntropy' || kind === 'binaryCrossEntropy';

function layerOf(trace: Trace, node: GraphNode): CodeLayer {
  const { id, kind, attrs } = node;
  if (!isCodeKind(kind)) throw new CodeError(`the layer "${id}" is a ${kind}; no code for it yet`);
  const window = pairOf(attrs.size, [2, 2]);
  const plain: Readonly<Record<string, unknown>> = {
    padding: 'valid',
    border: 'zero',
    dilations: [1, 1],
    strides: kind === 'maxPool2d' ? window : [1, 1],
    ceil: false,
    reduction: 'mean',
    labelSmoothing: 0,
    classWeights: [],
  };
  for (const [name, value] of Object.entries(attrs)) {
    const usual = Object.hasOwn(plain, name) ? plain[name] : value;
    if (String(usual) === String(value)) continue;
    throw new CodeError(
      `the layer "${id}" has ${name} = ${value}; code for that is not written yet`,
    );
  }
  const shapeOf = (value: string) => activationOf(trace, value).shape.slice(1);
  return {
    kind,
    id: node.outputs[0],
    input: node.inputs[0],
    params: node.params,
    inputShape: shapeOf(node.inputs[0]),
    shape: shapeOf(node.outputs[0]),
    window,
    ties: attrs.ties === 'last' || attrs.ties === 'split' ? attrs.ties : 'first',
  };
}

const isCodeKind = (kind: string): kind is CodeKind => codeKinds.has(kind);

function pairOf(
  attribute: unknown,
  otherwise: readonly [number, number],
): readonly [number, number] {
  if (!Array.isArray(attribute)) return otherwise;
  const [rows, columns]: readonly unknown[] = attribute;
  return typeof rows === 'number' && typeof columns === 'number' ? [rows, columns] : otherwise;
}
