import { describe, expect, test } from 'vitest';
import { onFineGrid } from '../digits/fine-grid.ts';
import { generateDigit } from '../digits/generated/digit.ts';
import { Random } from '../digits/random.ts';
import { sampleDigit } from '../digits/samples.ts';
import { AddressError, encodeState } from '../notebook/address.ts';
import type { Setting } from '../notebook/page-store.ts';
import type { Cell } from '../trace/expression.ts';
import { embedCode } from './embed-code.ts';
import { createLab, type LabInstrument } from './lab-instrument.ts';
import { applyFragment, labFragment, notInLink } from './lab-link.ts';
import { drawingLinked, linkable, linkedDrawing } from './linked-drawing.ts';
import { shipped } from './networks/network.ts';
import type { Zoom } from './zoom.ts';

/** All that is seen of a Lab, as plain data. */
function seen({ store, player }: LabInstrument) {
  const { label, network, view, scaling, zoom, nearer, lead, pinned, panel } = store.getState();
  const { step, progress, length } = player.getState();
  const chosen = { label, network: network.id, view, scaling, pinned, panel };
  return { ...chosen, zoom, nearer, lead, step, progress, length };
}

const fragmentOf = (settings: Record<string, Setting>, drawing?: string) =>
  encodeState({ quantities: {}, settings, drawing });

describe('a link to the Lab', () => {
  test('is empty for a new one, and takes one back to a new one', () => {
    const lab = createLab();
    expect(labFragment(lab)).toBe('');
    lab.store.getState().setLabel(3);
    lab.player.getState().seek(2, 0.25);
    expect(applyFragment(lab, fragmentOf({ label: 8 })).refused).toEqual([]);
    expect(seen(lab)).toEqual(seen(createLab()));
  });

  test('carries every state that the reader can be in, a thousand seeded ones', () => {
    const random = new Random(5);
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random.between(0, 1) * from.length)];
    for (let i = 0; i < 1000; i++) {
      const lab = createLab();
      const state = lab.store.getState();
      state.setNetwork(pick(state.networks));
      state.setLabel(pick(lab.store.getState().network.classes));
      state.setView(pick(['wave', 'activation', 'gradient', 'gradientTimesInput']));
      state.setScaling(pick(['layer', 'network']));
      const of = pick(['value', 'gradient'] as const);
      const cell: Cell = { of, id: 'x', index: pick([0, 5, 783]) };
      const [param] = lab.store.getState().network.graph.params;
      state.pin(pick([undefined, cell]));
      state.setZoom(
        pick<Zoom>([
          { level: 'network' },
          { level: 'layer', value: 'loss' },
          { level: 'cell', cell },
          { level: 'cell', cell: { of: 'param', id: param.id, index: 7 } },
        ]),
      );
      const nearer = { by: 1.5, x: random.between(0, 1), y: 0.25 };
      state.setNearer(pick([undefined, nearer]));
      state.setLead(pick([0, 3]));
      const { length, seek } = lab.player.getState();
      seek(Math.floor(random.between(0, length)), pick([1, random.between(0, 1)]));
      state.draw(onFineGrid(generateDigit(i % 10, new Random(5, i))));
      const other = createLab();
      const { drawing, refused } = applyFragment(other, labFragment(lab) || fragmentOf({}));
      expect(refused).toEqual([]);
      expect(seen(other)).toEqual(seen(lab));
      const kept = lab.store.getState().drawing;
      expect(drawing?.map((stroke) => stroke.map(({ x, y }) => [x, y]))).toEqual(
        kept.map((stroke) => stroke.map(({ x, y }) => [x, y])),
      );
    }
  });

  test('leaves out what does not fit, says what, and applies the rest', () => {
    const lab = createLab();
    const { refused } = applyFragment(
      lab,
      fragmentOf({
        label: 3,
        network: 'resnet',
        view: 'constructor',
        zoom: 'cell:value:x:784',
        nearer: '40,0.5,0.5',
        lead: -1,
        pinned: 'value:nowhere:1',
        panel: 'no such panel',
        step: 2.5,
        progress: 0.5,
        colour: 'red',
      }),
    );
    expect(refused).toEqual([
      'the network',
      'the view',
      'the zoom',
      'what was looked at nearer',
      'the part of the sum',
      'the chosen cell',
      'the open panel',
      'the step',
      '“colour”',
    ]);
    expect(seen(lab)).toEqual({ ...seen(createLab()), label: 3, progress: 0.5 });
  });

  test('to a damaged drawing keeps the rest', () => {
    const { drawing, refused } = applyFragment(createLab(), fragmentOf({ label: 1 }, 'e!!'));
    expect([drawing, refused]).toEqual([undefined, ['the drawing']]);
  });

  test('of no kind changes nothing and says why', () => {
    const lab = createLab();
    lab.store.getState().setLabel(2);
    const before = seen(lab);
    for (const text of ['#v1.%', '#v1.AAAA', '#v2.e30', `#v1.${'A'.repeat(100_000)}`]) {
      expect(() => applyFragment(lab, text)).toThrow(AddressError);
    }
    expect(seen(lab)).toEqual(before);
  });

  test('carries the site’s own network for weights from a file or after descent, and says so', () => {
    const lab = createLab();
    const mlp = shipped('mlp');
    const brought = {
      ...mlp,
      id: 'file',
      weights: { from: 'file', file: 'mine.npz', weights: {}, about: 'weights' },
    } as const;
    lab.store.getState().addNetwork(brought);
    lab.store.getState().setNetwork(brought);
    const other = createLab();
    expect(applyFragment(other, labFragment(lab)).refused).toEqual([]);
    expect(other.store.getState().network.id).toBe('mlp');
    expect(notInLink(lab.store.getState())).toMatch(/^Weights from a file are not in it/);
    lab.store.getState().setNetwork(mlp);
    expect(notInLink(lab.store.getState())).toBe('');
    lab.store.setState({ descended: {} });
    expect(notInLink(lab.store.getState())).toMatch(/^Your steps of descent are not in it/);
  });
});

describe('a drawing in a link', () => {
  test('is the very sample, where it is one', () => {
    expect(linkedDrawing(sampleDigit(3))).toBe('s3');
    expect(drawingLinked('s3')).toEqual(sampleDigit(3));
    expect(linkable(sampleDigit(3))).toEqual(sampleDigit(3));
  });

  test('is thinned where it would be too long', () => {
    const random = new Random(1);
    const page = Array.from({ length: 60 }, () =>
      Array.from({ length: 130 }, () => ({ x: random.between(0, 1), y: random.between(0, 1) })),
    );
    expect(linkedDrawing(onFineGrid(page))[0]).toBe('d');
  });
});

test('the code that embeds a link is one frame, whatever the link says', () => {
  const code = embedCode('https://example.org/lab/?engine=host#v1.eyJ9"><script>');
  expect(code).toMatch(/^<iframe src="https:\/\/example\.org\/lab\/\?embed#v1\.[^"<>]*" /);
  expect(code.match(/</g)?.length).toBe(2);
});
