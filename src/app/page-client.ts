import { type Client, createClient } from '../core/client.ts';
import { announceClient } from './client-news.ts';
import { maybePinned, maybeRemembered } from './engine-pin.ts';

let client: Client | undefined;

/**
 * The page's one client, made when it is first wanted. `?engine=webgl|host` binds it; without
 * that, the reader's choice of an earlier visit.
 */
export function pageClient(): Client {
  if (client) return client;
  client = createClient({ pin: maybePinned(location.search) ?? maybeRemembered() ?? 'auto' });
  announceClient(client);
  return client;
}
