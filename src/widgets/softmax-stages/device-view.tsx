import { useState } from 'react';
import { formatNumber } from '../../draw/number.ts';
import { Toggle } from '../../draw/toggle.tsx';
import { type DeviceReport, deviceSentence, deviceValues } from './device-words.ts';
import { probabilityText } from './number-text.ts';
import { useDevice } from './use-device.ts';

interface DeviceViewProps {
  readonly logits: readonly number[];
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}

/** What the reader's own graphics processor makes of the same logits. */
export function DeviceView({ logits, on, onChange }: DeviceViewProps) {
  const [attempt, setAttempt] = useState(0);
  const report = useDevice(logits, on, attempt);
  return (
    <div data-state={on ? report.state : 'unasked'}>
      <Toggle label="ask this device’s GPU" on={on} onChange={onChange} />
      <p data-result="device" role="status">
        {on
          ? deviceSentence(report)
          : 'Your own graphics processor may differ from the figure. Ask it: a small shader runs both computations there, in its own float32.'}
      </p>
      {on && (report.state === 'lost' || report.state === 'failed') && (
        <button type="button" className="preset" onClick={() => setAttempt(attempt + 1)}>
          Ask again
        </button>
      )}
      {on && report.state === 'answered' && <DeviceTable report={report} />}
    </div>
  );
}

function DeviceTable({ report }: { report: Extract<DeviceReport, { state: 'answered' }> }) {
  const { naive, shifted, mediump } = report;
  const columns = [
    ['exp, naive', deviceValues(naive, 'powers')],
    ['p, naive', deviceValues(naive, 'probabilities')],
    ['exp, shifted', deviceValues(shifted, 'powers')],
    ['p, shifted', deviceValues(shifted, 'probabilities')],
    ...(mediump
      ? ([['p, shifted, low precision', deviceValues(mediump, 'probabilities')]] as const)
      : []),
  ] as const;
  return (
    <table>
      <caption>What your GPU answers</caption>
      <thead>
        <tr>
          <th scope="col">class</th>
          {columns.map(([name]) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {report.logits.map((_, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a class is its place
          <tr key={i}>
            <th scope="row">{i + 1}</th>
            {columns.map(([name, values]) => (
              <td key={name}>
                {name.startsWith('p') ? probabilityText(values[i]) : formatNumber(values[i])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
