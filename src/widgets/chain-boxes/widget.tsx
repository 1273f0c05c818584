import { type Answer, defineWidget } from '../definition.ts';
import type { Attributes } from './attributes.ts';
import { runChain, setupOf } from './chain.ts';
import { ChainBoxesView } from './chain-boxes-view.tsx';

const plain: Attributes = {
  experiment: 'chain',
  first: 'triple',
  second: 'square',
  start: 'forward',
};

function answerer(attributes: Attributes): Answer {
  return (cell, quantities, settings) => {
    const { setup, ...chain } = runChain(setupOf(attributes, quantities, settings));
    const known: Readonly<Record<string, number>> = { x: setup.x, nudge: setup.nudge, ...chain };
    return Object.hasOwn(known, cell) ? known[cell] : undefined;
  };
}

export const widget = defineWidget<Attributes>({
  title: 'Two boxes of the chain rule',
  summary: 'A nudge goes through two boxes; their slopes multiply.',
  examples: [
    { caption: 'Three times, then squared', attributes: plain },
    {
      caption: 'A sine in front of a ReLU',
      attributes: {
        ...plain,
        experiment: 'chain-bent',
        first: 'sine',
        second: 'relu',
        start: 'end',
      },
    },
  ],
  answer: answerer,
  View: ChainBoxesView,
});
