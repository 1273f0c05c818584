// npm run content [-- DIR …]: checks lessons. Links resolve in their own folder, then in content/.
import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { faultText } from '../src/notebook/fault.ts';
import { compileLibrary, readLessonFiles } from '../src/notebook/library.ts';
import { loadWidgetSchemas } from '../src/notebook/widget-schemas.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const given = process.argv.slice(2);
const directories = given.length > 0 ? given : [join(root, 'content')];
const schemas = await loadWidgetSchemas(join(root, 'src/widgets'));

let count = 0;
let faultCount = 0;
for (const directory of directories) {
  if (!existsSync(directory) || !statSync(directory).isDirectory()) {
    console.log(`${directory}: no such folder`);
    faultCount++;
    continue;
  }
  const near = relative(process.cwd(), directory);
  const from = near.startsWith('..') ? directory : near || '.';
  const files = readLessonFiles(from);
  const isContent = resolve(directory) === join(root, 'content');
  const shelf = isContent ? [] : readLessonFiles(join(root, 'content'));
  const { faults } = compileLibrary(files, schemas, shelf);
  for (const fault of faults) console.log(faultText(fault));
  count += files.length;
  faultCount += faults.length;
}
const plural = (n: number, word: string) => `${n} ${word}${n === 1 ? '' : 's'}`;
console.log(`${plural(count, 'lesson')}, ${plural(faultCount, 'fault')}`);
process.exitCode = faultCount > 0 ? 1 : 0;
