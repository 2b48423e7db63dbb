import type { TrainingSet } from "../../../predictors/port.js";
import { NotEnoughData } from "../../base/errors.js";
import type { ArchitectureId } from "../../base/ids.js";
import { isCost, type Metric, nameOf } from "../../base/metric.js";
import type { SubjectId } from "../../projections/catalog.js";
import type { MetricEstimates } from "../../projections/point.js";
import { profileColumns } from "../../projections/predictors/profile-columns.js";
import { fromArchitecture } from "../../space/architecture.js";
import type { Space } from "../../space/space.js";
import type { Genotype } from "../../space/types.js";
import type { Context } from "../context.js";

/** One network in five is held out of every training; which ones follows from the architectures' ids. */
const HOLD_OUT = 5;
const LEAST_TRAINING = 8;
/** The least number of held-out networks by which a predictor is judged. */
export const LEAST_HELD_OUT = 2;

/** Whether a network is held out of every training. */
export const isHeldOut = (id: ArchitectureId): boolean =>
  Number.parseInt(id.slice(0, 8), 16) % HOLD_OUT === 0;

interface Rows {
  readonly genotypes: Genotype[];
  readonly values: number[];
}

/**
 * Every network whose metric is measured, split into the training set and the held-out set. For costs, columns of
 * operator profiles are added as features. Throws `NotEnoughData` on `metric` where one of the two sets is too small.
 */
export async function trainingRows(
  context: Context,
  space: Space,
  subject: SubjectId,
  metric: Metric,
): Promise<{ readonly training: TrainingSet; readonly heldOut: TrainingSet }> {
  const { training, heldOut } = await measuredRows(context, space, subject, metric);
  if (training.values.length < LEAST_TRAINING || heldOut.values.length < LEAST_HELD_OUT) {
    const counts = [training.values.length, heldOut.values.length];
    const name = "task" in subject ? `task ${subject.task}` : `device ${subject.device}`;
    throw new NotEnoughData(
      "metric",
      `${nameOf(metric)} of ${name} is measured for ${counts[0] + counts[1]} networks ` +
        `of search space ${space.spec.id}; ` +
        `training needs ${LEAST_TRAINING}, and ${LEAST_HELD_OUT} more to judge by ` +
        `(there are ${counts[0]} and ${counts[1]})`,
    );
  }
  const columns =
    !isCost(metric) || "task" in subject
      ? []
      : await profileColumns(context.catalog, space, metric, subject.device);
  const asSet = ({ genotypes, values }: Rows): TrainingSet => ({
    space,
    metric,
    genotypes,
    values: Float64Array.from(values),
    extras: columns.map((column) => ({ name: column.name, values: column.values(genotypes) })),
  });
  return { training: asSet(training), heldOut: asSet(heldOut) };
}

/** Every network whose metric is measured, and its value, in those that train and those that are held out. */
export async function measuredRows(
  context: Context,
  space: Space,
  subject: SubjectId,
  metric: Metric,
): Promise<{ readonly training: Rows; readonly heldOut: Rows }> {
  const known = await measuredValues(context, space, subject, metric);
  const training: Rows = { genotypes: [], values: [] };
  const heldOut: Rows = { genotypes: [], values: [] };
  for (const { id, architecture } of await context.archive.architectures(space.spec.id, 0)) {
    const value = known.get(id);
    if (value === undefined) continue;
    const rows = isHeldOut(id) ? heldOut : training;
    rows.genotypes.push(fromArchitecture(space, architecture));
    rows.values.push(value);
  }
  return { training, heldOut };
}

/** The combined measured value of each network, in natural units. */
async function measuredValues(
  context: Context,
  space: Space,
  subject: SubjectId,
  metric: Metric,
): Promise<ReadonlyMap<ArchitectureId, number>> {
  const values = new Map<ArchitectureId, number>();
  const { combined } =
    "task" in subject
      ? await context.subjects.ofTask(space.spec.id, subject.task)
      : await context.subjects.ofDevice(space.spec.id, subject.device);
  for (const [id, estimates] of combined) {
    const estimate = (estimates as MetricEstimates)[metric];
    if (estimate !== undefined) values.set(id, estimate.value);
  }
  return values;
}
