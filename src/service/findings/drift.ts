import type { Predictor } from "../../../predictors/port.js";
import type { TaskId } from "../../base/ids.js";
import { isCost, type Metric, nameOf } from "../../base/metric.js";
import type { Remedy } from "../../base/remedy.js";
import { binomialTail } from "../../base/statistics/binomial.js";
import { fromArchitecture } from "../../space/architecture.js";
import type { Context } from "../context.js";
import { subjectOfKind } from "../prediction/held-out-quality.js";
import type { PredictorSummary } from "../prediction/promotion.js";
import type { Evidence, Finding, Findings } from "./finding.js";
import { type NewValue, newValues } from "./new-values.js";

/** The share of values that lie outside a 90 % interval by chance. */
const NOMINAL = 0.1;
/** Drift is reported if so many values outside were at most this probable by chance. */
const SIGNIFICANCE = 0.01;
/** The least number of networks outside their intervals that make drift. */
const LEAST_OUTSIDE = 3;
/** The least coverage on held-out networks with which intervals count as calibrated. */
const CALIBRATED = 0.8;

interface Judged extends Evidence {
  /** How far the value lies outside its interval, relative to the interval's width; 0 inside. */
  readonly distance: number;
}

/**
 * Reports whether new measurements lie outside the 90 % intervals of a predictor in use more often than chance allows
 * (decision 0076): a one-sided binomial test over networks from which the predictor has not learnt.
 * @param task a task of the predictor's space, for the words that say how to train again
 */
export async function driftOf(
  context: Context,
  record: PredictorSummary,
  task: TaskId | undefined,
): Promise<Findings> {
  const { archive, catalog, promoted } = context;
  const space = await catalog.space(record.space);
  const { predictor, unusable } = (await promoted.version(space, record.id)) ?? {};
  if (predictor === undefined) {
    return {
      findings: [],
      notes: [`${record.id} is in use, but answers nothing: ${unusable ?? "it is gone"}`],
    };
  }
  const log = await archive.measurementsSince({ space: record.space, ...subjectOfKind(record) }, 0);
  const { values, learnt, undated } = newValues(record, log);
  const { judged, extrapolated } = await judge(context, predictor, values);
  const outside = judged.filter(({ distance }) => distance > 0).sort((a, b) => b.distance - a.distance);
  const chance = binomialTail(judged.length, outside.length, NOMINAL);
  const isDrift = outside.length >= LEAST_OUTSIDE && chance <= SIGNIFICANCE;
  const noteOf = (count: number, what: string) => (count === 0 ? [] : [`${record.id}: ${count} ${what}`]);
  return {
    findings: isDrift ? [driftFinding(record, judged.length, outside, chance, task)] : [],
    notes: [
      ...noteOf(
        learnt,
        "networks that were measured again are not tested for drift: the predictor learnt from them, so that its " +
          "intervals do not hold there",
      ),
      ...noteOf(
        extrapolated,
        "newly measured networks are not tested for drift: they lie beyond what the predictor learnt from",
      ),
      ...noteOf(
        undated,
        "measurements without a date are not tested for drift: whether the predictor learnt from them is not known",
      ),
    ],
  };
}

/** Compares new values with the predictor's intervals; networks beyond its training data are counted only. */
async function judge(
  { archive, catalog }: Context,
  predictor: Predictor,
  values: readonly NewValue[],
): Promise<{ readonly judged: readonly Judged[]; readonly extrapolated: number }> {
  if (values.length === 0) return { judged: [], extrapolated: 0 };
  const records = await Promise.all(values.map(({ architecture }) => archive.architecture(architecture)));
  const rows = values.flatMap((value, i) => {
    const record = records[i];
    return record === undefined ? [] : [{ ...value, record }];
  });
  const space = await catalog.space(rows[0].record.space);
  const genotypes = rows.map(({ record }) => fromArchitecture(space, record.architecture));
  const { value: expected, lower, upper, extrapolated } = predictor.predict(genotypes);
  const judged = rows.flatMap(({ architecture, measurements, value: measured }, i): Judged[] => {
    if (extrapolated[i] === 1) return [];
    const width = Math.max(upper[i] - lower[i], Number.MIN_VALUE);
    const distance = Math.max(0, lower[i] - measured, measured - upper[i]) / width;
    return [{ architecture, measurements, measured, expected: expected[i], distance }];
  });
  return { judged, extrapolated: rows.length - judged.length };
}

function driftFinding(
  record: PredictorSummary,
  tested: number,
  outside: readonly Judged[],
  chance: number,
  task: TaskId | undefined,
): Finding {
  const { id, space, metric, quality } = record;
  const evidence = outside.map(({ distance: _, ...shown }) => shown);
  const remedies: Remedy[] = [{ kind: "retractMeasurements" }];
  const trainable = record.task ?? task;
  if (trainable !== undefined) {
    const owner = record.device === undefined ? {} : { device: record.device };
    remedies.push({ kind: "trainPredictor", metric: nameOf(metric), task: trainable, ...owner });
  }
  return {
    ...{ kind: "drift", space, metric, predictor: id, remedies, evidence },
    text:
      `${outside.length} of ${tested} networks measured since ${id} was trained lie outside its 90 % intervals, ` +
      `where ${(NOMINAL * tested).toFixed(1)} are expected ` +
      `(by chance with probability ${chance.toPrecision(2)})${ratioText(metric, evidence)}`,
    cause:
      quality.coverage90 < CALIBRATED
        ? "the predictor's intervals were too narrow from the start: they covered " +
          `${(100 * quality.coverage90).toFixed(0)} % of the networks held out of its training`
        : isCost(metric)
          ? "the device has changed, for example its firmware, runtime, power mode or temperature, or these " +
            "measurements were made in another way"
          : "the measurements were made in another way, for example with another training or split, or are of other " +
            "networks than the predictor learnt from",
  };
}

/** The median ratio of measured and expected values of the networks outside their intervals, in words. */
function ratioText(metric: Metric, evidence: readonly Evidence[]): string {
  if (!isCost(metric)) return "";
  const ratios = evidence.map(({ measured, expected }) => measured / expected).sort((a, b) => a - b);
  return `; the median of these is ${ratios[ratios.length >> 1].toPrecision(3)} times its prediction`;
}
