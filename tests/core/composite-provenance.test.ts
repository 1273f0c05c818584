import { describe, expect, it } from 'vitest';
import { HostEngine } from '../../src/core/host/engine.ts';
import { compositeNetworks } from '../support/composite-networks.ts';
import { questions, worstAnswer } from '../support/questions.ts';

const engine = new HostEngine('float64');
const shapes = 20;
const cells = 40;

describe('what is said of a composite layer comes to exactly the number in the trace', () => {
  it.each(Object.entries(compositeNetworks))(
    `${shapes * cells} random cells of %s, intermediates among them, in ${shapes} random shapes`,
    (_, network) => {
      let worst = 0;
      for (let seed = 1; seed <= shapes; seed++) {
        const trace = engine.recordNow(network(seed));
        const about = trace.graph.nodes.filter(({ id }) => id === 'layer');
        worst = Math.max(worst, worstAnswer(trace, questions(trace, cells, seed, about)));
      }
      expect(worst).toBeLessThan(1e-12);
    },
  );
});
