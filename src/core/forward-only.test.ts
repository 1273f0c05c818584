import { expect, test } from 'vitest';
import { forwardOnly } from './forward-only.ts';
import { HostEngine } from './host/engine.ts';
import { probeRequest } from './probe.ts';

test('a prediction needs no label and has no loss, and its numbers are the same', () => {
  const request = probeRequest();
  const graph = forwardOnly(request.graph);
  expect(graph.inputs.map(({ id }) => id)).toEqual(['x']);
  expect(graph.nodes.map(({ id }) => id)).not.toContain('loss');
  const engine = new HostEngine('float64');
  const trace = engine.recordNow({ ...request, graph, inputs: { x: request.inputs.x } });
  expect(trace.backward).toBeUndefined();
  expect([...trace.values.probs.data]).toEqual([...engine.recordNow(request).values.probs.data]);
});
