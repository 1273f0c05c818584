import type { Client } from '../core/client.ts';

type Hear = (client: Client) => void;

let known: Client | undefined;
const waiting = new Set<Hear>();

/** Tells those who wait that the page has a client; called once, by who made it. */
export function announceClient(client: Client): void {
  known = client;
  for (const hear of waiting) hear(client);
  waiting.clear();
}

/** Calls back as soon as the page has a client: at once if it has one. Returns what calls it off. */
export function whenClient(hear: Hear): () => void {
  if (known) hear(known);
  else waiting.add(hear);
  return () => waiting.delete(hear);
}
