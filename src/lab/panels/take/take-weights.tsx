import { formatNpz } from '../../../core/formats/npz.ts';
import { formatSafetensors } from '../../../core/formats/safetensors.ts';
import { parameterCount } from '../../../trace/graph.ts';
import { fileOf } from '../../export/download.ts';
import { fileName, sizeText } from '../../export/file-name.ts';
import type { Recorded } from '../../lab-store.ts';
import type { Saving } from './saving.tsx';

interface TakeWeightsProps {
  readonly recorded: Recorded;
  /** The weights were moved by steps of descent. */
  readonly descended: boolean;
  readonly saving: Saving;
}

/** The weights alone, as they are now: files that the Lab opens again. */
export function TakeWeights({ recorded, descended, saving }: TakeWeightsProps) {
  const { trace, network } = recorded;
  const { params, graph } = trace;
  const count = parameterCount(graph);
  const name = (ending: string) =>
    fileName([network.id, 'weights', ...(descended ? ['descended'] : [])], ending);
  const about = sizeText(4 * count);
  return (
    <section className="take-part" aria-label="The weights">
      <h3>The weights</h3>
      <p>
        {count.toLocaleString('en')} parameters,{' '}
        {descended ? 'after your steps of descent' : 'as they were trained'}; the Lab opens both
        files again.
      </p>
      <div className="take-row">
        <button
          type="button"
          aria-disabled={saving.busy}
          onClick={() =>
            saving.save(name('safetensors'), () =>
              fileOf(formatSafetensors({ tensors: params, metadata: { network: network.id } })),
            )
          }
        >
          safetensors <span className="take-note">{about}</span>
        </button>
        <button
          type="button"
          aria-disabled={saving.busy}
          onClick={() => saving.save(name('npz'), () => fileOf(formatNpz(params)))}
        >
          .npz <span className="take-note">{about}</span>
        </button>
      </div>
    </section>
  );
}
