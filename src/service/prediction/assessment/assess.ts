import type { Predictor, Quality } from "../../../../predictors/port.js";
import { assess } from "../../../../predictors/quality.js";
import { checkpoint, unlessCancelled } from "../../../base/async/cancelling.js";
import { defined } from "../../../base/defined.js";
import { NotFound } from "../../../base/errors.js";
import { type ArchitectureId, type PredictorId, predictorId } from "../../../base/ids.js";
import type { Metric } from "../../../base/metric.js";
import { NeedsTime } from "../../../projections/networks/needs-time.js";
import type { Context } from "../../context.js";
import { crossValidate, type OutOfFold, planInWords } from "../cross-validation.js";
import { subjectOfKind } from "../held-out-quality.js";
import { learntFrom } from "../learnt.js";
import type { PredictorSummary } from "../promotion.js";
import { type MeasuredNetworks, measuredNetworks, rowsOf } from "../training-rows.js";
import { type CalibrationLevel, calibrationOf } from "./calibration.js";

/** A network with its measured value and a prediction that was not learnt from it, in the metric's unit. */
export interface AssessedNetwork {
  readonly architecture: ArchitectureId;
  readonly measured: number;
  readonly predicted: number;
  /** Bounds of the 90 % interval. */
  readonly lower: number;
  readonly upper: number;
}

/** How the predictions of one version compare with measurements from which they were not learnt. */
export interface PredictorAssessment {
  readonly predictor: PredictorId;
  readonly metric: Metric;
  /** Whether the networks are new to the version, or were left out of trainings of its family one after the other. */
  readonly how: "unseen" | "cross-validation";
  readonly networks: readonly AssessedNetwork[];
  /** The quality on these networks; absent where there are none. */
  readonly quality?: Quality;
  /** Empty where there are no networks. */
  readonly calibration: readonly CalibrationLevel[];
  /** Sentences about how the networks were chosen, and about what is missing. */
  readonly notes: readonly string[];
}

/** With fewer networks that a version has not learnt from, cross-validation assesses it where that judged it. */
const LEAST_UNSEEN = 5;

/**
 * Compares the predictions of a version with the measured networks from which it has not learnt: those that were held
 * out of its training, and those measured since. A version that learnt from every network is assessed by
 * cross-validation of its family, which trains up to ten predictors. Throws `NotFound` on `id`, `Cancelled` soon after
 * the signal aborts, and `NeedsTime` where long work is left to others.
 */
export function assessPredictor(
  context: Context,
  id: string,
  signal?: AbortSignal,
): Promise<PredictorAssessment> {
  return unlessCancelled(async () => {
    const { record, predictor, unusable, all } = await versionWithData(context, id);
    const empty = { predictor: record.id, metric: record.metric, networks: [], calibration: [] };
    if (predictor === undefined)
      return { ...empty, how: "unseen", notes: [`${record.id} cannot be used: ${unusable}`] };
    const log = await context.archive.measurementsSince({ space: record.space, ...subjectOfKind(record) }, 0);
    const learnt = learntFrom(record, log);
    await checkpoint(signal);
    const rows = [...all.ids.keys()];
    const unseen = rows.filter((row) => !learnt.has(all.ids[row]));
    if (unseen.length >= LEAST_UNSEEN || record.judgedBy !== "cross-validation") {
      const { genotypes } = rowsOf(all.set, unseen);
      const how = `${unseen.length} measured networks from which ${record.id} has not learnt`;
      return described(record, predictor, all, unseen, predictor.predict(genotypes), "unseen", how);
    }
    const [round] = await crossValidate(all.set, (set) =>
      context.train(set, { seed: record.seed, family: record.family, ...defined({ signal }) }),
    );
    const how =
      `${all.ids.length} networks by ${planInWords(all.ids.length)} of the family ${record.family}, ` +
      `since ${record.id} has learnt from all of them`;
    return described(record, predictor, all, rows, round, "cross-validation", how);
  }, signal);
}

/** A version with the measured networks of its metric. */
export async function versionWithData(context: Context, id: string) {
  if (context.defersSearches === true) throw new NeedsTime("the assessment of a predictor");
  const stored = await context.archive.get("predictor", predictorId(id));
  if (stored === undefined) throw new NotFound("predictor", id, "id");
  const { state: _, ...record } = stored;
  const space = await context.catalog.space(record.space);
  const { predictor, unusable = "it is gone" } = (await context.promoted.version(space, record.id)) ?? {};
  const all = await measuredNetworks(context, space, subjectOfKind(record), record.metric);
  return { record, predictor, unusable, all };
}

function described(
  record: PredictorSummary,
  predictor: Predictor,
  all: MeasuredNetworks,
  rows: readonly number[],
  predictions: OutOfFold,
  how: PredictorAssessment["how"],
  words: string,
): PredictorAssessment {
  const truth = rowsOf(all.set, rows).values;
  const { value, lower, upper } = predictions;
  const isEmpty = rows.length === 0;
  return {
    predictor: record.id,
    metric: record.metric,
    how,
    networks: rows.map((row, i) => ({
      architecture: all.ids[row],
      measured: truth[i],
      predicted: value[i],
      lower: lower[i],
      upper: upper[i],
    })),
    ...(!isEmpty && { quality: assess(predictions, truth) }),
    calibration: isEmpty ? [] : calibrationOf(predictor, predictions, truth),
    notes: [
      isEmpty
        ? `no network is measured from which ${record.id} has not learnt, so that nothing can be said of its errors`
        : `assessed on ${words}`,
    ],
  };
}
