import { defined } from "../../base/defined.js";
import { InvalidInput } from "../../base/errors.js";
import type { DeviceId } from "../../base/ids.js";
import { isMaximised, METRICS, nameOf, type OwnMetric, ownerOf, unitOf } from "../../base/metric.js";
import { MOST_COST } from "../../base/units.js";
import { requireNumber } from "../../base/validate.js";
import { LIMIT_FIELDS, type OwnLimit, SIZE_FIELDS } from "./constraints.js";

/** A limit on a metric that a user declared, in its unit. */
export interface LimitInput {
  /** The name of the metric, or `DEVICE.NAME` for the limit of one of several devices. */
  readonly metric: string;
  /** The largest value, of a metric of which smaller values are better. */
  readonly max?: number | null | undefined;
  /** The smallest value, of a metric of which larger values are better. */
  readonly min?: number | null | undefined;
}

const FIELD = "constraints.limits";

/**
 * Checks limits on own metrics for a question about some devices. Throws `InvalidInput` that names the place, such as
 * `constraints.limits[0].max`.
 * @param declared the metrics that users declared
 */
export function parseLimits(
  given: readonly LimitInput[],
  declared: readonly OwnMetric[],
  devices: readonly DeviceId[],
): readonly OwnLimit[] {
  if (!Array.isArray(given)) throw new InvalidInput(FIELD, `${FIELD} must be a list`);
  const limits = given.map((limit: LimitInput, i) => parseLimit(limit, `${FIELD}[${i}]`, declared, devices));
  const names = limits.map(({ metric, device }) =>
    device === undefined ? nameOf(metric) : `${device}.${nameOf(metric)}`,
  );
  const repeated = names.find((name, i) => names.indexOf(name) !== i);
  if (repeated === undefined) return limits;
  throw new InvalidInput(FIELD, `${FIELD} must not limit ${repeated} twice`);
}

function parseLimit(
  limit: LimitInput,
  field: string,
  declared: readonly OwnMetric[],
  devices: readonly DeviceId[],
): OwnLimit {
  const { metric, device } = limitedOf(limit?.metric, `${field}.metric`, declared, devices);
  const [bound, other] = isMaximised(metric) ? (["min", "max"] as const) : (["max", "min"] as const);
  if (limit[bound] === undefined || limit[bound] === null || (limit[other] ?? undefined) !== undefined) {
    const better = isMaximised(metric) ? "larger" : "smaller";
    const sign = isMaximised(metric) ? ">=" : "<=";
    throw new InvalidInput(
      `${field}.${limit[bound] === undefined || limit[bound] === null ? bound : other}`,
      `${better} values of ${nameOf(metric)} are better: limit it by ${bound} alone (${nameOf(metric)}${sign}VALUE)`,
    );
  }
  const unit = unitOf(metric);
  const bounds = { least: 0, most: MOST_COST, ...(unit !== "" && { unit }) };
  return { metric, ...defined({ device }), value: requireNumber(limit[bound], `${field}.${bound}`, bounds) };
}

/** The metric that a limit names, and its device if it names one. */
function limitedOf(
  name: unknown,
  field: string,
  declared: readonly OwnMetric[],
  devices: readonly DeviceId[],
): { readonly metric: OwnMetric; readonly device?: DeviceId } {
  const at = typeof name === "string" ? name.lastIndexOf(".") : -1;
  if (typeof name !== "string" || at < 0) return { metric: metricOf(name, field, declared) };
  const metric = metricOf(name.slice(at + 1), field, declared);
  if (ownerOf(metric) === "task") {
    throw new InvalidInput(
      field,
      `${nameOf(metric)} belongs to the task: limit ${nameOf(metric)}, not ${name}`,
    );
  }
  const device = devices.find((known) => known === name.slice(0, at));
  if (device !== undefined) return { metric, device };
  throw new InvalidInput(field, `${field} names ${name}, but the question is about ${devices.join(", ")}`);
}

function metricOf(name: unknown, field: string, declared: readonly OwnMetric[]): OwnMetric {
  const metric = declared.find((known) => nameOf(known) === name);
  if (metric !== undefined) return metric;
  const fields = { ...LIMIT_FIELDS, ...SIZE_FIELDS };
  if (typeof name === "string" && name in fields) {
    const own = fields[name as keyof typeof fields];
    const flag = own.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    throw new InvalidInput(
      field,
      `${field} must be a metric of your own: limit ${name} by ${own} (--${flag})`,
    );
  }
  const known = [...METRICS, ...declared].map(nameOf).join(", ");
  throw new InvalidInput(
    field,
    `${field} must be the name of a metric, not ${JSON.stringify(name) ?? "nothing"} (known are ${known})`,
    { kind: "addMetric", name: typeof name === "string" ? name : "NAME" },
  );
}
