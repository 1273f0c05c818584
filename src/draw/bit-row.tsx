import './bit-row.css';

export interface BitRowProps {
  /** Zeros and ones, each field at its full width. */
  readonly sign: string;
  readonly exponent: string;
  readonly fraction: string;
}

/** A number as its machine keeps it: sign, exponent and fraction, bit by bit. */
export function BitRow({ sign, exponent, fraction }: BitRowProps) {
  const fields = [
    ['sign', sign],
    ['exponent', exponent],
    ['fraction', fraction],
  ] as const;
  return (
    <dl className="bit-row">
      {fields.map(([name, bits]) => (
        <div key={name} className="bit-row-field" data-field={name}>
          <dt>
            {name}
            <span className="bit-row-count"> {bits.length}</span>
          </dt>
          <dd>
            <span className="visually-hidden">{bits}</span>
            <span className="bit-row-bits" aria-hidden="true">
              {[...bits].map((bit, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a bit is its place
                <span key={i} data-bit={bit}>
                  {bit}
                </span>
              ))}
            </span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
