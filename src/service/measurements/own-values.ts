import { InvalidInput } from "../../base/errors.js";
import { METRICS, nameOf, type Owner, type OwnMetric, ownerOf, unitOf } from "../../base/metric.js";
import { MOST_COST } from "../../base/units.js";
import { requireNumber } from "../../base/validate.js";
import type { OwnValues } from "../../records/measurement.js";

/** A value of a metric that a user declared, unchecked. */
export interface OwnValueInput {
  readonly name: string;
  /** In the metric's unit. */
  readonly value: number;
}

/** The checked values of own metrics, by what they belong to; undefined where there are none. */
export type OwnValuesBySubject = Readonly<Record<Owner, OwnValues | undefined>>;

/**
 * Checks the own metrics of a measurement. Throws `InvalidInput` that names the place, for example
 * `measurements[3].metrics[0].value`.
 * @param declared the metrics that users declared
 */
export function readOwnValues(
  given: unknown,
  field: string,
  declared: readonly OwnMetric[],
): OwnValuesBySubject {
  const values: Record<Owner, Partial<Record<OwnMetric, number>>> = { task: {}, device: {} };
  if (given !== undefined && !Array.isArray(given)) {
    throw new InvalidInput(
      field,
      `${field} must be a list of values, each as {"name": NAME, "value": NUMBER}`,
    );
  }
  for (const [i, entry] of (given ?? []).entries()) {
    const { name, value } = (entry ?? {}) as Partial<OwnValueInput>;
    const metric = metricNamed(name, `${field}[${i}].name`, declared);
    const own = values[ownerOf(metric)];
    if (own[metric] !== undefined)
      throw new InvalidInput(`${field}[${i}].name`, `${field} name "${name}" twice`);
    own[metric] = requireNumber(value, `${field}[${i}].value`, {
      least: 0,
      most: MOST_COST,
      ...(unitOf(metric) !== "" && { unit: unitOf(metric) }),
    });
  }
  const orUndefined = (own: OwnValues) => (Object.keys(own).length === 0 ? undefined : own);
  return { task: orUndefined(values.task), device: orUndefined(values.device) };
}

function metricNamed(name: unknown, field: string, declared: readonly OwnMetric[]): OwnMetric {
  if (METRICS.some((metric) => metric === name)) {
    throw new InvalidInput(field, `${field} must be a metric of your own: give ${name} as the field ${name}`);
  }
  const metric = declared.find((known) => nameOf(known) === name);
  if (metric !== undefined) return metric;
  const known =
    declared.length === 0 ? "none is declared" : `declared are ${declared.map(nameOf).join(", ")}`;
  throw new InvalidInput(
    field,
    `${field} must be the name of a metric of your own, not ${JSON.stringify(name) ?? "nothing"} (${known})`,
    { kind: "addMetric", name: typeof name === "string" ? name : "NAME" },
  );
}
