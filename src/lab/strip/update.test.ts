import { describe, expect, test } from 'vitest';
import { HostEngine } from '../../core/host/engine.ts';
import { type NetworkName, networks } from '../../core/networks/networks.ts';
import { readCell } from '../../trace/expression.ts';
import { activationOf, paramGradientOf, paramOf } from '../../trace/trace.ts';
import { tracedThree } from '../traced-three.ts';
import { UPDATE_RATE, updatesOf } from './update.ts';

describe.each<NetworkName>(['cnn', 'mlp'])('the update of the %s', (name) => {
  const trace = tracedThree(name);
  const updates = updatesOf(trace);
  const params = networks[name].params.map(({ id }) => id);

  test('moves every weight of every layer once, by η ‖g‖ in all', () => {
    const count = params.reduce((sum, id) => sum + paramOf(trace, id).data.length, 0);
    expect(updates.reduce((sum, layer) => sum + layer.count, 0)).toBe(count);
    const gradient = Math.hypot(
      ...params.flatMap((id) => [...paramGradientOf(trace, id).sum.data]),
    );
    const moved = Math.hypot(...updates.map((layer) => layer.moved));
    expect(moved / (UPDATE_RATE * gradient)).toBeCloseTo(1, 9);
    expect(moved).toBeGreaterThan(0);
  });

  test('names the weight that changes most, and what becomes of it', () => {
    for (const { node, largest } of updates) {
      const slopes = Object.values(node.params).flatMap((id) => [
        ...paramGradientOf(trace, id).sum.data,
      ]);
      const steepest = Math.max(...slopes.map(Math.abs));
      const [w, g] = [readCell(trace, largest.weight), readCell(trace, largest.gradient)];
      expect(Math.abs(g)).toBe(steepest);
      expect(largest.after).toBe(w - UPDATE_RATE * g);
      expect(largest.change).toBe(largest.after - w);
    }
  });

  test('goes downhill: a thousandth of it lowers the loss by nearly η ‖g‖² / 1000', () => {
    const share = 1e-3;
    const stepped = Object.fromEntries(
      params.map((id) => {
        const { shape, data } = paramOf(trace, id);
        const gradient = paramGradientOf(trace, id).sum.data;
        const moved = Float64Array.from(data, (w, i) => w - share * UPDATE_RATE * gradient[i]);
        return [id, { shape, dtype: 'float64' as const, data: moved }];
      }),
    );
    const inputs = { x: activationOf(trace, 'x'), label: activationOf(trace, 'label') };
    const graph = networks[name];
    const after = new HostEngine('float64').recordNow({ graph, params: stepped, inputs });
    const fall = activationOf(trace, 'loss').data[0] - activationOf(after, 'loss').data[0];
    const squares = updates.reduce((sum, { moved }) => sum + (moved / UPDATE_RATE) ** 2, 0);
    expect(fall / (share * UPDATE_RATE * squares)).toBeCloseTo(1, 1);
  });
});
