import { sheet } from '../../../draw/sheet.ts';
import type { TableSheet } from '../../../draw/table-view.tsx';
import type { LayerFacts, Spread } from './layer-facts.ts';

const heads = ['numbers', 'mean', 'deviation', 'least', 'largest', 'zeros', 'norm'];

const rowOf = ({ statistics: s }: Spread): readonly number[] => [
  s.size,
  s.mean,
  s.deviation,
  s.least,
  s.largest,
  s.zeros,
  s.norm,
];

/** The panel as tables: a line for each layer, then each histogram bin by bin. */
export function layerSheets(facts: readonly LayerFacts[]): readonly TableSheet[] {
  const named = (rows: readonly LayerFacts[]) => rows.map(({ column }) => column.title);
  const withParams = facts.filter(({ paramNorm }) => paramNorm !== undefined);
  const all = (pass: 'activation' | 'gradient') => facts.flatMap((layer) => rowOf(layer[pass]));
  const norms = withParams.flatMap(({ paramNorm = 0 }) => paramNorm);
  return [
    { ...sheet('activations', all('activation'), heads), rowHeads: named(facts) },
    { ...sheet('gradients', all('gradient'), heads), rowHeads: named(facts) },
    { ...sheet('parameters', norms, ['‖∂L/∂θ‖']), rowHeads: named(withParams) },
    ...facts.flatMap(({ column, activation, gradient }) => [
      binSheet(`histogram of ${column.title}`, activation),
      binSheet(`histogram of the gradients of ${column.title}`, gradient),
    ]),
  ];
}

const binSheet = (name: string, { histogram }: Spread): TableSheet =>
  sheet(
    name,
    histogram.bins.flatMap(({ from, to, count }) => [from, to, count]),
    ['from', 'to', 'count'],
  );
