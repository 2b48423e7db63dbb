import type { Baselines, FusionTable } from "../../seeds/fusion-table.js";
import { fusionSpace } from "../../seeds/fusion-tasks.js";
import { loadProfiles } from "../../seeds/load-profiles.js";
import { architectureCost } from "../../src/hardware/cost-model.js";
import { paretoFront } from "../../src/pareto/front.js";
import { fromArchitecture } from "../../src/space/architecture.js";

/** A network of a front. Accuracies are fractions: it was chosen by `validation`; `test` was scored once per seed. */
export interface FrontPoint {
  /** In milliseconds. */
  readonly latency: number;
  /** In millijoules. */
  readonly energy: number;
  readonly validation: number;
  readonly test: number;
  /** The standard deviation of the test accuracy between seeds. */
  readonly sd: number;
  /** The accuracies of the same backbones on the test split. */
  readonly baselines: Baselines;
}

/**
 * Returns the front of the confirmed networks by mean validation accuracy, latency [ms] and energy [mJ] on a device,
 * the most accurate network first.
 */
export function finalFront(table: FusionTable, device: string): readonly FrontPoint[] {
  const space = fusionSpace(table.task);
  const profiles = loadProfiles().filter((profile) => profile.device === device);
  const points = table.finals.flatMap(({ genes, validation, test, baselines }): FrontPoint[] => {
    if (test === undefined || baselines.test === undefined) return [];
    const { latency, energy = Number.NaN } = architectureCost(
      space,
      fromArchitecture(space, genes),
      profiles,
      device,
    );
    return [
      {
        latency,
        energy,
        validation: mean(validation),
        test: mean(test),
        sd: spread(test),
        baselines: baselines.test,
      },
    ];
  });
  const front = paretoFront([
    Float64Array.from(points, ({ validation }) => -validation),
    Float64Array.from(points, ({ latency }) => latency),
    Float64Array.from(points, ({ energy }) => energy),
  ]);
  return Array.from(front, (i) => points[i]).sort((a, b) => b.validation - a.validation);
}

/** The modalities of the networks of a front. */
export const modalitiesOf = ([first]: readonly FrontPoint[]): readonly string[] =>
  Object.keys(first.baselines.alone);

/**
 * Returns by how much fusion exceeds the better single modality and the sum of logits: where validation accuracy is
 * highest, and on average over the front.
 */
export function gains(front: readonly FrontPoint[]) {
  const each = front.map(({ test, baselines }) => ({
    single: test - Math.max(...Object.values(baselines.alone)),
    sum: test - baselines.logitSum,
  }));
  return {
    most: each[0],
    mean: { single: mean(each.map(({ single }) => single)), sum: mean(each.map(({ sum }) => sum)) },
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function spread(values: readonly number[]): number {
  const centre = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1));
}
