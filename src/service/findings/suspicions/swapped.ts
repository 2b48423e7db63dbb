import { median } from "../../../base/statistics/median.js";
import { leastMedianLine } from "./robust.js";
import type { Samples, Source, Suspicion } from "./samples.js";

/** The least difference [ln] that makes latency and energy distinguishable. */
const LEAST_DIFFERENCE = 0.35;
/** It must also be so many times the spread of the mean powers. */
const SPREADS = 6;
/** Interchanged values must fit this many times better than the values as given. */
const BETTER = 3;
/** From this mean power on [ln, either way], interchanged values are told from those in another unit, too. */
const DISTINCT = 1.5;
/** The least number of measurements with both values, where there is no source of this device. */
const LEAST_VALUES = 5;
/** A mean power of less [W] is not that of a device that runs such networks; nor is one of more. */
const POWER = { least: 0.01, most: 2000 };

interface Both {
  readonly row: number;
  /** Natural logarithms of the latency [ms], the energy [mJ], and their ratio, the mean power [W]. */
  readonly latency: number;
  readonly energy: number;
  readonly power: number;
}

/**
 * Finds measurements whose latency and energy were interchanged, by their ratio, the mean power during an inference
 * (mJ / ms = W): interchanged, it is the inverse of what it is for the others, or of what predictors expect.
 * @param rows the measurements to look at: those without gross errors
 */
export function interchanged(samples: Samples, rows: readonly number[]): readonly Suspicion[] {
  const both = rows.flatMap((row): Both[] => {
    const { latency = 0, energy = 0 } = samples.measurements[row];
    if (!(latency > 0 && energy > 0)) return [];
    const [l, e] = [Math.log(latency), Math.log(energy)];
    return [{ row, latency: l, energy: e, power: e - l }];
  });
  if (both.length === 0) return [];
  const own = ownPower(samples, both);
  if (own === undefined && both.length < LEAST_VALUES) return [];
  const powers = Float64Array.from(both, ({ power }) => power);
  const { centre, scale } = leastMedianLine(own?.expected ?? powers, powers, [own === undefined ? 0 : 1]);
  const expected = own?.expected ?? powers.map(() => centre);
  const spread = both.length < LEAST_VALUES ? 0 : scale;
  const least = Math.max(LEAST_DIFFERENCE, SPREADS * spread);
  const typical = {
    latency: median(both.map(({ latency }) => latency)),
    energy: median(both.map(({ energy }) => energy)),
  };
  const swapped = both.filter(({ power }, i) => {
    const off = Math.abs(power - expected[i]);
    if (off < least || off < BETTER * Math.abs(-power - expected[i])) return false;
    return Math.abs(expected[i]) < DISTINCT || fitsSwapped(both[i], typical) >= Math.abs(expected[i]);
  });
  if (swapped.length > 0) {
    const name = own?.name ?? "the others";
    const one = suspicion(swapped, 2 * swapped.length < both.length, {
      text:
        `latency and energy of ${swapped.length} of ${both.length} measurements fit ${name} only if they are ` +
        "interchanged",
    });
    return [{ ...one, ...(own?.predictor === undefined ? {} : { predictor: own.predictor }) }];
  }
  return own === undefined ? implausible(both) : [];
}

/** By how much [ln] the two values are nearer to the medians of the others if they are interchanged. */
const fitsSwapped = (
  { latency, energy }: Both,
  typical: { readonly latency: number; readonly energy: number },
): number =>
  Math.abs(latency - typical.latency) +
  Math.abs(energy - typical.energy) -
  Math.abs(energy - typical.latency) -
  Math.abs(latency - typical.energy);

/** What the sources of this device expect of the mean power; undefined where one of the two is missing. */
function ownPower({ sources, network }: Samples, both: readonly Both[]) {
  const ownOf = (all: readonly Source[]) =>
    all.find(
      ({ of, values }) =>
        of === "this device" && both.every(({ row }) => Number.isFinite(values[network[row]])),
    );
  const [latency, energy] = [ownOf(sources.latency), ownOf(sources.energy)];
  if (latency === undefined || energy === undefined) return undefined;
  const { name, predictor } = latency;
  const expected = Float64Array.from(
    both,
    ({ row }) => energy.values[network[row]] - latency.values[network[row]],
  );
  return { name, predictor, expected };
}

/** Finds that all values are interchanged, by a mean power that no device has while its inverse is plausible. */
function implausible(both: readonly Both[]): readonly Suspicion[] {
  const watts = Math.exp(median(both.map(({ power }) => power)));
  if (watts >= POWER.least || 1 / watts > POWER.most) return [];
  return [
    suspicion(both, false, {
      text:
        `energy divided by latency is ${watts.toPrecision(2)} W in the median of ${both.length} measurements, ` +
        `less than devices take that run such networks; interchanged it would be ${(1 / watts).toPrecision(2)} W ` +
        "(or one of the two is in another unit)",
    }),
  ];
}

const suspicion = (
  of: readonly Both[],
  isSeparable: boolean,
  { text }: { readonly text: string },
): Suspicion => ({
  kind: "swapped",
  metric: "latency",
  text,
  cause: "the columns or fields of latency and energy were interchanged",
  rows: of.map(({ row }) => row),
  expected: of.map(({ energy }) => energy),
  isSeparable,
});
