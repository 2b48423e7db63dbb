import type { ArchitectureId } from "../../base/ids.js";
import { COST_METRICS, type CostMetric } from "../../base/metric.js";
import type { Device } from "../../hardware/types.js";
import { costEstimatorOf, type Estimator } from "../../projections/predictors/estimators.js";
import type { Measurement } from "../../records/measurement.js";
import { fromArchitecture } from "../../space/architecture.js";
import type { Space } from "../../space/space.js";
import type { Context } from "../context.js";
import type { Evidence, Finding, FindingKind, Findings } from "./finding.js";

/** Only so many of the latest measurements of a device in a space are compared. */
const MOST_COMPARED = 5000;
/** The least number of values whose median can stand for what is expected. */
const LEAST_FOR_MEDIAN = 8;
/** An unexpected value is this many powers of ten from an estimate. */
const FAR = 1;
/** The same for the median of the device's networks, which differ among each other. */
const FAR_FROM_MEDIAN = 1.7;
/** A value is in another unit if it is 3 powers of ten off, give or take this much. */
const UNIT_SLACK = 0.5;
/** Values are interchanged if that explains them this much better, in powers of ten, and this well. */
const SWAP = { gain: 0.6, error: 0.3 };
/** If more than this share of the values is far off, it is the estimate that is wrong, or the device has changed. */
const MOST_OUTLIERS = 0.25;

type DeviceMeasurement = Extract<Measurement, { subject: "device" }>;

/** What the values of a metric are compared with. */
interface Reference {
  readonly estimator?: Estimator;
  readonly name: string;
  readonly far: number;
  expected(architecture: ArchitectureId): number | undefined;
}

/**
 * Looks for values in another unit, single values that are far off, and latency and energy that were interchanged,
 * among the measurements of a device in a space. They are compared with the sum of the operator profile or the
 * predictor in use, else with the median of the device.
 */
export async function suspectsOf(context: Context, device: Device, space: Space): Promise<Findings> {
  const { archive, catalog, promoted } = context;
  const log = await archive.measurementsSince({ space: space.spec.id, device: device.id }, 0);
  const live = log.flatMap(({ measurement }) =>
    measurement.subject === "device" && !measurement.retracted ? [measurement] : [],
  );
  const compared = live.slice(-MOST_COMPARED);
  const on = { device, space, profiles: await catalog.profilesOf(device.id, space) };
  const genotypes = new Map(
    (await archive.architectures(space.spec.id, 0)).map(({ id, architecture }) => [id, architecture]),
  );
  const ids = [...new Set(compared.map(({ architecture }) => architecture))].filter((id) =>
    genotypes.has(id),
  );
  const networks = ids.map((id) => fromArchitecture(space, genotypes.get(id)!));
  const references = new Map<CostMetric, Reference>();
  const notes: string[] = [];
  for (const metric of COST_METRICS) {
    const values = compared.flatMap((one) => one[metric] ?? []);
    if (values.length === 0) continue;
    const estimator = await costEstimatorOf(promoted, on, metric);
    const reference =
      estimator === undefined
        ? medianReference(values)
        : estimatedReference(
            estimator,
            new Map(ids.map((id, i) => [id, i])),
            estimator.valuesOf(networks).value,
          );
    if (reference !== undefined) references.set(metric, reference);
    if (estimator === undefined) {
      notes.push(
        `${metric} in ${space.spec.id} has no predictor in use and no operator profile: ` +
          (reference === undefined
            ? `fewer than ${LEAST_FOR_MEDIAN} values are too few to tell a wrong one`
            : "values are compared with their median only, and a wrong unit of all of them would not be seen"),
      );
    }
  }
  if (live.length > compared.length) {
    notes.push(
      `${live.length - compared.length} earlier measurements in ${space.spec.id} were not compared, ` +
        `only the latest ${MOST_COMPARED}`,
    );
  }
  const swapped = compared.filter((one) => isSwapped(one, references));
  const rest = compared.filter((one) => !swapped.includes(one));
  return {
    findings: [...swapFinding(space, swapped, references), ...valueFindings(space, rest, references)],
    notes,
  };
}

const powers = (measured: number, expected: number): number =>
  Math.log10(Math.max(measured, Number.MIN_VALUE) / Math.max(expected, Number.MIN_VALUE));

function medianReference(values: readonly number[]): Reference | undefined {
  if (values.length < LEAST_FOR_MEDIAN) return undefined;
  const median = values.toSorted((a, b) => a - b)[values.length >> 1];
  return { name: "the median of this device's networks", far: FAR_FROM_MEDIAN, expected: () => median };
}

function estimatedReference(
  estimator: Estimator,
  row: ReadonlyMap<ArchitectureId, number>,
  values: Float64Array,
): Reference {
  return {
    estimator,
    name:
      estimator.predictor === undefined
        ? "the operator profile's sum"
        : `what ${estimator.predictor} predicts`,
    far: FAR,
    expected: (id) => {
      const i = row.get(id);
      return i === undefined || !(values[i] > 0) ? undefined : values[i];
    },
  };
}

function isSwapped(one: DeviceMeasurement, references: ReadonlyMap<CostMetric, Reference>): boolean {
  const { latency, energy, architecture } = one;
  const [forLatency, forEnergy] = [references.get("latency"), references.get("energy")];
  if (latency === undefined || energy === undefined) return false;
  if (forLatency?.estimator === undefined || forEnergy?.estimator === undefined) return false;
  const [time, work] = [forLatency.expected(architecture), forEnergy.expected(architecture)];
  if (time === undefined || work === undefined) return false;
  const asGiven = Math.abs(powers(latency, time)) + Math.abs(powers(energy, work));
  const interchanged = [Math.abs(powers(energy, time)), Math.abs(powers(latency, work))];
  return (
    asGiven - interchanged[0] - interchanged[1] >= SWAP.gain &&
    interchanged.every((error) => error <= SWAP.error)
  );
}

function swapFinding(
  space: Space,
  swapped: readonly DeviceMeasurement[],
  references: ReadonlyMap<CostMetric, Reference>,
): readonly Finding[] {
  const reference = references.get("latency");
  if (swapped.length === 0 || reference === undefined) return [];
  return [
    {
      ...{
        kind: "swapped",
        space: space.spec.id,
        metric: "latency",
        remedies: [{ kind: "retractMeasurements" }],
      },
      ...comparedWith(reference),
      text: `latency and energy of ${swapped.length} measurements fit ${reference.name} only if they are interchanged`,
      cause: "the columns or fields of latency and energy were interchanged",
      evidence: evidenceOf(swapped, "latency", reference),
    },
  ];
}

function valueFindings(
  space: Space,
  rest: readonly DeviceMeasurement[],
  references: ReadonlyMap<CostMetric, Reference>,
): readonly Finding[] {
  return [...references].flatMap(([metric, reference]) => {
    const valued = rest.filter((one) => one[metric] !== undefined);
    const offOf = (one: DeviceMeasurement) => {
      const expected = reference.expected(one.architecture);
      return expected === undefined ? 0 : powers(one[metric] ?? expected, expected);
    };
    const isUnit = (sign: number) => (one: DeviceMeasurement) =>
      Math.abs(sign * offOf(one) - 3) <= UNIT_SLACK;
    const [large, small] = [valued.filter(isUnit(1)), valued.filter(isUnit(-1))];
    const far = valued.filter(
      (one) => !large.includes(one) && !small.includes(one) && Math.abs(offOf(one)) >= reference.far,
    );
    const found = (
      kind: FindingKind,
      of: readonly DeviceMeasurement[],
      what: string,
      cause: string,
    ): Finding[] =>
      of.length === 0
        ? []
        : [
            {
              ...{ kind, space: space.spec.id, metric, cause, ...comparedWith(reference) },
              text: `${of.length} of ${valued.length} measured values of ${metric} are ${what} ${reference.name}`,
              remedies: [{ kind: "retractMeasurements" }],
              evidence: evidenceOf(of, metric, reference),
            },
          ];
    const [milli, micro, whole] = metric === "latency" ? ["ms", "µs", "s"] : ["mJ", "µJ", "J"];
    return [
      ...found("unit", large, "about 1000 times", `values in ${micro} were given as ${milli}`),
      ...found("unit", small, "about a thousandth of", `values in ${whole} were given as ${milli}`),
      ...(far.length > MOST_OUTLIERS * valued.length
        ? []
        : found(
            "outlier",
            far,
            `more than ${Number((10 ** reference.far).toPrecision(2))} times off`,
            "a wrong decimal point, another batch size or another network, or the device was disturbed",
          )),
    ];
  });
}

const comparedWith = ({ estimator }: Reference) =>
  estimator?.predictor === undefined ? {} : { predictor: estimator.predictor };

function evidenceOf(
  measurements: readonly DeviceMeasurement[],
  metric: CostMetric,
  reference: Reference,
): readonly Evidence[] {
  return measurements.map((one) => ({
    architecture: one.architecture,
    measurements: [one.id],
    measured: one[metric] ?? Number.NaN,
    expected: reference.expected(one.architecture) ?? Number.NaN,
  }));
}
