import { trainPredictor } from "../../../predictors/training/train.js";
import { predictorId, type SpaceId } from "../../../src/base/ids.js";
import type { Metric } from "../../../src/base/metric.js";
import { Random } from "../../../src/base/random.js";
import { Catalog, type SubjectId } from "../../../src/projections/catalog.js";
import type { Archive } from "../../../src/records/archive.js";
import { RunAdmissions } from "../../../src/runs/execution/admissions.js";
import { prepare } from "../../../src/runs/execution/evaluators/prepare.js";
import { RunRegistry } from "../../../src/runs/execution/registry.js";
import type { RunPlan } from "../../../src/runs/plan/plan.js";
import { checkRequest } from "../../../src/runs/request/check-request.js";
import type { StartSearch } from "../../../src/runs/request/start-search.js";
import { toArchitecture } from "../../../src/space/architecture.js";
import { sampleDistinct } from "../../../src/space/sampling/sample.js";
import { FAST, type Process } from "../harness.js";

export const REQUEST: StartSearch = {
  task: "toy-task",
  devices: ["blank-device"],
  budget: 6,
  evaluator: "external",
  strategy: "surrogate",
  seed: 3,
};

export interface StoredPredictor {
  readonly version?: number;
  /** Number of distinct training networks, at most 24. */
  readonly rows?: number;
  /** How often each of them is in the training set. */
  readonly repeats?: number;
  /** Scales the effect of depth. */
  readonly weight?: number;
  readonly promoted?: boolean;
}

/** Stores a ridge predictor of a linear function of depth and width. */
export async function storePredictor(
  archive: Archive,
  subject: SubjectId,
  metric: Metric,
  { version = 1, rows = 24, repeats = 1, weight = 1, promoted = true }: StoredPredictor = {},
) {
  const space = await new Catalog(archive).space("toy");
  const distinct = sampleDistinct(space, rows, new Random(version));
  const genotypes = Array.from({ length: repeats }, () => distinct).flat();
  const values = Float64Array.from(genotypes, (genotype) => {
    const { depth, width } = toArchitecture(space, genotype);
    return 0.05 * weight * Number(depth) + 0.002 * Number(width);
  });
  const predictor = trainPredictor(
    { space, metric, genotypes, values, extras: [] },
    { seed: 1, family: "ridge" },
  );
  const owner = "task" in subject ? subject.task : subject.device;
  const { family, trainedOn, quality, state } = predictor;
  const id = predictorId(`toy.${owner}.${metric}.v${version}`);
  const record = { id, space: "toy" as SpaceId, metric, ...subject, version, promoted, seed: 1 };
  const createdAt = new Date(0).toISOString();
  await archive.commit([
    { type: "put", kind: "predictor", record: { ...record, family, trainedOn, quality, createdAt, state } },
  ]);
  return { id, predictor };
}

export const task = (id: string) => ({ task: id }) as SubjectId;
export const device = (id: string) => ({ device: id }) as SubjectId;

/** Prepares a run, with the plan of an earlier execution where there is one. */
export async function preparedRun({ context }: Process, request: Partial<StartSearch> = {}, plan?: RunPlan) {
  const registry = new RunRegistry(context.news);
  const own = { ...context, registry, admissions: new RunAdmissions(), timing: FAST, startedAt: 0 };
  const checked = await checkRequest(context.catalog, { ...REQUEST, ...request });
  const workers = { announce: () => undefined, failure: async () => undefined };
  return prepare(own, checked, workers, plan && JSON.parse(JSON.stringify(plan)));
}
