import { useId, useState } from 'react';
import { embedCode } from '../../embed-code.ts';
import type { FrameLink } from '../panel.ts';
import type { Saving } from './saving.tsx';

interface TakeLinkProps {
  readonly link: () => FrameLink;
  readonly saving: Saving;
}

/** The page itself: a link to this very frame, and what shows it in another page. */
export function TakeLink({ link, saving }: TakeLinkProps) {
  const [shown, setShown] = useState<string>();
  const id = useId();
  const [missing, setMissing] = useState('');
  const take = (what: string, textOf: (address: string) => string) => {
    const { address, missing: left } = link();
    const text = textOf(address);
    setMissing(left);
    setShown(text);
    saving.copy(what, () => text);
  };
  return (
    <section className="take-part" aria-label="The page itself">
      <h3>The page itself</h3>
      <p>A link holds the drawing, the label, the network, the view and the playhead.</p>
      <div className="take-row">
        <button
          type="button"
          aria-disabled={saving.busy}
          onClick={() => take('the link', (address) => address)}
        >
          Copy the link
        </button>
        <button
          type="button"
          aria-disabled={saving.busy}
          onClick={() => take('the code for a page of yours', embedCode)}
        >
          Copy the &lt;iframe&gt;
        </button>
      </div>
      {missing !== '' && <p className="take-note">{missing}</p>}
      {shown !== undefined && (
        <>
          <label className="visually-hidden" htmlFor={id}>
            What was copied
          </label>
          <textarea
            id={id}
            className="take-text"
            readOnly
            rows={3}
            value={shown}
            onFocus={(event) => event.currentTarget.select()}
          />
        </>
      )}
    </section>
  );
}
