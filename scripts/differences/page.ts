import { createInquirer } from '../../src/core/inquiry/inquirer.ts';
import { type Compared, compare, type Digit } from './compare.ts';

declare global {
  interface Window {
    /** Set by the page: measures a digit's slopes on WebGL and compares them. */
    compareOnWebgl?: (digit: Digit, weights: string) => Promise<Compared>;
  }
}

// What `npm run differences` opens in Chromium: digits go in, what was found comes out.
const inquirer = createInquirer();
window.compareOnWebgl = async (digit, weights) => {
  const bytes = Uint8Array.from(atob(weights), (letter) => letter.charCodeAt(0));
  return compare(inquirer, 'webgl', digit, bytes);
};
