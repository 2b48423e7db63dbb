import type { Contest, Predictor, Quality, TrainingSet } from "../../../predictors/port.js";
import { assess } from "../../../predictors/quality.js";
import { defined } from "../../base/defined.js";
import { InvalidInput } from "../../base/errors.js";
import { type PredictorId, predictorId } from "../../base/ids.js";
import { isCost, METRICS, type Metric, SOURCES } from "../../base/metric.js";
import { requireInteger } from "../../base/validate.js";
import type { SubjectId } from "../../projections/catalog.js";
import type { Stored } from "../../projections/predictors/promoted.js";
import type { Change } from "../../records/changes.js";
import type { PredictorRecord } from "../../records/predictor.js";
import type { Space } from "../../space/space.js";
import type { Context } from "../context.js";
import type { Front } from "../front/front.js";
import { queryFront } from "../front/query-front.js";
import { trainingRows } from "./training-rows.js";

/**
 * Trains a new version of a predictor, judges it and the one in use on the same held-out networks, and puts the new one in
 * use only if it is not worse. Both versions are kept.
 */
export async function trainPredictor(context: Context, input: TrainPredictor): Promise<TrainingReport> {
  const { space, subject, metric } = await subjectOf(context, input);
  const seed = requireInteger(input.seed ?? 1, "seed", 0, 2 ** 31 - 1);
  const { training, heldOut } = await trainingRows(context, space, subject, metric);
  const previous = await context.promoted.of(space, subject, metric);
  const before = await predictedFront(context, input);
  const predictor = await context.train(training, { seed, ...defined({ family: input.family }) });
  const quality = judge(predictor, heldOut);
  const previousQuality = previous?.predictor && judge(previous.predictor, heldOut);
  const { promoted, reason } =
    previousQuality === undefined ? unopposed(previous) : verdict(quality, previousQuality);
  const record = await store(context, { space, subject, metric, seed, predictor, quality, promoted });
  const after = promoted ? await predictedFront(context, input) : before;
  const { state: _, ...summary } = record;
  return {
    predictor: summary,
    quality,
    ...defined({ previous: previous && previousQuality && { id: previous.id, quality: previousQuality } }),
    promoted,
    reason,
    contest: predictor.contest,
    ...defined({ front: before && after && movement(before, after) }),
  };
}

interface Target {
  readonly space: Space;
  readonly subject: SubjectId;
  readonly metric: Metric;
}

async function subjectOf(context: Context, input: TrainPredictor): Promise<Target> {
  const { metric } = input;
  if (!METRICS.includes(metric))
    throw new InvalidInput("metric", `metric must be one of ${METRICS.join(", ")}`);
  const task = await context.catalog.task(input.task);
  const space = await context.catalog.space(task.space);
  if (!isCost(metric)) {
    if (input.device !== undefined) await context.catalog.device(input.device);
    return { space, metric, subject: { task: task.id } };
  }
  if (input.device === undefined)
    throw new InvalidInput("device", `device must be given: ${metric} belongs to a device`);
  const device = await context.catalog.device(input.device);
  return { space, metric, subject: { device: device.id } };
}

function judge(predictor: Predictor, heldOut: TrainingSet): Quality {
  return assess(predictor.predict(heldOut.genotypes, heldOut.extras), heldOut.values);
}

interface Verdict {
  readonly promoted: boolean;
  readonly reason: string;
}

const unopposed = (previous: Stored | undefined): Verdict => ({
  promoted: true,
  reason:
    previous === undefined
      ? "the first predictor of its kind"
      : `the one in use, ${previous.id}, cannot be used any more (${previous.unusable}), so that there is nothing to compare with`,
});

/** How much of a held-out figure is noise: less than this share worse counts as not worse. */
const TOLERANCE = 0.01;

/** Not worse: neither the ranking nor the interval score (which punishes both error and false confidence) falls. */
function verdict(quality: Quality, previous: Quality): Verdict {
  const figures =
    `on ${quality.networks} held-out networks Kendall tau ${previous.kendallTau.toFixed(4)} -> ${quality.kendallTau.toFixed(4)}, ` +
    `interval score ${previous.intervalScore90.toPrecision(4)} -> ${quality.intervalScore90.toPrecision(4)}`;
  const ranksWell = quality.kendallTau >= previous.kendallTau - TOLERANCE;
  const boundsWell = quality.intervalScore90 <= previous.intervalScore90 * (1 + TOLERANCE);
  const promoted = ranksWell && boundsWell;
  return { promoted, reason: `${promoted ? "not worse" : "worse"} than the one in use: ${figures}` };
}

async function store(
  context: Context,
  made: Target & {
    readonly seed: number;
    readonly predictor: Predictor;
    readonly quality: Quality;
    readonly promoted: boolean;
  },
): Promise<PredictorRecord> {
  const { space, subject, metric, predictor, promoted } = made;
  const versions = await context.archive.listPredictors({ space: space.spec.id, ...subject, metric });
  const version = 1 + Math.max(0, ...versions.map((known) => known.version));
  const owner = "task" in subject ? subject.task : subject.device;
  const record: PredictorRecord = {
    id: predictorId(`${space.spec.id}.${owner}.${metric}.v${version}`),
    space: space.spec.id,
    metric,
    ...subject,
    version,
    promoted,
    family: predictor.family,
    seed: made.seed,
    trainedOn: predictor.trainedOn,
    quality: made.quality,
    contest: predictor.contest,
    createdAt: new Date(context.clock()).toISOString(),
    state: predictor.state,
  };
  const changes: Change[] = [{ type: "insert", kind: "predictor", record }];
  if (promoted) {
    for (const { id } of versions.filter((known) => known.promoted)) {
      const old = await context.archive.get("predictor", id);
      if (old !== undefined)
        changes.push({ type: "put", kind: "predictor", record: { ...old, promoted: false } });
    }
  }
  await context.archive.commit(changes);
  return record;
}

async function predictedFront(
  context: Context,
  { task, device }: TrainPredictor,
): Promise<Front | undefined> {
  if (device === undefined) return undefined;
  return queryFront(context, { task, device, sources: SOURCES });
}

function movement(before: Front, after: Front): NonNullable<TrainingReport["front"]> {
  const [old, now] = [new Set(before.points.map((p) => p.id)), new Set(after.points.map((p) => p.id))];
  return {
    added: [...now].filter((id) => !old.has(id)).length,
    removed: [...old].filter((id) => !now.has(id)).length,
    hypervolumeBefore: before.hypervolume,
    hypervolumeAfter: after.hypervolume,
  };
}

export interface TrainPredictor {
  readonly task: string;
  readonly device?: string;
  readonly metric: Metric;
  readonly family?: string;
  readonly seed?: number;
}

export interface TrainingReport {
  readonly predictor: Omit<PredictorRecord, "state">;
  /** Quality of the new and, where there was one, the old predictor on the same held-out networks. */
  readonly quality: Quality;
  readonly previous?: { readonly id: PredictorId; readonly quality: Quality };
  readonly promoted: boolean;
  readonly reason: string;
  /** Scale and families that were tried, and why one won. */
  readonly contest: Contest;
  /** How the predicted front of the task on the device moved; absent for accuracy without a device. */
  readonly front?: {
    readonly added: number;
    readonly removed: number;
    readonly hypervolumeBefore: number;
    readonly hypervolumeAfter: number;
  };
}
