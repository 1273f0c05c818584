import { useState } from 'react';
import { download } from '../../export/download.ts';
import { sizeText } from '../../export/file-name.ts';

const plainText = 'text/plain';

/** What is being made or was handed over last, in words. */
interface Saved {
  readonly text: string;
  readonly failed?: boolean;
}

/** Makes files and hands them over, one at a time; says which and how large, or why not. */
export interface Saving {
  readonly busy: boolean;
  readonly saved: Saved | undefined;
  readonly save: (name: string, make: () => Promise<Blob> | Blob) => void;
  readonly copy: (what: string, make: () => Promise<string> | string) => void;
}

export function useSaving(): Saving {
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useState<Saved>();
  const attempt = async (begin: string, work: () => Promise<string>) => {
    // The buttons stay where the focus is; a second press waits for the first to be done.
    if (busy) return;
    setBusy(true);
    setSaved({ text: begin });
    try {
      setSaved({ text: await work() });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      setSaved({ text: `That did not work: ${why}.`, failed: true });
    } finally {
      setBusy(false);
    }
  };
  return {
    busy,
    saved,
    save: (name, make) =>
      void attempt(`Writing ${name} …`, async () => {
        const file = await make();
        download(file, name);
        return `Saved ${name}, ${sizeText(file.size)}.`;
      }),
    copy: (what, make) =>
      void attempt(`Copying ${what} …`, async () => {
        if (!navigator.clipboard) throw new Error('this browser lets no page write the clipboard');
        // A promise, not its text: Safari asks for the press itself, and that is over by then.
        const text = Promise.resolve(make()).then((made) => new Blob([made], { type: plainText }));
        await navigator.clipboard.write([new ClipboardItem({ [plainText]: text })]);
        return `Copied ${what}.`;
      }),
  };
}

/** The line that says how it went; heard as well as seen. */
export function SavingLine({ saved }: Pick<Saving, 'saved'>) {
  return (
    <p className="take-saved" role="status" data-failed={saved?.failed}>
      {saved?.text}
    </p>
  );
}
