/** A bar that redraws itself on a terminal, and a line at each tenth where there is none. */
export function createProgress(
  title: string,
  total: number,
): { tick(done: number, loss: number, digits: number): void; done(message: string): void } {
  const start = performance.now();
  const terminal = process.stdout.isTTY === true;
  let first: number | undefined;
  let smoothed = Number.NaN;
  let said = 0;
  let pace = '';
  return {
    tick(done, loss, digits) {
      first ??= done - 1;
      smoothed = Number.isNaN(smoothed) ? loss : 0.95 * smoothed + 0.05 * loss;
      const seconds = (performance.now() - start) / 1000;
      const perSecond = (done - first) / seconds;
      const left = Math.round((total - done) / perSecond);
      pace = `loss ${smoothed.toFixed(4)}  ${Math.round(perSecond * digits)} digits/s`;
      const line = `${title}  ${bar(done / total)} ${done}/${total}  ${pace}  ${left} s left`;
      if (terminal) process.stdout.write(`\r${line}   `);
      else if (Math.floor((done / total) * 4) > said) {
        said = Math.floor((done / total) * 4);
        console.log(line);
      }
    },
    done(message) {
      if (terminal) process.stdout.write('\r\x1b[K');
      console.log(`${title}  ${pace}  ${message}`);
    },
  };
}

function bar(share: number): string {
  const full = Math.round(share * 20);
  return `[${'#'.repeat(full)}${'.'.repeat(20 - full)}]`;
}
