import { COST_METRICS, unitOf } from "../../base/metric.js";
import type { KnownAccuracy, KnownCost, KnownValue, Subject } from "../../export/folder/manifest.js";
import { networkPlan } from "../../export/plan.js";
import type { Estimate } from "../../projections/estimate.js";
import { combineAccuracy, combineCost } from "../../projections/measurements/combine.js";
import { genesOf } from "../../projections/named.js";
import { estimatorOf, learnedEstimator } from "../../projections/predictors/estimators.js";
import { parseArchitecture, toArchitecture } from "../../space/architecture.js";
import { architectureId } from "../../space/identity.js";
import { declaredComposition, ownComposition } from "../../space/network/backbone.js";
import type { Context } from "../context.js";

/**
 * Collects what the archive knows of a network that is to be exported: its genes, its measured and predicted accuracy,
 * and its measured, summed and predicted costs on every device.
 *
 * @throws a `HarmonicError` on `task` or `architecture` where these are unknown or invalid, or where networks of the
 * space cannot be exported
 */
export async function exportSubject(
  context: Context,
  input: { readonly task: string; readonly architecture: unknown },
): Promise<Subject> {
  const { archive, catalog, promoted } = context;
  const { id, name, description, space: spaceId } = await catalog.task(input.task);
  const space = await catalog.space(spaceId);
  const genes = await genesOf(archive, space, input.architecture, "architecture");
  const genotype = parseArchitecture(space, genes);
  networkPlan(declaredComposition(space.spec) ?? spaceId, toArchitecture(space, genotype));
  const key = architectureId(space, genotype);
  const measured = (await archive.measurementsOf(key)).map((logged) => logged.measurement);
  const scores = combineAccuracy(measured.filter((m) => m.subject === "task").filter((m) => m.task === id));
  const learned = await learnedEstimator(promoted, space, { task: id }, "accuracy");
  const accuracy: KnownAccuracy[] = [
    ...accuracyOf(scores.accuracy),
    ...accuracyOf(scores.testAccuracy),
    ...accuracyOf(learned?.estimatesOf([genotype])[0]),
  ];
  const costs: KnownCost[] = [];
  for (const device of await archive.list("device")) {
    const own = measured.filter((m) => m.subject === "device").filter((m) => m.device === device.id);
    const on = await catalog.taskOnDevice(id, device.id);
    const combined = combineCost(own);
    for (const metric of COST_METRICS) {
      const estimator = await estimatorOf(promoted, on, metric);
      const estimates = [combined[metric], estimator?.estimatesOf([genotype])[0]];
      for (const estimate of estimates) {
        if (estimate === undefined) continue;
        costs.push({ device: device.id, metric, unit: unitOf(metric), ...known(estimate) });
      }
    }
  }
  const architecture = { id: key, genes: toArchitecture(space, genotype) };
  return {
    task: { id, name, description },
    space: spaceId,
    ...ownComposition(space.spec),
    architecture,
    accuracy,
    costs,
  };
}

const known = ({ value, lower, upper, source, repeats }: Estimate): KnownValue => ({
  value,
  ...(lower === undefined || upper === undefined ? {} : { lower, upper }),
  source,
  ...(repeats === undefined ? {} : { repeats }),
});

const accuracyOf = (estimate: Estimate | undefined): readonly KnownAccuracy[] =>
  estimate === undefined ? [] : [{ split: estimate.fidelity?.split ?? "validation", ...known(estimate) }];
