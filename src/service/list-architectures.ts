import type { ArchitectureId } from "../base/ids.js";
import { METRICS } from "../base/metric.js";
import { orderBy } from "../base/order-by.js";
import type { SubjectTable } from "../projections/measurements/subject-table.js";
import type { SpaceNetworks } from "../projections/networks/space-networks.js";
import type { MetricEstimates } from "../projections/point.js";
import type { ArchitectureRecord } from "../records/architecture.js";
import { toArchitecture } from "../space/architecture.js";
import type { Space } from "../space/space.js";
import type { Context } from "./context.js";
import type { Listing } from "./listing.js";

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

/** The architectures of one space among those that are listed. */
interface Part {
  readonly space: Space;
  readonly networks: SpaceNetworks;
  readonly accuracies: SubjectTable | undefined;
  readonly costs: SubjectTable | undefined;
  /** In the order of the list. */
  readonly rows: Int32Array;
}

/** Lists all architectures that a query asks for. Throws `NotFound` on `space`, `task` or `device`. */
export async function listArchitectures(
  context: Context,
  query: ArchitectureQuery,
): Promise<Listing<ListedArchitecture>> {
  const { catalog } = context;
  const task = query.task === undefined ? undefined : await catalog.task(query.task);
  const device = query.device === undefined ? undefined : await catalog.device(query.device);
  const named = query.space === undefined ? undefined : (await catalog.space(query.space)).spec.id;
  const spaces = (await catalog.spaces())
    .map(({ id }) => id)
    .filter((id) => (named === undefined || id === named) && (task === undefined || id === task.space));
  const parts: Part[] = [];
  for (const id of spaces) {
    const accuracies = task && (await context.subjects.ofTask(id, task.id));
    const costs = device && (await context.subjects.ofDevice(id, device.id));
    const tables = [accuracies, costs].filter((table) => table !== undefined);
    const networks = tables[tables.length - 1]?.networks ?? (await context.networks.of(id));
    if (networks.count === 0) continue;
    const space = await catalog.space(id);
    const key = JSON.stringify([id, query.task, query.device, query.order, query.descending]);
    const rows = context.orders.listed(key, [networks, accuracies, costs], () =>
      rowsOf(context, query, space, networks, [accuracies, costs]),
    );
    if (rows.length > 0) parts.push({ space, networks, accuracies, costs, rows });
  }
  return new ArchitectureListing(parts, query);
}

/** The rows of a space that a query asks for, in its order. */
function rowsOf(
  { orders }: Context,
  { task, device, order = "stored", descending = false }: ArchitectureQuery,
  space: Space,
  networks: SpaceNetworks,
  [accuracies, costs]: readonly (SubjectTable | undefined)[],
): Int32Array {
  const rows = new Int32Array(networks.count);
  let count = 0;
  const take = (row: number): void => {
    if (accuracies?.has(row) === false || costs?.has(row) === false) return;
    rows[count++] = row;
  };
  const table = order === "accuracy" ? accuracies : costs;
  if (order === "stored" || table === undefined) {
    for (let row = 0; row < networks.count; row++) take(row);
    const found = rows.subarray(0, count);
    return order === "stored" && descending ? found.reverse() : found;
  }
  const column = table.values(order);
  const subject = order === "accuracy" ? task : device;
  for (const row of orders.sorted(JSON.stringify([space.spec.id, order, subject]), column, descending))
    take(row);
  for (let row = 0; row < networks.count; row++) if (Number.isNaN(column.at(row))) take(row);
  return rows.subarray(0, count);
}

/** The architectures of a list, each of which is made when it is asked for. */
class ArchitectureListing implements Listing<ListedArchitecture> {
  readonly length: number;
  /** The position of each entry in the parts one after another, where these are not the order of the list. */
  readonly #order: readonly number[] | undefined;

  constructor(
    private readonly parts: readonly Part[],
    query: ArchitectureQuery,
  ) {
    this.length = parts.reduce((sum, { rows }) => sum + rows.length, 0);
    this.#order = parts.length > 1 ? this.#mixed(query) : undefined;
  }

  slice(start: number, end: number): readonly ListedArchitecture[] {
    const first = Math.max(0, start);
    const count = Math.max(0, Math.min(end, this.length) - first);
    return Array.from({ length: count }, (_, i) => this.#at(first + i));
  }

  positionOf(key: string): number {
    let before = 0;
    for (const { networks, rows } of this.parts) {
      const row = networks.rowOf(key as ArchitectureId);
      const at = row === undefined ? -1 : rows.indexOf(row);
      if (at >= 0) return this.#order?.indexOf(before + at) ?? before + at;
      before += rows.length;
    }
    return -1;
  }

  /** The order of entries of several spaces. */
  #mixed({ order = "stored", descending = false }: ArchitectureQuery): readonly number[] {
    const positions = Array.from({ length: this.length }, (_, position) => position);
    if (order === "stored") return descending ? this.#lastSpaceFirst() : positions;
    const values = this.parts.flatMap(({ accuracies, costs, rows }) => {
      const column = (order === "accuracy" ? accuracies : costs)?.values(order);
      return Array.from(rows, (row) => column?.at(row) ?? Number.NaN);
    });
    const keyOf = (position: number) => (Number.isNaN(values[position]) ? undefined : values[position]);
    return orderBy(positions, keyOf, descending);
  }

  #lastSpaceFirst(): readonly number[] {
    let before = 0;
    const ranges = this.parts.map(({ rows }) => {
      const first = before;
      before += rows.length;
      return Array.from(rows, (_, i) => first + i);
    });
    return ranges.reverse().flat();
  }

  #at(position: number): ListedArchitecture {
    let at = this.#order?.[position] ?? position;
    for (const { space, networks, accuracies, costs, rows } of this.parts) {
      if (at >= rows.length) {
        at -= rows.length;
        continue;
      }
      const row = rows[at];
      const architecture = toArchitecture(space, networks.genotype(row));
      return {
        ...{ id: networks.id(row), space: space.spec.id, architecture },
        ...accuracies?.at(row),
        ...costs?.at(row),
      };
    }
    throw new RangeError(`the list has ${this.length} entries`);
  }
}
