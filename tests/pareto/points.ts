import fc from "fast-check";
import type { Point } from "../support/plain-pareto.js";

/** Small integers, so that ties and duplicates are frequent. */
const value = (top: number) => fc.integer({ min: 0, max: top });

export const point = (objectives: number, top = 6): fc.Arbitrary<Point> =>
  fc.array(value(top), { minLength: objectives, maxLength: objectives });

export interface Cloud {
  readonly objectives: number;
  readonly points: readonly Point[];
}

/** Clouds of points with `minimum` to `maximum` objectives. */
export const cloud = (minimum: number, maximum: number, size = 40): fc.Arbitrary<Cloud> =>
  fc.integer({ min: minimum, max: maximum }).chain((objectives) =>
    fc.constantFrom(2, 6, 1000).chain((top) =>
      fc.record({
        objectives: fc.constant(objectives),
        points: fc.array(point(objectives, top), { maxLength: size }),
      }),
    ),
  );

/** A cloud, and another order of its points: `order[k]` is the index in `points` of point k of the shuffled cloud. */
export const shuffled = (minimum: number, maximum: number, size = 40) =>
  cloud(minimum, maximum, size).chain((drawn) =>
    fc.record({
      cloud: fc.constant(drawn),
      order: fc.shuffledSubarray([...drawn.points.keys()], { minLength: drawn.points.length }),
    }),
  );
