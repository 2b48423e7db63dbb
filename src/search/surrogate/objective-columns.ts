import type { ObjectiveColumn, Problem } from "../ports.js";
import { backboneColumns } from "./backbone-columns.js";

/** The columns known of every network before a search: of its backbones, then of other tasks and devices. */
export function objectiveColumns(problem: Problem): readonly ObjectiveColumn[] {
  return [...backboneColumns(problem), ...(problem.related ?? [])];
}
