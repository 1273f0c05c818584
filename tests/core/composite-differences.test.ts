import { describe, expect, it } from 'vitest';
import { compareSlopes } from '../support/central-difference.ts';
import { compositeNetworks } from '../support/composite-networks.ts';

const shapes = 30;
const cells = 16;

describe('gradients of composite layers equal central differences of the loss', () => {
  it.each(Object.entries(compositeNetworks))(
    `${shapes} random shapes of %s, ${cells} cells each; at most 5% on a kink`,
    (_, network) => {
      let worst = 0;
      let kinks = 0;
      for (let seed = 101; seed < 101 + shapes; seed++) {
        const compared = compareSlopes(network(seed), cells, seed);
        worst = Math.max(worst, compared.worst);
        kinks += compared.kinks;
      }
      expect(worst).toBeLessThan(1e-6);
      expect(kinks).toBeLessThanOrEqual(0.05 * shapes * cells);
    },
  );
});
