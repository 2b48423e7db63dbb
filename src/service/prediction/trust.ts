import type { MeasurementId } from "../../base/ids.js";
import { isCost, type Metric } from "../../base/metric.js";
import type { SubjectId } from "../../projections/catalog.js";
import type { Space } from "../../space/space.js";
import type { Context } from "../context.js";
import { collectSamples } from "../findings/collect.js";
import type { Finding } from "../findings/finding.js";
import { findingOf, inShort } from "../findings/suspects.js";
import { suspicionsOf } from "../findings/suspicions/suspicions.js";

/** Beyond this share of the measurements, suspects are not left out: it is not known which ones are wrong. */
const MOST_LEFT_OUT = 0.25;

/** What the findings mean for a training. */
export interface Trust {
  /** Measurements that are left out of the training. */
  readonly excluded: ReadonlySet<MeasurementId>;
  /** The findings whose measurements are left out. */
  readonly leftOut: readonly Finding[];
  /** The findings because of which a predictor of these measurements is not put into use. */
  readonly refusals: readonly Finding[];
}

/**
 * Judges the measurements of a metric before a training (decision 0080). Single wrong values are left out; a finding
 * about a whole batch, or about more than a quarter of the measurements, refuses promotion.
 */
export async function trustIn(
  context: Context,
  space: Space,
  subject: SubjectId,
  metric: Metric,
): Promise<Trust> {
  const excluded = new Set<MeasurementId>();
  if (!isCost(metric) || "task" in subject) return { excluded, leftOut: [], refusals: [] };
  const device = await context.catalog.device(subject.device);
  const { samples } = await collectSamples(context, device, space);
  const measured = samples.measurements.filter((one) => one[metric] !== undefined).length;
  const leftOut: Finding[] = [];
  const refusals: Finding[] = [];
  for (const suspicion of suspicionsOf(samples)) {
    if (suspicion.metric !== metric && suspicion.kind !== "swapped") continue;
    const isFew = suspicion.rows.length <= Math.max(1, MOST_LEFT_OUT * measured);
    const finding = findingOf(samples, suspicion);
    if (!suspicion.isSeparable || !isFew) refusals.push(finding);
    else {
      leftOut.push(finding);
      for (const row of suspicion.rows) excluded.add(samples.measurements[row].id);
    }
  }
  return { excluded, leftOut, refusals };
}

/** What was left out of a training, or keeps a predictor from use, as clauses that follow its reason. */
export function trustInWords({ excluded, leftOut, refusals }: Trust): readonly string[] {
  const left =
    leftOut.length === 0
      ? []
      : [`${excluded.size} measurements were left out of the training: ${leftOut.map(inShort).join("; ")}`];
  const refused =
    refusals.length === 0
      ? []
      : [
          "not put into use because the measurements are suspect: " +
            `${refusals.map(inShort).join("; ")}; the device's findings name them: retract those that are wrong and ` +
            "train again, or restore this version to use it all the same",
        ];
  return [...refused, ...left];
}
