import { InvalidInput } from "../../base/errors.js";
import { METRICS } from "../../base/metric.js";
import { parseArchitecture, toArchitecture } from "../../space/architecture.js";
import { architectureId } from "../../space/identity.js";
import type { Space } from "../../space/space.js";
import type { Genotype } from "../../space/types.js";
import { requireSpace, requireTask, requireTaskOnDevice } from "../catalog/lookup.js";
import type { Context } from "../context.js";
import { estimatorOf, learnedEstimator, subjectOf, whyNotLearned } from "../front/estimators.js";
import type { Task } from "../ports.js";
import type { Estimate, PredictedArchitecture } from "../service.js";

const MOST_PER_CALL = 1_000;

/** Estimates for architectures as users write them, in one batch: by predictor, or by operator profile where one covers the space. */
export async function predict(
  context: Context,
  input: { readonly task: string; readonly device?: string; readonly architectures: readonly unknown[] },
): Promise<{ readonly predictions: readonly PredictedArchitecture[]; readonly notes: readonly string[] }> {
  const task = await requireTask(context.archive, input.task);
  const space = await requireSpace(context.archive, task.space);
  if (input.architectures.length > MOST_PER_CALL) {
    throw new InvalidInput(
      "architectures",
      `architectures must be at most ${MOST_PER_CALL} in one call, not ${input.architectures.length}`,
    );
  }
  if (input.architectures.length === 0)
    throw new InvalidInput("architectures", "architectures must not be empty");
  const genotypes = input.architectures.map((value, i) =>
    parseArchitecture(space, value, `architectures[${i}]`),
  );
  const { estimates, notes } = await estimateAll(context, task, space, input.device, genotypes);
  const predictions = genotypes.map((genotype, row) => ({
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
  const on = device === undefined ? undefined : await requireTaskOnDevice(context.archive, task.id, device);
  const estimates: [string, (row: number) => Estimate][] = [];
  const notes: string[] = [];
  for (const metric of on === undefined ? (["accuracy"] as const) : METRICS) {
    const subject = on === undefined ? { task: task.id } : subjectOf(on, metric);
    const estimator = await (on === undefined
      ? learnedEstimator(context, space, subject, metric)
      : estimatorOf(context, on, metric));
    if (estimator === undefined) {
      const why = await whyNotLearned(context, space, subject, metric);
      notes.push(`${why}: train one with \`predictor train\` or retrainPredictor`);
    } else {
      const described = estimator.describe(genotypes);
      estimates.push([metric, (row) => described[row]]);
    }
  }
  return { estimates, notes };
}
