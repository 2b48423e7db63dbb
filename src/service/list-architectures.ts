import { METRICS } from "../base/metric.js";
import { orderBy } from "../base/order-by.js";
import type { MetricEstimates } from "../projections/point.js";
import type { ArchitectureRecord } from "../records/architecture.js";
import type { Context } from "./context.js";

/** What architectures can be sorted by; `stored` is the order in which they were stored. */
export const ARCHITECTURE_ORDERS = ["stored", ...METRICS] as const;
export type ArchitectureOrder = (typeof ARCHITECTURE_ORDERS)[number];

/** Which architectures to list, unchecked. What is left out does not restrict the list. */
export interface ArchitectureQuery {
  readonly space?: string;
  /** Only those with a measured accuracy on this task. */
  readonly task?: string;
  /** Only those with a measured latency or energy on this device. */
  readonly device?: string;
  /** Default: `stored`. Architectures without the value come last. */
  readonly order?: ArchitectureOrder;
  readonly descending?: boolean;
}

/** An architecture, with what was measured of it on the task and the device of the query. */
export type ListedArchitecture = ArchitectureRecord & MetricEstimates;

/** Lists all architectures that a query asks for. Throws `NotFound` on `space`, `task` or `device`. */
export async function listArchitectures(
  context: Context,
  query: ArchitectureQuery,
): Promise<readonly ListedArchitecture[]> {
  const { archive, catalog, subjects } = context;
  const task = query.task === undefined ? undefined : await catalog.task(query.task);
  const device = query.device === undefined ? undefined : await catalog.device(query.device);
  const named = query.space === undefined ? undefined : (await catalog.space(query.space)).spec.id;
  const spaces = (await catalog.spaces())
    .map(({ id }) => id)
    .filter((id) => (named === undefined || id === named) && (task === undefined || id === task.space));
  const listed: ListedArchitecture[] = [];
  for (const space of spaces) {
    const accuracies = task && (await subjects.ofTask(space, task.id)).combined;
    const costs = device && (await subjects.ofDevice(space, device.id)).combined;
    for (const record of await archive.architectures(space, 0)) {
      const accuracy = accuracies?.get(record.id);
      const cost = costs?.get(record.id);
      if ((accuracies && !accuracy) || (costs && !cost)) continue;
      listed.push({ ...record, ...accuracy, ...cost });
    }
  }
  const { order = "stored", descending = false } = query;
  if (order === "stored") return descending ? listed.reverse() : listed;
  return orderBy(listed, (entry) => entry[order]?.value, descending);
}
