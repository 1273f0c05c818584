import { parseSkeleton, type Skeleton } from '../skeleton.ts';

/** One way in which people write a digit. */
export interface Style {
  readonly name: string;
  /** How often, relative to the digit's other styles. */
  readonly weight: number;
  readonly skeleton: Skeleton;
}

/** A style from the notation of skeleton.ts; digits are 100 high and 40 to 80 wide. */
export function style(name: string, weight: number, bones: string): Style {
  return { name, weight, skeleton: parseSkeleton(bones) };
}
