import { isEpochJson, parseEpochJson } from './epoch-json.ts';
import { type Fit, fitWeights, placeWeights } from './fit-weights.ts';
import { parseNpz } from './npz.ts';
import { isPerceptronJson, type PerceptronFacts, parsePerceptronJson } from './perceptron-json.ts';
import { parseSafetensors } from './safetensors.ts';
import { WeightsError } from './weights-error.ts';
import { expectSize } from './weights-size.ts';

/** What a weights file holds: the network, its weights, and what the file says of itself. */
export interface WeightsFile extends Fit {
  readonly format: 'safetensors' | '.npz' | 'JSON';
  readonly facts?: PerceptronFacts;
}

/**
 * Weights from a file, in whatever of its formats it is: safetensors, NumPy's `.npz`, the JSON of an
 * epoch `{param_0 … param_5}`, the perceptron's JSON. The content decides, not the name. Rejects
 * with an error that says what is wrong, where, and what to do.
 */
export async function parseWeightsFile(bytes: Uint8Array): Promise<WeightsFile> {
  expectSize(bytes.length);
  const known = kinds.find(({ begins }) => begins(bytes));
  if (!known) {
    throw new WeightsError(
      'the file is neither safetensors nor .npz nor JSON; save the weights as one of these',
    );
  }
  return known.parse(bytes);
}

interface Kind {
  begins(bytes: Uint8Array): boolean;
  parse(bytes: Uint8Array): WeightsFile | Promise<WeightsFile>;
}

/** Known by their first bytes, and not to be read: what to do instead. */
const refuse = (start: string, message: string): Kind => ({
  begins: (bytes) => startsWith(bytes, start),
  parse() {
    throw new WeightsError(message);
  },
});

const kinds: readonly Kind[] = [
  refuse(
    '\x89HDF',
    'this is an HDF5 file, as Keras writes it; save its weights by np.savez("weights.npz", *model.get_weights())',
  ),
  refuse(
    '\x93NUMPY',
    'this is a single array (.npy); save all of them in one file, by np.savez("weights.npz", …)',
  ),
  refuse('\x1f\x8b', 'this is a packed file (.gz); unpack it first'),
  refuse('\x80', 'this is a Python pickle, which is not read; save the weights as safetensors'),
  { begins: (bytes) => startsWith(bytes, 'PK'), parse: parseArchive },
  {
    begins: hasSafetensorsLength,
    parse: (bytes) => ({ ...fitWeights(parseSafetensors(bytes).tensors), format: 'safetensors' }),
  },
  { begins: (bytes) => /^\ufeff?\s*[{[]/.test(headOf(bytes)), parse: parseJson },
];

const startsWith = (bytes: Uint8Array, start: string): boolean =>
  [...start].every((letter, i) => bytes[i] === letter.charCodeAt(0));

const headOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes.subarray(0, 256));

/** Eight bytes of length, then an object: no text begins with so many zeros. */
function hasSafetensorsLength(bytes: Uint8Array): boolean {
  if (bytes.length < 9 || bytes[8] !== '{'.charCodeAt(0)) return false;
  return bytes[5] === 0 && bytes[6] === 0 && bytes[7] === 0;
}

async function parseArchive(bytes: Uint8Array): Promise<WeightsFile> {
  if (headOf(bytes).includes('data.pkl')) {
    throw new WeightsError(
      'this is a PyTorch file (.pt), a pickle, which is not read; save the weights by safetensors.torch.save_file(model.state_dict(), "weights.safetensors")',
    );
  }
  return { ...fitWeights(await parseNpz(bytes)), format: '.npz' };
}

function parseJson(bytes: Uint8Array): WeightsFile {
  const json = objectOf(bytes);
  if (isPerceptronJson(json)) {
    const { meant, facts } = parsePerceptronJson(json);
    return { ...placeWeights('perceptron', meant), format: 'JSON', facts };
  }
  if (isEpochJson(json)) return { ...placeWeights('mlp', parseEpochJson(json)), format: 'JSON' };
  const keys = Object.keys(json)
    .slice(0, 8)
    .map((key) => `"${key.slice(0, 40)}"`);
  throw new WeightsError(
    `the JSON has ${keys.join(', ') || 'no keys'}; known are {"param_0" … "param_5"} of the dense net and {"weights", "bias"} of the perceptron`,
  );
}

function objectOf(bytes: Uint8Array): Record<string, unknown> {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new WeightsError('the JSON is no UTF-8 text; was the file cut off, or saved otherwise?');
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new WeightsError(whyNoJson(text));
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new WeightsError(
      'the JSON is a list; an object is needed: {"param_0": …} or {"weights": …, "bias": …}',
    );
  }
  return Object.fromEntries(Object.entries(json));
}

/** Python writes NaN and Infinity, which JSON does not know. */
function whyNoJson(text: string): string {
  const found = /[[,:\s](-?(?:NaN|Infinity))\b/.exec(text);
  if (!found) return 'the text is not whole JSON; was the file cut off?';
  const line = text.slice(0, found.index + 1).split('\n').length;
  return `the JSON has ${found[1]} in line ${line}; weights must be finite numbers`;
}
