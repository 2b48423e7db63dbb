import { defined, optional } from "../../base/defined.js";
import { InvalidInput } from "../../base/errors.js";
import type { DeviceId } from "../../base/ids.js";
import { type OwnMetric, unitOf } from "../../base/metric.js";
import { fraction, millijoules, milliseconds } from "../../base/units.js";
import { requireNumber } from "../../base/validate.js";
import { smallest } from "../../space/extremes.js";
import { complexityOf } from "../../space/network/index.js";
import type { Space } from "../../space/space.js";
import type { Choice } from "../../space/types.js";
import { type Constraints, limitsOn, SIZE_FIELDS, SIZE_METRICS, type SizeMetric } from "./constraints.js";
import { type LimitInput, parseLimits } from "./own-limits.js";
import { type DeviceLimitsInput, parseDeviceLimits } from "./parse-device-limits.js";

/** Limits as a user writes them, not yet checked. Accuracy is a fraction, latency is in ms and energy in mJ. */
export interface ConstraintsInput {
  readonly minAccuracy?: number;
  readonly maxLatency?: number;
  readonly maxEnergy?: number;
  readonly maxParams?: number;
  /** Largest number of multiply-accumulates of one example. */
  readonly maxMacs?: number;
  /**
   * Limits on metrics that users declared, each by `max` if smaller values are better, else by `min`. That of a metric
   * of devices applies on every device, or on one where the metric is named `DEVICE.NAME`.
   */
  readonly limits?: readonly LimitInput[];
  /** The allowed choice or choices of genes, by the gene's name. */
  readonly genes?: Readonly<Record<string, Choice | readonly Choice[]>>;
  /** Limits on the costs of single devices; there they replace `maxLatency` and `maxEnergy`. */
  readonly perDevice?: readonly DeviceLimitsInput[];
}

/**
 * Checks the limits that a user wrote for networks of a space on some devices. With one device, its own limits become
 * those of the question.
 * @param own the metrics that users declared
 * @throws InvalidInput naming the field, such as `constraints.maxLatency` or `constraints.genes.depth_1`: for a value
 * out of range, an unknown gene or choice, or a limit on parameters or MACs in a space where they cannot be counted
 */
export function parseConstraints(
  space: Space,
  input: ConstraintsInput | undefined,
  devices: readonly DeviceId[] = [],
  own: readonly OwnMetric[] = [],
): Constraints {
  const given = input ?? {};
  const { minAccuracy, maxLatency, maxEnergy, maxParams, maxMacs, limits, genes, perDevice } = given;
  for (const size of SIZE_METRICS) {
    const name = SIZE_FIELDS[size];
    if (given[name] === undefined || complexityOf(space, smallest(space)) !== undefined) continue;
    throw new InvalidInput(
      `constraints.${name}`,
      `${SIZE_NAMES[size]} of networks of search space "${space.spec.id}" are not known, so ${name} cannot be kept`,
    );
  }
  const limit = (value: number | undefined, field: string, bounds: Bounds): number | undefined =>
    optional(value, (given) => requireNumber(given, `constraints.${field}`, bounds));
  const constraints = defined({
    minAccuracy: optional(
      limit(minAccuracy, "minAccuracy", { least: 0, most: 1, unit: "fraction" }),
      fraction,
    ),
    maxLatency: optional(
      limit(maxLatency, "maxLatency", { above: 0, unit: unitOf("latency") }),
      milliseconds,
    ),
    maxEnergy: optional(limit(maxEnergy, "maxEnergy", { above: 0, unit: unitOf("energy") }), millijoules),
    maxParams: limit(maxParams, "maxParams", { above: 0 }),
    maxMacs: limit(maxMacs, "maxMacs", { above: 0 }),
    limits: limits === undefined || limits.length === 0 ? undefined : parseLimits(limits, own, devices),
    genes: optional(genes, (given) => parseGenes(space, given, "constraints.genes")),
    perDevice: optional(perDevice, (given) => parseDeviceLimits(given, devices)),
  });
  const [only, ...others] = devices;
  return only !== undefined && others.length === 0 ? limitsOn(constraints, only) : constraints;
}

const SIZE_NAMES: Readonly<Record<SizeMetric, string>> = { params: "parameters", macs: "MACs" };

type Bounds = Parameters<typeof requireNumber>[2];

/**
 * Checks the allowed choices of genes that a user wrote, which a question has as the field `under`.
 * @throws InvalidInput naming the field, such as `constraints.genes.depth_1`, for an unknown gene or choice
 */
export function parseGenes(
  space: Space,
  genes: unknown,
  under: string,
): Readonly<Record<string, readonly Choice[]>> {
  if (typeof genes !== "object" || genes === null || Array.isArray(genes)) {
    throw new InvalidInput(under, `${under} must map gene names to an allowed choice or a list of them`);
  }
  const parsed: [string, readonly Choice[]][] = [];
  for (const [name, value] of Object.entries(genes)) {
    const field = `${under}.${name}`;
    const position = space.position.get(name);
    if (position === undefined)
      throw new InvalidInput(field, `search space "${space.spec.id}" has no gene "${name}"`);
    const allowed: unknown[] = Array.isArray(value) ? value : [value];
    const { choices } = space.genes[position];
    const wrong = allowed.find((choice) => !choices.includes(choice as Choice));
    if (wrong !== undefined || allowed.length === 0) {
      throw new InvalidInput(field, `${field} must be one or several of ${choices.join(", ")}`);
    }
    parsed.push([name, allowed as Choice[]]);
  }
  return Object.fromEntries(parsed);
}
