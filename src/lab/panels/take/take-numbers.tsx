import { useState } from 'react';
import { formatNpz } from '../../../core/formats/npz.ts';
import { Select } from '../../../draw/select.tsx';
import { shapeText } from '../../../trace/tensor.ts';
import { fileOf } from '../../export/download.ts';
import { fileName, sizeText } from '../../export/file-name.ts';
import { inSlices } from '../../export/in-slices.ts';
import { csvParts, jsonParts } from '../../export/table.ts';
import { byName, type NamedTensor, type TensorKind, tensorsOf } from '../../export/tensors.ts';
import type { Recorded } from '../../lab-store.ts';
import type { Saving } from './saving.tsx';

type Wanted = TensorKind | 'all';

const kinds: readonly (readonly [Wanted, string])[] = [
  ['all', 'everything'],
  ['value', 'an activation'],
  ['gradient', 'a gradient'],
  ['param', 'a parameter'],
  ['paramGradient', 'a parameter’s gradient'],
];

interface TakeNumbersProps {
  readonly recorded: Recorded;
  readonly saving: Saving;
}

/** One tensor of the trace, or all of them, as CSV, JSON or .npz. */
export function TakeNumbers({ recorded, saving }: TakeNumbersProps) {
  const [kind, setKind] = useState<Wanted>('all');
  const [asked, setAsked] = useState<string>();
  const { trace, network, label } = recorded;
  const all = tensorsOf(trace);
  const choices = all.filter((one) => one.kind === kind);
  const chosen = choices.find(({ id }) => id === asked) ?? choices[0];
  const wanted = kind === 'all' || !chosen ? all : [chosen];
  const count = wanted.reduce((sum, { tensor }) => sum + tensor.data.length, 0);
  const what = kind === 'all' || !chosen ? 'trace' : chosen.name;
  const name = (ending: string) => fileName([network.id, what, `label${label}`], ending);
  return (
    <section className="take-part" aria-label="The numbers">
      <h3>The numbers</h3>
      <p>Every number of this run: what went forward, what came back.</p>
      <div className="take-row">
        <Select label="Take" value={kind} options={kinds} onChange={setKind} />
        {kind !== 'all' && chosen && (
          <Select
            label="of"
            value={chosen.id}
            options={choices.map((one) => [one.id, optionText(one)])}
            onChange={setAsked}
          />
        )}
        <span className="take-note">
          {count.toLocaleString('en')} {count === 1 ? 'number' : 'numbers'}
          {kind === 'all' && ` in ${wanted.length} tensors`}
        </span>
      </div>
      <div className="take-row">
        <button
          type="button"
          aria-disabled={saving.busy}
          onClick={() => saving.save(name('csv'), () => inSlices(csvParts(wanted), 'text/csv'))}
        >
          CSV
        </button>
        <button
          type="button"
          aria-disabled={saving.busy}
          onClick={() =>
            saving.save(name('json'), () => inSlices(jsonParts(wanted), 'application/json'))
          }
        >
          JSON
        </button>
        <button
          type="button"
          aria-disabled={saving.busy}
          onClick={() => saving.save(name('npz'), () => fileOf(formatNpz(byName(wanted))))}
        >
          .npz <span className="take-note">{sizeText(npzSize(wanted))}</span>
        </button>
      </div>
      <p className="take-note">
        In NumPy:{' '}
        <code>
          np.load("{name('npz')}")["{wanted[wanted.length - 1]?.name}"]
        </code>
      </p>
    </section>
  );
}

const optionText = ({ id, tensor }: NamedTensor): string => `${id} · ${shapeText(tensor.shape)}`;

/** Near enough to say: the numbers, and some 250 bytes of headers for each tensor. */
const npzSize = (tensors: readonly NamedTensor[]): number =>
  tensors.reduce(
    (sum, { tensor: { dtype, data } }) => sum + (dtype === 'float64' ? 8 : 4) * data.length + 250,
    0,
  );
