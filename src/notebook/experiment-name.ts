/** `routing:dx`: an experiment's name, and the name of something of it. */
export interface ExperimentName {
  readonly experiment: string;
  readonly name: string;
}

/** Splits at the first colon; undefined where there is none, or nothing on one of its sides. */
export function maybeExperimentName(written: string): ExperimentName | undefined {
  const match = /^([^:]+):([\s\S]+)$/.exec(written);
  return match ? { experiment: match[1], name: match[2] } : undefined;
}
