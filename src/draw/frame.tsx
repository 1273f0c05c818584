import './frame.css';
import type { ReactNode } from 'react';

export interface FrameProps {
  /** The widget's folder name: the figure's class. */
  readonly name: string;
  /** What the figure shows, for those who hear the page. */
  readonly label: string;
  /** The experiment it belongs to: where tests and questions find it. */
  readonly experiment?: string;
  /** A state that the stylesheet knows, as `data-mode`. */
  readonly mode?: string;
  readonly controls?: ReactNode;
  /** The picture. */
  readonly children: ReactNode;
  /** What is to be seen, in a sentence or two; heard whenever it changes. */
  readonly narration?: ReactNode;
  readonly transport?: ReactNode;
  /** Legend and table view. */
  readonly foot?: ReactNode;
}

/** What every figure of a lesson has in common, in the order in which it is read. */
export function Frame(props: FrameProps) {
  const { name, label, experiment, mode, controls, children, narration, transport, foot } = props;
  return (
    <figure
      className={`frame ${name}`}
      data-experiment={experiment}
      data-mode={mode}
      aria-label={label}
    >
      {controls && <div className="frame-controls">{controls}</div>}
      {children}
      {narration !== undefined && (
        <p className="frame-narration" aria-live="polite">
          {narration}
        </p>
      )}
      {transport}
      {foot && <div className="frame-foot">{foot}</div>}
    </figure>
  );
}
