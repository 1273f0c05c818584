import { useCallback, useMemo } from 'react';
import { createAtlas, type MapView } from '../../../draw/feature-map.ts';
import type { Scale } from '../../../draw/scale.ts';
import { useCanvas } from '../../../draw/use-canvas.ts';
import { useTheme } from '../../../draw/use-theme.ts';
import type { HostTensor } from '../../../trace/tensor.ts';

interface ChangePictureProps {
  readonly change: HostTensor;
  readonly label: string;
  readonly scale: Scale;
}

/** A parameter's change as a picture: kernels side by side, matrices and rows as they stand. */
export function ChangePicture({ change, label, scale }: ChangePictureProps) {
  const theme = useTheme();
  const tiles = useMemo(() => tilesOf(change), [change]);
  const paint = useCallback(
    (context: CanvasRenderingContext2D, width: number, height: number) => {
      const atlas = createAtlas(tiles.width, tiles.height);
      for (const { view, x, y } of tiles.placed) atlas.draw(view, scale, theme, x, y);
      atlas.upload();
      // Made smaller, every pixel should count; made larger, each stay a square.
      context.imageSmoothingEnabled = tiles.width > width;
      context.drawImage(atlas.canvas, 0, 0, width, height);
    },
    [tiles, scale, theme],
  );
  const canvas = useCanvas(paint);
  return (
    <canvas
      ref={canvas}
      className="step-canvas"
      style={{ aspectRatio: `${tiles.width} / ${tiles.height}` }}
      role="img"
      aria-label={label}
    />
  );
}

interface Tiles {
  readonly width: number;
  readonly height: number;
  readonly placed: readonly { readonly view: MapView; readonly x: number; readonly y: number }[];
}

/**
 * Kernels [height, width, in, out]: a row of tiles for each input map, one pixel between them.
 * [out, in]: as it stands. [n]: rows of at most 32.
 */
function tilesOf({ shape, data }: HostTensor): Tiles {
  if (shape.length === 4) {
    const [rows, columns, inputs, outputs] = shape;
    const across = inputs === 1 ? Math.min(4, outputs) : outputs;
    const placed = Array.from({ length: inputs * outputs }, (_, tile) => {
      const columnStride = inputs * outputs;
      const view = {
        data,
        offset: tile,
        rows,
        columns,
        rowStride: columns * columnStride,
        columnStride,
      };
      const [down, right] = [Math.floor(tile / across), tile % across];
      return { view, x: right * (columns + 1), y: down * (rows + 1) };
    });
    const width = across * (columns + 1) - 1;
    return { width, height: Math.ceil(placed.length / across) * (rows + 1) - 1, placed };
  }
  const columns = shape.length === 2 ? shape[1] : Math.min(32, data.length);
  const rows = Math.ceil(data.length / columns);
  // The last row of a list may be a shorter one.
  const placed = Array.from({ length: rows }, (_, row) => ({
    view: {
      ...{ data, offset: row * columns, rows: 1, rowStride: columns, columnStride: 1 },
      columns: Math.min(columns, data.length - row * columns),
    },
    x: 0,
    y: row,
  }));
  return { width: columns, height: rows, placed };
}
