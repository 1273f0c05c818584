import './link-tools.css';
import { type SyntheticEvent, useState } from 'react';
import type { LabInstrument } from './lab.tsx';
import { labLink, notInLink } from './lab-link.ts';

/** What was copied, or the link itself where the page may not copy. */
type Outcome =
  | { readonly did: 'copied'; readonly words: string }
  | { readonly did: 'refused'; readonly words: string; readonly link: string };

/** Copies a link to what is seen; inside another page, opens it in the whole Lab. */
export function LinkTools({ store, player }: LabInstrument) {
  const [outcome, setOutcome] = useState<Outcome>();
  const copy = async () => {
    const link = labLink({ store, player });
    const words = notInLink(store.getState());
    try {
      await navigator.clipboard.writeText(link);
      setOutcome({ did: 'copied', words });
    } catch {
      setOutcome({ did: 'refused', words, link });
    }
  };
  /** The address is made when it is wanted: each frame of a playing Lab has another one. */
  const aim = (event: SyntheticEvent<HTMLAnchorElement>) => {
    event.currentTarget.href = labLink({ store, player });
  };
  return (
    <div className="link-tools">
      <button type="button" data-copy-link onClick={() => void copy()}>
        Copy a link to this frame
      </button>
      <a
        className="link-open"
        href="/lab/"
        target="_blank"
        rel="noopener"
        onPointerDown={aim}
        onFocus={aim}
        onClick={aim}
      >
        Open in the Lab
      </a>
      <p role="status">
        {outcome?.did === 'copied' && 'Copied. '}
        {outcome?.did === 'refused' && (
          <>
            Your browser does not let the page copy: copy <a href={outcome.link}>this link</a> by
            hand.{' '}
          </>
        )}
        {outcome?.words}
      </p>
    </div>
  );
}
