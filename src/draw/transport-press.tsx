const icons = {
  first: 'M5 5v14M19 5 8 12l11 7z',
  back: 'M17 5 7 12l10 7z',
  /** Where there is playing backwards, too: the triangles are for playing, the angles for steps. */
  stepBack: 'M15 5 8 12l7 7',
  play: 'M7 4v16l13-8z',
  playBack: 'M17 4v16L4 12z',
  pause: 'M7 5h3.5v14H7zM13.5 5H17v14h-3.5z',
  forward: 'M7 5l10 7-10 7z',
  stepOn: 'M9 5l7 7-7 7',
  last: 'M19 5v14M5 5l11 7-11 7z',
};

interface TransportPressProps {
  readonly name: string;
  readonly icon: keyof typeof icons;
  readonly off?: boolean;
  /** For a switch: whether it is on. */
  readonly on?: boolean;
  readonly onPress: () => void;
}

/** Stays focusable when there is nothing to do: focus must not be lost at the end of the line. */
export function TransportPress({ name, icon, off, on, onPress }: TransportPressProps) {
  return (
    <button
      type="button"
      className="transport-button"
      data-icon={icon}
      aria-label={name}
      title={name}
      aria-pressed={on}
      aria-disabled={off || undefined}
      onClick={off ? undefined : onPress}
    >
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d={icons[icon]} />
      </svg>
    </button>
  );
}
