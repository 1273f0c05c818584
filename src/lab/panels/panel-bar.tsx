import './panels.css';
import { type ComponentType, useEffect, useId, useState } from 'react';
import { useStore } from 'zustand';
import type { LabPartProps, Panel } from './panel.ts';
import { groupTitles, panels } from './panels.ts';

const groups: readonly Panel['group'][] = ['ask', 'see', 'take'];

/** The buttons of all panels, and the one panel that is open. */
export function PanelBar(props: LabPartProps) {
  const { panel: name, openPanel } = useStore(props.store);
  const id = useId();
  const open = panels.find((panel) => panel.name === name);
  return (
    <div className="lab-panels">
      <div className="panel-bar">
        {groups.map((group) => {
          const own = panels.filter((panel) => panel.group === group);
          if (own.length === 0) return null;
          return (
            // biome-ignore lint/a11y/useSemanticElements: a fieldset's frame and legend would be drawn
            <div key={group} className="panel-group" role="group" aria-label={groupTitles[group]}>
              <span aria-hidden="true">{groupTitles[group]}</span>
              {own.map((panel) => (
                <button
                  key={panel.name}
                  type="button"
                  data-panel={panel.name}
                  aria-expanded={panel === open}
                  aria-controls={panel === open ? id : undefined}
                  onClick={() => openPanel(panel === open ? undefined : panel.name)}
                >
                  {panel.title}
                </button>
              ))}
            </div>
          );
        })}
      </div>
      {open && (
        <section key={open.name} id={id} className="panel" aria-label={open.title}>
          <Loaded {...props} panel={open} />
        </section>
      )}
    </div>
  );
}

/** A panel's code is fetched when it is first opened. */
function Loaded({ panel, ...props }: LabPartProps & { readonly panel: Panel }) {
  const [View, setView] = useState<ComponentType<LabPartProps>>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let wanted = true;
    panel
      .load()
      .then((found) => wanted && setView(() => found))
      .catch(() => wanted && setFailed(true));
    return () => {
      wanted = false;
    };
  }, [panel]);
  if (failed) return <p role="alert">This part could not be loaded. Are you online? Try again.</p>;
  return View ? <View {...props} /> : <p className="panel-wait">One moment …</p>;
}
