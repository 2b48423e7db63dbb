import type { FrontPoint } from "../front/devices.js";
import type { NetworkQuery } from "../generated/operations.js";

export type Measurement = NonNullable<NetworkQuery["architecture"]>["measurements"][number];

export const METRICS = ["accuracy", "latency", "energy"] as const;
type Metric = (typeof METRICS)[number];

/** The values of a network by which it is compared with the front. */
export interface OwnValues {
  readonly accuracy: number;
  readonly latency: number;
  readonly energy: number | undefined;
}

/** What was measured of a metric under these conditions; not what was retracted, nor accuracies on the test split. */
export const measuredOf = (
  measurements: readonly Measurement[],
  metric: Metric,
  on: { readonly task: string; readonly device: string },
): readonly { readonly value: number; readonly repeats: number }[] =>
  measurements.flatMap(({ task, device, retracted, fidelity, repeats, [metric]: value }) => {
    const isAbout = metric === "accuracy" ? task?.key === on.task : device?.key === on.device;
    return value === null || !isAbout || retracted || fidelity?.split === "TEST" ? [] : [{ value, repeats }];
  });

/** The measured values, means over their repeats, else the estimated ones; undefined without accuracy and latency. */
export function ownValues(
  estimated: Pick<FrontPoint, Metric> | undefined,
  measurements: readonly Measurement[],
  task: string,
  device: string,
): OwnValues | undefined {
  const meanOf = (metric: Metric): number | undefined => {
    const measured = measuredOf(measurements, metric, { task, device });
    const repeats = measured.reduce((sum, one) => sum + one.repeats, 0);
    if (repeats === 0) return estimated?.[metric]?.value;
    return measured.reduce((sum, one) => sum + one.value * one.repeats, 0) / repeats;
  };
  const [accuracy, latency, energy] = METRICS.map(meanOf);
  return accuracy === undefined || latency === undefined ? undefined : { accuracy, latency, energy };
}

/** The values of a point of a front; undefined if it lacks an accuracy or a latency. */
export const valuesOfPoint = (point: FrontPoint): OwnValues | undefined => ownValues(point, [], "", "");

/** Whether a point is at least as good in everything that both have, and better in something. */
export function isBetter(point: OwnValues, own: OwnValues): boolean {
  const [a, b] = [lossesOf(point), lossesOf(own)];
  const gains = a.flatMap((loss, i) => (loss === undefined || b[i] === undefined ? [] : [b[i] - loss]));
  return gains.every((gain) => gain >= 0) && gains.some((gain) => gain > 0);
}

/** How far apart two networks are: differences as parts of the ranges that the front has. */
export function distance(a: OwnValues, b: OwnValues, front: readonly OwnValues[]): number {
  const columns = front.map(lossesOf);
  const [x, y] = [lossesOf(a), lossesOf(b)];
  return Math.hypot(
    ...x.map((loss, i) => {
      const own = columns.flatMap((losses) => losses[i] ?? []);
      const range = Math.max(...own) - Math.min(...own);
      return loss === undefined || y[i] === undefined || !(range > 0) ? 0 : (loss - y[i]) / range;
    }),
  );
}

const lossesOf = ({ accuracy, latency, energy }: OwnValues) => [-accuracy, latency, energy] as const;
