import type { Graph } from '../trace/graph.ts';
import type { Weights } from './protocol.ts';
import { parseWeights } from './weights.ts';

/** Shipped weights that are missing or damaged; the message says which file and what is wrong. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
}

/** Fetches a safetensors file and holds it against the graph that it is meant for. */
export async function fetchWeights(url: string, graph: Graph): Promise<Weights> {
  const bytes = await fetchBytes(url);
  try {
    return finite(parseWeights(graph, bytes));
  } catch (error) {
    throw new ModelError(
      `${url} is damaged: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function finite(weights: Weights): Weights {
  for (const [id, { data }] of Object.entries(weights)) {
    for (let i = 0; i < data.length; i++) {
      if (!Number.isFinite(data[i])) throw new RangeError(`entry ${i} of "${id}" is ${data[i]}`);
    }
  }
  return weights;
}

async function fetchBytes(url: string): Promise<Uint8Array> {
  let response: Response;
  try {
    response = await fetch(url);
  } catch {
    throw new ModelError(`${url} could not be loaded; are you online?`);
  }
  // Servers for one-page sites answer any address with a page and "200 OK".
  const isPage = response.headers.get('content-type')?.startsWith('text/html') === true;
  if (response.status === 404 || isPage) {
    throw new ModelError(`${url} is not there; \`npm run train\` makes the weights`);
  }
  if (!response.ok) throw new ModelError(`${url}: the server answered ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
