import { requireFamily } from "../../../predictors/families/index.js";
import type { Contest, Predictor, Quality, TrainingSet } from "../../../predictors/port.js";
import { assess } from "../../../predictors/quality.js";
import { Admission } from "../../base/async/admission.js";
import { defined } from "../../base/defined.js";
import { InvalidInput } from "../../base/errors.js";
import { type MeasurementId, type PredictorId, predictorId } from "../../base/ids.js";
import { type Metric, nameOf, ownerOf, SOURCES } from "../../base/metric.js";
import { requireInteger } from "../../base/validate.js";
import type { SubjectId } from "../../projections/catalog.js";
import type { Stored } from "../../projections/predictors/promoted.js";
import type { Archive } from "../../records/archive.js";
import type { Change } from "../../records/changes.js";
import type { PredictorRecord } from "../../records/predictor.js";
import type { Space } from "../../space/space.js";
import type { Context } from "../context.js";
import type { Front } from "../front/front.js";
import { queryFront } from "../front/query-front.js";
import { changeVersions, takenOutOfUse } from "./promotion.js";
import { trainingRows } from "./training-rows.js";

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
  /** Quality of the new predictor on the held-out networks. */
  readonly quality: Quality;
  /** The predictor that was in use, and its quality on the same networks; absent where none could be used. */
  readonly previous?: { readonly id: PredictorId; readonly quality: Quality };
  /** Whether the new predictor is now in use, and why. */
  readonly promoted: boolean;
  readonly reason: string;
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

/**
 * Trains a new version of a predictor and compares it with the one in use on the same held-out networks. The new one
 * is put into use only if it is not worse. Both versions are kept. One training is at work at a time, and 20 may wait.
 * Throws `InvalidInput` on `family` at once, `NotEnoughData` on `metric` where too few networks are measured, and
 * `Unavailable` where too many trainings wait.
 */
export async function trainPredictor(context: Context, input: TrainPredictor): Promise<TrainingReport> {
  if (input.family !== undefined) requireFamily(input.family);
  const seed = requireInteger(input.seed ?? 1, "seed", 0, 2 ** 31 - 1);
  const target = await subjectOf(context, input);
  const trainings = admissions.get(context.archive) ?? new Admission(1, MOST_WAITING, "trainings");
  admissions.set(context.archive, trainings);
  trainings.requireRoom();
  const place = trainings.enter();
  try {
    await place.ready;
    return await train(context, input, target, seed);
  } finally {
    place.leave();
  }
}

/** How many trainings may wait for their turn. */
const MOST_WAITING = 20;

/** The queue of trainings per archive: each reads all measurements of its metric and asks for fronts. */
const admissions = new WeakMap<Archive, Admission>();

async function train(
  context: Context,
  input: TrainPredictor,
  { space, subject, metric }: Target,
  seed: number,
): Promise<TrainingReport> {
  const { training, heldOut } = await trainingRows(context, space, subject, metric);
  const learntUpTo = await lastMeasurement(context, space, subject);
  const previous = await context.promoted.of(space, subject, metric);
  const before = await predictedFront(context, input);
  const predictor = await context.train(training, { seed, ...defined({ family: input.family }) });
  const quality = qualityOf(predictor, heldOut);
  const previousQuality = previous?.predictor && qualityOf(previous.predictor, heldOut);
  const { promoted, reason } =
    previousQuality === undefined ? withoutComparison(previous) : comparison(quality, previousQuality);
  const record = await store(context, {
    space,
    subject,
    metric,
    seed,
    predictor,
    quality,
    promoted,
    learntUpTo,
  });
  const after = promoted ? await predictedFront(context, input) : before;
  const { state: _, ...summary } = record;
  return {
    predictor: summary,
    quality,
    ...defined({ previous: previous && previousQuality && { id: previous.id, quality: previousQuality } }),
    promoted,
    reason,
    contest: predictor.contest,
    ...defined({ front: before && after && frontChange(before, after) }),
  };
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

function qualityOf(predictor: Predictor, heldOut: TrainingSet): Quality {
  return assess(predictor.predict(heldOut.genotypes, heldOut.extras), heldOut.values);
}

/** Whether a new predictor is put into use, and why. */
interface Decision {
  readonly promoted: boolean;
  readonly reason: string;
}

const withoutComparison = (previous: Stored | undefined): Decision => ({
  promoted: true,
  reason:
    previous === undefined
      ? "the first predictor of its kind"
      : `the one in use, ${previous.id}, cannot be used any more (${previous.unusable}), ` +
        "so that there is nothing to compare with",
});

/**
 * A figure counts as not worse if it is worse by at most this much: absolute for Kendall tau, relative for the score.
 */
const TOLERANCE = 0.01;

/**
 * Decides on held-out quality: a new predictor is not worse if neither its ranking nor its interval score is. The
 * interval score penalises both wide intervals and values outside them.
 */
function comparison(quality: Quality, previous: Quality): Decision {
  const figures =
    `on ${quality.networks} held-out networks ` +
    `Kendall tau ${previous.kendallTau.toFixed(4)} -> ${quality.kendallTau.toFixed(4)}, ` +
    `interval score ${previous.intervalScore90.toPrecision(4)} -> ${quality.intervalScore90.toPrecision(4)}`;
  const keepsRanking = quality.kendallTau >= previous.kendallTau - TOLERANCE;
  const keepsIntervals = quality.intervalScore90 <= previous.intervalScore90 * (1 + TOLERANCE);
  const promoted = keepsRanking && keepsIntervals;
  return { promoted, reason: `${promoted ? "not worse" : "worse"} than the one in use: ${figures}` };
}

/** Stores a new version; if it is promoted, earlier versions are taken out of use in the same commit. */
async function store(
  context: Context,
  made: Target & {
    readonly seed: number;
    readonly predictor: Predictor;
    readonly quality: Quality;
    readonly promoted: boolean;
    readonly learntUpTo: MeasurementId | undefined;
  },
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
      contest: predictor.contest,
      createdAt: new Date(context.clock()).toISOString(),
      ...defined({ learntUpTo: made.learntUpTo }),
      state: predictor.state,
    };
    const changes: Change[] = [{ type: "insert", kind: "predictor", record }];
    if (promoted) changes.push(...(await takenOutOfUse(context.archive, versions)));
    return { record, changes };
  });
  return record;
}

/** The last measurement of a task or device in a space that is not retracted. */
async function lastMeasurement(
  { archive }: Context,
  space: Space,
  subject: SubjectId,
): Promise<MeasurementId | undefined> {
  const log = await archive.measurementsSince({ space: space.spec.id, ...subject }, 0);
  return log.findLast(({ measurement }) => !measurement.retracted)?.measurement.id;
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
