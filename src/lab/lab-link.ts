import { type TieRule, tieRules } from '../core/pooling.ts';
import { type Drawing, hasInk } from '../digits/strokes.ts';
import { encodeState, parseState } from '../notebook/address.ts';
import type { Setting } from '../notebook/page-store.ts';
import type { DrawingData } from '../pad/drawing-history.ts';
import type { Cell } from '../trace/expression.ts';
import { cellKey } from './cell-name.ts';
import type { DescentData } from './descent/descent.ts';
import type { LabInstrument } from './lab-instrument.ts';
import { modelOf } from './lab-model.ts';
import type { LabData } from './lab-store.ts';
import { type LinkField, linkField, numberIn, wordOf } from './link-field.ts';
import { drawingLinked, linkedDrawing } from './linked-drawing.ts';
import { maybeCell } from './named-cell.ts';
import type { LabNetwork } from './networks/network.ts';
import { panels } from './panels/panels.ts';
import type { Scaling, View } from './view.ts';
import { NEAREST, type Nearer, wholeNetwork, type Zoom } from './zoom.ts';

/** What no link carries: it follows from the rest, passes by, or is the reader's own. */
type NotCarried =
  | keyof DrawingData
  | 'networks'
  | keyof DescentData
  | 'recorded'
  | 'recordedRevision'
  | 'pointed'
  | 'hinted'
  | 'notice';

type Name = Exclude<keyof LabData, NotCarried> | 'step' | 'progress';

const graphOf = ({ store }: LabInstrument) => store.getState().network.graph;

/**
 * All that a link carries beside the drawing, in the order in which it is put in place. Whatever is
 * new in `LabData` has a row here, or stands above among what is not carried.
 */
const fields: Readonly<Record<Name, LinkField>> = {
  network: linkField<LabNetwork>({
    noun: 'the network',
    initial: ({ store }) => store.getInitialState().network,
    get: ({ store }) => store.getState().network,
    encode: (network, { store }) => maybeShelved(network, store.getState().networks)?.id,
    parse: maybeSiteNetwork,
    set({ store }, network) {
      store.getState().setNetwork(network);
      store.getState().resetDescent();
    },
  }),
  label: linkField<number>({
    noun: 'the label',
    initial({ store }) {
      const { label } = store.getInitialState();
      const { classes } = store.getState().network;
      return classes.includes(label) ? label : classes[0];
    },
    get: ({ store }) => store.getState().label,
    encode: (label) => label,
    parse: (setting, { store }) =>
      store.getState().network.classes.find((digit) => digit === setting),
    set: ({ store }, label) => store.getState().setLabel(label),
  }),
  ties: linkField<TieRule>({
    noun: 'the rule for ties',
    initial: ({ store }) => store.getInitialState().ties,
    get: ({ store }) => store.getState().ties,
    encode: (ties) => ties,
    parse: (setting) => tieRules.find((rule) => rule === setting),
    set: ({ store }, ties) => store.getState().setTies(ties),
  }),
  view: linkField<View>({
    noun: 'the view',
    initial: ({ store }) => store.getInitialState().view,
    get: ({ store }) => store.getState().view,
    encode: (view) => view,
    parse: wordOf<View>({ wave: true, activation: true, gradient: true, gradientTimesInput: true }),
    set: ({ store }, view) => store.getState().setView(view),
  }),
  scaling: linkField<Scaling>({
    noun: 'the scaling',
    initial: ({ store }) => store.getInitialState().scaling,
    get: ({ store }) => store.getState().scaling,
    encode: (scaling) => scaling,
    parse: wordOf<Scaling>({ layer: true, network: true }),
    set: ({ store }, scaling) => store.getState().setScaling(scaling),
  }),
  zoom: linkField<Zoom>({
    noun: 'the zoom',
    initial: () => wholeNetwork,
    get: ({ store }) => store.getState().zoom,
    encode: zoomText,
    parse: (setting, lab) => (typeof setting === 'string' ? maybeZoom(setting, lab) : undefined),
    set: ({ store }, zoom) => store.getState().setZoom(zoom),
  }),
  nearer: linkField<Nearer | 'rest'>({
    noun: 'what was looked at nearer',
    initial: () => 'rest',
    get: ({ store }) => store.getState().nearer ?? 'rest',
    encode: (nearer) => (nearer === 'rest' ? nearer : [nearer.by, nearer.x, nearer.y].join(',')),
    parse: maybeNearer,
    set: ({ store }, nearer) => store.getState().setNearer(nearer === 'rest' ? undefined : nearer),
  }),
  lead: linkField<number>({
    noun: 'the part of the sum',
    initial: () => 0,
    get: ({ store }) => store.getState().lead,
    encode: (lead) => lead,
    parse(setting) {
      const lead = numberIn(setting, 0, 1000);
      return Number.isInteger(lead) ? lead : undefined;
    },
    set: ({ store }, lead) => store.getState().setLead(lead),
  }),
  pinned: linkField<Cell | 'none'>({
    noun: 'the chosen cell',
    initial: () => 'none',
    get: ({ store }) => store.getState().pinned ?? 'none',
    encode: (cell) => (cell === 'none' ? cell : cellKey(cell)),
    parse: (setting, lab) =>
      typeof setting === 'string' ? maybeCell(setting, graphOf(lab)) : undefined,
    set: ({ store }, cell) => store.getState().pin(cell === 'none' ? undefined : cell),
  }),
  panel: linkField<string>({
    noun: 'the open panel',
    initial: () => '',
    get: ({ store }) => store.getState().panel ?? '',
    encode: (panel) => panel,
    parse: (setting) => panels.find(({ name }) => name === setting)?.name,
    set: ({ store }, panel) => store.getState().openPanel(panel || undefined),
  }),
  compareWith: linkField<string>({
    noun: 'the second network',
    initial: () => '',
    get: ({ store }) => store.getState().compareWith ?? '',
    encode: (id, lab) => (maybeSiteNetwork(id, lab) ? id : ''),
    parse: (setting, lab) => maybeSiteNetwork(setting, lab)?.id,
    set: ({ store }, id) => store.getState().setCompareWith(id || undefined),
  }),
  step: linkField<number>({
    noun: 'the step',
    initial: (lab) => modelOf(graphOf(lab)).restAt,
    get: ({ player }) => player.getState().step,
    encode: (step) => step,
    parse(setting, { player }) {
      const step = numberIn(setting, 0, player.getState().length - 1);
      return Number.isInteger(step) ? step : undefined;
    },
    set: ({ player }, step) => player.getState().seek(step),
  }),
  progress: linkField<number>({
    noun: 'the moment',
    initial: () => 1,
    get: ({ player }) => player.getState().progress,
    encode: (progress) => progress,
    parse: (setting) => numberIn(setting, 0, 1),
    set: ({ player }, progress) => player.getState().seek(player.getState().step, progress),
  }),
};

const isName = (name: string): name is Name => Object.hasOwn(fields, name);
const names = Object.keys(fields).filter(isName);
/** What speaks of one network's cells and steps, and means nothing in another. */
const ofNetwork: readonly Name[] = ['zoom', 'nearer', 'lead', 'pinned', 'step', 'progress'];

/** The Lab as it stands, as the fragment of an address; empty for a new one with an empty pad. */
export function labFragment(lab: LabInstrument): string {
  const { network, networks, drawing } = lab.store.getState();
  const shelved = maybeShelved(network, networks);
  const told = names.filter((name) => shelved || !ofNetwork.includes(name));
  const settings = Object.fromEntries(
    told.flatMap((name): [string, Setting][] => {
      const setting = fields[name].write(lab);
      return setting === undefined ? [] : [[name, setting]];
    }),
  );
  const drawn = hasInk(drawing) ? { drawing: linkedDrawing(drawing) } : {};
  return encodeState({ quantities: {}, settings, ...drawn });
}

/** What a fragment asked for. */
export interface LabLink {
  /** Undefined where it says nothing of a drawing. */
  readonly drawing?: Drawing;
  /** Its code: a drawing with the same one is the same drawing. */
  readonly code?: string;
  /** What did not fit, in words; it is left as a new Lab has it. */
  readonly refused: readonly string[];
}

/**
 * Puts the Lab into the state of a fragment that `isState`, all but its drawing: that is for the
 * caller to show. Throws an `AddressError` for what is no state at all; then nothing has changed.
 */
export function applyFragment(lab: LabInstrument, fragment: string): LabLink {
  const { settings, quantities, drawing: code } = parseState(fragment);
  const strange = [
    ...Object.keys(settings).filter((name) => !isName(name)),
    ...Object.keys(quantities),
  ];
  const refused = names.flatMap((name) => {
    const setting = Object.hasOwn(settings, name) ? settings[name] : undefined;
    return fields[name].read(lab, setting) ? [] : [fields[name].noun];
  });
  const all = [...refused, ...strange.map((name) => `“${name}”`)];
  if (!code) return { refused: all };
  try {
    return { drawing: drawingLinked(code), code, refused: all };
  } catch {
    return { refused: [...all, 'the drawing'] };
  }
}

/** Whether anything that a link carries differs, beside the playhead. */
export const differsInLink = (now: LabData, before: LabData): boolean =>
  now.drawing !== before.drawing ||
  names.some((name) => name !== 'step' && name !== 'progress' && now[name] !== before[name]);

/** What a link cannot carry of this Lab, as a sentence; empty where it carries all. */
export function notInLink({ network, networks, descended }: LabData): string {
  if (network.weights.from === 'file') {
    const instead = maybeShelved(network, networks)?.title ?? networks[0].title;
    return `Weights from a file are not in it: it opens the ${instead} as this site has it.`;
  }
  return descended ? 'Your steps of descent are not in it: it opens the network as it came.' : '';
}

function maybeSiteNetwork(wanted: Setting, { store }: LabInstrument): LabNetwork | undefined {
  const { networks } = store.getState();
  return networks.find(({ id, weights }) => id === wanted && weights.from === 'site');
}

/** The network itself, or the site's own of the same shape for one that came from a file. */
function maybeShelved(network: LabNetwork, networks: readonly LabNetwork[]) {
  if (network.weights.from === 'site') return network;
  return networks.find(({ graph, weights }) => weights.from === 'site' && graph === network.graph);
}

function zoomText(zoom: Zoom): string | undefined {
  if (zoom.level === 'network') return 'network';
  return zoom.level === 'layer' ? `layer:${zoom.value}` : `cell:${cellKey(zoom.cell)}`;
}

function maybeZoom(text: string, lab: LabInstrument): Zoom | undefined {
  const [, level, rest] = /^(layer|cell):(.+)$/s.exec(text) ?? [];
  if (level === 'cell') {
    const cell = maybeCell(rest, graphOf(lab));
    return cell && { level, cell };
  }
  const columns = level === 'layer' ? modelOf(graphOf(lab)).columns : [];
  const isThere = columns.some(({ values }) => values.some(({ id }) => id === rest));
  return isThere ? { level: 'layer', value: rest } : undefined;
}

function maybeNearer(setting: Setting): Nearer | undefined {
  if (typeof setting !== 'string') return undefined;
  const [by, x, y, ...more] = setting.split(',').map(Number);
  const within = by > 1 && by <= NEAREST && x >= 0 && x <= 1 && y >= 0 && y <= 1;
  return within && more.length === 0 ? { by, x, y } : undefined;
}

/** The address that opens the whole Lab as it stands. In a browser only. */
export const labLink = (lab: LabInstrument): string =>
  new URL(`/lab/${labFragment(lab)}`, location.href).href;
