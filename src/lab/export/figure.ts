import { createAtlas } from '../../draw/feature-map.ts';
import { type Darkroom, type Pixels, SvgPen } from '../../draw/svg-pen.ts';
import type { Scene } from '../stage/scene.ts';
import { drawFigure, sheetSize } from './draw-figure.ts';

/** Words for a figure: a line above it, and what it shows for those who do not see it. */
interface Words {
  readonly caption: string;
  readonly description: string;
}

/** Pixels of the file for one of the page: sharp in print and on dense screens. */
const DENSITY = 2;
/** Pixels for a cell of a map in an SVG's pictures, so that viewers that smooth them keep edges. */
const CELL = 6;

/** The scene as an SVG file. */
export async function svgFile(scene: Scene, { caption, description }: Words): Promise<Blob> {
  const pen = new SvgPen(darkroom, scene.paint.paper);
  drawFigure(pen, createAtlas(512, 256), scene, caption);
  const text = await pen.finish({ ...sheetSize(scene), title: caption, description });
  return new Blob([text], { type: 'image/svg+xml' });
}

/** The scene as a PNG file, twice as fine as the page. */
export async function pngFile(scene: Scene, { caption }: Words): Promise<Blob> {
  const { width, height } = sheetSize(scene);
  const { canvas, context } = sheet(width * DENSITY, height * DENSITY);
  context.scale(DENSITY, DENSITY);
  drawFigure(context, createAtlas(512, 256), scene, caption);
  // The paper comes last, beneath all: parts of the stage are cleared, not painted over.
  context.globalCompositeOperation = 'destination-over';
  context.fillStyle = scene.paint.paper;
  context.fillRect(0, 0, width, height);
  return pngOf(canvas);
}

const darkroom: Darkroom = {
  take(image, x, y, width, height) {
    const context = image.getContext('2d');
    if (!context) throw new Error('this browser gives no 2D canvas');
    return context.getImageData(x, y, width, height);
  },
  async develop({ width, height, data }: Pixels) {
    const small = sheet(width, height);
    const image = small.context.createImageData(width, height);
    image.data.set(data);
    small.context.putImageData(image, 0, 0);
    const large = sheet(width * CELL, height * CELL);
    large.context.imageSmoothingEnabled = false;
    large.context.drawImage(small.canvas, 0, 0, width * CELL, height * CELL);
    // Encoded at once: `toBlob` waits for idle time, and a figure has fifty pictures. But one at a
    // time, so that the page keeps its frames in between.
    await new Promise((resume) => setTimeout(resume));
    return large.canvas.toDataURL('image/png');
  },
};

function sheet(width: number, height: number) {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('this browser gives no 2D canvas');
  return { canvas, context };
}

function pngOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new Error('the picture is too large for this browser'));
    }, 'image/png');
  });
}
