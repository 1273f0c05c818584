/** How long text is made at a stretch, milliseconds: half a frame, so that the page keeps its frames. */
const SLICE = 8;

/** Text that comes in parts as one file, made between the page's frames. */
export async function inSlices(parts: Iterable<string>, type: string): Promise<Blob> {
  const made: string[] = [];
  let until = performance.now() + SLICE;
  for (const part of parts) {
    made.push(part);
    if (performance.now() < until) continue;
    await new Promise((resume) => setTimeout(resume));
    until = performance.now() + SLICE;
  }
  return new Blob(made, { type });
}
