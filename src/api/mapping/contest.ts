import type { Contest } from "../../../predictors/port.js";
import type { PredictorContest } from "../generated/types.js";

/** A contest with a stack's weights as a list, in the order of its members. */
export function mapContest({ scale, entries, reason }: Contest): PredictorContest {
  return {
    scale,
    reason,
    entries: entries.map(({ weights, ...figures }) => ({
      ...figures,
      weights:
        weights === undefined
          ? null
          : Object.entries(weights).map(([family, weight]) => ({ family, weight })),
    })),
  };
}
