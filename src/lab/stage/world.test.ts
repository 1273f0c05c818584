import { describe, expect, test } from 'vitest';
import { type NetworkName, networks } from '../../core/networks/networks.ts';
import { Random } from '../../digits/random.ts';
import { modelOf } from '../lab-model.ts';
import { toWorld } from './camera.ts';
import { cellRect, layoutOf, maybeCellAt, type Rect } from './layout.ts';
import { poseOf, shotOf } from './pose.ts';
import { areOfOneNetwork, CRUMBS, openedWorld, PANEL } from './world.ts';

const sizes = [
  { width: 1072, height: 488 },
  { width: 1400, height: 700 },
  { width: 358, height: 440 },
];
const names: readonly NetworkName[] = ['cnn', 'mlp'];

const inside = (rect: Rect, width: number, height: number) =>
  rect.x >= -0.5 &&
  rect.y >= -0.5 &&
  rect.x + rect.width <= width + 0.5 &&
  rect.y + rect.height <= height + 0.5;

const apart = (a: Rect, b: Rect) =>
  a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;

describe.each(names)('the resting places of the %s', (name) => {
  const { columns, gaps } = modelOf(networks[name]);

  test('of a layer hold both its columns and the board, apart from each other, whatever the screen', () => {
    for (const size of sizes) {
      const layout = layoutOf(columns, size.width, size.height);
      for (const gap of gaps) {
        const world = openedWorld(layout, gap, size);
        const [source, target] = [gap.source, gap.target].map((column) =>
          world.columns.find((place) => place.column === column),
        );
        if (!source || !target) throw new Error('a column is missing');
        const { x, y, width, height } = world.board;
        const panel = {
          x: x - PANEL.edge,
          y: y - PANEL.edge - PANEL.head,
          width: width + 2 * PANEL.edge,
          height: height + 2 * PANEL.edge + PANEL.head + PANEL.foot,
        };
        for (const rect of [...source.units, ...target.units, panel]) {
          expect(inside(rect, size.width, size.height), `${gap.node.id} at ${size.width}`).toBe(
            true,
          );
          expect(rect.y).toBeGreaterThan(CRUMBS);
          expect(rect.width).toBeGreaterThan(0);
        }
        expect(apart(source.box, panel)).toBe(true);
        expect(apart(target.box, panel)).toBe(true);
        expect(source.box.x + source.box.width).toBeLessThan(target.box.x);
      }
    }
  });

  test('of a layer put every other column out of sight', () => {
    const [size] = sizes;
    const layout = layoutOf(columns, size.width, size.height);
    for (const gap of gaps) {
      for (const { column, box } of openedWorld(layout, gap, size).columns) {
        if (column === gap.source || column === gap.target) continue;
        expect(box.x + box.width <= 0 || box.x >= size.width).toBe(true);
      }
    }
  });

  test('of a cell are filled by the board', () => {
    for (const size of sizes) {
      const layout = layoutOf(columns, size.width, size.height);
      const { world, camera } = poseOf('cell', layout, gaps[1], size, undefined);
      const first = toWorld(camera, { x: 8, y: CRUMBS + 4 });
      const last = toWorld(camera, { x: size.width - 8, y: size.height - 12 });
      expect(first.x).toBeCloseTo(world.board.x, 3);
      expect(last.x).toBeCloseTo(world.board.x + world.board.width, 3);
      expect(last.y).toBeCloseTo(world.board.y + world.board.height, 3);
    }
  });

  test('show under any point the cell that is drawn there, at rest and nearer', () => {
    const random = new Random(5);
    const [size] = sizes;
    const layout = layoutOf(columns, size.width, size.height);
    for (let i = 0; i < 400; i++) {
      const gap = gaps[Math.floor(random.between(0, gaps.length))];
      const level = i % 2 === 0 ? 'layer' : 'network';
      const home = poseOf(level, layout, gap, size, undefined);
      const k = random.between(1, 9);
      const camera = { k, x: -random.between(0, 500), y: -random.between(0, 300) };
      const shot = shotOf({ ...home, camera });
      const places = shot.layout.columns;
      const place = places[Math.floor(random.between(0, places.length))];
      const count = (place.column.maps || 1) * place.column.rows * place.column.columns;
      const index = Math.floor(random.between(0, count));
      const rect = cellRect(place, index);
      const at = {
        x: rect.x + rect.width * random.between(0.05, 0.95),
        y: rect.y + rect.height * random.between(0.05, 0.95),
      };
      expect(maybeCellAt(shot.layout, at)).toMatchObject({
        index,
        place: { column: place.column },
      });
      // The same point of the world, looked up at rest.
      const still = maybeCellAt(home.world, toWorld(camera, at));
      expect(still).toMatchObject({ index, place: { column: place.column } });
    }
  });
});

test('there is a way between two places of one network, on any screen, and none to another network', () => {
  const worlds = names.flatMap((name) => {
    const { columns, gaps } = modelOf(networks[name]);
    return sizes.map((size) => {
      const layout = layoutOf(columns, size.width, size.height);
      return { name, world: openedWorld(layout, gaps[0], size) };
    });
  });
  for (const a of worlds) {
    for (const b of worlds) expect(areOfOneNetwork(a.world, b.world)).toBe(a.name === b.name);
  }
});
