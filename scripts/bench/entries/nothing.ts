import { oneDigitPath } from '../digits.ts';
import { weightsPath } from '../networks.ts';
import { present } from '../page.ts';

/** Fetches what a first trace needs, and computes nothing. */
present(async () => ({
  async trace({ network, width }) {
    const files = [weightsPath(network, 'shipped', width), oneDigitPath];
    await Promise.all(files.map(async (file) => (await fetch(file)).arrayBuffer()));
    return { run: async () => Number.NaN, dispose() {} };
  },
}));
