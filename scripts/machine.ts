import { setTimeout as wait } from 'node:timers/promises';
import { quantile } from './frame-watch.ts';

/**
 * How evenly this machine works: the same loop over 4 MB at about sixty times a second for some
 * seconds, and how long it took at the median and at most. A line to print beside what is measured.
 */
export async function machineEvenness(seconds = 8): Promise<string> {
  const numbers = Float64Array.from({ length: 1 << 18 }, (_, i) => Math.sin(i));
  const sums = new Float64Array(numbers.length);
  const loop = () => {
    let sum = 0;
    for (let pass = 0; pass < 8; pass++) {
      for (let i = 0; i < numbers.length; i++) {
        sum += numbers[i] * 1.0001;
        sums[i] = sum;
      }
    }
    return sum;
  };
  for (let warm = 0; warm < 30; warm++) loop();
  const times: number[] = [];
  const end = performance.now() + 1000 * seconds;
  while (performance.now() < end) {
    const start = performance.now();
    loop();
    times.push(performance.now() - start);
    await wait(12);
  }
  const [median, most] = [quantile(times, 0.5), Math.max(...times)].map((time) => time.toFixed(1));
  return `this machine, the same loop ${times.length} times: ${median} ms at the median, ${most} at most`;
}
