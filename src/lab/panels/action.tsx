import type { ReactNode } from 'react';

interface ActionProps {
  /** What it does, for those who look for it. */
  readonly name: string;
  readonly main?: boolean;
  readonly off?: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

/** A button of a panel. Off, it keeps the focus that it has, and does nothing. */
export function Action({ name, main, off = false, onPress, children }: ActionProps) {
  return (
    <button
      type="button"
      data-action={name}
      data-main={main}
      aria-disabled={off}
      onClick={() => off || onPress()}
    >
      {children}
    </button>
  );
}
