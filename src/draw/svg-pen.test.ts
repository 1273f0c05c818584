import { describe, expect, it } from 'vitest';
import type { Pen } from './pen.ts';
import { type Darkroom, SvgPen } from './svg-pen.ts';
import { drawWire } from './wire.ts';

const noPictures: Darkroom = {
  take: () => {
    throw new Error('no canvas here');
  },
  develop: async () => '',
};

async function svgOf(draw: (pen: Pen) => void): Promise<string> {
  const pen = new SvgPen(noPictures, '#fcfbf8');
  draw(pen);
  const words = { title: 'A <figure> & more', description: 'What "it" shows\u0000' };
  return pen.finish({ width: 100, height: 50, ...words });
}

/** The lines between the paper and the end: one for each thing drawn. */
const drawn = (svg: string): string[] => svg.split('\n').slice(4, -2);

describe('A pen that writes SVG', () => {
  it('begins a file of its size, with its title and description, on its paper', async () => {
    const svg = await svgOf(() => undefined);
    expect(
      svg,
    ).toBe(`<svg xmlns="http://www.w3.org/2000/svg" width="100" height="50" viewBox="0 0 100 50" role="img">
<title>A &lt;figure&gt; &amp; more</title>
<desc>What &quot;it&quot; shows</desc>
<rect width="100%" height="100%" fill="#fcfbf8"/>

</svg>
`);
  });
  it('keeps shapes as shapes', async () => {
    const svg = await svgOf((pen) => {
      pen.fillStyle = '#ff0000';
      pen.globalAlpha = 0.5;
      pen.fillRect(1, 2, 3.00049, 4);
      pen.globalAlpha = 1;
      pen.strokeStyle = '#0000ff';
      pen.lineWidth = 1.5;
      pen.setLineDash([4, 3]);
      pen.strokeRect(0, 0, 10, 10);
      pen.setLineDash([]);
      drawWire(pen, { x: 0, y: 0 }, { x: 10, y: 4 });
      pen.clearRect(5, 5, 1, 1);
    });
    expect(drawn(svg)).toEqual([
      '<rect x="1" y="2" width="3" height="4" fill="#ff0000" opacity="0.5"/>',
      '<rect x="0" y="0" width="10" height="10" fill="none" stroke="#0000ff" stroke-width="1.5" stroke-dasharray="4 3"/>',
      '<path d="M0,0C5,0 5,4 10,4" fill="none" stroke="#0000ff" stroke-width="1.5"/>',
      '<rect x="5" y="5" width="1" height="1" fill="#fcfbf8"/>',
    ]);
  });
  it('keeps letters as letters, in their place', async () => {
    const svg = await svgOf((pen) => {
      pen.font = '500 12px Inter, "Segoe UI", sans-serif';
      pen.textAlign = 'center';
      pen.textBaseline = 'middle';
      pen.translate(10, 20);
      pen.fillText('∂L/∂x < 0 & "so on"', 5, 0);
    });
    expect(drawn(svg)).toEqual([
      '<text x="15" y="24.2" font-family="Inter, &quot;Segoe UI&quot;, sans-serif" font-size="12" font-weight="500" text-anchor="middle" fill="#000000">∂L/∂x &lt; 0 &amp; &quot;so on&quot;</text>',
    ]);
  });
  it('forgets what was set since it was told to remember', async () => {
    const svg = await svgOf((pen) => {
      pen.save();
      pen.translate(50, 0);
      pen.beginPath();
      pen.rect(0, 0, 10, 10);
      pen.clip();
      pen.fillStyle = '#123456';
      pen.fillRect(0, 0, 20, 20);
      pen.restore();
      pen.fillRect(0, 0, 20, 20);
    });
    expect(drawn(svg)).toEqual([
      '<clipPath id="clip1"><path d="M50,0h10v10h-10z"/></clipPath>',
      '<rect x="50" y="0" width="20" height="20" fill="#123456" clip-path="url(#clip1)"/>',
      '<rect x="0" y="0" width="20" height="20" fill="#000000"/>',
    ]);
  });
  it('says what it cannot write', async () => {
    await expect(
      svgOf((pen) => {
        pen.font = 'larger';
        pen.fillText('x', 0, 0);
      }),
    ).rejects.toThrow('cannot read the font "larger"');
  });
});
