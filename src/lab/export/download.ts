/** Hands a file to the browser's downloads. */
export function download(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads it after the click: let go of it once that is surely done.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Bytes as a file. */
export const fileOf = (bytes: Uint8Array): Blob =>
  new Blob([bytes.slice()], { type: 'application/octet-stream' });
