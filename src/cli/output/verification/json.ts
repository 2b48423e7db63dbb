import { nameOf } from "../../../base/metric.js";
import type { FrontOfVerification } from "../../../service/verification/front-change.js";
import type {
  Verification,
  VerifiedPoint,
  VerifiedValue,
} from "../../../service/verification/verification.js";
import { csvText, geneColumns, geneNamesOf } from "../csv.js";
import { byName, frontJson, pointJson } from "../points.js";

/** A verification in the form of `--json`: that of the present front, and `verification` beside it. */
export function verificationJson(
  verification: Verification,
  change: FrontOfVerification,
  extra: { readonly asked: number; readonly plot: string | null },
) {
  const { id, task, device, rounds, askedAt, counts, points, metrics, notes } = verification;
  return {
    ...frontJson(change.front),
    verification: {
      ...{ key: id, task, device, rounds, askedAt, ...counts, asked: extra.asked, plot: extra.plot },
      points: points.map(verifiedJson),
      metrics: Object.fromEntries(metrics.map(({ metric, ...figures }) => [nameOf(metric), figures])),
      front: {
        added: change.added.map(pointJson),
        removed: change.removed.map(({ id, architecture }) => ({ id, architecture })),
        referencePoint: byName(change.referencePoint),
        hypervolumePredicted: change.hypervolumePredicted,
        hypervolumeMeasured: change.hypervolumeMeasured,
        notMeasured: change.notMeasured,
        beyondLimits: change.beyondLimits,
      },
      notes,
    },
  };
}

const verifiedJson = ({ id, architecture, askedAt, status, reason, values }: VerifiedPoint) => ({
  ...{ id, architecture, askedAt, status, reason: reason ?? null },
  values: Object.fromEntries(values.map((value) => [nameOf(value.metric), valueJson(value)])),
});

const valueJson = ({ predicted, measured, error, inside }: VerifiedValue) => ({
  predicted: predicted.value,
  interval: predicted.lower === undefined ? null : [predicted.lower, predicted.upper],
  source: predicted.source,
  measured: measured?.value ?? null,
  error: error ?? null,
  inside: inside ?? null,
});

/** The points of a verification as CSV, one per row, with genes, status, and six columns for each metric. */
export function verificationCsv({ points, metrics }: Verification): string {
  const genes = geneNamesOf(points);
  const ends = ["predicted", "lower", "upper", "source", "measured", "error"];
  const values = metrics.flatMap(({ metric }) => ends.map((end) => `${nameOf(metric)}.${end}`));
  const head = ["id", ...geneColumns(genes, ["id", "status", ...values]), "status", ...values];
  const rows = points.map((point) => [
    point.id,
    ...genes.map((gene) => point.architecture[gene]),
    point.status,
    ...metrics.flatMap(({ metric }) => {
      const value = point.values.find((one) => one.metric === metric);
      const { predicted, measured, error } = value ?? {};
      return [
        predicted?.value,
        predicted?.lower,
        predicted?.upper,
        predicted?.source,
        measured?.value,
        error,
      ];
    }),
  ]);
  return csvText(head, rows);
}
