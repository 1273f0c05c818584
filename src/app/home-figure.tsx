import { rasterize } from '../digits/raster.ts';
import { sampleDigit } from '../digits/samples.ts';
import { Legend } from '../draw/legend.tsx';
import { formatNumber, formatPercent } from '../draw/number.ts';
import { PixelMap } from '../draw/pixel-map.tsx';
import { diverging, sequential } from '../draw/scale.ts';
import { largestMagnitude, type Numbers } from '../trace/tensor.ts';
import { activationOf, gradientOf } from '../trace/trace.ts';
import { workshop } from './workshop.ts';

const drawn = 3;
const told = 8;

interface Disagreement {
  readonly pixels: Numbers;
  readonly gradient: Numbers;
  /** The probability of what was drawn. */
  readonly certainty: number;
  readonly loss: number;
}

/** Runs the shipped network on a sample digit with another label, at build time, in float64. */
function disagree(): Disagreement {
  const raster = rasterize(sampleDigit(drawn));
  if (!raster) throw new Error(`the sample of ${drawn} has no ink`);
  const trace = workshop.record('cnn', raster.pixels, told);
  return {
    pixels: raster.pixels,
    gradient: gradientOf(trace, 'x').sum.data,
    certainty: activationOf(trace, 'probs').data[drawn],
    loss: activationOf(trace, 'loss').data[0],
  };
}

/** A drawn digit and what the shipped network's gradient says at each of its pixels. */
export function HomeFigure() {
  const { pixels, gradient, certainty, loss } = disagree();
  const scale = diverging(largestMagnitude(gradient));
  return (
    <figure className="home-figure">
      <a href="/lab/" className="home-maps" aria-label="Try this in the Lab">
        <PixelMap label={`A drawn ${drawn}`} values={pixels} columns={28} scale={sequential(1)} />
        <PixelMap
          label={`The gradient of the loss at each pixel, label ${told}`}
          values={gradient}
          columns={28}
          scale={scale}
        />
      </a>
      <figcaption>
        <p>
          A {drawn}, read as a {drawn} (probability {formatPercent(certainty)}). Told that it is an{' '}
          {told}, the network has a loss of {formatNumber(loss)}, and at every pixel a slope: more
          ink makes it worse where orange, better where blue.
        </p>
        <Legend scale={scale} />
      </figcaption>
    </figure>
  );
}
