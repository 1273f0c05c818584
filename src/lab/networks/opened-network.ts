import type { WeightsFile } from '../../core/formats/weights-file.ts';
import { classesOf, networks } from '../../core/networks/networks.ts';
import { formatPercent } from '../../draw/number.ts';
import type { LabNetwork } from './network.ts';

/** A network of the site with the weights of a reader's file. */
export function openedNetwork(name: string, file: WeightsFile): LabNetwork {
  const graph = networks[file.network];
  return {
    id: `file:${name}`,
    title: shortTitle(name),
    graph,
    classes: classesOf(graph),
    weights: { from: 'file', file: name, weights: file.weights, about: aboutOf(name, file) },
  };
}

const nouns: Readonly<Record<WeightsFile['network'], string>> = {
  cnn: 'a convolutional net',
  mlp: 'a dense net',
  perceptron: 'a perceptron',
};

/** One sentence: what the file is, and what it says of itself. */
function aboutOf(name: string, { network, format, facts = {} }: WeightsFile): string {
  const { final_accuracy, training_samples, data_type, learning_rate } = facts;
  const digits = [
    training_samples === undefined ? '' : `${training_samples.toLocaleString('en')} digits`,
    data_type === undefined ? '' : `of ${data_type}`,
  ];
  const said = [
    final_accuracy === undefined ? '' : `${formatPercent(final_accuracy)} right`,
    digits.some(Boolean) ? `after ${digits.filter(Boolean).join(' ')}` : '',
    learning_rate === undefined ? '' : `at a rate of ${learning_rate}`,
  ].filter(Boolean);
  const claims = said.length > 0 ? ` It says of itself: ${said.join(' ')}.` : '';
  return `${name}: ${nouns[network]}, from ${format}.${claims}`;
}

const longest = 18;

/** The file's name without its ending; of a long one the beginning and the end. */
export function shortTitle(name: string): string {
  const letters = [...(name.replace(/\.[a-z0-9]{1,12}$/i, '') || name)];
  if (letters.length <= longest) return letters.join('');
  return `${letters.slice(0, 10).join('')}…${letters.slice(-7).join('')}`;
}
