import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { argMax, losses, type Tensor, tensor, tensor4d, tidy, train } from '@tensorflow/tfjs-core';
import { layers as kit, type Sequential, sequential } from '@tensorflow/tfjs-layers';
import { digitsPath, fetchDigits, fetchTensors, roundOf } from './digits.ts';
import { type BenchNetwork, weightsPath } from './networks.ts';
import { type Contestant, learningRate, readingBatch } from './task.ts';
import { toTheirs, upload } from './tfjs-network.ts';

/** tfjs-layers as its guide shows it: a sequential model, `fit` and `predict`. */
export const layers: Contestant = {
  async training({ network, batch, images }) {
    const [model, digits] = await Promise.all([
      modelOf(network, weightsPath(network, 'start')),
      fetchDigits(digitsPath),
    ]);
    let round = 0;
    return {
      async run() {
        const inputs = tidy(() => {
          const { x, label } = Object.fromEntries(upload(roundOf(digits, round++, images)));
          return { x, label };
        });
        // No callbacks, no yielding to the page, no shuffling: nothing but training.
        const { history } = await model.fit(inputs.x, inputs.label, {
          epochs: 1,
          batchSize: batch,
          shuffle: false,
          verbose: 0,
          yieldEvery: 'never',
        });
        inputs.x.dispose();
        inputs.label.dispose();
        const [loss] = history.loss;
        return typeof loss === 'number' ? loss : (await loss.data())[0];
      },
      dispose: () => model.dispose(),
    };
  },
  async evaluation({ network, images }) {
    const [model, digits] = await Promise.all([
      modelOf(network, weightsPath(network, 'shipped')),
      fetchDigits(digitsPath),
    ]);
    let round = 0;
    return {
      async run() {
        const { pixels, labels } = roundOf(digits, round++, images);
        const x = tensor4d(pixels, [images, 28, 28, 1]);
        const scores = oneOf(model.predict(x, { batchSize: readingBatch }));
        const best = tidy(() => argMax(scores, -1));
        const read = await best.data();
        for (const each of [x, scores, best]) each.dispose();
        let right = 0;
        for (let i = 0; i < images; i++) if (read[i] === labels[i]) right++;
        return right;
      },
      dispose: () => model.dispose(),
    };
  },
};

const definitions: Readonly<Record<BenchNetwork, () => Sequential>> = {
  cnn: () =>
    sequential({
      layers: [
        kit.conv2d({ inputShape: [28, 28, 1], filters: 8, kernelSize: 5, activation: 'relu' }),
        kit.maxPooling2d({ poolSize: 2 }),
        kit.conv2d({ filters: 16, kernelSize: 3, activation: 'relu' }),
        kit.maxPooling2d({ poolSize: 2 }),
        kit.flatten(),
        kit.dense({ units: 64, activation: 'relu' }),
        kit.dense({ units: 10 }),
      ],
    }),
  mlp: () =>
    sequential({
      layers: [
        kit.flatten({ inputShape: [28, 28, 1] }),
        kit.dense({ units: 128, activation: 'relu' }),
        kit.dense({ units: 64, activation: 'relu' }),
        kit.dense({ units: 10 }),
      ],
    }),
};

/** The model with weights from a file, ready for plain SGD on the cross-entropy of its logits. */
async function modelOf(network: BenchNetwork, path: string): Promise<Sequential> {
  const weights = await fetchTensors(path);
  const model = definitions[network]();
  const theirs = Object.values(weights).map((own) => {
    const { shape, data } = toTheirs(own);
    return tensor(data, shape);
  });
  model.setWeights(theirs);
  for (const each of theirs) each.dispose();
  model.compile({
    optimizer: train.sgd(learningRate),
    loss: (target: Tensor, logits: Tensor) => losses.softmaxCrossEntropy(target, logits),
  });
  return model;
}

function oneOf(output: Tensor | Tensor[]): Tensor {
  const [first] = [output].flat();
  return first;
}
