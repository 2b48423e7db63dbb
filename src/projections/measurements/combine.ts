import { defined, optional } from "../../base/defined.js";
import { COST_METRICS, type CostMetric } from "../../base/metric.js";
import { Z90 } from "../../base/normal.js";
import { type Fidelity, type Measurement, SD_FIELDS } from "../../records/measurement.js";
import type { Estimate } from "../estimate.js";

/** The combined accuracies of one architecture; absent where there is no measurement. */
export interface CombinedAccuracy {
  readonly accuracy?: Estimate;
  readonly testAccuracy?: Estimate;
}

/** The combined costs of one architecture; absent where there is no measurement. */
export type CombinedCost = Readonly<Partial<Record<CostMetric, Estimate>>>;

/**
 * A measured value of one metric: the mean of `repeats` runs, with their standard deviation where it was reported.
 */
interface Reading {
  readonly value: number;
  readonly repeats: number;
  readonly sd?: number;
  readonly measuredAt?: string;
}

type TaskMeasurement = Extract<Measurement, { subject: "task" }>;
type DeviceMeasurement = Extract<Measurement, { subject: "device" }>;

/**
 * Combines repeated measurements of one metric. The result is their mean weighted by repeats, the standard deviation
 * of one run (within and between measurements pooled), the number of runs and, where a spread is known, the 90 %
 * interval of the mean.
 *
 * Two measurements clash if their difference exceeds three standard errors of it. Where no spread is known, they
 * clash if it exceeds `slack`, which is a tenth of the smaller value for costs and 0.02 for accuracies.
 * @param readings at least one measurement; all measurements are kept in the archive
 * @param slack the tolerated difference, as a function of the smaller value
 */
export function combineReadings(readings: readonly Reading[], slack: (value: number) => number): Estimate {
  const repeats = readings.reduce((sum, r) => sum + r.repeats, 0);
  const value = readings.reduce((sum, r) => sum + r.repeats * r.value, 0) / repeats;
  const squares = readings.reduce(
    (sum, r) => sum + r.repeats * (r.value - value) ** 2 + (r.repeats - 1) * (r.sd ?? 0) ** 2,
    0,
  );
  const hasSpread = readings.length > 1 || readings[0].sd !== undefined;
  const sd = repeats > 1 ? Math.sqrt(squares / (repeats - 1)) : readings[0].sd;
  const dates = readings.flatMap((r) => (r.measuredAt === undefined ? [] : [r.measuredAt])).sort();
  return {
    value,
    source: "MEASURED",
    repeats,
    ...(hasSpread && sd !== undefined ? interval(value, sd, repeats) : {}),
    ...defined({ measuredAt: dates.at(-1), clashing: hasClash(readings, slack) || undefined }),
  };
}

/**
 * Combines validation (or unspecified) accuracy and test accuracy, which are never mixed. Where a network was trained
 * in several ways (for example for 12 and for 200 epochs), only the way with the most runs counts, the latest one if
 * they tie. Retracted measurements do not count.
 */
export function combineAccuracy(measurements: readonly TaskMeasurement[]): CombinedAccuracy {
  const live = measurements.filter((m) => !m.retracted);
  const accuracy = combineSplit(live.filter((m) => m.fidelity.split !== "test"));
  const testAccuracy = combineSplit(live.filter((m) => m.fidelity.split === "test"));
  return defined({ accuracy, testAccuracy });
}

/** Combines each cost. Retracted measurements do not count. */
export function combineCost(measurements: readonly DeviceMeasurement[]): CombinedCost {
  const live = measurements.filter((m) => !m.retracted);
  const combined = COST_METRICS.map((metric) => [metric, combineMetric(live, metric)] as const);
  return defined(Object.fromEntries(combined));
}

/** Returns the 90 % interval of the mean of `repeats` runs (normal approximation). */
function interval(value: number, sd: number, repeats: number): { sd: number; lower: number; upper: number } {
  const half = (Z90 * sd) / Math.sqrt(repeats);
  return { sd, lower: value - half, upper: value + half };
}

/** Tells whether any two measurements clash. */
function hasClash(readings: readonly Reading[], slack: (value: number) => number): boolean {
  for (let i = 0; i < readings.length; i++) {
    for (let j = i + 1; j < readings.length; j++) {
      const [a, b] = [readings[i], readings[j]];
      const variance = (a.sd ?? 0) ** 2 / a.repeats + (b.sd ?? 0) ** 2 / b.repeats;
      const allowed = variance > 0 ? 3 * Math.sqrt(variance) : slack(Math.min(a.value, b.value));
      if (Math.abs(a.value - b.value) > allowed + 1e-12) return true;
    }
  }
  return false;
}

const costSlack = (value: number): number => 0.1 * value;
const accuracySlack = (): number => 0.02;

function combineSplit(measurements: readonly TaskMeasurement[]): Estimate | undefined {
  if (measurements.length === 0) return undefined;
  const groups = new Map<string, TaskMeasurement[]>();
  for (const m of measurements) {
    const key = `${m.fidelity.split}\n${m.fidelity.training}`;
    groups.set(key, [...(groups.get(key) ?? []), m]);
  }
  const runs = (group: readonly TaskMeasurement[]) => group.reduce((sum, m) => sum + m.repeats, 0);
  const chosen = [...groups.values()].reduce((best, group) => (runs(group) >= runs(best) ? group : best));
  const readings = chosen.map((m) => ({
    value: m.accuracy,
    repeats: m.repeats,
    ...defined({ sd: m.accuracySd, measuredAt: m.measuredAt }),
  }));
  const seeds = [...new Set(chosen.flatMap((m) => m.fidelity.seeds))].sort((a, b) => a - b);
  const { seconds: _, ...how } = chosen[0].fidelity;
  const seconds = chosen.reduce((sum, { fidelity }) => sum + (fidelity.seconds ?? Number.NaN), 0);
  const fidelity: Fidelity = {
    ...how,
    seeds,
    ...defined({ seconds: Number.isNaN(seconds) ? undefined : seconds }),
  };
  return clampFraction({ ...combineReadings(readings, accuracySlack), fidelity });
}

const clampFraction = (estimate: Estimate): Estimate => ({
  ...estimate,
  ...defined({
    lower: optional(estimate.lower, (lower) => Math.max(0, lower)),
    upper: optional(estimate.upper, (upper) => Math.min(1, upper)),
  }),
});

function combineMetric(measurements: readonly DeviceMeasurement[], metric: CostMetric): Estimate | undefined {
  const readings = measurements.flatMap((m) => {
    const [value, sd] = [m[metric], m[SD_FIELDS[metric]]];
    if (value === undefined) return [];
    return [{ value, repeats: m.repeats, ...defined({ sd, measuredAt: m.measuredAt }) }];
  });
  return readings.length === 0 ? undefined : combineReadings(readings, costSlack);
}
