import type { COST_METRICS } from "../../../base/metric.js";
import { clashes } from "./clashes.js";
import { grossErrors } from "./gross.js";
import type { Samples, Suspicion } from "./samples.js";
import { shifts } from "./shifts.js";
import { interchanged } from "./swapped.js";

/**
 * What is probably wrong among the measurements of a device (decision 0080), the grossest first: what one finding
 * explains is left out when the next is looked for.
 */
export function suspicionsOf(samples: Samples): readonly Suspicion[] {
  const all = [...samples.measurements.keys()];
  const { swapped, gross } = apart(interchanged(samples, all), grossErrors(samples));
  const isWhole = [...swapped, ...gross].some(({ isSeparable }) => !isSeparable);
  const explained = new Set([...gross, ...swapped].flatMap(({ rows }) => rows));
  const rest = isWhole ? all : without(all, explained);
  const shifted = shifts(samples, rest);
  const shiftedIn = (metric: (typeof COST_METRICS)[number]) =>
    new Set(shifted.flatMap((one) => (one.metric === metric ? one.rows : [])));
  const clashing = clashes(samples, rest).flatMap((clash) => {
    const byShift = shiftedIn(clash.metric);
    const isExplained = clash.rows.some((row) => byShift.has(row));
    return isExplained ? [] : [clash];
  });
  return [...gross, ...swapped, ...shifted, ...clashing];
}

/**
 * Tells interchanged columns from units, as both make values unlikely: where all values of one metric alone are in
 * another unit, these are it; what is interchanged is otherwise no gross error.
 */
function apart(swapped: readonly Suspicion[], gross: readonly Suspicion[]) {
  const whole = gross.filter(({ kind, isSeparable }) => kind === "unit" && !isSeparable);
  if (whole.length === 1 && swapped.some(({ isSeparable }) => !isSeparable)) return { swapped: [], gross };
  const taken = new Set(swapped.flatMap(({ rows }) => rows));
  return {
    swapped,
    gross: gross.flatMap((one) => {
      const kept = [...one.rows.keys()].filter((i) => !taken.has(one.rows[i]));
      if (kept.length === one.rows.length) return [one];
      return kept.length === 0
        ? []
        : [{ ...one, rows: kept.map((i) => one.rows[i]), expected: kept.map((i) => one.expected[i]) }];
    }),
  };
}

const without = (rows: readonly number[], left: ReadonlySet<number>): readonly number[] =>
  rows.filter((row) => !left.has(row));
