import { useEffect } from 'react';
import type { Player } from '../player/player.ts';
import type { Page, Setting } from './definition.ts';

/**
 * Ties a figure's playhead to the page: where it rests goes into the address as
 * `experiment/step`, and a link or *reset* moves it there. `written` is the step that the lesson
 * starts from.
 */
export function usePlayhead(page: Page, experiment: string, player: Player, written: number): void {
  useEffect(() => {
    const name = `${experiment}/step`;
    let followed: Setting = written;
    const follow = () => {
      const wanted = page.settings.getState()[name] ?? written;
      if (wanted === followed) return;
      followed = wanted;
      const { step, length, seek } = player.getState();
      const known = typeof wanted === 'number' && Number.isInteger(wanted);
      if (!known || wanted < 0 || wanted >= length) return page.refuse(name);
      if (wanted !== step) seek(wanted);
    };
    const keep = () => {
      const { step, progress, playing } = player.getState();
      if (playing || progress < 1) return;
      followed = step;
      page.setSetting(name, step === written ? undefined : step);
    };
    follow();
    const stops = [page.settings.subscribe(follow), player.subscribe(keep)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [page, experiment, player, written]);
}
