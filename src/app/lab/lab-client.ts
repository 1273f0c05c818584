import { type Client, createClient } from '../../core/client.ts';

let client: Client | undefined;

/** The page's one client, made when it is first wanted; `?engine=webgl|host` binds it. */
export function labClient(): Client {
  client ??= createClient({ pin: pinOf(location.search) });
  return client;
}

function pinOf(search: string): 'auto' | 'webgl' | 'host' {
  const wanted = new URLSearchParams(search).get('engine');
  return wanted === 'webgl' || wanted === 'host' ? wanted : 'auto';
}
