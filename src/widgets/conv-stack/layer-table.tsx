import { NumberField } from '../../draw/number-field.tsx';
import { Marked } from '../convolution/marked.tsx';
import type { Page } from '../definition.ts';
import { type Field, fields } from './layers.ts';
import type { Layer, Stack } from './stack.ts';

interface LayerTableProps {
  readonly page: Page;
  readonly experiment: string;
  readonly layers: readonly Layer[];
  readonly stack: Stack;
  readonly onChange: (layers: readonly Layer[]) => void;
}

const typed = ['kernel', 'stride', 'dilation', 'channels'] as const;
const grouped = (count: number) => count.toLocaleString('en');

/** Layers to edit, a row each, with what follows from them. */
export function LayerTable({ page, experiment, layers, stack, onChange }: LayerTableProps) {
  const change = (row: number, field: Field, value: number | Layer['padding']) =>
    onChange(layers.map((layer, i) => (i === row ? { ...layer, [field]: value } : layer)));
  const heading = (term: string, text: string) => (
    <th scope="col">
      <Marked {...{ page, experiment, term }}>{text}</Marked>
    </th>
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's frame and legend would be drawn
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than a phone is scrolled by keys
    <div role="group" className="layer-table" aria-label="Layers" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">layer</th>
            {heading('k', 'kernel')}
            {heading('s', 'stride')}
            {heading('d', 'dilation')}
            <th scope="col">channels</th>
            <th scope="col">padding</th>
            {heading('size', 'output')}
            {heading('params', 'parameters')}
            {heading('field', 'sees')}
            {heading('jump', 'jump')}
            <th scope="col">
              <span className="visually-hidden">remove</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {layers.map((layer, row) => {
            const stage = stack.stages[row];
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a layer is its place in the stack
              <tr key={row}>
                <th scope="row" data-label="layer">
                  {row + 1}
                </th>
                {typed.map((field) => (
                  <td key={field} data-label={field}>
                    <NumberField
                      quiet
                      label={`Layer ${row + 1}, ${fields[field].label}`}
                      value={layer[field]}
                      min={fields[field].min}
                      max={fields[field].max}
                      step={1}
                      onChange={(value) => change(row, field, Math.round(value))}
                    />
                  </td>
                ))}
                <td data-label="padding">
                  <select
                    aria-label={`Layer ${row + 1}, padding`}
                    value={layer.padding}
                    onChange={(event) =>
                      change(
                        row,
                        'padding',
                        event.currentTarget.value === 'same' ? 'same' : 'valid',
                      )
                    }
                  >
                    <option value="valid">valid</option>
                    <option value="same">same</option>
                  </select>
                </td>
                <td data-label="output" data-result="shapes">
                  {stage ? `${stage.size} × ${stage.size} × ${stage.channels}` : '–'}
                </td>
                <td data-label="parameters" data-result="parameters">
                  {stage ? grouped(stage.weights + stage.biases) : '–'}
                </td>
                <td data-label="sees" data-result="fields">
                  {stage ? stage.field : '–'}
                </td>
                <td data-label="jump" data-result="jumps">
                  {stage ? stage.jump : '–'}
                </td>
                <td>
                  <button
                    type="button"
                    className="layer-remove"
                    aria-label={`Remove layer ${row + 1}`}
                    aria-disabled={layers.length === 1 || undefined}
                    onClick={() => {
                      if (layers.length > 1) onChange(layers.filter((_, i) => i !== row));
                    }}
                  >
                    ×
                  </button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
