/**
 * Trains a shipped network with the project's own core, on all cores:
 *
 *   npm run train -- --mnist DIR | --data generated  [--test DIR]
 *                    --network cnn|mlp|perceptron --seed N --epochs N --out DIR
 *
 * Interrupted, it goes on from its last checkpoint when called the same way again.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { formatSafetensors, parseSafetensors } from '../src/core/formats/safetensors.ts';
import { HostEngine } from '../src/core/host/engine.ts';
import {
  classesOf,
  type NetworkName,
  networkNames,
  networks,
} from '../src/core/networks/networks.ts';
import { parseWeights } from '../src/core/weights.ts';
import { holdBack } from '../src/digits/source.ts';
import { correctCount } from '../src/training/accuracy.ts';
import { formatCheckpoint, restoreCheckpoint } from '../src/training/checkpoint.ts';
import { layoutOf } from '../src/training/layout.ts';
import { type LabelledDigits, plainDigits } from '../src/training/shard.ts';
import { type Recipe, Trainer } from '../src/training/trainer.ts';
import { readMnist } from './mnist.ts';
import { heldBack, type Job, sourceOf } from './train/job.ts';
import { ShardPool } from './train/pool.ts';
import { createProgress } from './train/progress.ts';
import { recipes } from './train/recipes.ts';

const options = readOptions();
const { job, recipe } = settingsOf(options);
const graph = networks[job.network];
const pool = new ShardPool(job, layoutOf(graph), availableParallelism());
const trainer = new Trainer(graph, recipe, pool.row);
const engine = new HostEngine('float32');
const checkpoint = join(options.out, `${job.network}.checkpoint.safetensors`);
const result = join(options.out, `${job.network}.safetensors`);
const chosenOn = heldBackDigits();

mkdirSync(options.out, { recursive: true });
let best = { correct: -1 };
if (existsSync(checkpoint)) {
  restoreCheckpoint(trainer, readFileSync(checkpoint));
  best = { correct: chosenSoFar() };
  console.log(`goes on from step ${trainer.steps} of ${recipe.epochs * recipe.batchesPerEpoch}`);
}
await train();
await pool.close();
if (options.test !== undefined) report(options.test);

async function train(): Promise<void> {
  const { batchesPerEpoch, epochs } = recipe;
  for (let epoch = Math.floor(trainer.steps / batchesPerEpoch); epoch < epochs; epoch++) {
    const progress = createProgress(`epoch ${epoch + 1}/${epochs}`, batchesPerEpoch);
    for (let batch = trainer.steps % batchesPerEpoch; batch < batchesPerEpoch; batch++) {
      const { loss, gradients } = await pool.batch(epoch, batch);
      trainer.step(gradients);
      progress.tick(batch + 1, loss, job.shardSize * job.shardsPerBatch);
    }
    const correct = correctCount(engine, graph, trainer.averaged(), chosenOn);
    const share = ((100 * correct) / chosenOn.labels.length).toFixed(2);
    progress.done(`${share}% of ${chosenOn.labels.length} held-back digits`);
    // On equal terms the later one, which has seen more.
    if (correct >= best.correct) {
      best = { correct };
      writeWhole(
        result,
        formatSafetensors({
          tensors: trainer.averaged(),
          metadata: {
            network: job.network,
            seed: String(recipe.seed),
            epoch: `${epoch + 1} of ${epochs}`,
            held_back: `${correct} of ${chosenOn.labels.length} (${share}%)`,
          },
        }),
      );
    }
    // Last, so that an interruption before it repeats the epoch instead of losing its result.
    writeWhole(checkpoint, formatCheckpoint(trainer));
  }
}

/** How many held-back digits the weights chosen before an interruption read right. */
function chosenSoFar(): number {
  if (!existsSync(result)) return -1;
  const { metadata } = parseSafetensors(readFileSync(result));
  return Number.parseInt(metadata.held_back ?? '', 10) || -1;
}

/** What was chosen, on a test set that no choice depended on. */
function report(folder: string): void {
  const test = plainDigits(readMnist(folder, 't10k'), classesOf(graph));
  const params = parseWeights(graph, readFileSync(result));
  const correct = correctCount(engine, graph, params, test);
  const count = test.labels.length;
  console.log(`${job.network} ${((100 * correct) / count).toFixed(2)}% (${correct}/${count})`);
}

/** Scanned digits that no step learns from; generated ones where there are no scanned. */
function heldBackDigits(): LabelledDigits {
  if (job.mnist !== undefined)
    return plainDigits(holdBack(readMnist(job.mnist, 'train'), heldBack).held, classesOf(graph));
  const digits = { pixels: new Float32Array(heldBack * 784), labels: new Uint8Array(heldBack) };
  sourceOf({ ...job, seed: recipe.seed + 1 }).fill(0, 0, digits.pixels, digits.labels);
  return digits;
}

/** Written beside, then renamed, so that an interruption leaves the old file whole. */
function writeWhole(path: string, bytes: Uint8Array): void {
  writeFileSync(`${path}.part`, bytes);
  renameSync(`${path}.part`, path);
}

interface Options {
  readonly network: NetworkName;
  readonly mnist?: string;
  readonly test?: string;
  readonly seed: number;
  readonly epochs: number | undefined;
  readonly out: string;
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      mnist: { type: 'string' },
      data: { type: 'string' },
      test: { type: 'string' },
      network: { type: 'string', default: 'cnn' },
      seed: { type: 'string', default: '1' },
      epochs: { type: 'string' },
      out: { type: 'string' },
    },
  });
  const network = networkNames.find((name) => name === values.network);
  if (!network) stop(`--network ${values.network}: must be one of ${networkNames.join(', ')}`);
  if (values.out === undefined) stop('--out DIR: where the weights and checkpoints go');
  if ((values.mnist === undefined) === (values.data === undefined)) {
    stop('give either --mnist DIR (its IDX files) or --data generated');
  }
  if (values.data !== undefined && values.data !== 'generated') {
    stop(`--data ${values.data}: only "generated" is known; for files give --mnist DIR`);
  }
  return {
    network,
    mnist: values.mnist,
    test: values.test,
    seed: count('--seed', values.seed, 0),
    epochs: values.epochs === undefined ? undefined : count('--epochs', values.epochs, 1),
    out: values.out,
  };
}

function settingsOf(given: Options): { job: Job; recipe: Recipe } {
  const { batch, ...chosen } = recipes[given.network];
  const newJob: Job = {
    network: given.network,
    mnist: given.mnist,
    seed: given.seed,
    generatedShare: chosen.generatedShare,
    shardSize: batch.shardSize,
    shardsPerBatch: batch.shards,
    labelSmoothing: chosen.labelSmoothing,
  };
  const perBatch = batch.shardSize * batch.shards;
  const batchesPerEpoch = Math.floor(sourceOf(newJob).perEpoch / perBatch);
  const { seed } = given;
  return {
    job: newJob,
    recipe: {
      ...chosen.training,
      seed,
      epochs: given.epochs ?? chosen.epochs,
      batchesPerEpoch,
      labelSmoothing: chosen.labelSmoothing,
    },
  };
}

function count(name: string, text: string, least: number): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= least) return number;
  return stop(`${name} ${text}: must be a whole number of at least ${least}`);
}

function stop(message: string): never {
  console.error(`train: ${message}`);
  process.exit(1);
}
