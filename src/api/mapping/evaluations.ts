import type { SearchRun } from "../../records/run.js";
import type { RunEvaluation } from "../../runs/view/evaluations.js";
import type { ResolversParentTypes } from "../generated/types.js";
import { mapArchitecture } from "./nodes.js";
import { mapOwnValues } from "./own-metrics.js";

/** An evaluation of a run in the schema's form. */
export function mapEvaluation(evaluation: RunEvaluation, run: SearchRun): ResolversParentTypes["Evaluation"] {
  const { number, id, architecture, status, reason, accuracy, costs, fidelity, score } = evaluation;
  const { startedAt, seconds } = evaluation;
  const [only, ...others] = run.settings.devices;
  const own = others.length === 0 ? costs.get(only) : undefined;
  return {
    number,
    architecture: mapArchitecture({ id, architecture, space: run.space }),
    status,
    reason: reason ?? null,
    accuracy: accuracy ?? null,
    latency: own?.latency ?? null,
    energy: own?.energy ?? null,
    metrics: mapOwnValues({ ...evaluation.metrics, ...own }),
    costs: [...costs].map(([device, values]) => ({ device, ...values })),
    fidelity: fidelity ?? null,
    score: score ?? null,
    proposedBy: run.settings.strategy,
    startedAt: startedAt ?? null,
    seconds: seconds ?? null,
  };
}
