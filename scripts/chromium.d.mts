import type { LaunchOptions } from 'playwright';

export function maybeChromium(): string | undefined;
export function findChromium(say?: (line: string) => void): string;
export function launchOptions(say?: (line: string) => void): LaunchOptions;
export const chromiumFlags: string[];
