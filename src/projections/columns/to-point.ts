import { defined } from "../../base/defined.js";
import { METRICS } from "../../base/metric.js";
import { type Constraints, limitOf } from "../../search/constraints/constraints.js";
import { toArchitecture } from "../../space/architecture.js";
import type { Space } from "../../space/space.js";
import type { Point } from "../point.js";
import type { Candidates } from "./candidates.js";
import { probabilityWithin } from "./feasibility.js";

/** One row as the outside sees it. */
export function toPoint(space: Space, candidates: Candidates, row: number, constraints: Constraints): Point {
  const accuracy = candidates.estimate(row, "accuracy");
  const testAccuracy = candidates.testAccuracy(row);
  const latency = candidates.estimate(row, "latency");
  const energy = candidates.estimate(row, "energy");
  const estimates = defined({ accuracy, latency, energy });
  let feasibility = 1;
  for (const metric of METRICS) {
    const limit = limitOf(constraints, metric);
    if (limit !== undefined) feasibility *= probabilityWithin(estimates[metric], metric, limit);
  }
  return {
    id: candidates.id(row),
    architecture: toArchitecture(space, candidates.genotypes[row]),
    ...estimates,
    ...defined({ testAccuracy }),
    feasibility,
  };
}
