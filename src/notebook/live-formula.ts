/** A formula that is wider than its column can be scrolled by keyboard: then it is a stop of the tab key. */
export function connectFormula(formula: HTMLElement): () => void {
  const check = () => {
    const isWider = formula.scrollWidth > formula.clientWidth;
    if (!isWider) formula.removeAttribute('tabindex');
    else if (!formula.hasAttribute('tabindex')) {
      formula.tabIndex = 0;
      formula.role = 'group';
      formula.ariaLabel = 'Formula, wider than the page';
    }
  };
  const observer = new ResizeObserver(check);
  observer.observe(formula);
  return () => observer.disconnect();
}
