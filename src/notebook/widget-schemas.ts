import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { tsImport } from 'tsx/esm/api';
import { ZodObject } from 'zod';
import type { WidgetSchemas } from './reading.ts';

/** Loads `<name>/attributes.ts` of every widget folder: files that import zod and nothing else. */
export async function loadWidgetSchemas(widgetsDirectory: string): Promise<WidgetSchemas> {
  const names = readdirSync(widgetsDirectory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .filter((name) => existsSync(join(widgetsDirectory, name, 'attributes.ts')));
  const schemas = new Map<string, ZodObject>();
  for (const name of names) {
    const file = pathToFileURL(join(widgetsDirectory, name, 'attributes.ts')).href;
    const module: unknown = await tsImport(file, import.meta.url);
    schemas.set(name, schemaOf(module, name));
  }
  return schemas;
}

function schemaOf(module: unknown, name: string): ZodObject {
  if (typeof module === 'object' && module !== null && 'attributes' in module) {
    if (module.attributes instanceof ZodObject) return module.attributes;
  }
  throw new Error(`src/widgets/${name}/attributes.ts exports no zod object "attributes"`);
}
