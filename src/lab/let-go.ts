import type { MouseEvent } from 'react';

/** A radio button chosen by pointer gives the arrow keys back to the playhead. */
export function letGo(event: MouseEvent<HTMLInputElement>): void {
  if (event.detail > 0) event.currentTarget.blur();
}
