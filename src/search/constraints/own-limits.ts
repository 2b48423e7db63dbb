import { InvalidInput } from "../../base/errors.js";
import { isMaximised, METRICS, nameOf, type OwnMetric, unitOf } from "../../base/metric.js";
import { MOST_COST } from "../../base/units.js";
import { requireNumber } from "../../base/validate.js";
import { LIMIT_FIELDS, type OwnLimit, SIZE_FIELDS } from "./constraints.js";

/** A limit on a metric that a user declared, in its unit. */
export interface LimitInput {
  readonly metric: string;
  /** The largest value, of a metric of which smaller values are better. */
  readonly max?: number | null | undefined;
  /** The smallest value, of a metric of which larger values are better. */
  readonly min?: number | null | undefined;
}

const FIELD = "constraints.limits";

/**
 * Checks limits on own metrics. Throws `InvalidInput` that names the place, such as `constraints.limits[0].max`.
 * @param declared the metrics that users declared
 */
export function parseLimits(
  given: readonly LimitInput[],
  declared: readonly OwnMetric[],
): readonly OwnLimit[] {
  if (!Array.isArray(given)) throw new InvalidInput(FIELD, `${FIELD} must be a list`);
  const limits = given.map((limit: LimitInput, i) => parseLimit(limit, `${FIELD}[${i}]`, declared));
  const repeated = limits.find(({ metric }, i) => limits.findIndex((other) => other.metric === metric) !== i);
  if (repeated === undefined) return limits;
  throw new InvalidInput(FIELD, `${FIELD} must not limit ${nameOf(repeated.metric)} twice`);
}

function parseLimit(limit: LimitInput, field: string, declared: readonly OwnMetric[]): OwnLimit {
  const metric = metricOf(limit?.metric, `${field}.metric`, declared);
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
  return { metric, value: requireNumber(limit[bound], `${field}.${bound}`, bounds) };
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
