import { classesOf, networks } from '../../core/networks/networks.ts';
import { tieRuleOf } from '../../core/ties.ts';
import { formatFixed, formatNumber, formatPercent, formatSigned } from '../../draw/number.ts';
import type { GraphNode } from '../../trace/graph.ts';
import type { Step } from '../../trace/step.ts';
import { activationOf, gradientOf, paramOf, savedOf, type Trace } from '../../trace/trace.ts';
import { titleOf } from '../cell-name.ts';
import type { Column } from '../stage/column.ts';
import { UPDATE_RATE, updatesOf } from './update.ts';

/** What a sentence may draw on. */
interface Scene {
  readonly trace: Trace | undefined;
  readonly columns: readonly Column[];
  readonly label: number;
}

/** One step in one or two sentences; `*…*` is what they are about. */
export function narrate(step: Step, scene: Scene): string {
  if (step.kind === 'update') return update(scene);
  const tell = step.kind === 'backward' ? backward[step.node.kind] : forward[step.node.kind];
  return tell?.(step.node, scene) ?? `*${titleOf(scene.columns, step.node.outputs[0])}*`;
}

/** The sentence without its marks, for those who hear the page. */
export const plain = (sentence: string): string => sentence.replaceAll('*', '');

type Teller = (node: GraphNode, scene: Scene) => string;

const numbers =
  'no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen'.split(
    ' ',
  );
const inWords = (count: number): string => numbers[count] ?? String(count);
const capital = (word: string): string => word[0].toUpperCase() + word.slice(1);

const out = (node: GraphNode, { columns }: Scene): string => titleOf(columns, node.outputs[0]);
const into = (node: GraphNode, { columns }: Scene): string => titleOf(columns, node.inputs[0]);
const the = (title: string): string => (title === 'drawing' ? 'your drawing' : title);

const sizeBefore = (node: GraphNode, { columns }: Scene): string =>
  columns.flatMap(({ values }) => values).find(({ id }) => id === node.inputs[0])?.shapeText ?? '';

const forward: Readonly<Record<string, Teller | undefined>> = {
  conv2d(node, scene) {
    const kernel = scene.trace && paramOf(scene.trace, node.params.kernel).shape;
    const [height, width, , outs] = kernel ?? [5, 5, 1, 8];
    return `${capital(inWords(outs))} kernels of ${height} × ${width} slide over ${the(into(node, scene))}. Where what lies beneath looks like its kernel, a map of *${out(node, scene)}* turns orange; where it looks like the opposite, blue.`;
  },
  relu: () =>
    '*ReLU* lets what is positive pass and makes everything negative zero. From here on, a blank cell means: not found here.',
  maxPool2d(node, scene) {
    return `Each 2 × 2 window of the maps before hands on only its largest number. *${capital(out(node, scene))}* keeps what was found, and forgets a little of where.`;
  },
  flatten: (node, scene) =>
    `The numbers of ${the(into(node, scene))} (${sizeBefore(node, scene)}) are laid out *in one row*. Nothing is computed, only the shape changes.`,
  dense(node, scene) {
    if (out(node, scene) === 'score')
      return `One weighted sum: every pixel times its weight, and a bias: the *score*.${verdict(node, scene)}`;
    const best = maybeBest(node, scene);
    if (out(node, scene) === 'scores') {
      return `Ten weighted sums, one for each digit: the *scores*.${best ? ` The highest is that of ${best.digit}, with ${formatSigned(best.value)}.` : ''}`;
    }
    return `Every unit of *${out(node, scene)}* weighs all the numbers before it and adds them up: each asks one question about the whole picture.`;
  },
  softmax(node, scene) {
    const best = maybeBest(node, scene);
    const result = best ? ` The digit ${best.digit} gets ${formatPercent(best.value)}.` : '';
    return `Softmax turns the scores into *probabilities*: none negative, all adding up to 1.${result}`;
  },
  crossEntropy(node, { trace, label }) {
    if (!trace)
      return 'The *loss* asks how surprised the network is by the label: −log of its probability.';
    const share = savedOf(trace, node.id, 'probabilities').data[label];
    const loss = activationOf(trace, node.outputs[0]).data[0];
    return `You say it is ${article(label)} ${label}. The network gives ${label} a probability of ${formatPercent(share)}; the *loss* is −log of it, ${formatFixed(loss, 2)}.`;
  },
  sigmoid(node, { trace }) {
    const share = trace && activationOf(trace, node.outputs[0]).data[0];
    const result = share === undefined ? '' : `: ${formatPercent(share)} for ${seven}`;
    return `The sigmoid squeezes the score between 0 and 1: the *probability* of ${article(seven)} ${seven}${result}. What is left to 1 is that of ${article(three)} ${three}.`;
  },
  binaryCrossEntropy(node, { trace, label }) {
    if (!trace)
      return 'The *loss* asks how surprised the unit is by the label: −log of its probability.';
    const loss = activationOf(trace, node.outputs[0]).data[0];
    const share = Math.exp(-loss);
    return `You say it is ${article(label)} ${label}. The unit gives ${label} a probability of ${formatPercent(share)}; the *loss* is −log of it, ${formatFixed(loss, 2)}.`;
  },
  add: (node, scene) => `Two branches meet: *${out(node, scene)}* adds them, cell by cell.`,
};

const backward: Readonly<Record<string, Teller | undefined>> = {
  crossEntropy(_, { label }) {
    return `Now back. The gradient of each *score* is its probability minus what it should have been: 1 for ${label}, 0 for the others. Orange scores are too high, blue ones too low.`;
  },
  binaryCrossEntropy(node, { trace, label }) {
    const gradient = trace && gradientOf(trace, node.inputs[0]).sum.data[0];
    const wish =
      gradient === undefined || gradient === 0
        ? ''
        : gradient < 0
          ? ' It is negative: a higher score would lower the loss.'
          : ' It is positive: a lower score would lower the loss.';
    return `Now back. The gradient of the *score* is its probability minus what it should have been: ${label === seven ? 1 : 0}, since you say ${label}.${wish}`;
  },
  dense: (node, scene) =>
    out(node, scene) === 'score'
      ? 'The one number that has come back goes through every *weight*: what pulls the score up or down by much gets much of it.'
      : `Each number of *${into(node, scene)}* asks: which sums did I feed, by which weight, and how much would the loss rise with each of them?`,
  relu: () =>
    'Where *ReLU* let a number pass, its gradient passes back unchanged. Where it had made a zero, the gradient ends: a little more or less would have changed nothing.',
  maxPool2d: (node) =>
    tieRuleOf(node) === 'split'
      ? 'Of each *window*, the winner gets the gradient, and winners that are equal share it. The others get zero: had they been a little different, the pool would have handed on the same number.'
      : 'Of each *window*, only the winner gets the gradient. The others get zero: had they been a little different, the pool would have handed on the same number.',
  flatten: (node, scene) =>
    into(node, scene) === 'drawing'
      ? home(scene)
      : `The row of gradients folds back into the shape of *${the(into(node, scene))}* (${sizeBefore(node, scene)}).`,
  conv2d(node, scene) {
    if (into(node, scene) !== 'drawing') {
      return `Each pixel of *${into(node, scene)}* asks: which outputs did I feed, and how much did each of them want me to change?`;
    }
    return home(scene);
  },
  add: (node, scene) =>
    `A sum sends the same gradient into both its branches: *${into(node, scene)}* gets its share.`,
};

const home = ({ label }: Scene): string =>
  `The wave has come home to *your drawing*. More ink on an orange pixel would raise the loss of ${label}; more on a blue one would lower it.`;

const [three, seven] = classesOf(networks.perceptron);

/** What the sign of a lone score says. */
function verdict(node: GraphNode, { trace }: Scene): string {
  if (!trace) return '';
  const [score] = activationOf(trace, node.outputs[0]).data;
  const says =
    score > 0
      ? `above zero, so ${article(seven)} ${seven}`
      : `not above zero, so ${article(three)} ${three}`;
  return ` It is ${formatSigned(score)}: ${says}.`;
}

function update({ trace, columns, label }: Scene): string {
  const rule = `*w\u00a0←\u00a0w\u00a0−\u00a0${UPDATE_RATE}\u00a0g*`;
  if (!trace) return `Every weight takes a small step against its gradient: ${rule}.`;
  const layers = updatesOf(trace);
  const count = layers.reduce((sum, layer) => sum + layer.count, 0).toLocaleString('en');
  const moved = Math.hypot(...layers.map((layer) => layer.moved));
  if (moved === 0) return `${rule}: where the gradient is zero, all ${count} weights stay.`;
  const [most] = [...layers].sort((a, b) => b.moved - a.moved);
  return `The *update*: each of the ${count} weights steps against its own gradient, ${rule}: downhill for the loss of ${label}. Together they move by ${formatNumber(moved)}; those of ${titleOf(columns, most.node.outputs[0])} move most. The network itself stays as it is.`;
}

const article = (digit: number): string => (digit === 8 ? 'an' : 'a');

function maybeBest(node: GraphNode, { trace }: Scene) {
  if (!trace) return undefined;
  const { data } = activationOf(trace, node.outputs[0]);
  let digit = 0;
  for (let i = 1; i < data.length; i++) if (data[i] > data[digit]) digit = i;
  return { digit, value: data[digit] };
}
