import { parseWeightsFile, type WeightsFile } from './weights-file.ts';

/** What reading a file gives: the weights, or why there are none. */
export type OpenedReport =
  | { readonly state: 'read'; readonly file: WeightsFile }
  | { readonly state: 'refused'; readonly message: string };

/** Reads and parses; what went wrong is an answer, too. */
export async function openedReport(file: Blob): Promise<OpenedReport> {
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    return { state: 'read', file: await parseWeightsFile(bytes) };
  } catch (error) {
    return { state: 'refused', message: error instanceof Error ? error.message : String(error) };
  }
}
