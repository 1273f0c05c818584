import convnetjs from 'convnetjs';
import type { HostTensor } from '../../src/trace/tensor.ts';
import { digitsPath, fetchDigits, fetchTensors, roundOf } from './digits.ts';
import { type BenchNetwork, weightsPath } from './networks.ts';
import { type Contestant, learningRate } from './task.ts';

type Net = InstanceType<typeof convnetjs.Net>;

const conv = (sx: number, filters: number) => ({
  type: 'conv',
  sx,
  filters,
  stride: 1,
  pad: 0,
  activation: 'relu',
});
const pool = { type: 'pool', sx: 2, stride: 2 };
const dense = (num_neurons: number) => ({ type: 'fc', num_neurons, activation: 'relu' });

const definitions: Readonly<Record<BenchNetwork, readonly Record<string, string | number>[]>> = {
  cnn: [conv(5, 8), pool, conv(3, 16), pool, dense(64)],
  mlp: [dense(128), dense(64)],
};

/** ConvNetJS: plain JavaScript in float64, one digit at a time. */
export const convnet: Contestant = {
  async training({ network, batch, images }) {
    const [net, digits] = await Promise.all([
      netOf(network, weightsPath(network, 'start')),
      fetchDigits(digitsPath),
    ]);
    const trainer = new convnetjs.Trainer(net, {
      method: 'sgd',
      learning_rate: learningRate,
      momentum: 0,
      batch_size: batch,
      l1_decay: 0,
      l2_decay: 0,
    });
    let round = 0;
    return {
      async run() {
        const { pixels, labels } = roundOf(digits, round++, images);
        let sum = 0;
        for (let i = 0; i < images; i++) {
          sum += trainer.train(volumeOf(pixels, i), labels[i]).cost_loss;
        }
        return sum / images;
      },
      dispose() {},
    };
  },
  async evaluation({ network, images }) {
    const [net, digits] = await Promise.all([
      netOf(network, weightsPath(network, 'shipped')),
      fetchDigits(digitsPath),
    ]);
    let round = 0;
    return {
      async run() {
        const { pixels, labels } = roundOf(digits, round++, images);
        let right = 0;
        for (let i = 0; i < images; i++) {
          net.forward(volumeOf(pixels, i));
          if (net.getPrediction() === labels[i]) right++;
        }
        return right;
      },
      dispose() {},
    };
  },
};

async function netOf(network: BenchNetwork, path: string): Promise<Net> {
  const weights = await fetchTensors(path);
  const net = new convnetjs.Net();
  net.makeLayers([
    { type: 'input', out_sx: 28, out_sy: 28, out_depth: 1 },
    ...definitions[network],
    { type: 'softmax', num_classes: 10 },
  ]);
  const rows = Object.values(weights);
  for (const { filters, biases } of net.layers) {
    if (!filters || !biases) continue;
    const [kernel, bias] = rows.splice(0, 2);
    for (const [unit, { w }] of filters.entries()) fill(w, kernel, unit);
    biases.w.set(Float64Array.from(bias.data));
  }
  return net;
}

/** The weights of one unit: a row of [out, in], or a slice of [height, width, in, out]. */
function fill(w: Float64Array, { shape, data }: HostTensor, unit: number): void {
  const units = shape.length === 2 ? shape[0] : shape[3];
  const [stride, from] = shape.length === 2 ? [1, unit * w.length] : [units, unit];
  for (let i = 0; i < w.length; i++) w[i] = data[from + i * stride];
}

function volumeOf(pixels: Float32Array, at: number): InstanceType<typeof convnetjs.Vol> {
  const volume = new convnetjs.Vol(28, 28, 1, 0);
  for (let i = 0; i < 784; i++) volume.w[i] = pixels[784 * at + i];
  return volume;
}
