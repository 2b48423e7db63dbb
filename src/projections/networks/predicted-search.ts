import { createHash } from "node:crypto";
import type { Log } from "../../base/log.js";
import { minimised } from "../../base/metric.js";
import { paretoFront } from "../../pareto/front.js";
import type { Constraints } from "../../search/constraints/constraints.js";
import { Nsga2 } from "../../search/evolution/nsga2.js";
import { fromArchitecture, toArchitecture } from "../../space/architecture.js";
import { narrow } from "../../space/narrow.js";
import { listNetworks } from "../../space/sampling/list-networks.js";
import type { Space } from "../../space/space.js";
import type { Choice, Genotype } from "../../space/types.js";
import type { Estimator } from "../predictors/estimators.js";
import { type KeptSearches, keepResult, keptResult } from "./kept-searches.js";
import { NeedsTime } from "./needs-time.js";

/** The archive that keeps what a search finds, and the log for a failure to keep it. */
export interface SearchContext extends KeptSearches {
  readonly log: Log;
  /** Whether a search that is not kept yet is left to others, who keep it, by throwing `NeedsTime`. */
  readonly defersSearches: boolean;
}

const POPULATION = 100;
const GENERATIONS = 60;
const SEED = 1;
/** The version of the kept results. Raise it when the search or its settings change. */
const VERSION = 1;

/** An estimator, and a text that differs between estimators that may estimate differently. */
export interface NamedEstimator {
  readonly estimator: Estimator;
  readonly origin: string;
}

/**
 * Does the same as `bestByEstimate` and keeps the result in the archive, so that the search runs once per predictor
 * (or operator profile) for all processes. If the archive cannot store the result now, only the time of the search is
 * lost.
 * @throws NeedsTime where the context leaves searches to others
 */
export async function keptSearch(
  context: SearchContext,
  space: Space,
  named: readonly NamedEstimator[],
  constraints: Constraints,
): Promise<readonly Genotype[]> {
  const estimators = named.map(({ estimator }) => estimator);
  const sources = named.map(({ estimator, origin }) => [estimator.metric, origin]);
  const question = JSON.stringify([VERSION, space.spec.id, sources, constraints.genes ?? {}]);
  const key = createHash("sha256").update(question).digest("hex").slice(0, 32);
  const kept = await keptResult(context, key);
  const width = space.genes.length;
  if (kept !== undefined) {
    return Array.from({ length: kept.length / width }, (_, i) =>
      Uint8Array.from(kept.subarray(i * width, (i + 1) * width)),
    );
  }
  if (context.defersSearches) throw new NeedsTime("a search over predictors");
  const found = await bestByEstimate(space, estimators, constraints);
  const bytes = new Uint8Array(found.length * width);
  found.forEach((genotype, i) => {
    bytes.set(genotype, i * width);
  });
  await keepResult(context, key, bytes).catch((error: unknown) => {
    context.log.warn({ error: String(error) }, "the networks found by estimate could not be kept");
  });
  return found;
}

/**
 * Finds the networks that are best by estimate: all networks of a small space, else the Pareto front found by a
 * seeded NSGA-II over the estimators. Genes that never varied in a predictor's training data keep their value, unless
 * the constraints ask for another.
 */
async function bestByEstimate(
  space: Space,
  estimators: readonly Estimator[],
  constraints: Constraints,
): Promise<readonly Genotype[]> {
  const narrowed = narrowSpace(space, estimators, constraints);
  const widen = (genotype: Genotype) => fromArchitecture(space, toArchitecture(narrowed, genotype));
  const listed = listNetworks(narrowed);
  if (listed !== undefined) return listed.map(widen);
  const objectives = estimators.map(({ metric }) => ({ metric }));
  const problem = { space: narrowed, objectives, limits: objectives.map(() => undefined) };
  const strategy = new Nsga2(problem, SEED, POPULATION);
  const found: Genotype[] = [];
  const values: number[][] = estimators.map(() => []);
  for (let generation = 0; generation < GENERATIONS; generation++) {
    const batch = await strategy.ask(POPULATION);
    if (batch.length === 0) break;
    const wide = batch.map(widen);
    const estimates = estimators.map((estimator) => estimator.valuesOf(wide).value);
    strategy.tell(
      batch.map((genotype, i) => ({
        kind: "evaluated",
        genotype,
        values: estimates.map((column) => column[i]),
      })),
    );
    found.push(...wide);
    for (const [k, column] of estimates.entries()) values[k].push(...column);
    await new Promise(setImmediate);
  }
  const columns = estimators.map(({ metric }, k) =>
    Float64Array.from(values[k], (value) => minimised(metric, value)),
  );
  return Array.from(paretoFront(columns), (i) => found[i]);
}

/** Returns the space with what the constraints allow; frozen genes keep only their value. */
function narrowSpace(space: Space, estimators: readonly Estimator[], constraints: Constraints): Space {
  const allowed = new Map<string, readonly Choice[]>();
  for (const { position, choice } of estimators.flatMap((estimator) => estimator.frozen)) {
    const gene = space.genes[position];
    allowed.set(gene.name, [gene.choices[choice]]);
  }
  for (const [name, choices] of Object.entries(constraints.genes ?? {})) allowed.set(name, choices);
  return narrow(space, allowed);
}
