import { InvalidInput } from "../../base/errors.js";
import { METRICS } from "../../base/metric.js";
import { orderBy } from "../../base/order-by.js";
import { namedArchitecture } from "../../projections/named.js";
import type { LoggedMeasurement } from "../../records/archive.js";
import type { Measurement } from "../../records/measurement.js";
import type { Context } from "../context.js";
import { type Origin, originOf, requireOneOrigin } from "./origin.js";

/** What a list of measurements can be sorted by; `stored` is the order in which they were stored or retracted. */
export const MEASUREMENT_ORDERS = ["stored", ...METRICS, "measuredAt"] as const;
export type MeasurementOrder = (typeof MEASUREMENT_ORDERS)[number];

/** Which measurements to list, unchecked. What is left out does not restrict the list. */
export interface MeasurementQuery extends Origin {
  /** Accuracies of this task. With `device`, also the costs of that device. */
  readonly task?: string;
  /** Costs of this device. With `task`, also the accuracies of that task. */
  readonly device?: string;
  /** Measurements of this network. */
  readonly architecture?: string;
  /** Only retracted ones (true), or only those in use (false). */
  readonly retracted?: boolean;
  /** Default: `stored`. Measurements without the value come last. */
  readonly order?: MeasurementOrder;
  /** Whether the largest or the latest come first. */
  readonly descending?: boolean;
}

/**
 * Lists all measurements that a query asks for. Throws `NotFound` and `InvalidInput` that name the field: `task`,
 * `device`, `architecture`, `run`, `import` or `submission`.
 */
export async function listMeasurements(
  context: Context,
  query: MeasurementQuery,
): Promise<readonly Measurement[]> {
  const { retracted } = query;
  const found = (await candidates(context, query)).filter(
    ({ measurement }) => retracted === undefined || measurement.retracted === retracted,
  );
  found.sort((a, b) => a.sequence - b.sequence);
  return sorted(
    found.map(({ measurement }) => measurement),
    query,
  );
}

async function candidates(context: Context, query: MeasurementQuery): Promise<LoggedMeasurement[]> {
  const subject = await subjectFilter(context, query);
  const belongs = hasOrigin(query) ? await originOf(context, query) : undefined;
  const read =
    query.architecture === undefined
      ? await logOf(context, query)
      : await context.archive.measurementsOf(
          (await namedArchitecture(context.archive, query.architecture, "architecture")).id,
        );
  return read.filter(({ measurement }) => subject(measurement) && (belongs?.(measurement) ?? true));
}

const hasOrigin = (query: MeasurementQuery): boolean => {
  if (query.import === undefined && query.run === undefined && query.submission === undefined) return false;
  requireOneOrigin(query);
  return true;
};

async function subjectFilter(
  { catalog }: Context,
  { task, device }: MeasurementQuery,
): Promise<(measurement: Measurement) => boolean> {
  if (task === undefined && device === undefined) return () => true;
  const taskId = task === undefined ? undefined : (await catalog.task(task)).id;
  const deviceId = device === undefined ? undefined : (await catalog.device(device)).id;
  return (m) => (m.subject === "task" ? m.task === taskId : m.device === deviceId);
}

/** The change log of what the query names: a task, a device in every space, or everything. */
async function logOf(context: Context, query: MeasurementQuery): Promise<LoggedMeasurement[]> {
  const { archive, catalog } = context;
  const tasks = await archive.list("task");
  const devices = await archive.list("device");
  const named = query.task !== undefined || query.device !== undefined;
  const log: LoggedMeasurement[] = [];
  for (const { id, space } of tasks) {
    if (named && id !== query.task) continue;
    for (const logged of await archive.measurementsSince({ space, task: id }, 0)) log.push(logged);
  }
  const spaces = (await catalog.spaces()).map(({ id }) => id);
  for (const device of devices) {
    if (named && device.id !== query.device) continue;
    for (const space of spaces) {
      for (const logged of await archive.measurementsSince({ space, device: device.id }, 0)) log.push(logged);
    }
  }
  return log;
}

function sorted(
  measurements: readonly Measurement[],
  { order = "stored", descending = false }: MeasurementQuery,
): readonly Measurement[] {
  if (!MEASUREMENT_ORDERS.includes(order)) {
    throw new InvalidInput("order", `order must be one of ${MEASUREMENT_ORDERS.join(", ")}`);
  }
  if (order === "stored") return descending ? measurements.toReversed() : measurements;
  return orderBy(
    measurements,
    (measurement) => (measurement as Readonly<Partial<Record<MeasurementOrder, number | string>>>)[order],
    descending,
  );
}
