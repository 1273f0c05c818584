/** Serves the built site of a project on a free port; `address` ends with a slash. */
export function listen(root: string): Promise<{ readonly address: string; close(): void }>;
