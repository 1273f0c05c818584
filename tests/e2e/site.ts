import type { TestProject } from 'vitest/node';
import { buildSite } from '../../scripts/build.mjs';
import { listen } from '../../scripts/serve.mjs';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the built site, with a slash at its end. */
    site: string;
  }
}

/** Builds the site if it is stale and serves it while the tests run. */
export default async function setup(project: TestProject): Promise<() => void> {
  const root = process.cwd();
  buildSite(root);
  const site = await listen(root);
  project.provide('site', site.address);
  return () => site.close();
}
