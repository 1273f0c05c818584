import { useEffect, useState } from 'react';
import type { Theme } from '../../draw/color.ts';
import type { Palette } from './scene.ts';

const atFirst: Palette = {
  paper: '#fcfbf8',
  ink: '#22201c',
  soft: '#675f56',
  hairline: '#e7e2d9',
  accent: '#0a6a68',
  positive: '#b04f06',
  negative: '#1f5fae',
};

/** The page's colours as values, read again when the paper turns dark or light. */
export function usePalette(theme: Theme): Palette {
  const [palette, setPalette] = useState(atFirst);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours follow the theme
  useEffect(() => {
    const style = getComputedStyle(document.documentElement);
    const read = (name: keyof Palette) =>
      style.getPropertyValue(`--${name}`).trim() || atFirst[name];
    setPalette({
      paper: read('paper'),
      ink: read('ink'),
      soft: read('soft'),
      hairline: read('hairline'),
      accent: read('accent'),
      positive: read('positive'),
      negative: read('negative'),
    });
  }, [theme]);
  return palette;
}
