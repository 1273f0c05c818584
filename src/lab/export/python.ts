import { type HostTensor, shapeText } from '../../trace/tensor.ts';
import type { CodePlan } from './code-plan.ts';

const lineWidth = 96;

/** A Python string. */
export const quoted = (text: string): string => JSON.stringify(text);

/** A Python tuple: `(5, 5, 1, 8)`, `(8,)`, `()`. */
export const tuple = (numbers: readonly number[]): string =>
  numbers.length === 1 ? `(${numbers[0]},)` : `(${numbers.join(', ')})`;

/** A name that Python takes as an attribute or variable: `conv1.w` → `conv1_w`. */
export function identifier(id: string): string {
  const plain = id.replace(/\W/g, '_');
  return /^[A-Za-z]/.test(plain) && !reserved.has(plain) ? plain : `v_${plain}`;
}

/** Keywords, and the names that the programs use themselves. */
const reserved: ReadonlySet<string> = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally ' +
    'for from global if import in is lambda nonlocal not or pass raise return try while with yield ' +
    'base64 np torch nn F keras layers model tensor main show'
  ).split(' '),
);

/** float32, little-endian, as lines of base64, some hundred lines at a time. */
function* base64Lines({ data }: HostTensor): Generator<string> {
  // Three bytes make four letters: lines cut at a multiple of three join without a seam.
  const step = 4 * 100 * ((lineWidth * 3) / 4);
  const bytes = new Uint8Array(Math.min(step, 4 * data.length));
  const view = new DataView(bytes.buffer);
  for (let from = 0; from < data.length; from += step / 4) {
    const count = Math.min(step / 4, data.length - from);
    for (let i = 0; i < count; i++) view.setFloat32(4 * i, data[from + i], true);
    const letters = btoa(String.fromCharCode(...bytes.subarray(0, 4 * count)));
    yield letters.replace(everyLine, '$&\n');
  }
}

const everyLine = new RegExp(`.{1,${lineWidth}}`, 'g');

/** How the numbers at a program's end become arrays; the same in every program. */
export const readNumbers = `def tensor(name):
    """One of the arrays at the end of this file: float32, little-endian, written as base64."""
    shape, text = NUMBERS[name]
    return np.frombuffer(base64.b64decode(text), dtype="<f4").reshape(shape)`;

/** The drawing in the terminal, and what the network says to it. */
export const showDigit = `def show(digit):
    """The drawing in letters: the darker the ink, the fuller the letter."""
    for row in digit.reshape(28, 28):
        print("".join(" .:+#@"[min(5, int(6 * ink))] for ink in row))`;

/** The last lines of every program: the drawing and the weights, then the start. */
export function* numbersAtTheEnd({ pixels, pixelsId, params }: CodePlan): Generator<string> {
  yield '\n\n# The drawing and the weights: name, shape, numbers.\nNUMBERS = {\n';
  for (const [name, tensor] of [[pixelsId, pixels] as const, ...params]) {
    yield `    ${quoted(name)}: (${tuple(tensor.shape)}, """\n`;
    yield* base64Lines(tensor);
    yield '"""),\n';
  }
  yield '}\n\n\nif __name__ == "__main__":\n    main()\n';
}

/** What a program says of itself before it begins. */
export function headline(plan: CodePlan, framework: string, needs: string): string {
  const { title, fileName, parameterCount, params } = plan;
  const sizes = params.map(([id, { shape }]) => `    ${plain(id).padEnd(12)} ${shapeText(shape)}`);
  return `"""Backflow: the ${plain(title)} in ${framework}, with its weights and one drawn digit.

${parameterCount.toLocaleString('en')} parameters:

${sizes.join('\n')}

Needs ${needs}. Run it:  python ${plain(fileName)}
"""`;
}

/** A name out of a reader's file must not end the text that it stands in. */
const plain = (name: string): string => name.replace(/["\\\p{C}]/gu, ' ');
