import type { TrainingSet } from "../../../predictors/port.js";
import { MOST_NETWORKS } from "../../../predictors/training/few-shot.js";
import type { ArchitectureId, MeasurementId } from "../../base/ids.js";
import { isCost, type Metric } from "../../base/metric.js";
import type { SubjectId } from "../../projections/catalog.js";
import type { SubjectTable } from "../../projections/measurements/subject-table.js";
import { sourceColumnsFor } from "../../projections/predictors/of-others.js";
import { profileColumns } from "../../projections/predictors/profile-columns.js";
import { workloadColumns } from "../../projections/predictors/workload-columns.js";
import type { Space } from "../../space/space.js";
import type { Genotype } from "../../space/types.js";
import type { Context } from "../context.js";
import { combinedValue } from "../measurements/combined-value.js";

/** One network in five is held out where there are enough; which ones follows from the architectures' ids. */
const HOLD_OUT = 5;

/** Whether a network is held out of trainings that are judged by held-out networks. */
export const isHeldOut = (id: ArchitectureId): boolean =>
  Number.parseInt(id.slice(0, 8), 16) % HOLD_OUT === 0;

/** Networks whose metric is measured; the rows of the set are those of the ids. */
export interface MeasuredNetworks {
  readonly ids: readonly ArchitectureId[];
  readonly set: TrainingSet;
}

/**
 * Every network whose metric is measured, with its combined value. For costs, columns of operator profiles are added
 * as features, and where few networks are measured also what predictors of other
 * devices say, and where many are what networks make any device do.
 * @param excluded measurements that do not count
 */
export async function measuredNetworks(
  context: Context,
  space: Space,
  subject: SubjectId,
  metric: Metric,
  excluded: ReadonlySet<MeasurementId> = new Set(),
): Promise<MeasuredNetworks> {
  const table: SubjectTable =
    "task" in subject
      ? await context.subjects.ofTask(space.spec.id, subject.task)
      : await context.subjects.ofDevice(space.spec.id, subject.device);
  const others = await withoutExcluded(context, { space, subject, metric, excluded });
  const ids: ArchitectureId[] = [];
  const genotypes: Genotype[] = [];
  const values: number[] = [];
  const column = table.values(metric);
  for (let row = 0; row < table.networks.count; row++) {
    if (Number.isNaN(column.at(row))) continue;
    const id = table.networks.id(row);
    const value = others.has(id) ? others.get(id) : column.at(row);
    if (value === undefined) continue;
    ids.push(id);
    genotypes.push(table.networks.genotype(row));
    values.push(value);
  }
  const columns =
    !isCost(metric) || "task" in subject
      ? []
      : [
          ...(await profileColumns(context.catalog, space, metric, subject.device)),
          ...(ids.length > MOST_NETWORKS
            ? workloadColumns(space)
            : await sourceColumnsFor(context, space, metric, subject.device)),
        ];
  const extras = columns.map((column) => ({ name: column.name, values: column.values(genotypes) }));
  return { ids, set: { space, metric, genotypes, values: Float64Array.from(values), extras } };
}

/** Copies some rows of a training set, in the order given. */
export const rowsOf = (set: TrainingSet, rows: readonly number[]): TrainingSet => ({
  ...set,
  genotypes: rows.map((row) => set.genotypes[row]),
  values: Float64Array.from(rows, (row) => set.values[row]),
  extras: set.extras.map(({ name, values }) => ({
    name,
    values: Float64Array.from(rows, (row) => values[row]),
  })),
});

/** The values of networks with excluded measurements, combined without these; undefined where none is left. */
async function withoutExcluded(
  { archive }: Context,
  of: { space: Space; subject: SubjectId; metric: Metric; excluded: ReadonlySet<MeasurementId> },
): Promise<ReadonlyMap<ArchitectureId, number | undefined>> {
  const values = new Map<ArchitectureId, number | undefined>();
  if (of.excluded.size === 0) return values;
  const log = await archive.measurementsSince({ space: of.space.spec.id, ...of.subject }, 0);
  const live = log.flatMap(({ measurement }) => (measurement.retracted ? [] : [measurement]));
  const touched = new Set(live.flatMap(({ id, architecture }) => (of.excluded.has(id) ? architecture : [])));
  for (const network of touched) {
    const kept = live.filter(({ id, architecture }) => architecture === network && !of.excluded.has(id));
    values.set(network, combinedValue(kept, of.metric));
  }
  return values;
}
