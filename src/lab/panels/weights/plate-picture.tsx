import { type KeyboardEvent, type MouseEvent, useCallback, useId, useMemo } from 'react';
import { arrowMoves } from '../../../draw/arrow-keys.ts';
import type { Readable } from '../../../draw/feature-map.ts';
import type { Scale } from '../../../draw/scale.ts';
import { useCanvas } from '../../../draw/use-canvas.ts';
import { useTheme } from '../../../draw/use-theme.ts';
import { usePalette } from '../../stage/use-palette.ts';
import { indexAt, type Plate, placeAt } from './plate.ts';
import { createPlateAtlas, drawPlate, fillPlateAtlas } from './plate-atlas.ts';
import {
  type Box,
  blockBox,
  maybeWeightAt,
  maybeWeightBox,
  plateLayoutOf,
} from './plate-layout.ts';

interface PlatePictureProps {
  readonly label: string;
  readonly plate: Plate;
  readonly data: Readable;
  readonly scale: Scale;
  /** The outputs to show; one alone is shown large, and the arrow keys go over its weights. */
  readonly units: readonly number[];
  /** What there is room for, in CSS pixels. */
  readonly width: number;
  readonly block: number;
  readonly cell: number;
  readonly seam: number;
  readonly chosen: number;
  readonly pointed: number | undefined;
  readonly onPoint: (index: number | undefined) => void;
  readonly onChoose: (index: number) => void;
}

/** Weights as pictures on one canvas; what is chosen is marked by elements over it. */
export function PlatePicture(props: PlatePictureProps) {
  const { label, plate, data, scale, units, width, block, cell, seam, chosen, pointed } = props;
  const { onPoint, onChoose } = props;
  const help = useId();
  const theme = useTheme();
  const { hairline } = usePalette(theme);
  const plated = useMemo(() => createPlateAtlas(plate), [plate]);
  const layout = useMemo(
    () => plateLayoutOf(plate, units, { width, block, cell, seam }),
    [plate, units, width, block, cell, seam],
  );
  const paint = useCallback(
    (context: CanvasRenderingContext2D) => {
      fillPlateAtlas(plated, data, scale, theme);
      drawPlate(context, plated, layout, hairline);
    },
    [plated, data, scale, theme, layout, hairline],
  );
  const canvas = useCanvas(paint);
  const single = units.length === 1;
  const place = placeAt(plate, chosen);
  const at = units.indexOf(place.unit);

  const find = (event: MouseEvent<HTMLElement>): number | undefined => {
    const box = event.currentTarget.getBoundingClientRect();
    return maybeWeightAt(layout, event.clientX - box.left, event.clientY - box.top);
  };
  const press = (event: KeyboardEvent<HTMLElement>) => {
    const move = arrowMoves[event.key];
    if (!move || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (single) onChoose(neighbour(plate, layout.mapsAcross, chosen, move));
    else {
      const to = Math.min(units.length - 1, Math.max(0, at + move[1] + move[0] * layout.across));
      onChoose(indexAt(plate, { ...place, unit: units[to] }));
    }
  };
  return (
    <div
      className="plate"
      role="application"
      aria-label={label}
      aria-describedby={help}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes keys of its own
      tabIndex={0}
      style={{ width: layout.width, height: layout.height }}
      onPointerMove={(event) => event.pointerType !== 'touch' && onPoint(find(event))}
      onPointerLeave={() => onPoint(undefined)}
      onClick={(event) => {
        const found = find(event);
        if (found !== undefined) onChoose(found);
      }}
      onKeyDown={press}
    >
      <canvas ref={canvas} className="plate-canvas" />
      {!single && at !== -1 && <Mark of="unit" box={grown(blockBox(layout, at), 3)} />}
      <WeightMark of="chosen" box={maybeWeightBox(layout, chosen)} />
      {pointed !== undefined && pointed !== chosen && (
        <WeightMark of="pointed" box={maybeWeightBox(layout, pointed)} />
      )}
      <p id={help} className="visually-hidden">
        {single ? 'Arrow keys move over the weights.' : 'Arrow keys move over the units.'}
      </p>
    </div>
  );
}

/** One weight further: over the edge of a picture into the next one. */
function neighbour(
  plate: Plate,
  mapsAcross: number,
  index: number,
  [down, right]: readonly [down: number, right: number],
): number {
  const { columns, rows, maps, cells } = plate;
  const { unit, map, position } = placeAt(plate, index);
  const mapsDown = Math.ceil(maps / mapsAcross);
  const within = (value: number, count: number) => Math.min(count - 1, Math.max(0, value));
  const x = within(
    (map % mapsAcross) * columns + (position % columns) + right,
    mapsAcross * columns,
  );
  const y = within(
    Math.floor(map / mapsAcross) * rows + Math.floor(position / columns) + down,
    mapsDown * rows,
  );
  const nextMap = Math.floor(y / rows) * mapsAcross + Math.floor(x / columns);
  const next = (y % rows) * columns + (x % columns);
  if (nextMap >= maps || next >= cells) return index;
  return indexAt(plate, { unit, map: nextMap, position: next });
}

const grown = ({ x, y, width, height }: Box, by: number): Box => ({
  x: x - by,
  y: y - by,
  width: width + 2 * by,
  height: height + 2 * by,
});

function WeightMark({ of, box }: { readonly of: string; readonly box: Box | undefined }) {
  return box ? <Mark of={of} box={grown(box, 1)} /> : null;
}

function Mark({ of, box }: { readonly of: string; readonly box: Box }) {
  const { x, y, width, height } = box;
  return <span className="plate-mark" data-of={of} style={{ left: x, top: y, width, height }} />;
}
