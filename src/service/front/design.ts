import { chooseNetworks } from "../../../predictors/design.js";
import { latentValues } from "../../../predictors/transfer.js";
import { isCost, type Metric, nameOf } from "../../base/metric.js";
import { Random } from "../../base/random.js";
import type { TaskOnDevice } from "../../projections/catalog.js";
import type { KnownNetworks } from "../../projections/networks/known-networks.js";
import type { Point } from "../../projections/point.js";
import { subjectOf } from "../../projections/predictors/estimators.js";
import { predictorsOfOthers } from "../../projections/predictors/of-others.js";
import { columnTitle, profileColumns } from "../../projections/predictors/profile-columns.js";
import { toArchitecture } from "../../space/architecture.js";
import { architectureId } from "../../space/identity.js";
import { sampleDistinct } from "../../space/sampling/sample.js";
import type { Genotype } from "../../space/types.js";
import type { Context } from "../context.js";

/** Networks that are chosen by design, and sentences about how. */
export interface DesignedNetworks {
  readonly points: readonly Point[];
  readonly notes: readonly string[];
}

/** Number of networks from which the choice is made, beside those that are known. */
const CANDIDATES = 500;
/** Upper bound on the predictors of other tasks or devices per metric: each predicts every candidate. */
const MOST_PREDICTORS = 8;
const SEED = 1;

/**
 * Chooses networks whose measurement tells most about metrics that no predictor estimates (`chooseNetworks`): they are
 * spread over what is known of these metrics elsewhere (predictors in use for other tasks or devices, operator
 * profiles) and over the features of networks, and complement what is measured. The candidates are random networks of
 * the space (seeded) of which one of the metrics is not known, so the same archive always gives the same answer.
 */
export async function designedNetworks(
  context: Context,
  on: TaskOnDevice,
  known: KnownNetworks,
  metrics: readonly Metric[],
  count: number,
): Promise<DesignedNetworks> {
  const { space } = on;
  const columns = metrics.map((metric) => known.values(metric));
  const isMeasured = (row: number) => columns.every((column) => !Number.isNaN(column.at(row)));
  const measured = [...known.rows()].filter(isMeasured);
  const ids = new Set(measured.map((row) => known.id(row)));
  const drawn = sampleDistinct(space, Math.max(CANDIDATES, count) + measured.length, new Random(SEED));
  const candidates = drawn
    .map((genotype) => ({ genotype, id: architectureId(space, genotype) }))
    .filter(({ id }) => !ids.has(id));
  const sources = await sourcesOf(context, on, metrics);
  const design = {
    space,
    metric: metrics.find(isCost) ?? metrics[0],
    candidates: candidates.map(({ genotype }) => genotype),
    measured: measured.map((row) => known.genotype(row)),
    sources: sources.map(({ values }) => values),
  };
  const points = chooseNetworks(design, count, SEED).map((i) => ({
    id: candidates[i].id,
    architecture: toArchitecture(space, candidates[i].genotype),
    feasibility: 1,
  }));
  return { points, notes: [noteOf(metrics, sources)] };
}

/** What is known of a metric elsewhere. */
interface Source {
  /** What it is, in words. */
  readonly title: string;
  readonly values: (networks: readonly Genotype[]) => Float64Array;
}

async function sourcesOf(context: Context, on: TaskOnDevice, metrics: readonly Metric[]): Promise<Source[]> {
  const { space, device } = on;
  const sources: Source[] = [];
  for (const metric of metrics) {
    const subject = Object.values(subjectOf(on, metric))[0];
    const others = await predictorsOfOthers(context, space, metric, subject, MOST_PREDICTORS);
    const names = others.map(({ record }) => record.task ?? record.device).join(", ");
    const title = `${nameOf(metric)} as predictors in use estimate it for ${names}`;
    for (const { predictor } of others) {
      sources.push({ title, values: (networks) => latentValues(predictor, networks) });
    }
    if (!isCost(metric)) continue;
    for (const { name, values } of await profileColumns(context.catalog, space, metric, device.id)) {
      sources.push({ title: `the ${columnTitle(name)}`, values });
    }
  }
  return sources;
}

function noteOf(metrics: readonly Metric[], sources: readonly Source[]): string {
  const unknown = metrics.map(nameOf).join(" and ");
  const spread = ["the features of networks", ...new Set(sources.map(({ title }) => title))];
  return (
    `the suggestions are chosen by design, because no predictor estimates ${unknown}: they are spread over ` +
    `${spread.join("; ")}, and complement what is measured`
  );
}
