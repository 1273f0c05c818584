import type { Locator, Page } from 'playwright';

/**
 * Where the texts of a figure overlap, are cut off, or leave it. Texts are measured line by line;
 * of each line the middle half of its height counts, since line boxes overlap where letters do not.
 */
export function textFaults(figure: Locator): Promise<readonly string[]> {
  return figure.evaluate((root) => {
    interface Line {
      readonly text: string;
      readonly element: Element;
      readonly left: number;
      readonly right: number;
      readonly top: number;
      readonly bottom: number;
    }
    const isSeen = (element: Element): boolean =>
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    /** What is there only to be heard is clipped to nothing. */
    const isHeard = (element: Element): boolean => {
      for (let up: Element | null = element; up && up !== root; up = up.parentElement) {
        const { clipPath } = getComputedStyle(up);
        if (clipPath.startsWith('inset(50%')) return true;
        if (up.clientWidth === 1 && up.clientHeight === 1) return true;
      }
      return false;
    };
    const lines: Line[] = [];
    const faults: string[] = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      const text = node.textContent?.trim() ?? '';
      if (!element || text === '' || !isSeen(element) || isHeard(element)) continue;
      if (element.closest('option, title, desc, .katex, dialog:not([open]), pre')) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const { left, right, top, bottom } of range.getClientRects()) {
        const quarter = (bottom - top) / 4;
        if (right - left < 1) continue;
        lines.push({ text, element, left, right, top: top + quarter, bottom: bottom - quarter });
      }
    }
    for (const field of root.querySelectorAll<HTMLInputElement>(
      'input:not([type]), [type="text"], [type="number"]',
    )) {
      if (!isSeen(field)) continue;
      const { left, right, top, bottom } = field.getBoundingClientRect();
      const text = `field "${field.value}"`;
      const quarter = (bottom - top) / 4;
      lines.push({
        text,
        element: field,
        left,
        right,
        top: top + quarter,
        bottom: bottom - quarter,
      });
      if (field.scrollWidth > field.clientWidth + 1) faults.push(`${text} is cut off`);
    }

    const places = lines.toSorted((a, b) => a.top - b.top);
    for (const [i, line] of places.entries()) {
      for (const other of places.slice(i + 1)) {
        if (other.top >= line.bottom) break;
        if (line.element === other.element) continue;
        const across = Math.min(line.right, other.right) - Math.max(line.left, other.left);
        const down = Math.min(line.bottom, other.bottom) - Math.max(line.top, other.top);
        if (across > 1.5 && down > 1) faults.push(`"${line.text}" lies over "${other.text}"`);
      }
    }

    const frame = root.getBoundingClientRect();
    for (const line of lines) {
      let isScrolled = false;
      for (let up: Element | null = line.element; up && up !== root; up = up.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(up);
        if (/auto|scroll/.test(overflowX + overflowY)) {
          isScrolled = true;
          break;
        }
        if (!/hidden|clip/.test(overflowX)) continue;
        const box = up.getBoundingClientRect();
        if (line.right > box.right + 1 || line.left < box.left - 1)
          faults.push(`"${line.text}" is cut off`);
      }
      if (isScrolled) continue;
      if (line.right > frame.right + 2 || line.left < frame.left - 2)
        faults.push(`"${line.text}" leaves the figure`);
    }
    return [...new Set(faults)];
  });
}

/**
 * How far the page is wider than its window, pixels. Waits a moment for it to fit: pictures whose
 * size is measured follow a frame after the window.
 */
export async function widthBeyond(page: Page): Promise<number> {
  const beyond = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  for (let tries = 0; tries < 20 && (await beyond()) > 0; tries++) await page.waitForTimeout(100);
  return beyond();
}
