import type { Verdict } from './verdict.ts';

/** Worst error by operation, then what failed and what is missing, line by line. */
export function tableOf(title: string, verdicts: readonly Verdict[]): string[] {
  const lines = [title, line('operation', 'cases', 'worst error', 'of allowed', 'where')];
  const missing: string[] = [];
  for (const op of new Set(verdicts.map((verdict) => verdict.op))) {
    const all = verdicts.filter((verdict) => verdict.op === op);
    const ran = all.filter(({ state }) => state !== 'missing');
    if (ran.length < all.length) missing.push(`${op} ${all.length - ran.length}`);
    if (ran.length === 0) continue;
    const worst = ran.reduce((a, b) => (b.share <= a.share ? a : b));
    lines.push(
      line(op, `${ran.length}`, worst.error.toExponential(1), percent(worst.share), worst.where),
    );
  }
  const failed = verdicts.filter(({ state }) => state === 'failed');
  for (const { op, where, error } of failed) {
    lines.push(`  FAILED ${op}, ${where} (${error.toExponential(1)})`);
  }
  if (missing.length > 0) lines.push(`  missing: ${missing.join(', ')}`);
  return lines;
}

/** `host64: 280 passed, 0 failed, 0 missing` */
export function summaryOf(engine: string, verdicts: readonly Verdict[]): string {
  const count = (state: Verdict['state']): number =>
    verdicts.filter((verdict) => verdict.state === state).length;
  return `${engine}: ${count('passed')} passed, ${count('failed')} failed, ${count('missing')} missing`;
}

const line = (op: string, cases: string, error: string, share: string, where: string): string =>
  `  ${op.padEnd(22)}${cases.padStart(5)}${error.padStart(13)}${share.padStart(12)}  ${where}`;

const percent = (share: number): string =>
  Number.isNaN(share) ? 'not run' : `${(share * 100).toFixed(share < 0.1 ? 2 : 0)}%`;
