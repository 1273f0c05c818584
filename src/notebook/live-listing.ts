import type { PageStore } from './page-store.ts';

/** Lights the lines of a listing whose anchors the experiment's present moment names. */
export function connectListing(listing: HTMLElement, page: PageStore): () => void {
  const experiment = listing.dataset.experiment ?? '';
  const lines = [...listing.querySelectorAll<HTMLElement>('[data-anchors]')];
  const show = () => {
    const lit = page.lit.getState()[experiment] ?? [];
    for (const line of lines) {
      const anchors = line.dataset.anchors?.split(' ') ?? [];
      line.classList.toggle(
        'lit',
        anchors.some((anchor) => lit.includes(anchor)),
      );
    }
  };
  show();
  return page.lit.subscribe(show);
}
