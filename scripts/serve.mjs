import { join } from 'node:path';
import { staticServer } from './static-server.mjs';

/**
 * Serves the built site of a project on a free port of this machine.
 * @param {string} root
 * @returns {Promise<{ address: string, close(): void }>}
 */
export function listen(root) {
  const server = staticServer(join(root, 'dist'));
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      resolve({ address: `http://127.0.0.1:${port}/`, close: () => server.close() });
    });
  });
}
