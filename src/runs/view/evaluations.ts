import { defined } from "../../base/defined.js";
import type { ArchitectureId, DeviceId } from "../../base/ids.js";
import { type CostMetric, isOwn, type OwnMetric, ownerOf } from "../../base/metric.js";
import type { OwnValues } from "../../records/measurement.js";
import type { RunFinding, SearchRun } from "../../records/run.js";
import type { StrategyName } from "../../search/strategies.js";
import type { Architecture } from "../../space/types.js";
import { type RunPlan, readPlan } from "../plan/plan.js";
import type { RunContext } from "../run-context.js";
import { requireRun } from "./lookup.js";
import { openOf } from "./pending.js";
import { shownNow } from "./shown.js";

/** The costs of a network on one device, each in its metric's unit; absent where the run did not ask for it. */
export type EvaluatedCosts = Readonly<Partial<Record<CostMetric | OwnMetric, number>>>;

/** One network that a run evaluated, scored cheaply, or waits for. */
export interface RunEvaluation {
  /** Position in the run, from 1. Pending networks come last. */
  readonly number: number;
  readonly id: ArchitectureId;
  readonly architecture: Architecture;
  readonly status: "done" | "failed" | "pending";
  /** Why it failed, or why nobody is asked for a pending one at present; absent otherwise. */
  readonly reason?: string;
  /** Fraction; absent where it is not known or was not asked for. */
  readonly accuracy?: number;
  /** Own metrics of the task, in their units; absent where the run asked for none. */
  readonly metrics?: OwnValues;
  /** Costs, and own metrics of devices, by device. */
  readonly costs: ReadonlyMap<DeviceId, EvaluatedCosts>;
  /** The kind of a cheap score; absent for an evaluation. */
  readonly fidelity?: string;
  /** The value of a cheap score, in its own unit; absent where the evaluator had none. */
  readonly score?: number;
  /** The strategy that proposed the network. */
  readonly proposedBy: StrategyName;
  /** When the evaluation began; absent in runs that were stored before this was recorded, and while it is pending. */
  readonly startedAt?: string;
  /** How long the evaluation took [s]; absent as `startedAt` is. */
  readonly seconds?: number;
}

/** The evaluations of a run, and the run itself. */
export interface RunEvaluations {
  readonly run: SearchRun;
  readonly evaluations: readonly RunEvaluation[];
}

/**
 * Everything that a run evaluated, in order, failures and cheap scores included, and then what it waits for. Throws
 * `NotFound` or `InvalidInput` on `run`.
 */
export async function evaluationsOf(context: RunContext, id: string): Promise<RunEvaluations> {
  const run = await shownNow(context, await requireRun(context, id, "run"));
  const plan = await readPlan(context.archive, run.id);
  const findings = await context.archive.findings(run.id);
  const pending = await openOf(context, run, findings);
  const reason = run.status.kind === "running" ? undefined : `the run is ${run.status.kind}`;
  const proposedBy = run.settings.strategy;
  return {
    run,
    evaluations: [
      ...findings.map((finding) => ({ ...toEvaluation(finding, plan, run), proposedBy })),
      ...pending.map((network, i) => ({
        ...network,
        number: findings.length + i + 1,
        status: "pending" as const,
        ...defined({ reason }),
        costs: new Map(),
        proposedBy,
      })),
    ],
  };
}

function toEvaluation(
  { index, architecture: id, genes, outcome, startedAt, seconds }: RunFinding,
  { objectives }: RunPlan,
  { settings }: SearchRun,
): Omit<RunEvaluation, "proposedBy"> {
  const shared = {
    number: index + 1,
    id,
    architecture: genes,
    costs: new Map<DeviceId, EvaluatedCosts>(),
    ...defined({ startedAt, seconds }),
  };
  if (outcome.kind === "failed") return { ...shared, status: "failed", reason: outcome.reason };
  if (outcome.kind === "scored") {
    const fidelity = settings.fidelities?.[outcome.fidelity].name;
    return { ...shared, status: "done", ...defined({ fidelity, score: outcome.value }) };
  }
  let accuracy: number | undefined;
  const metrics: Partial<Record<OwnMetric, number>> = {};
  for (const [m, { metric, device }] of objectives.entries()) {
    if (metric === "accuracy") accuracy = outcome.values[m];
    else if (isOwn(metric) && ownerOf(metric) === "task") metrics[metric] = outcome.values[m];
    else if (device !== undefined) {
      shared.costs.set(device, { ...shared.costs.get(device), [metric]: outcome.values[m] });
    }
  }
  const own = Object.keys(metrics).length === 0 ? undefined : metrics;
  return { ...shared, status: "done", ...defined({ accuracy, metrics: own }) };
}
