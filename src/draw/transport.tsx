import './transport.css';
import './transport-inside.css';
import './transport-keys.css';
import './style.ts';
import { useRef } from 'react';
import {
  handleTransportKey,
  showKeys,
  type TransportActions,
  usePageKeys,
} from './transport-actions.ts';
import { type Inside, TransportInside } from './transport-inside.tsx';
import { TransportKeys } from './transport-keys.tsx';
import { TransportPress } from './transport-press.tsx';
import { TransportTrack } from './transport-track.tsx';

/** One step on the line: teal on the way forward, orange on the way back, ink for what is neither. */
export interface Segment {
  readonly tone: 'forward' | 'loss' | 'backward' | 'update' | 'plain';
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
  /** −1 while it plays backwards, or did. */
  readonly direction?: 1 | -1;
  readonly speed: number;
  /** The step in words, for those who hear the page. */
  readonly describe: (step: number) => string;
  /** One for each step; plain ones if none are given. */
  readonly segments?: readonly Segment[];
  /**
   * What lies inside each step. Where it is given, the present step is drawn beneath the line once
   * more, as long as the line, and can be walked moment by moment and played backwards.
   */
  readonly insides?: readonly Inside[];
  /** `page`: its keys hold wherever nothing else takes them. One transport of a page at most. */
  readonly keys?: 'inside' | 'page';
}

const speeds = [0.5, 1, 2, 4];
/** Where there is an inside, it can be watched slowly. */
const slowerToo = [0.1, ...speeds];

/**
 * The one transport of every figure: to the start, back, play, forward, to the end; a line to
 * scrub on; the speed; and the list of keys. Takes plain values, so `{...usePlayer(player)}` fits.
 */
export function Transport(props: TransportProps) {
  const { label, length, step, playing, direction, speed, insides } = props;
  const keys = useRef<HTMLDialogElement>(null);
  usePageKeys(props.keys === 'page', props, keys);
  const all = insides ? slowerToo : speeds;
  const faster = all[(all.indexOf(speed) + 1) % all.length];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's frame and legend would be drawn
    <div
      className="transport"
      data-inside={insides !== undefined || undefined}
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
          <TransportPress name="To the first step" icon="first" onPress={props.first} />
          <TransportPress
            name="Step back"
            icon={insides ? 'stepBack' : 'back'}
            off={step === 0}
            onPress={props.back}
          />
          {insides && (
            <TransportPress
              name="Play backwards"
              icon="playBack"
              on={playing && direction === -1}
              onPress={props.toggleBack}
            />
          )}
          <TransportPress
            name={playing ? 'Pause' : 'Play'}
            icon={playing ? 'pause' : 'play'}
            onPress={props.toggle}
          />
          <TransportPress
            name="Step forward"
            icon={insides ? 'stepOn' : 'forward'}
            off={step === length - 1 && props.progress === 1}
            onPress={props.forward}
          />
          <TransportPress name="To the last step" icon="last" onPress={props.last} />
        </div>
        <p className="transport-count">
          {step + 1} <span className="transport-of">of {length}</span>
        </p>
        <TransportTrack {...props} />
        {insides && <TransportInside {...props} inside={insides[step]} />}
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
            data-keys
            aria-label="Keys"
            onClick={() => showKeys(keys)}
          >
            ?
          </button>
        </div>
      </div>
      <TransportKeys ref={keys} moments={insides !== undefined} />
    </div>
  );
}
