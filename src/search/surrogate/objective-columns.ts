import { fewestOperators } from "../../../predictors/features/fewest-operators.js";
import { ownerOf } from "../../base/metric.js";
import type { ObjectiveColumn, Problem } from "../ports.js";
import { backboneColumns } from "./backbone-columns.js";

/** The columns known of every network before a search: of backbones, of cells, then of other tasks and devices. */
export function objectiveColumns(problem: Problem): readonly ObjectiveColumn[] {
  return [...backboneColumns(problem), ...cellColumns(problem), ...(problem.related ?? [])];
}

/**
 * For each metric of the task in a space of cells, the smallest number of operators on a path of the cell. Cells learn
 * well if it is small while their longest path is long, which sums over paths and edges do not tell (ADR 0122).
 */
function cellColumns({ space, objectives }: Problem): readonly ObjectiveColumn[] {
  const fewest = fewestOperators(space);
  if (fewest === undefined) return [];
  return objectives.flatMap(({ metric }, objective) =>
    ownerOf(metric) === "task"
      ? [
          {
            name: "fewest operators on a path",
            objective,
            values: (networks) => Float64Array.from(networks, fewest),
          },
        ]
      : [],
  );
}
