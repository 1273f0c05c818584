import { createCssVariablesTheme, createHighlighterCoreSync } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import python from 'shiki/langs/python.mjs';

/** The languages a listing may name; `text` is shown as it is. */
export const listingLanguages = ['python', 'text'] as const;

const theme = createCssVariablesTheme({ name: 'classes', variablePrefix: '--listing-' });
const highlighter = createHighlighterCoreSync({
  themes: [theme],
  langs: [python],
  engine: createJavaScriptRegexEngine(),
});

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escapeText = (text: string) => text.replace(/[&<>]/g, (c) => escapes[c]);

/** A trailing `#@ route` names a line; several names are separated by spaces. */
const anchor = /[ \t]*#@[ \t]+([a-z][a-z0-9-]*(?:[ \t]+[a-z][a-z0-9-]*)*)[ \t]*$/;

/** The names of a line, and where its code ends. */
export function maybeAnchors(line: string): { from: number; names: readonly string[] } | undefined {
  const match = anchor.exec(line);
  return match ? { from: match.index, names: match[1].split(/[ \t]+/) } : undefined;
}

export interface ListingOptions {
  /** The experiment whose moments light these lines. */
  readonly experiment?: string;
}

/** HTML of a listing: classes instead of styles, a line per element, anchors as data. */
export function renderListing(code: string, language: string, options: ListingOptions): string {
  const lines = code.split('\n').map((line) => {
    const anchors = maybeAnchors(line);
    return anchors
      ? { text: line.slice(0, anchors.from), anchors: anchors.names }
      : { text: line, anchors: [] };
  });
  const tokens = highlighter.codeToTokensBase(lines.map((line) => line.text).join('\n'), {
    lang: language,
    theme: 'classes',
  });
  const html = lines.map((line, i) => {
    const spans = (tokens[i] ?? []).map((token) => {
      const kind = /--listing-token-([a-z-]+)/.exec(token.color ?? '')?.[1];
      const text = escapeText(token.content);
      return kind ? `<span class="token-${kind}">${text}</span>` : text;
    });
    const data = line.anchors.length > 0 ? ` data-anchors="${line.anchors.join(' ')}"` : '';
    return `<span class="line"${data}>${spans.join('')}\n</span>`;
  });
  const experiment = options.experiment ? ` data-experiment="${options.experiment}"` : '';
  return `<pre class="listing" tabindex="0" role="group" aria-label="Listing"${experiment}><code>${html.join('')}</code></pre>`;
}
