import { requireFamily } from "../../../predictors/families/index.js";
import type { Contest, Quality } from "../../../predictors/port.js";
import { throwIfCancelled, unlessCancelled } from "../../base/async/cancelling.js";
import { defined } from "../../base/defined.js";
import { InvalidInput, NotEnoughData } from "../../base/errors.js";
import { type MeasurementId, type PredictorId, predictorId } from "../../base/ids.js";
import { type Metric, nameOf, ownerOf, SOURCES } from "../../base/metric.js";
import { requireInteger } from "../../base/validate.js";
import type { SubjectId } from "../../projections/catalog.js";
import type { LoggedMeasurement } from "../../records/archive.js";
import type { PredictorRecord } from "../../records/predictor.js";
import type { Space } from "../../space/space.js";
import type { Context } from "../context.js";
import type { Finding } from "../findings/finding.js";
import type { Front } from "../front/front.js";
import { queryFront } from "../front/query-front.js";
import { type Judged, judge, type Serving } from "./judge.js";
import { learntFrom } from "./learnt.js";
import { changeVersions } from "./promotion.js";
import { measuredNetworks } from "./training-rows.js";
import { type Trust, trustIn, trustInWords } from "./trust.js";

/** Which predictor to train, as the user wrote it. */
export interface TrainPredictor {
  readonly task: string;
  /** Required for a metric of devices. For one of tasks it only selects the front whose movement is reported. */
  readonly device?: string;
  /** Name of a metric. */
  readonly metric: string;
  /** Default: the family that wins the comparison by cross-validation. */
  readonly family?: string;
  /** Default 1. */
  readonly seed?: number;
}

/** The outcome of training a predictor. */
export interface TrainingReport {
  readonly predictor: Omit<PredictorRecord, "state">;
  /** Quality of the new predictor on networks that it did not learn from; with `previous`, on the same networks. */
  readonly quality: Quality;
  /** The predictor that was in use, and its quality on the same networks; absent where none could be used. */
  readonly previous?: { readonly id: PredictorId; readonly quality: Quality };
  /** Whether the new predictor is now in use, and why. */
  readonly promoted: boolean;
  readonly reason: string;
  /** What is suspect about the measurements: what keeps the predictor from use, and what was left out of training. */
  readonly findings: readonly Finding[];
  /** Scales and families that were compared, and why one was chosen. */
  readonly contest: Contest;
  /** Change of the predicted front of the task on the device: points and hypervolume; absent without a device. */
  readonly front?: {
    readonly added: number;
    readonly removed: number;
    readonly hypervolumeBefore: number;
    readonly hypervolumeAfter: number;
  };
}

/** The least number of measured networks from which a predictor is trained. */
const LEAST_NETWORKS = 5;

/**
 * Trains a new version of a predictor and compares it with the one in use on networks from which neither has learnt,
 * or by cross-validation of both (`judge`). The new one is put into use only if it is not worse, and if no finding
 * about the measurements it has learnt from speaks against it. Both versions are kept. One training is at work at a
 * time, and 20 may wait. Throws `InvalidInput` on `family` at once, `NotEnoughData` on `metric` where too few networks
 * are measured, and `Unavailable` where too many trainings wait. Within a second after
 * `signal` aborts it throws `Cancelled`, and nothing is stored, unless the new version has been stored by then.
 */
export async function trainPredictor(
  context: Context,
  input: TrainPredictor,
  signal?: AbortSignal,
): Promise<TrainingReport> {
  if (input.family !== undefined) requireFamily(input.family);
  const seed = requireInteger(input.seed ?? 1, "seed", 0, 2 ** 31 - 1);
  const target = await subjectOf(context, input);
  context.trainings.requireRoom();
  const place = context.trainings.enter(signal);
  try {
    await place.ready;
    return await train(context, input, target, seed, signal);
  } finally {
    place.leave();
  }
}

async function train(
  context: Context,
  input: TrainPredictor,
  target: Target,
  seed: number,
  signal: AbortSignal | undefined,
): Promise<TrainingReport> {
  const trained = await unlessCancelled(() => trainAndJudge(context, input, target, seed, signal), signal);
  const { trust, learntUpTo, serving, before, judged } = trained;
  const { compared } = judged;
  const promoted = judged.promoted && trust.refusals.length === 0;
  const reason = [judged.reason, ...trustInWords(trust)].join("; ");
  const record = await store(context, { ...target, ...judged, promoted, seed, learntUpTo });
  const after = promoted ? await predictedFront(context, input) : before;
  const { state: _, ...summary } = record;
  return {
    predictor: summary,
    quality: compared?.quality ?? judged.quality,
    ...defined({ previous: serving && compared && { id: serving.record.id, quality: compared.previous } }),
    promoted,
    reason,
    findings: [...trust.refusals, ...trust.leftOut],
    contest: judged.predictor.contest,
    ...defined({ front: before && after && frontChange(before, after) }),
  };
}

/** Everything of a training that comes before it is stored. */
async function trainAndJudge(
  context: Context,
  input: TrainPredictor,
  target: Target,
  seed: number,
  signal: AbortSignal | undefined,
) {
  const { space, subject, metric } = target;
  const log = await context.archive.measurementsSince({ space: space.spec.id, ...subject }, 0);
  const trust = await trustIn(context, space, subject, metric);
  const all = await measuredNetworks(context, space, subject, metric, trust.excluded);
  requireEnough(target, all.ids.length, trust);
  const learntUpTo = log.findLast(({ measurement }) => !measurement.retracted)?.measurement.id;
  const serving = await servingOf(context, target, log);
  throwIfCancelled(signal);
  const before = await predictedFront(context, input);
  const judged = await judge(all, serving, (record) => (set) => {
    const family = record === undefined ? input.family : record.family;
    return context.train(set, { seed: record?.seed ?? seed, ...defined({ family, signal }) });
  });
  return { trust, learntUpTo, serving, before, judged };
}

interface Target {
  readonly space: Space;
  readonly subject: SubjectId;
  readonly metric: Metric;
}

async function subjectOf(context: Context, input: TrainPredictor): Promise<Target> {
  const metric = await context.catalog.metric(input.metric);
  const task = await context.catalog.task(input.task);
  const space = await context.catalog.space(task.space);
  if (ownerOf(metric) === "task") {
    if (input.device !== undefined) await context.catalog.device(input.device);
    return { space, metric, subject: { task: task.id } };
  }
  if (input.device === undefined)
    throw new InvalidInput("device", `device must be given: ${nameOf(metric)} belongs to a device`);
  const device = await context.catalog.device(input.device);
  return { space, metric, subject: { device: device.id } };
}

function requireEnough({ space, subject, metric }: Target, networks: number, trust: Trust): void {
  if (networks >= LEAST_NETWORKS) return;
  const owner = "task" in subject ? `task ${subject.task}` : `device ${subject.device}`;
  throw new NotEnoughData(
    "metric",
    `${nameOf(metric)} of ${owner} is measured for ${networks} networks of search space ${space.spec.id}; ` +
      [`training needs ${LEAST_NETWORKS}`, ...trustInWords({ ...trust, refusals: [] })].join("; "),
  );
}

/** The version in use with what it may have learnt from; undefined if there is none. */
async function servingOf(
  { archive, promoted }: Context,
  { space, subject, metric }: Target,
  log: readonly LoggedMeasurement[],
): Promise<Serving | undefined> {
  const stored = await promoted.of(space, subject, metric);
  if (stored === undefined) return undefined;
  const record = (await archive.listPredictors({ space: space.spec.id, ...subject, metric })).find(
    ({ id }) => id === stored.id,
  );
  return record && { record, stored, learnt: learntFrom(record, log) };
}

/** Stores a new version; if it is promoted, the archive takes the earlier one out of use in the same commit. */
async function store(
  context: Context,
  made: Target & Judged & { readonly seed: number; readonly learntUpTo: MeasurementId | undefined },
): Promise<PredictorRecord> {
  const { space, subject, metric, predictor, promoted } = made;
  const kind = { space: space.spec.id, metric, ...subject };
  const owner = "task" in subject ? subject.task : subject.device;
  const { record } = await changeVersions(context, kind, async (versions) => {
    const version = 1 + Math.max(0, ...versions.map((known) => known.version));
    const record: PredictorRecord = {
      id: predictorId(`${space.spec.id}.${owner}.${nameOf(metric)}.v${version}`),
      ...kind,
      version,
      promoted,
      family: predictor.family,
      seed: made.seed,
      trainedOn: predictor.trainedOn,
      quality: made.quality,
      judgedBy: made.judgedBy,
      contest: predictor.contest,
      createdAt: new Date(context.clock()).toISOString(),
      ...defined({ learntUpTo: made.learntUpTo }),
      state: predictor.state,
    };
    return { record, changes: [{ type: "insert", kind: "predictor", record } as const] };
  });
  return record;
}

async function predictedFront(
  context: Context,
  { task, device }: TrainPredictor,
): Promise<Front | undefined> {
  if (device === undefined) return undefined;
  return queryFront(context, { task, device, sources: SOURCES });
}

function frontChange(before: Front, after: Front): NonNullable<TrainingReport["front"]> {
  const [old, now] = [new Set(before.points.map((p) => p.id)), new Set(after.points.map((p) => p.id))];
  return {
    added: [...now].filter((id) => !old.has(id)).length,
    removed: [...old].filter((id) => !now.has(id)).length,
    hypervolumeBefore: before.hypervolumePredicted,
    hypervolumeAfter: after.hypervolumePredicted,
  };
}
