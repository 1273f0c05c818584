/** Whether dist/ was built from just these sources. */
export function isFresh(root: string): boolean;
/** Builds the site into dist/, unless it is fresh; throws when the build fails. */
export function buildSite(root: string): void;
