import '@tensorflow/tfjs-core/dist/register_all_gradients';
import {
  keep,
  type Tensor,
  tensor,
  tidy,
  train,
  type Variable,
  variable,
} from '@tensorflow/tfjs-core';
import { digitsPath, fetchDigits, fetchTensors, part, roundOf } from './digits.ts';
import { graphOf, weightsPath } from './networks.ts';
import { type Contestant, learningRate } from './task.ts';
import { forward, required, scalarOf, toTheirs, upload } from './tfjs-network.ts';

/** tfjs without its layers: a loop over batches with `optimizer.minimize`. */
export const loop: Contestant = {
  async training({ network, batch, images }) {
    const graph = graphOf(network);
    // Nobody asks for the probabilities: the loss is taken of the logits.
    const lean = { ...graph, nodes: graph.nodes.filter(({ id }) => id !== 'probs') };
    const [start, digits] = await Promise.all([
      fetchTensors(weightsPath(network, 'start')),
      fetchDigits(digitsPath),
    ]);
    const params = new Map<string, Variable>(
      graph.params.map(({ id }) => {
        const { shape, data } = toTheirs(start[id]);
        return [id, tidy(() => variable(tensor(data, shape)))];
      }),
    );
    const optimizer = train.sgd(learningRate);
    let round = 0;
    return {
      async run() {
        const examples = roundOf(digits, round++, images);
        const losses: Tensor[] = [];
        for (let from = 0; from < images; from += batch) {
          tidy(() => {
            const loss = optimizer.minimize(() => {
              const values = forward(lean, params, upload(part(examples, from, batch)));
              return scalarOf(required(values, 'loss'));
            }, true);
            if (loss) losses.push(keep(loss));
          });
        }
        const read = await Promise.all(losses.map((loss) => loss.data()));
        for (const loss of losses) loss.dispose();
        return read.reduce((sum, [loss]) => sum + loss, 0) / read.length;
      },
      dispose() {
        for (const each of params.values()) each.dispose();
      },
    };
  },
};
