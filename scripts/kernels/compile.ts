import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { main } from 'assemblyscript/asc';

const folder = 'src/core/wasm/assembly';
const settings = '-O3 --converge --noAssert --enable simd --runtime stub --memoryBase 1024';

/** The kernels' WebAssembly. Throws with the compiler's words where the source is at fault. */
export async function compiledKernels(root: string): Promise<Uint8Array> {
  const files = readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.ts'))
    .sort();
  let binary: Uint8Array | undefined;
  const { error, stderr } = await main(
    [...files, ...settings.split(' '), '--outFile', 'kernels.wasm'],
    {
      readFile: (name) => {
        try {
          return readFileSync(join(root, folder, name), 'utf8');
        } catch {
          return null;
        }
      },
      writeFile: (_, contents) => {
        if (typeof contents !== 'string') binary = contents;
      },
      listFiles: () => [],
    },
  );
  if (error || !binary) throw new Error(`the kernels do not compile: ${stderr.toString()}`);
  return binary;
}

/** The bytes as a module, in lines that a diff can show. */
export function kernelText(bytes: Uint8Array): string {
  const lines =
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,90}/g) ?? [];
  return `// Made by \`npm run kernels\` from assembly/; not to be edited.

/** The kernels' WebAssembly, base64. */
export const kernelBytes = [
${lines.map((line) => `  '${line}',`).join('\n')}
].join('');
`;
}
