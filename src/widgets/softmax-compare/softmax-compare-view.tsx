import './softmax-compare.css';
import type { WidgetProps } from '../definition.ts';
import type { Attributes } from './attributes.ts';
import { LogsView } from './logs-view.tsx';
import { SharesView } from './shares-view.tsx';

/** Softmax beside what it is mistaken for: plain shares, or the logarithm taken last. */
export function SoftmaxCompareView(props: WidgetProps<Attributes>) {
  return props.attributes.mode === 'logs' ? <LogsView {...props} /> : <SharesView {...props} />;
}
