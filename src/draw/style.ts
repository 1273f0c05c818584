import 'react';

declare module 'react' {
  /** Custom properties may be set in `style`: they carry numbers to the stylesheet beside. */
  interface CSSProperties {
    [name: `--${string}`]: string | number | undefined;
  }
}
