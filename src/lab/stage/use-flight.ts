import { easeCubicInOut } from 'd3';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { type Pose, poseBetween, type Shot, shotBetween, shotOf } from './pose.ts';
import type { Size } from './use-size.ts';
import { areOfOneNetwork } from './world.ts';

const MILLISECONDS = 420;

interface Flight {
  readonly from: Pose;
  readonly share: number;
}

/**
 * What is seen of a pose: when `key` changes, the way there, moment by moment; else the pose itself.
 * Under reduced motion it is there at once. `leave` may correct the pose that is left.
 */
export function useFlight(
  goal: Pose | undefined,
  key: string,
  size: Size | undefined,
  leave: (pose: Pose) => Pose,
): { readonly shot: Shot | undefined; readonly flying: boolean } {
  const [flight, setFlight] = useState<Flight>();
  const last = useRef<{ key: string; pose: Pose | undefined }>({ key, pose: goal });
  const leaving = useRef(leave);
  useLayoutEffect(() => {
    if (last.current.key === key) return;
    last.current.key = key;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (!last.current.pose || still) {
      setFlight(undefined);
      return;
    }
    const from = leaving.current(last.current.pose);
    const start = performance.now();
    let request = 0;
    const tick = (now: number) => {
      const share = Math.min(1, Math.max(0, now - start) / MILLISECONDS);
      setFlight(share < 1 ? { from, share } : undefined);
      if (share < 1) request = requestAnimationFrame(tick);
    };
    setFlight({ from, share: 0 });
    request = requestAnimationFrame(tick);
    return () => cancelAnimationFrame(request);
  }, [key]);
  // Another network was chosen on the way: then the reader is there at once.
  const oneNetwork = flight && goal && areOfOneNetwork(flight.from.world, goal.world);
  const on = oneNetwork && goal && size ? flight : undefined;
  const share = on ? easeCubicInOut(on.share) : 1;
  useEffect(() => {
    last.current.pose = on && goal && size ? poseBetween(on.from, goal, share, size) : goal;
    leaving.current = leave;
  });
  if (!goal || !size) return { shot: undefined, flying: false };
  const shot = on ? shotBetween(on.from, goal, share, size) : shotOf(goal);
  return { shot, flying: on !== undefined };
}
