import type { Code } from 'mdast';
import { ask } from './asked.ts';
import type { Place } from './fault.ts';
import { didYouMean } from './near-match.ts';
import type { Settings } from './page-store.ts';
import { parseSetting } from './question.ts';
import { placeInside, type Reading, report, writtenAs } from './reading.ts';

/** What stands behind the language of a fence: `experiment=pool variant="=" sets="pool/rule=assign"`. */
export interface ListingMeta {
  readonly experiment: string | undefined;
  /** The name of its tab. */
  readonly variant: string | undefined;
  /** What the figure's controls are set to when the tab is chosen. */
  readonly sets: Settings;
}

const known = ['experiment', 'variant', 'sets'] as const;

/** Reads what stands behind a fence's language; reports what means nothing. */
export function readListingMeta(reading: Reading, node: Code): ListingMeta {
  const values = new Map<string, { readonly value: string; readonly place: Place }>();
  const meta = node.meta ?? '';
  const from = meta === '' ? 0 : Math.max(0, writtenAs(reading, node).indexOf(meta));
  for (const match of meta.matchAll(/([^\s=]+)(?:=(?:"([^"]*)"|(\S+)))?/g)) {
    const [, name, quoted, bare] = match;
    const place = placeInside(reading, node, from + match.index);
    if (known.some((option) => option === name) && (quoted ?? bare) !== undefined) {
      values.set(name, { value: quoted ?? bare, place });
    } else if (known.some((option) => option === name)) {
      report(reading, place, `"${name}" of a listing says nothing: write ${name}="…"`);
    } else {
      const suggestion = didYouMean(name, known);
      report(reading, place, `unknown option "${name}" of a listing${suggestion}`);
    }
  }
  const experiment = values.get('experiment');
  if (experiment) ask(reading, experiment.place, experiment.value);
  const sets = values.get('sets');
  if (sets && !values.has('variant')) {
    report(reading, sets.place, '"sets" of a listing without "variant"');
  }
  return {
    experiment: experiment?.value,
    variant: values.get('variant')?.value,
    sets: sets ? settingsOf(reading, sets.value, sets.place) : {},
  };
}

/** `pool/rule=assign, pool/stride=1` */
function settingsOf(reading: Reading, written: string, place: Place): Settings {
  const settings: Record<string, Settings[string]> = {};
  for (const part of written.split(',').filter((text) => text.trim() !== '')) {
    const [, experiment, control, to] =
      /^\s*([^=/\s]+)\/([^=\s]+)\s*=\s*(.*?)\s*$/.exec(part) ?? [];
    if (experiment === undefined || to === '') {
      report(reading, place, `"${part.trim()}" sets nothing: write "experiment/control=value"`);
      continue;
    }
    ask(reading, place, experiment);
    settings[`${experiment}/${control}`] = parseSetting(to);
  }
  return settings;
}
