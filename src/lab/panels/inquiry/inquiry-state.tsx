import './inquiry.css';
import type { Progress } from '../../../core/inquiry/inquiry.ts';

interface InquiryStateProps {
  /** What is at work: `occlusion map`. */
  readonly name: string;
  readonly asked: {
    readonly working: boolean;
    readonly progress?: Progress;
    readonly failed?: string;
  };
  /** Stops the work; without it there is no button. */
  readonly onStop?: () => void;
}

/** How far a long question is, with a way to stop it, or why it failed. */
export function InquiryState({ name, asked, onStop }: InquiryStateProps) {
  if (asked.failed !== undefined) {
    return (
      <p className="inquiry-state" role="alert">
        The {name} could not be found: {asked.failed}. Change the drawing or try again.
      </p>
    );
  }
  const { progress } = asked;
  if (!asked.working || (!progress && !onStop)) return null;
  return (
    <p className="inquiry-state">
      {progress && (
        <>
          <progress aria-label={name} max={progress.total} value={progress.done} />
          <span>
            {name}: {progress.done} of {progress.total}
          </span>
        </>
      )}
      {onStop && (
        <button type="button" onClick={onStop}>
          Stop
        </button>
      )}
    </p>
  );
}
