import type { Contest } from "../../../predictors/port.js";
import type { PredictorContest } from "../generated/types.js";

/** How a family was chosen, in the schema's form: the weights of a stack are a list, in the order of its members. */
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
