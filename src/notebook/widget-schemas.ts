import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { tsImport } from 'tsx/esm/api';
import { ZodObject } from 'zod';
import type { WidgetContract, WidgetSchemas } from './reading.ts';

/** Loads `<name>/attributes.ts` of every widget folder: files that import zod and nothing else. */
export async function loadWidgetSchemas(widgetsDirectory: string): Promise<WidgetSchemas> {
  const names = readdirSync(widgetsDirectory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .filter((name) => existsSync(join(widgetsDirectory, name, 'attributes.ts')));
  const contracts = new Map<string, WidgetContract>();
  for (const name of names) {
    const file = pathToFileURL(join(widgetsDirectory, name, 'attributes.ts')).href;
    const module: unknown = await tsImport(file, import.meta.url);
    contracts.set(name, contractOf(module, name));
  }
  return contracts;
}

function contractOf(module: unknown, name: string): WidgetContract {
  const file = `src/widgets/${name}/attributes.ts`;
  if (typeof module !== 'object' || module === null) throw new Error(`${file} is no module`);
  const attributes = 'attributes' in module ? module.attributes : undefined;
  if (!(attributes instanceof ZodObject)) {
    throw new Error(`${file} exports no zod object "attributes"`);
  }
  return {
    attributes,
    terms: 'terms' in module ? namesOf(module.terms, `${file}: terms`) : undefined,
    anchors: 'anchors' in module ? namesOf(module.anchors, `${file}: anchors`) : undefined,
    cells: 'cells' in module ? namesOf(module.cells, `${file}: cells`) : undefined,
  };
}

function namesOf(list: unknown, what: string): readonly string[] {
  const isNames = (value: unknown): value is readonly string[] =>
    Array.isArray(value) && value.every((name) => typeof name === 'string');
  if (isNames(list)) return list;
  throw new Error(`${what} is no list of names`);
}
