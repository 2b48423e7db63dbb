import { COST_METRICS, type CostMetric } from "../../../base/metric.js";
import { median } from "../../../base/statistics/median.js";
import { SD_FIELDS } from "../../../records/measurement.js";

import type { Samples, Suspicion } from "./samples.js";

/** Repeats that differ by less than this factor [ln] do not clash, however small their stated spread is. */
const LEAST_DIFFERENCE = Math.log(1.15);
/** The same where no spread is stated. */
const LEAST_WITHOUT_SPREAD = Math.log(1.3);
/** Repeats clash from this many standard deviations of their difference on. */
const SPREADS = 4;

/**
 * Finds networks that were measured more than once with values that differ far more than their stated spread, or by
 * more than 30 % where none is stated.
 * @param rows the measurements to look at: those that no other finding explains
 */
export function clashes(samples: Samples, rows: readonly number[]): readonly Suspicion[] {
  return COST_METRICS.flatMap((metric) => {
    const byNetwork = new Map<number, number[]>();
    let networks = 0;
    for (const row of rows) {
      if (!((samples.measurements[row][metric] ?? 0) > 0)) continue;
      const network = samples.network[row];
      byNetwork.set(network, [...(byNetwork.get(network) ?? []), row]);
    }
    const clashing: number[] = [];
    const expected: number[] = [];
    let repeated = 0;
    for (const repeats of byNetwork.values()) {
      if (repeats.length < 2) continue;
      repeated++;
      const extremes = extremesOf(samples, metric, repeats);
      if (!differ(samples, metric, extremes)) continue;
      networks++;
      const middle = median(repeats.map((row) => logOf(samples, metric, row)));
      for (const row of repeats) {
        clashing.push(row);
        expected.push(middle);
      }
    }
    if (networks === 0) return [];
    return [
      {
        ...{ kind: "clash", metric, rows: clashing, expected, isSeparable: true },
        text:
          `${networks} of ${repeated} networks with more than one measurement of ${metric} have values that differ ` +
          "far more than their spread",
        cause:
          "one of the values is of another network, batch size, runtime or power mode, or the device was disturbed",
      },
    ];
  });
}

const logOf = ({ measurements }: Samples, metric: CostMetric, row: number): number =>
  Math.log(measurements[row][metric] ?? 1);

/** The rows of the least and the greatest value. */
function extremesOf(
  samples: Samples,
  metric: CostMetric,
  rows: readonly number[],
): readonly [number, number] {
  const sorted = [...rows].sort((a, b) => logOf(samples, metric, a) - logOf(samples, metric, b));
  return [sorted[0], sorted[sorted.length - 1]];
}

function differ(samples: Samples, metric: CostMetric, [low, high]: readonly [number, number]): boolean {
  const difference = logOf(samples, metric, high) - logOf(samples, metric, low);
  const field = SD_FIELDS[metric];
  const relative = [low, high].map((row) => {
    const one = samples.measurements[row];
    const sd = one[field];
    return sd === undefined ? undefined : sd / (one[metric] ?? 1);
  });
  const known = relative.filter((one) => one !== undefined);
  if (known.length === 0) return difference >= LEAST_WITHOUT_SPREAD;
  const spread = Math.sqrt(known.reduce((sum, one) => sum + one ** 2, 0) * (2 / known.length));
  return difference >= Math.max(LEAST_DIFFERENCE, SPREADS * spread);
}
