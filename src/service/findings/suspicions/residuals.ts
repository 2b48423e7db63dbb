import { ridge } from "../../../../predictors/families/ridge.js";
import { createEncoder } from "../../../../predictors/features/encoder.js";
import { outOfSample } from "../../../../predictors/training/cross-validation.js";
import type { CostMetric } from "../../../base/metric.js";
import { median } from "../../../base/statistics/median.js";

import type { Samples } from "./samples.js";

/** Slopes of a value's logarithm on a source's. */
const SLOPES = [0.3, 0.5, 0.7, 0.85, 1, 1.15, 1.4, 2];
/** Only so many sources are tried. */
const MOST_SOURCES = 24;

/** One way to expect values: what is left of them, up to a common level. */
export interface Residual {
  /** What was expected, in words. */
  readonly name: string;
  /** The expected values [ln], one per row, up to the level. */
  readonly expected: Float64Array;
  /** The differences of values and expectations. */
  readonly values: Float64Array;
}

/**
 * The ways to expect the values of some measurements [ln]: a constant; each source that knows all networks, and the
 * logarithms of multiply-accumulates and parameters, with several slopes; and a ridge regression on the features of the
 * networks and all sources, which predicts each value from the others.
 * @param logs the natural logarithms of the values, one per row
 */
export function residualsOf(
  samples: Samples,
  metric: CostMetric,
  rows: readonly number[],
  logs: Float64Array,
): readonly Residual[] {
  const { space, genotypes, network, sources } = samples;
  const networks = rows.map((row) => genotypes[network[row]]);
  const known = sources[metric]
    .map(({ name, values }) => ({ name, values: Float64Array.from(rows, (row) => values[network[row]]) }))
    .filter(({ values }) => values.every(Number.isFinite))
    .slice(0, MOST_SOURCES);
  const encoder = createEncoder(
    space,
    known.map(({ name }) => name),
  );
  const features = encoder.encode(networks, known);
  const sizes = [...encoder.names.entries()]
    .filter(([, name]) => /log (macs|params)$/.test(name))
    .map(([c, name]) => ({
      name: `the ${name}`,
      values: Float64Array.from(rows, (_, r) => features.data[r * features.columns + c]),
    }));
  const level = median(logs);
  const residual = (name: string, expected: Float64Array): Residual => ({
    name,
    expected,
    values: logs.map((value, i) => value - expected[i]),
  });
  const lines = [...known, ...sizes].flatMap(({ name, values }) => {
    const centre = median(values);
    return SLOPES.map((slope) =>
      residual(
        name,
        values.map((value) => level + slope * (value - centre)),
      ),
    );
  });
  const options = { seed: 1, groups: encoder.groupsFor(metric) };
  const fitted = outOfSample(
    ridge,
    features,
    logs.map((value) => value - level),
    options,
  );
  return [
    residual(
      "their median",
      logs.map(() => level),
    ),
    ...lines,
    residual(
      "what the others and the features of the networks let expect",
      fitted.mean.map((value) => value + level),
    ),
  ];
}
