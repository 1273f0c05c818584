import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { escapeHtml } from '../notebook/escape.ts';
import type { AnyWidget, Page } from '../widgets/definition.ts';
import { workshop } from './workshop.ts';

/** A figure as it stands in the page before its script arrives. */
export function islandHtml(
  name: string,
  widget: AnyWidget,
  attributes: unknown,
  page: Page,
  number: number,
): string {
  const prepared = widget.prepare?.(attributes, workshop);
  const still = renderToString(createElement(widget.View, { attributes, page, prepared }), {
    identifierPrefix: `island${number}-`,
  });
  const json = (value: unknown) => escapeHtml(JSON.stringify(value));
  const made = prepared === undefined ? '' : ` data-prepared="${json(prepared)}"`;
  return `<div class="island" data-island="${name}" data-number="${number}" data-attributes="${json(attributes)}"${made}>${still}</div>`;
}
