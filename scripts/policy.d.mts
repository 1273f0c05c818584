/** The content policy for pages with these inline scripts. */
export function contentPolicy(inlineScripts: readonly string[]): string;
