import { Conflict, InvalidInput } from "../../base/errors.js";
import { requireInteger } from "../../base/validate.js";
import type { RunFinding, RunSettings, RunStatus, SearchRun } from "../../records/run.js";
import { roundedCost } from "../../search/rounded-cost.js";
import { MOST_EVALUATIONS } from "../request/check-request.js";
import type { RunContext } from "../run-context.js";

/** Budget spent, in evaluations: 1 for each evaluation, and the cost of each cheap score. */
export function spentOn(findings: readonly RunFinding[], fidelities: RunSettings["fidelities"] = []): number {
  const costs = findings.map(({ outcome }) =>
    outcome.kind === "scored" ? fidelities[outcome.fidelity].cost : 1,
  );
  return roundedCost(costs.reduce((sum, cost) => sum + cost, 0));
}

/**
 * The stopped run as it goes on when it is resumed with a budget of `budget` evaluations in total, those already spent
 * included; undefined keeps its own budget. Throws `InvalidInput` on `budget` where that is no valid number, is less
 * than was already spent, or leaves a finished run nothing to evaluate. Throws `Conflict` on `id` for a finished run
 * that gets no new budget, or that a larger one would not continue.
 */
export async function withBudget(
  { archive }: Pick<RunContext, "archive">,
  run: SearchRun,
  budget: number | undefined,
): Promise<SearchRun> {
  const { id, status, settings } = run;
  if (budget !== undefined) requireInteger(budget, "budget", 1, MOST_EVALUATIONS);
  const isFinished = status.kind === "finished";
  if (isFinished) refuseUnlessExtended(run, status, budget);
  if (budget === undefined) return run;
  const spent = spentOn(await archive.findings(id), settings.fidelities);
  const least = Math.ceil(isFinished ? roundedCost(spent + 1) : spent);
  if (budget < least) {
    throw new InvalidInput(
      "budget",
      `budget must be at least ${least}: it is the total in evaluations, ` +
        `of which run "${id}" has already spent ${spent}`,
    );
  }
  if (budget === settings.budget) return run;
  const initialBudget = settings.initialBudget ?? settings.budget;
  return { ...run, settings: { ...settings, budget, initialBudget } };
}

function refuseUnlessExtended(
  { id }: SearchRun,
  { reason, rule = "budget" }: Extract<RunStatus, { kind: "finished" }>,
  budget: number | undefined,
): void {
  const why = `run "${id}" is finished (${reason})`;
  if (rule !== "budget") {
    throw new Conflict("id", `${why}, and no budget would change that; start a new search to go further`);
  }
  if (budget === undefined) throw new Conflict("id", `${why}; resume it with a larger budget to go further`);
}
