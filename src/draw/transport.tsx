import './transport.css';
import './style.ts';
import { useRef } from 'react';
import {
  handleTransportKey,
  showKeys,
  type TransportActions,
  usePageKeys,
} from './transport-actions.ts';
import { TransportKeys } from './transport-keys.tsx';
import { TransportTrack } from './transport-track.tsx';

/** One step on the line: teal on the way forward, ink for the loss, orange on the way back. */
export interface Segment {
  readonly tone: 'forward' | 'loss' | 'backward' | 'plain';
  /** Short: it stands under the line where there is room. */
  readonly label?: string;
  /** Its label stands there only while the playhead does. */
  readonly minor?: boolean;
}

export interface TransportProps extends TransportActions {
  /** What is stepped through: `Steps through the network`. */
  readonly label: string;
  readonly length: number;
  /** 0 … length − 1. */
  readonly step: number;
  /** How much of the step is done, 0 … 1. */
  readonly progress: number;
  readonly playing: boolean;
  readonly speed: number;
  /** The step in words, for those who hear the page. */
  readonly describe: (step: number) => string;
  /** One for each step; plain ones if none are given. */
  readonly segments?: readonly Segment[];
  /** `page`: its keys hold wherever nothing else takes them. One transport of a page at most. */
  readonly keys?: 'inside' | 'page';
}

const speeds = [0.5, 1, 2, 4];

/**
 * The one transport of every figure: to the start, back, play, forward, to the end; a line to
 * scrub on; the speed; and the list of keys. Takes plain values, so `{...usePlayer(player)}` fits.
 */
export function Transport(props: TransportProps) {
  const { label, length, step, playing, speed } = props;
  const keys = useRef<HTMLDialogElement>(null);
  usePageKeys(props.keys === 'page', props, keys);
  const faster = speeds[(speeds.indexOf(speed) + 1) % speeds.length];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's frame and legend would be drawn
    <div
      className="transport"
      role="group"
      aria-label={label}
      onKeyDown={(event) => {
        if (event.key === '?') showKeys(keys);
        else if (!handleTransportKey(event, props)) return;
        event.preventDefault();
      }}
    >
      <div className="transport-row">
        <div className="transport-buttons">
          <Press name="To the first step" icon="first" onPress={props.first} />
          <Press name="Step back" icon="back" off={step === 0} onPress={props.back} />
          <Press
            name={playing ? 'Pause' : 'Play'}
            icon={playing ? 'pause' : 'play'}
            onPress={props.toggle}
          />
          <Press
            name="Step forward"
            icon="forward"
            off={step === length - 1 && props.progress === 1}
            onPress={props.forward}
          />
          <Press name="To the last step" icon="last" onPress={props.last} />
        </div>
        <p className="transport-count">
          {step + 1} <span className="transport-of">of {length}</span>
        </p>
        <TransportTrack {...props} />
        <div className="transport-more">
          <button
            type="button"
            className="transport-speed"
            aria-label={`Speed ${speed} times; change to ${faster} times`}
            onClick={() => props.setSpeed(faster)}
          >
            {speed}×
          </button>
          <button
            type="button"
            className="transport-speed"
            aria-label="Keys"
            onClick={() => showKeys(keys)}
          >
            ?
          </button>
        </div>
      </div>
      <TransportKeys ref={keys} />
    </div>
  );
}

const icons = {
  first: 'M5 5v14M19 5 8 12l11 7z',
  back: 'M17 5 7 12l10 7z',
  play: 'M7 4v16l13-8z',
  pause: 'M7 5h3.5v14H7zM13.5 5H17v14h-3.5z',
  forward: 'M7 5l10 7-10 7z',
  last: 'M19 5v14M5 5l11 7-11 7z',
};

interface PressProps {
  readonly name: string;
  readonly icon: keyof typeof icons;
  readonly off?: boolean;
  readonly onPress: () => void;
}

/** Stays focusable when there is nothing to do: focus must not be lost at the end of the line. */
function Press({ name, icon, off, onPress }: PressProps) {
  return (
    <button
      type="button"
      className="transport-button"
      data-icon={icon}
      aria-label={name}
      title={name}
      aria-disabled={off || undefined}
      onClick={off ? undefined : onPress}
    >
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d={icons[icon]} />
      </svg>
    </button>
  );
}
