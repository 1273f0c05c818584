import type { Player } from '../../../player/player.ts';
import { pngFile, svgFile } from '../../export/figure.ts';
import { fileName } from '../../export/file-name.ts';
import type { LabModel } from '../../lab-model.ts';
import type { LabStore, Recorded } from '../../lab-store.ts';
import type { Scene } from '../../stage/scene.ts';
import { maybeScene } from '../../stage/shown-scene.ts';
import { narrate, plain } from '../../strip/narration.ts';
import type { Saving } from './saving.tsx';

interface TakeFigureProps {
  readonly store: LabStore;
  readonly player: Player;
  readonly model: LabModel;
  readonly recorded: Recorded;
  readonly saving: Saving;
}

/** The stage as it stands, as SVG or PNG. */
export function TakeFigure({ store, player, model, recorded, saving }: TakeFigureProps) {
  const { network, label, trace } = recorded;
  const take = (ending: 'svg' | 'png') => {
    const scene = maybeScene(store);
    const { step } = player.getState();
    const shown = scene?.frame.now?.shown;
    const name = fileName(
      [network.id, ...(shown ? [shown.value, shown.pass] : []), `label${label}`],
      ending,
    );
    saving.save(name, async () => {
      if (!scene) throw new Error('nothing has been drawn yet');
      const where = `step ${step + 1} of ${model.steps.length}`;
      const words = {
        caption: `Backflow · ${network.title} · loss of label ${label} · ${where}`,
        description: plain(narrate(model.steps[step], { trace, columns: model.columns, label })),
      };
      return fileWriters[ending](scene, words);
    });
  };
  return (
    <section className="take-part" aria-label="The figure">
      <h3>The figure</h3>
      <p>The picture as it stands now, on paper as light or dark as yours.</p>
      <div className="take-row">
        <button type="button" aria-disabled={saving.busy} onClick={() => take('svg')}>
          SVG
        </button>
        <button type="button" aria-disabled={saving.busy} onClick={() => take('png')}>
          PNG
        </button>
        <span className="take-note">lines and letters stay sharp; or twice as fine as here</span>
      </div>
    </section>
  );
}

interface FigureWords {
  readonly caption: string;
  readonly description: string;
}

const fileWriters: Readonly<
  Record<'svg' | 'png', (scene: Scene, words: FigureWords) => Promise<Blob>>
> = { svg: svgFile, png: pngFile };
