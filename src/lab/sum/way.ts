import type { LabStore } from '../lab-store.ts';
import type { Zoom } from '../zoom.ts';

/** Goes to a zoom, and takes the chosen cell along where the pictures can show it. */
export function focusCell(store: LabStore, zoom: Zoom): void {
  const { setZoom, pin } = store.getState();
  if (zoom.level === 'cell') {
    const { cell } = zoom;
    if (cell.of === 'value' || cell.of === 'gradient') pin(cell);
  }
  setZoom(zoom);
}
