import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { escapeHtml } from '../notebook/escape.ts';
import type { AnyWidget, Page } from '../widgets/definition.ts';

/** A figure as it stands in the page before its script arrives. */
export function islandHtml(
  name: string,
  widget: AnyWidget,
  attributes: unknown,
  page: Page,
  number: number,
): string {
  const still = renderToString(createElement(widget.View, { attributes, page }), {
    identifierPrefix: `island${number}-`,
  });
  const data = escapeHtml(JSON.stringify(attributes));
  return `<div class="island" data-island="${name}" data-number="${number}" data-attributes="${data}">${still}</div>`;
}
