import { defined, optional } from "../../base/defined.js";
import { InvalidInput } from "../../base/errors.js";
import type { DeviceId } from "../../base/ids.js";
import { type CostMetric, unitOf } from "../../base/metric.js";
import { millijoules, milliseconds } from "../../base/units.js";
import { requireNumber } from "../../base/validate.js";
import { type DeviceLimits, LIMIT_FIELDS } from "./constraints.js";

/** Limits on the costs of one device as a user writes them, not yet checked. Latency is in ms, energy in mJ. */
export interface DeviceLimitsInput {
  readonly device: string;
  readonly maxLatency?: number;
  readonly maxEnergy?: number;
}

/**
 * Checks limits that a user wrote for single devices among `devices`, and returns them in the order of `devices`, if
 * there are any.
 * @throws InvalidInput naming the field, such as `constraints.perDevice[1].device`: for a device that the question is
 * not about or that comes twice, for an entry without a limit, and for a limit that is not above 0
 */
export function parseDeviceLimits(
  given: readonly DeviceLimitsInput[],
  devices: readonly DeviceId[],
): readonly DeviceLimits[] | undefined {
  if (!Array.isArray(given)) {
    throw new InvalidInput(
      "constraints.perDevice",
      "constraints.perDevice must be a list of limits per device",
    );
  }
  const limits = given.map((entry, i): DeviceLimits => {
    const field = `constraints.perDevice[${i}]`;
    const device = devices.find((known) => known === entry?.device);
    if (device === undefined) {
      throw new InvalidInput(
        `${field}.device`,
        `${field}.device is "${entry?.device}", but the question is about ${devices.join(", ")}`,
      );
    }
    if (given.findIndex((other) => other?.device === device) !== i) {
      throw new InvalidInput(`${field}.device`, `constraints.perDevice names "${device}" twice`);
    }
    const limit = (metric: CostMetric) => {
      const name = LIMIT_FIELDS[metric];
      return optional(entry[name], (value) =>
        requireNumber(value, `${field}.${name}`, { above: 0, unit: unitOf(metric) }),
      );
    };
    const [maxLatency, maxEnergy] = [limit("latency"), limit("energy")];
    if (maxLatency === undefined && maxEnergy === undefined) {
      throw new InvalidInput(field, `${field} sets no limit for ${device}: give maxLatency or maxEnergy`);
    }
    return {
      device,
      ...defined({
        maxLatency: optional(maxLatency, milliseconds),
        maxEnergy: optional(maxEnergy, millijoules),
      }),
    };
  });
  if (limits.length === 0) return undefined;
  return limits.sort((a, b) => devices.indexOf(a.device) - devices.indexOf(b.device));
}
