import type { Pen } from './pen.ts';

/** Some pixels of a canvas, red, green, blue, alpha. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** What a browser does for the pen: pixels out of a canvas, and pixels as an address of a picture. */
export interface Darkroom {
  take(image: HTMLCanvasElement, x: number, y: number, width: number, height: number): Pixels;
  develop(pixels: Pixels): Promise<string>;
}

interface Style {
  fillStyle: Pen['fillStyle'];
  strokeStyle: Pen['strokeStyle'];
  lineWidth: number;
  globalAlpha: number;
  font: string;
  textAlign: CanvasTextAlign;
  textBaseline: CanvasTextBaseline;
  dash: readonly number[];
  clip: string | undefined;
  x: number;
  y: number;
}

const atFirst: Style = {
  fillStyle: '#000000',
  strokeStyle: '#000000',
  lineWidth: 1,
  globalAlpha: 1,
  font: '10px sans-serif',
  textAlign: 'start',
  textBaseline: 'alphabetic',
  dash: [],
  clip: undefined,
  x: 0,
  y: 0,
};

/** Where the middle of the letters stands above the baseline, in their size. */
const middleOfLetters = 0.35;

const anchors: Readonly<Record<CanvasTextAlign, string>> = {
  start: 'start',
  left: 'start',
  center: 'middle',
  end: 'end',
  right: 'end',
};

interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly description: string;
}

/**
 * A pen that writes SVG: shapes and text stay shapes and text; of a canvas that is copied, the
 * pixels at that moment become a picture inside the file. Colours must be given as text.
 */
export class SvgPen implements Pen {
  imageSmoothingEnabled = true;
  readonly #darkroom: Darkroom;
  readonly #paper: string;
  readonly #parts: (string | { readonly pixels: Pixels; readonly attributes: string })[] = [];
  readonly #kept: Style[] = [];
  #style: Style = { ...atFirst };
  #path = '';
  #clips = 0;

  /** @param paper what is seen where the picture is cleared */
  constructor(darkroom: Darkroom, paper: string) {
    this.#darkroom = darkroom;
    this.#paper = paper;
  }

  get fillStyle(): Pen['fillStyle'] {
    return this.#style.fillStyle;
  }
  set fillStyle(style: Pen['fillStyle']) {
    this.#style.fillStyle = style;
  }
  get strokeStyle(): Pen['strokeStyle'] {
    return this.#style.strokeStyle;
  }
  set strokeStyle(style: Pen['strokeStyle']) {
    this.#style.strokeStyle = style;
  }
  get lineWidth(): number {
    return this.#style.lineWidth;
  }
  set lineWidth(width: number) {
    this.#style.lineWidth = width;
  }
  get globalAlpha(): number {
    return this.#style.globalAlpha;
  }
  set globalAlpha(alpha: number) {
    // As a canvas does: what lies outside 0 … 1 changes nothing.
    if (alpha >= 0 && alpha <= 1) this.#style.globalAlpha = alpha;
  }
  get font(): string {
    return this.#style.font;
  }
  set font(font: string) {
    this.#style.font = font;
  }
  get textAlign(): CanvasTextAlign {
    return this.#style.textAlign;
  }
  set textAlign(align: CanvasTextAlign) {
    this.#style.textAlign = align;
  }
  get textBaseline(): CanvasTextBaseline {
    return this.#style.textBaseline;
  }
  set textBaseline(baseline: CanvasTextBaseline) {
    this.#style.textBaseline = baseline;
  }

  save(): void {
    this.#kept.push({ ...this.#style });
  }
  restore(): void {
    this.#style = this.#kept.pop() ?? this.#style;
  }
  translate(x: number, y: number): void {
    this.#style.x += x;
    this.#style.y += y;
  }

  beginPath(): void {
    this.#path = '';
  }
  moveTo(x: number, y: number): void {
    this.#path += `M${this.#at(x, y)}`;
  }
  lineTo(x: number, y: number): void {
    this.#path += `L${this.#at(x, y)}`;
  }
  bezierCurveTo(ax: number, ay: number, bx: number, by: number, x: number, y: number): void {
    this.#path += `C${this.#at(ax, ay)} ${this.#at(bx, by)} ${this.#at(x, y)}`;
  }
  rect(x: number, y: number, width: number, height: number): void {
    this.#path += `M${this.#at(x, y)}h${short(width)}v${short(height)}h${short(-width)}z`;
  }
  closePath(): void {
    this.#path += 'z';
  }
  fill(): void {
    this.#add(`<path d="${this.#path}"${this.#filled()}/>`);
  }
  stroke(): void {
    this.#add(`<path d="${this.#path}"${this.#stroked()}/>`);
  }
  clip(): void {
    this.#clips++;
    const id = `clip${this.#clips}`;
    const within = this.#clipped();
    this.#parts.push(`<clipPath id="${id}"${within}><path d="${this.#path}"/></clipPath>`);
    this.#style.clip = id;
  }
  setLineDash(lengths: number[]): void {
    this.#style.dash = lengths;
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    this.#add(`<rect${this.#box(x, y, width, height)}${this.#filled()}/>`);
  }
  strokeRect(x: number, y: number, width: number, height: number): void {
    this.#add(`<rect${this.#box(x, y, width, height)}${this.#stroked()}/>`);
  }
  clearRect(x: number, y: number, width: number, height: number): void {
    this.#add(`<rect${this.#box(x, y, width, height)} fill="${escaped(this.#paper)}"/>`);
  }
  fillText(text: string, x: number, y: number): void {
    const { weight, size, family } = fontOf(this.#style.font);
    const { textAlign, textBaseline } = this.#style;
    const down = textBaseline === 'middle' ? middleOfLetters * size : 0;
    const place = `x="${short(this.#style.x + x)}" y="${short(this.#style.y + y + down)}"`;
    const letters = `font-family="${escaped(family)}" font-size="${short(size)}" font-weight="${weight}"`;
    const anchor = textAlign === 'start' ? '' : ` text-anchor="${anchors[textAlign]}"`;
    this.#add(`<text ${place} ${letters}${anchor}${this.#filled()}>${escaped(text)}</text>`);
  }
  drawImage(
    image: HTMLCanvasElement,
    sourceX: number,
    sourceY: number,
    sourceWidth: number,
    sourceHeight: number,
    x: number,
    y: number,
    width: number,
    height: number,
  ): void {
    const pixels = this.#darkroom.take(image, sourceX, sourceY, sourceWidth, sourceHeight);
    const sharp = this.imageSmoothingEnabled
      ? ''
      : ' image-rendering="optimizeSpeed" style="image-rendering:pixelated"';
    const attributes = `${this.#box(x, y, width, height)} preserveAspectRatio="none"${sharp}${this.#seen()}`;
    this.#parts.push({ pixels, attributes });
  }

  /** The whole file: valid XML that needs nothing else. */
  async finish({ width, height, title, description }: Sheet): Promise<string> {
    const body: string[] = [];
    for (const part of this.#parts) {
      if (typeof part === 'string') body.push(part);
      else {
        const address = await this.#darkroom.develop(part.pixels);
        body.push(`<image${part.attributes} href="${escaped(address)}"/>`);
      }
    }
    const [across, down] = [short(width), short(height)];
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${across}" height="${down}" viewBox="0 0 ${across} ${down}" role="img">
<title>${escaped(title)}</title>
<desc>${escaped(description)}</desc>
<rect width="100%" height="100%" fill="${escaped(this.#paper)}"/>
${body.join('\n')}
</svg>
`;
  }

  #add(element: string): void {
    this.#parts.push(element);
  }
  #at(x: number, y: number): string {
    return `${short(this.#style.x + x)},${short(this.#style.y + y)}`;
  }
  #box(x: number, y: number, width: number, height: number): string {
    const [left, top] = [short(this.#style.x + x), short(this.#style.y + y)];
    return ` x="${left}" y="${top}" width="${short(width)}" height="${short(height)}"`;
  }
  #filled(): string {
    return ` fill="${colorText(this.#style.fillStyle)}"${this.#seen()}`;
  }
  #stroked(): string {
    const { strokeStyle, lineWidth, dash } = this.#style;
    const dashed = dash.length === 0 ? '' : ` stroke-dasharray="${dash.map(short).join(' ')}"`;
    return ` fill="none" stroke="${colorText(strokeStyle)}" stroke-width="${short(lineWidth)}"${dashed}${this.#seen()}`;
  }
  #seen(): string {
    const { globalAlpha } = this.#style;
    return `${globalAlpha === 1 ? '' : ` opacity="${short(globalAlpha)}"`}${this.#clipped()}`;
  }
  #clipped(): string {
    const { clip } = this.#style;
    return clip === undefined ? '' : ` clip-path="url(#${clip})"`;
  }
}

function colorText(style: Pen['fillStyle']): string {
  if (typeof style === 'string') return escaped(style);
  throw new TypeError('a drawing for SVG needs its colours as text');
}

/** `600 12.5px Inter, sans-serif` in its parts. */
function fontOf(font: string): { weight: string; size: number; family: string } {
  const parts = /^(?:(\w+)\s+)?([\d.]+)px\s+(.+)$/.exec(font);
  if (!parts) throw new TypeError(`a drawing for SVG cannot read the font "${font}"`);
  return { weight: parts[1] ?? 'normal', size: Number(parts[2]), family: parts[3] };
}

/** Three decimals: a thousandth of a pixel is seen by nobody. */
const short = (number: number): string => String(Math.round(number * 1000) / 1000);

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Text for XML, in content and in attributes; characters that XML does not know are left out. */
const escaped = (text: string): string =>
  text
    .replace(/[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"]/g, (character) => entities[character] ?? character);
