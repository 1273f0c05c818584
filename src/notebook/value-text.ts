/** A number in running text: a true minus sign, at most four decimals, none that are noise. */
export function valueText(value: number, signed: boolean): string {
  const magnitude = String(Number(Math.abs(value).toFixed(4)));
  if (Number(magnitude) === 0) return '0';
  if (value < 0) return `−${magnitude}`;
  return signed ? `+${magnitude}` : magnitude;
}
