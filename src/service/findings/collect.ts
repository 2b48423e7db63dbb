import { checkpoint } from "../../base/async/cancelling.js";
import type { ArchitectureId } from "../../base/ids.js";
import { COST_METRICS, type CostMetric } from "../../base/metric.js";
import { profileCovers, summedMetric } from "../../hardware/cost-model.js";
import type { Device } from "../../hardware/types.js";
import {
  costEstimatorOf,
  type Estimator,
  learnedEstimator,
} from "../../projections/predictors/estimators.js";
import { fromArchitecture } from "../../space/architecture.js";
import type { Space } from "../../space/space.js";
import type { Genotype } from "../../space/types.js";
import type { Context } from "../context.js";
import { LEAST_VALUES } from "./suspicions/reference.js";
import type { DeviceMeasurement, Samples, Source } from "./suspicions/samples.js";

/** Only so many of the latest measurements of a device in a space are compared. */
const MOST_COMPARED = 5000;
/** What other devices take is estimated for at most so many networks; of more, measured values alone count. */
const MOST_ESTIMATED = 300;
/** Only so many other devices are compared with. */
const MOST_DEVICES = 24;
/** The networks that are estimated between two looks at the signal. */
const ESTIMATED_AT_ONCE = 500;

/** The networks of the samples, and their ids. */
interface Networks {
  readonly ids: readonly ArchitectureId[];
  readonly genotypes: readonly Genotype[];
}

/** Reads the measurements of a device in a space, with what they can be compared with, and sentences about the gaps. */
export async function collectSamples(
  context: Context,
  device: Device,
  space: Space,
  signal?: AbortSignal,
): Promise<{ readonly samples: Samples; readonly notes: readonly string[] }> {
  const log = await context.archive.measurementsSince({ space: space.spec.id, device: device.id }, 0);
  const live = log.flatMap(({ measurement }): DeviceMeasurement[] =>
    measurement.subject === "device" && !measurement.retracted ? [measurement] : [],
  );
  const stored = new Map(
    (await context.archive.architectures(space.spec.id, 0)).map(({ id, architecture }) => [id, architecture]),
  );
  const measurements = live.slice(-MOST_COMPARED).filter(({ architecture }) => stored.has(architecture));
  const ids = [...new Set(measurements.map(({ architecture }) => architecture))];
  const position = new Map(ids.map((id, i) => [id, i]));
  const genotypes = ids.map((id) => fromArchitecture(space, stored.get(id)!));
  const sourcesOf = async (metric: CostMetric) =>
    measurements.some((one) => one[metric] !== undefined)
      ? [
          ...(await ownSources(context, device, space, genotypes, metric, signal)),
          ...(await otherDevices(context, device, space, { ids, genotypes }, metric, signal)),
        ]
      : [];
  const samples: Samples = {
    space,
    measurements,
    genotypes,
    network: measurements.map(({ architecture }) => position.get(architecture) ?? 0),
    sources: { latency: await sourcesOf("latency"), energy: await sourcesOf("energy") },
  };
  const left = live.length - measurements.length;
  const uncompared =
    left === 0
      ? []
      : [
          `${left} earlier measurements in ${space.spec.id} were not compared, only the latest ${MOST_COMPARED}`,
        ];
  return { samples, notes: [...gaps(samples), ...uncompared] };
}

async function ownSources(
  { catalog, promoted }: Context,
  device: Device,
  space: Space,
  genotypes: readonly Genotype[],
  metric: CostMetric,
  signal: AbortSignal | undefined,
): Promise<readonly Source[]> {
  const profiles = await catalog.profilesOf(device.id, space);
  const isSummed = profiles.length > 0 && profileCovers(space, profiles, metric);
  const learned = await learnedEstimator(promoted, space, { device: device.id }, metric);
  const of = "this device" as const;
  const summed: Source[] = isSummed
    ? [
        {
          name: "the operator profile's sum",
          of,
          values: logsOf(summedMetric(space, genotypes, profiles, metric)),
        },
      ]
    : [];
  if (learned?.predictor === undefined) return summed;
  const { predictor } = learned;
  const values = logsOf(await estimatedValues(learned, genotypes, signal));
  return [...summed, { name: `what ${predictor} predicts`, predictor, of, values }];
}

/** What other devices take for the same networks: measured, else, for a few networks, estimated. */
async function otherDevices(
  { catalog, promoted, subjects }: Context,
  device: Device,
  space: Space,
  { ids, genotypes }: Networks,
  metric: CostMetric,
  signal: AbortSignal | undefined,
): Promise<readonly Source[]> {
  const sources: Source[] = [];
  for (const other of await catalog.devices()) {
    if (other.id === device.id || sources.length === MOST_DEVICES) continue;
    await checkpoint(signal);
    const measured = await subjects.ofDevice(space.spec.id, other.id);
    const values = Float64Array.from(ids, (id) => measured.get(id)?.[metric]?.value ?? Number.NaN);
    if (ids.length <= MOST_ESTIMATED && values.some(Number.isNaN)) {
      const profiles = await catalog.profilesOf(other.id, space);
      const estimator = await costEstimatorOf(promoted, { device: other, space, profiles }, metric);
      const estimated = estimator && (await estimatedValues(estimator, genotypes, signal));
      for (const [i, value] of values.entries()) if (Number.isNaN(value)) values[i] = estimated?.[i] ?? value;
    }
    if (values.some((value) => value > 0))
      sources.push({ name: other.id, of: "another device", values: logsOf(values) });
  }
  return sources;
}

/** The estimated values of networks, in parts, between which others have their turn. */
async function estimatedValues(
  estimator: Estimator,
  genotypes: readonly Genotype[],
  signal: AbortSignal | undefined,
): Promise<Float64Array> {
  const values = new Float64Array(genotypes.length);
  for (let from = 0; from < genotypes.length; from += ESTIMATED_AT_ONCE) {
    await checkpoint(signal);
    values.set(estimator.valuesOf(genotypes.slice(from, from + ESTIMATED_AT_ONCE)).value, from);
  }
  return values;
}

/** The natural logarithms; NaN for what is not above 0. */
const logsOf = (values: Float64Array): Float64Array =>
  values.map((value) => (value > 0 ? Math.log(value) : Number.NaN));

/** Sentences about what cannot be seen for want of anything to compare with. */
function gaps({ space, measurements, sources }: Samples): readonly string[] {
  return COST_METRICS.flatMap((metric) => {
    const count = measurements.filter((one) => one[metric] !== undefined).length;
    if (count === 0 || sources[metric].some(({ of }) => of === "this device")) return [];
    const head = `${metric} in ${space.spec.id} has no predictor in use and no operator profile: `;
    if (count < LEAST_VALUES)
      return [`${head}fewer than ${LEAST_VALUES} values are too few to tell a wrong one`];
    if (sources[metric].length > 0) return [];
    return [
      `${head}no other device is known either, so that values are compared with each other only, ` +
        "and a wrong unit of all of them would not be seen",
    ];
  });
}
