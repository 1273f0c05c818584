import './engine-badge.css';
import { useEffect, useId, useState } from 'react';
import { useStore } from 'zustand';
import type { Client } from '../core/client.ts';
import { createStatus } from '../core/status.ts';
import { whenClient } from './client-news.ts';
import { EnginePanel } from './engine-panel.tsx';
import { maybePinned, maybeRemembered } from './engine-pin.ts';
import { inFewWords } from './engine-words.ts';
import { whenIdle } from './when-idle.ts';

/** What the badge shows as long as there is no client: in the prerendered page. */
const asleep = createStatus('auto');

/** Which engine computes, on what, how fast and how far the two agree; opens to say more. */
export function EngineBadge() {
  const [client, setClient] = useState<Client>();
  const [open, setOpen] = useState(false);
  const id = useId();
  const status = useStore(client?.status ?? asleep);

  useEffect(() => whenClient(setClient), []);
  useEffect(() => {
    // Elsewhere than in the Lab, and without a wish for WebGL, nothing is measured unasked.
    const pinned = (maybePinned(location.search) ?? maybeRemembered()) === 'webgl';
    const wanted = location.pathname.startsWith('/lab') || pinned;
    return wanted ? whenIdle(() => void startClient(), 2000) : undefined;
  }, []);

  return (
    <div
      className="engine-badge"
      data-engine={status.engine}
      data-engine-state={status.state}
      data-gpu-draws={status.usage.draws}
      data-tensors={status.usage.tensors}
      data-gpu-bytes={status.usage.bytes}
    >
      <button type="button" className="engine-button" popoverTarget={id}>
        <span className="visually-hidden">Engine: </span>
        <span className="engine-words">
          {inFewWords(status)
            .split(' · ')
            .map((words, index) => (
              <span key={words}>{index > 0 ? ` · ${words}` : words}</span>
            ))}
        </span>
      </button>
      <div
        id={id}
        className="engine-popover"
        popover="auto"
        role="dialog"
        aria-label="The engine that computes this page"
        onToggle={(event) => {
          const opened = event.newState === 'open';
          setOpen(opened);
          // Whoever looks wants to know.
          if (opened) void startClient();
        }}
      >
        {open && client ? <EnginePanel client={client} status={status} /> : null}
      </div>
    </div>
  );
}

/** The page's client, made if need be, measures its engines. */
async function startClient(): Promise<void> {
  const { pageClient } = await import('./page-client.ts');
  await pageClient().start();
}
