import { useMemo } from 'react';
import { Legend } from '../../../draw/legend.tsx';
import { PixelMap } from '../../../draw/pixel-map.tsx';
import { diverging, sequential } from '../../../draw/scale.ts';
import { sheet } from '../../../draw/sheet.ts';
import { TableView } from '../../../draw/table-view.tsx';
import { largestMagnitude } from '../../../trace/tensor.ts';
import type { Climb, Start } from './ascent-state.ts';

interface AscentPicturesProps {
  readonly origin: Float32Array;
  /** Undefined before the first step. */
  readonly climb: Climb | undefined;
  readonly start: Start;
}

const ink = sequential(1);

const names: Readonly<Record<Start, string>> = {
  drawing: 'your digit',
  paper: 'blank paper',
  noise: 'noise',
};

/** Where the image began, where it is now, and what was added and taken. */
export function AscentPictures({ origin, climb, start }: AscentPicturesProps) {
  const image = climb?.now.image ?? origin;
  const difference = useMemo(() => image.map((x, i) => x - origin[i]), [image, origin]);
  const largest = largestMagnitude(difference);
  const scale = diverging(largest);
  return (
    <div className="ascent-pictures">
      <figure>
        <PixelMap label={`The start: ${names[start]}`} values={origin} columns={28} scale={ink} />
        <figcaption aria-hidden="true">{names[start]}</figcaption>
      </figure>
      <figure>
        <PixelMap label="The picture now" values={image} columns={28} scale={ink} />
        <figcaption aria-hidden="true">now</figcaption>
      </figure>
      <figure>
        <PixelMap label="What was added and taken" values={difference} columns={28} scale={scale} />
        <figcaption aria-hidden="true">added − taken</figcaption>
      </figure>
      {largest > 0 && <Legend scale={scale} label="change of a pixel" />}
      <TableView
        label="the picture"
        sheets={[
          sheet('now', image, 28),
          sheet('change', difference, 28),
          sheet('start', origin, 28),
        ]}
      />
    </div>
  );
}
