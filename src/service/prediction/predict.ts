import { mapInTurns } from "../../base/async/turns.js";
import { defined } from "../../base/defined.js";
import { InvalidInput } from "../../base/errors.js";
import type { ArchitectureId } from "../../base/ids.js";
import { isOwn, METRICS, type Metric, ownerOf } from "../../base/metric.js";
import type { Advice } from "../../base/remedy.js";
import type { Estimate } from "../../projections/estimate.js";
import { genesOf } from "../../projections/named.js";
import {
  estimatorOf,
  learnedEstimator,
  subjectOf,
  whyNotLearned,
} from "../../projections/predictors/estimators.js";
import type { Task } from "../../records/task.js";
import { parseArchitecture, toArchitecture } from "../../space/architecture.js";
import { architectureId } from "../../space/identity.js";
import type { Space } from "../../space/space.js";
import type { Architecture, Genotype } from "../../space/types.js";
import type { Context } from "../context.js";

/** An architecture in canonical form with its estimates; a metric that cannot be estimated is absent. */
export interface PredictedArchitecture extends Readonly<Partial<Record<Metric, Estimate>>> {
  readonly id: ArchitectureId;
  readonly architecture: Architecture;
}

const MOST_PER_CALL = 1_000;

/**
 * Estimates accuracy, and with a device its costs, for architectures as the user wrote them, in one batch. A cost
 * comes from the operator profile where that covers the space; otherwise estimates come from the predictor in use.
 * `notes` says for which built-in metrics there is none; a metric that a user declared is then left out.
 */
export async function predict(
  context: Context,
  input: { readonly task: string; readonly device?: string; readonly architectures: readonly unknown[] },
): Promise<{ readonly predictions: readonly PredictedArchitecture[]; readonly notes: readonly Advice[] }> {
  const task = await context.catalog.task(input.task);
  const space = await context.catalog.space(task.space);
  if (input.architectures.length > MOST_PER_CALL) {
    throw new InvalidInput(
      "architectures",
      `architectures must be at most ${MOST_PER_CALL} in one call, not ${input.architectures.length}`,
    );
  }
  if (input.architectures.length === 0)
    throw new InvalidInput("architectures", "architectures must not be empty");
  const genes = await Promise.all(
    input.architectures.map((value, i) => genesOf(context.archive, space, value, `architectures[${i}]`)),
  );
  const genotypes = await mapInTurns(genes, (value, i) =>
    parseArchitecture(space, value, `architectures[${i}]`),
  );
  const { estimates, notes } = await estimateAll(context, task, space, input.device, genotypes);
  const predictions = await mapInTurns(genotypes, (genotype, row) => ({
    id: architectureId(space, genotype),
    architecture: toArchitecture(space, genotype),
    ...Object.fromEntries(estimates.map(([metric, at]) => [metric, at(row)])),
  }));
  return { predictions, notes };
}

async function estimateAll(
  context: Context,
  task: Task,
  space: Space,
  device: string | undefined,
  genotypes: readonly Genotype[],
) {
  const on = device === undefined ? undefined : await context.catalog.taskOnDevice(task.id, device);
  const estimates: [string, (row: number) => Estimate][] = [];
  const notes: Advice[] = [];
  const own = (await context.catalog.ownMetrics()).filter(
    (metric) => on !== undefined || ownerOf(metric) === "task",
  );
  for (const metric of [...(on === undefined ? (["accuracy"] as const) : METRICS), ...own]) {
    const subject = on === undefined ? { task: task.id } : subjectOf(on, metric);
    const estimator = await (on === undefined
      ? learnedEstimator(context.promoted, space, subject, metric)
      : estimatorOf(context.promoted, on, metric));
    if (estimator === undefined) {
      if (isOwn(metric)) continue;
      const why = await whyNotLearned(context.promoted, space, subject, metric);
      const owner = metric === "accuracy" ? {} : defined({ device });
      notes.push({ text: why, remedy: { kind: "trainPredictor", metric, task: task.id, ...owner } });
    } else {
      const described = estimator.estimatesOf(genotypes);
      estimates.push([metric, (row) => described[row]]);
    }
  }
  return { estimates, notes };
}
