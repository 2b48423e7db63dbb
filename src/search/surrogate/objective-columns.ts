import type { ObjectiveColumn, Problem } from "../ports.js";
import { backboneColumns } from "./backbone-columns.js";

/** What a problem knows of every network before any is evaluated, beside its genes. */
export function objectiveColumns(problem: Problem): readonly ObjectiveColumn[] {
  return [...backboneColumns(problem), ...(problem.related ?? [])];
}
