import { useEffect } from 'react';
import type { Player } from '../player/player.ts';
import type { Page, Setting } from './definition.ts';

/**
 * Ties a figure's playhead to the page: where it rests goes into the address as
 * `experiment/step`, and a link or *reset* moves it there. `written` is the step that the lesson
 * starts from.
 */
export function usePlayhead(page: Page, experiment: string, player: Player, written: number): void {
  useEffect(
    () => tiePlayhead(page, `${experiment}/step`, player, written),
    [page, experiment, player, written],
  );
}

type Settled = Pick<Page, 'settings' | 'setSetting' | 'refuse'>;

/** The tie without React, under the setting of this name; returns what undoes it. */
export function tiePlayhead(
  page: Settled,
  name: string,
  player: Player,
  written: number,
): () => void {
  let followed: Setting = written;
  let known = player.getState().length;
  const wantedStep = () => page.settings.getState()[name] ?? written;
  const follow = () => {
    const wanted = wantedStep();
    if (wanted === followed) return;
    followed = wanted;
    const { step, length, seek } = player.getState();
    if (!isStep(wanted, length)) return page.refuse(name);
    if (wanted !== step) seek(wanted);
  };
  const keep = () => {
    const { step, progress, playing, length, seek } = player.getState();
    const resized = length !== known;
    known = length;
    if (playing || progress < 1) return;
    const wanted = wantedStep();
    // A link or *reset* changes controls, and with them the number of steps, before the step that
    // it asks for is looked at: what is asked for counts, not where the playhead was left.
    if (resized && isStep(wanted, length)) {
      followed = wanted;
      if (wanted !== step) seek(wanted);
      return;
    }
    if (step === followed) return;
    followed = step;
    page.setSetting(name, step === written ? undefined : step);
  };
  follow();
  const stops = [page.settings.subscribe(follow), player.subscribe(keep)];
  return () => {
    for (const stop of stops) stop();
  };
}

const isStep = (wanted: Setting, length: number): wanted is number =>
  typeof wanted === 'number' && Number.isInteger(wanted) && wanted >= 0 && wanted < length;
