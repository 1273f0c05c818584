import './take.css';
import { useStore } from 'zustand';
import type { LabPartProps } from '../panel.ts';
import { SavingLine, useSaving } from './saving.tsx';
import { TakeCode } from './take-code.tsx';
import { TakeFigure } from './take-figure.tsx';
import { TakeLink } from './take-link.tsx';
import { TakeNumbers } from './take-numbers.tsx';
import { TakeWeights } from './take-weights.tsx';

/** Files of what is on the page: the picture, its numbers, the network as code, its weights. */
export function TakePanel({ store, player, model, link }: LabPartProps) {
  const recorded = useStore(store, (state) => state.recorded);
  const descended = useStore(store, (state) => state.descended);
  const saving = useSaving();
  if (!recorded) {
    return (
      <p className="take-empty">
        Draw a digit first: everything here is made of the run that it sets off.
      </p>
    );
  }
  return (
    <div className="take">
      <div className="take-parts">
        <TakeFigure {...{ store, player, model, recorded, saving }} />
        <TakeNumbers recorded={recorded} saving={saving} />
        <TakeCode recorded={recorded} saving={saving} />
        <TakeWeights recorded={recorded} descended={descended !== undefined} saving={saving} />
        <TakeLink link={link} saving={saving} />
      </div>
      <SavingLine saved={saving.saved} />
    </div>
  );
}
