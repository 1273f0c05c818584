import './jacobian-streams.css';
import { defineWidget } from '../definition.ts';
import type { Attributes } from './attributes.ts';
import { CollapseView } from './collapse-view.tsx';
import { answerer } from './experiment.ts';
import { StreamsView } from './streams-view.tsx';

const plain: Attributes = {
  experiment: 'streams',
  label: 1,
  mode: 'streams',
  upstream: 'loss',
  code: 'copy',
};

export const widget = defineWidget<Attributes>({
  title: 'Streams of gradient through a softmax',
  summary: 'Which upstream entry carries what to which logit, and how it all shrinks to s − y.',
  examples: [
    { caption: 'Streams of cross-entropy', attributes: plain },
    {
      caption: 'Any upstream gradient',
      attributes: { ...plain, experiment: 'own', upstream: 'own' },
    },
    {
      caption: 'The collapse to s − y',
      attributes: { ...plain, experiment: 'collapse', mode: 'collapse' },
    },
  ],
  answer: (attributes) => answerer(attributes),
  View: (props) =>
    props.attributes.mode === 'collapse' ? <CollapseView {...props} /> : <StreamsView {...props} />,
});
