import './boundary.css';
import { Component, type ReactNode } from 'react';

interface BoundaryProps {
  readonly children: ReactNode;
}

interface BoundaryState {
  readonly fault: string | undefined;
}

/**
 * Around every live part of a page: a fault in one leaves the others alone, is said in its place,
 * and the part can be started anew. React reports the fault on the console, as without it.
 */
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  static getDerivedStateFromError(error: unknown): BoundaryState {
    return { fault: error instanceof Error ? error.message : String(error) };
  }

  override state: BoundaryState = { fault: undefined };

  override render(): ReactNode {
    const { fault } = this.state;
    if (fault === undefined) return this.props.children;
    return (
      <div className="stopped" role="alert">
        <p>
          This part of the page has stopped over a fault of ours: <code>{fault}</code>. Your drawing
          and the rest of the page are kept.
        </p>
        <button type="button" onClick={() => this.setState({ fault: undefined })}>
          Start it again
        </button>
      </div>
    );
  }
}
