import { type ReactNode, useId } from 'react';
import type { Client } from '../core/client.ts';
import type { EngineStatus, Pin } from '../core/status.ts';
import { remember } from './engine-pin.ts';
import { bytesText, msText, shareText } from './engine-words.ts';

interface EnginePanelProps {
  readonly client: Client;
  readonly status: EngineStatus;
}

const choices: readonly { readonly pin: Pin; readonly label: string; readonly hint: string }[] = [
  { pin: 'auto', label: 'Whichever is better', hint: 'measured on this device' },
  { pin: 'webgl', label: 'WebGL', hint: 'the graphics hardware' },
  { pin: 'host', label: 'Host', hint: 'this processor' },
];

/** Device, speed and agreement of the engines, the reader's choice, and a context to lose. */
export function EnginePanel({ client, status }: EnginePanelProps) {
  const { milliseconds, usage, disagreement } = status;
  return (
    <>
      <p className="engine-message" role="status">
        {status.message}
      </p>
      <dl className="engine-facts">
        <Fact name="Graphics device">{status.device ?? 'not known yet'}</Fact>
        <Fact name="A full pass on the host">{maybeMs(milliseconds.host)}</Fact>
        <Fact name="A full pass on WebGL">{maybeMs(milliseconds.webgl)}</Fact>
        <Fact name="The two differ by at most">
          {disagreement === undefined
            ? 'not measured'
            : `${shareText(disagreement)} of a tensor’s largest number`}
        </Fact>
        {status.device === undefined ? null : (
          <Fact name="NaN and ∞">
            {status.departures.length === 0
              ? 'as IEEE 754 has them'
              : `unlike IEEE 754 in: ${status.departures.join('; ')}. Passes that meet them run on the host.`}
          </Fact>
        )}
        <Fact name="GPU draw calls">{usage.draws.toLocaleString('en')}</Fact>
        <Fact name="Tensors on the GPU">
          {usage.tensors} in {bytesText(usage.bytes)}
        </Fact>
        {status.contextsLost === 0 ? null : (
          <Fact name="Graphics contexts lost">{status.contextsLost}</Fact>
        )}
      </dl>
      <EngineChoice
        pin={status.pin}
        choose={(pin) => {
          client.pin(pin);
          remember(pin);
        }}
      />
      <button
        type="button"
        className="engine-lose"
        disabled={status.device === undefined || status.state === 'fallback'}
        onClick={() => client.loseContext()}
      >
        Simulate a lost context
      </button>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function EngineChoice({ pin, choose }: { pin: Pin; choose: (pin: Pin) => void }) {
  const group = useId();
  return (
    <fieldset className="engine-choice">
      <legend>Compute with</legend>
      {choices.map((choice) => (
        <label key={choice.pin}>
          <input
            type="radio"
            name={group}
            value={choice.pin}
            checked={pin === choice.pin}
            onChange={() => choose(choice.pin)}
          />
          {choice.label} <span className="engine-hint">{choice.hint}</span>
        </label>
      ))}
    </fieldset>
  );
}

const maybeMs = (ms: number | undefined): string =>
  ms === undefined ? 'not measured' : msText(ms);
