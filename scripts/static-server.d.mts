import type { Server } from 'node:http';

/** Serves a built site: right types, the content policy (its `.policy` file), long caching. */
export function staticServer(directory: string): Server;
