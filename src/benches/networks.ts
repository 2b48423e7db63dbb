import type { ExtraFeature, TrainingSet } from "../../predictors/port.js";
import { NotFound } from "../base/errors.js";
import { type Metric, ownerOf } from "../base/metric.js";
import type { Genotype } from "../space/types.js";
import { groupRows, meanOverRows } from "../tables/group-rows.js";
import type { NetworkTable } from "../tables/parse-table.js";

/** The distinct networks of a table that have a usable value of one metric, and the number of those that have none. */
export type Networks = Pick<TrainingSet, "genotypes" | "values" | "extras"> & { readonly leftOut: number };

/** What a training set says besides its rows. */
export type Subject = Pick<TrainingSet, "space" | "metric">;

/**
 * Finds the table's column of a metric of a task or device.
 * @param option what asks for it, for the message; nothing if the name of the subject says it
 * @throws NotFound if the table has none, with the tasks or devices of which it has one
 */
export function metricColumn(
  table: NetworkTable,
  metric: Metric,
  subject: string,
  option?: string,
): Float64Array {
  const columns = table.columns.filter((column) => column.kind === metric);
  const found = columns.find((column) => column.subject === subject);
  if (found !== undefined) return found.values;
  const known = columns.map((column) => column.subject).join(", ");
  const hint = `the table has ${metric} of ${known || "none"}`;
  throw new NotFound(
    ownerOf(metric),
    subject,
    option,
    option === undefined ? hint : `${option} names it, but ${hint}`,
  );
}

/**
 * Finds columns of the table by their names, as further features of networks.
 * @throws NotFound for a column that the table lacks
 */
export function featureColumns(table: NetworkTable, names: readonly string[]): ExtraFeature[] {
  return names.map((name) => {
    const column = table.columns.find((candidate) => candidate.name === name);
    if (column === undefined) throw new NotFound("column", name, "feature");
    return { name, values: column.values };
  });
}

/**
 * One row per distinct network: with a `distinct` column the first row of each of its values, else the mean over the
 * rows of one architecture. Networks that lack the metric or one of the extras, or whose latency [ms] is below
 * `minLatency`, are left out and counted.
 */
export function distinctNetworks(
  table: NetworkTable,
  metric: Metric,
  target: Float64Array,
  extras: readonly ExtraFeature[],
  minLatency: number,
): Networks {
  const { rows } = groupRows(table);
  const columns = [target, ...extras.map((extra) => extra.values)].map((column) =>
    rows.map((own) => meanOverRows(column, own)),
  );
  const isUsable = (network: number): boolean =>
    columns.every((column) => Number.isFinite(column[network])) &&
    (metric !== "latency" || columns[0][network] >= minLatency);
  const kept = [...rows.keys()].filter(isUsable);
  const values = columns.map((column) => Float64Array.from(kept, (network) => column[network]));
  return {
    genotypes: kept.map((network) => table.genotypes[rows[network][0]]),
    values: values[0],
    extras: extras.map(({ name }, i) => ({ name, values: values[i + 1] })),
    leftOut: rows.length - kept.length,
  };
}

/** Takes some of the networks as a training set, in the order given. */
export function pick(
  { genotypes, values, extras }: Omit<Networks, "leftOut">,
  rows: readonly number[],
  subject: Subject,
): TrainingSet {
  const taken = (column: Float64Array) => Float64Array.from(rows, (row) => column[row]);
  return {
    ...subject,
    genotypes: rows.map((row): Genotype => genotypes[row]),
    values: taken(values),
    extras: extras.map((extra) => ({ name: extra.name, values: taken(extra.values) })),
  };
}
