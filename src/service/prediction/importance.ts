import { checkpoint, unlessCancelled } from "../../base/async/cancelling.js";
import { Random } from "../../base/random.js";
import { defaultObjectives } from "../../projections/networks/objectives.js";
import {
  type Estimator,
  estimatorOf,
  subjectOf,
  whyNotLearned,
} from "../../projections/predictors/estimators.js";
import type { MetricImportance } from "../../projections/predictors/importances.js";
import { redraw } from "../../space/sampling/variation.js";
import type { Space } from "../../space/space.js";
import { type Genotype, INACTIVE } from "../../space/types.js";
import type { Context } from "../context.js";

/** The importance of genes for the objectives, and sentences about what could not be told. */
export interface GeneImportance {
  /** The number of networks that were drawn. */
  readonly networks: number;
  readonly metrics: readonly MetricImportance[];
  readonly notes: readonly string[];
}

/** The networks that are drawn; with all of their variants, some 10,000 are estimated. */
const NETWORKS = 200;
const SEED = 1;

/**
 * How much each gene bears on each objective, by permutation on what the predictors in use, or the operator profiles,
 * give. Networks are drawn gene by gene, every choice of a gene being as likely. For each gene, its choice in each of
 * them is replaced by a random one. The importance is half of the mean squared change, as a fraction of the variance of
 * the values: the total effect of Sobol by the estimator of Jansen (1999). It is 0 for a gene without influence and 1
 * for one that decides all; the importances of genes that interact add up to more than 1. The same predictors give the
 * same answer, which is kept. Throws `Cancelled` soon after `signal` aborts.
 */
export async function geneImportance(
  context: Context,
  input: { readonly task: string; readonly device: string },
  signal?: AbortSignal,
): Promise<GeneImportance> {
  return unlessCancelled(() => importance(context, input, signal), signal);
}

async function importance(
  context: Context,
  { task, device }: { readonly task: string; readonly device: string },
  signal: AbortSignal | undefined,
): Promise<GeneImportance> {
  const on = await context.catalog.taskOnDevice(task, device);
  const objectives = await defaultObjectives(context, on, await context.known.of(on));
  let drawn: Drawn | undefined;
  const metrics: MetricImportance[] = [];
  const notes: string[] = [];
  for (const metric of objectives) {
    await checkpoint(signal);
    const estimator = await estimatorOf(context.promoted, on, metric);
    if (estimator === undefined) {
      const why = await whyNotLearned(context.promoted, on.space, subjectOf(on, metric), metric);
      notes.push(`${why[0].toUpperCase()}${why.slice(1)}`);
      continue;
    }
    const compute = () => {
      drawn ??= draw(on.space);
      return importanceFor(on.space, estimator, drawn, signal);
    };
    metrics.push(await context.importances.of(on, estimator, compute));
  }
  return { networks: NETWORKS, metrics, notes };
}

/** The networks that have a gene, as positions, and each of them with another choice of it. */
interface Variants {
  readonly of: readonly number[];
  readonly changed: readonly Genotype[];
}

/** Networks with every choice as likely, and for each gene those of them with another choice. */
interface Drawn {
  readonly networks: readonly Genotype[];
  readonly variants: readonly Variants[];
}

function draw(space: Space): Drawn {
  const random = new Random(SEED);
  const nothing = new Uint8Array(space.genes.length).fill(INACTIVE);
  const networks = Array.from({ length: NETWORKS }, () => redraw(space, nothing, -1, random));
  return { networks, variants: space.genes.map((_, g) => variantsOf(space, networks, g, random)) };
}

function variantsOf(space: Space, networks: readonly Genotype[], gene: number, random: Random): Variants {
  const of = [...networks.keys()].filter((i) => networks[i][gene] !== INACTIVE);
  return { of, changed: of.map((i) => redraw(space, networks[i], gene, random)) };
}

async function importanceFor(
  space: Space,
  estimator: Estimator,
  { networks, variants }: Drawn,
  signal: AbortSignal | undefined,
): Promise<MetricImportance> {
  const { value } = estimator.valuesOf(networks);
  const mean = value.reduce((sum, one) => sum + one, 0) / value.length;
  const variance = value.reduce((sum, one) => sum + (one - mean) ** 2, 0) / value.length;
  const genes: { readonly gene: string; readonly importance: number }[] = [];
  for (const [g, { of, changed }] of variants.entries()) {
    await checkpoint(signal);
    const after = changed.length === 0 ? [] : estimator.valuesOf(changed).value;
    const squares = of.reduce((sum, network, i) => sum + (value[network] - after[i]) ** 2, 0);
    const half = squares / (2 * networks.length);
    genes.push({ gene: space.genes[g].name, importance: variance > 0 ? half / variance : 0 });
  }
  genes.sort((a, b) => b.importance - a.importance);
  return { metric: estimator.metric, source: estimator.source, sd: Math.sqrt(variance), genes };
}
