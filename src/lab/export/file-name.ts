/** `backflow-cnn-gradient.conv1.csv`: what it is, in letters that every file system takes. */
export function fileName(parts: readonly (string | number)[], ending: string): string {
  const plain = parts.map((part) =>
    String(part)
      .replace(/[^\p{L}\p{N}._-]+/gu, '-')
      .replace(/^[-.]+|[-.]+$/g, '')
      .slice(0, 48),
  );
  return `${['backflow', ...plain].filter((part) => part !== '').join('-')}.${ending}`;
}

/** `812 kB`, `1.3 MB`; thousands, as file managers count. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 999_500) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
