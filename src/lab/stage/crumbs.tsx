import './crumbs.css';
import { useEffect, useRef } from 'react';
import type { Cell } from '../../trace/expression.ts';
import type { Trace } from '../../trace/trace.ts';
import { activationOf } from '../../trace/trace.ts';
import { cellName, placeName, titleOf } from '../cell-name.ts';
import { wholeNetwork, type Zoom } from '../zoom.ts';
import type { Column } from './column.ts';

interface CrumbsProps {
  readonly zoom: Zoom;
  readonly trace: Trace;
  readonly columns: readonly Column[];
  /** Whether the layer that is open is seen on the way back. */
  readonly backward: boolean;
  readonly onGo: (zoom: Zoom) => void;
  readonly onNearer: (factor: number) => void;
}

interface Crumb {
  readonly name: string;
  readonly zoom: Zoom;
}

/** The way that the reader came in, and back out: network, layer, cell, and the cells it came from. */
export function Crumbs({ zoom, trace, columns, backward, onGo, onNearer }: CrumbsProps) {
  const list = useRef<HTMLOListElement>(null);
  const crumbs = crumbsOf(zoom, trace, columns, backward);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the end is sought when the way changes
  useEffect(() => {
    const element = list.current;
    if (element) element.scrollLeft = element.scrollWidth;
  }, [zoom]);
  if (zoom.level === 'network') return null;
  return (
    <div className="stage-crumbs">
      <nav aria-label="The way in">
        <ol ref={list}>
          {crumbs.map(({ name, zoom: to }, index) => (
            <li key={name}>
              {index < crumbs.length - 1 ? (
                <button type="button" onClick={() => onGo(to)}>
                  {name}
                </button>
              ) : (
                <span aria-current="location">{name}</span>
              )}
            </li>
          ))}
        </ol>
      </nav>
      <div className="stage-nearer">
        <button type="button" aria-label="Nearer" onClick={() => onNearer(1.6)}>
          +
        </button>
        <button type="button" aria-label="Farther" onClick={() => onNearer(1 / 1.6)}>
          −
        </button>
      </div>
    </div>
  );
}

function crumbsOf(
  zoom: Zoom,
  trace: Trace,
  columns: readonly Column[],
  backward: boolean,
): Crumb[] {
  const crumbs: Crumb[] = [{ name: 'network', zoom: wholeNetwork }];
  if (zoom.level === 'network') return crumbs;
  const way = zoom.level === 'cell' ? [...(zoom.via ?? []), zoom.cell] : [];
  const first = way[0];
  const value = zoom.level === 'layer' ? zoom.value : first && 'id' in first ? first.id : undefined;
  if (value !== undefined) {
    const back = first ? first.of === 'gradient' : backward;
    const title = titleOf(columns, value);
    const name = back ? `gradient of ${title}` : title;
    crumbs.push({ name, zoom: { level: 'layer', value } });
  }
  for (const [index, cell] of way.entries()) {
    const via = way.slice(0, index);
    crumbs.push({
      name: index === 0 ? shortName(trace, cell) : cellName(trace, columns, cell),
      zoom: { level: 'cell', cell, via },
    });
  }
  return crumbs;
}

/** A cell by its place alone: its layer has just been named. */
function shortName(trace: Trace, cell: Cell): string {
  if (cell.of !== 'value' && cell.of !== 'gradient') return 'cell';
  const shape = activationOf(trace, cell.id).shape;
  return placeName(shape, cell.index, trace.graph, cell.id) || 'the number';
}
