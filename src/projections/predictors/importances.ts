import type { Metric, Source } from "../../base/metric.js";
import { profileVersion, type TaskOnDevice } from "../catalog.js";
import type { Estimator } from "./estimators.js";

/** How much each gene bears on one metric. */
export interface MetricImportance {
  readonly metric: Metric;
  /** What gave the values. */
  readonly source: Exclude<Source, "MEASURED">;
  /** The standard deviation of the values over the drawn networks, in the metric's unit. */
  readonly sd: number;
  /** The genes, the most important one first. */
  readonly genes: readonly { readonly gene: string; readonly importance: number }[];
}

/** Most answers that are kept. */
const MOST_KEPT = 128;

/**
 * Keeps the importances of genes by what they were computed with: the version of a predictor, or the entries of the
 * operator profiles. The answer that was not asked for longest goes first.
 */
export class Importances {
  readonly #kept = new Map<string, MetricImportance>();

  /** Returns what is kept for an estimator of a metric, or computes it. A failure is not kept. */
  async of(
    on: TaskOnDevice,
    { metric, source, predictor }: Estimator,
    compute: () => Promise<MetricImportance>,
  ): Promise<MetricImportance> {
    const version = predictor ?? profileVersion(on.profiles);
    const key = JSON.stringify([on.space.spec.id, on.task.id, on.device.id, metric, source, version]);
    const found = this.#kept.get(key) ?? (await compute());
    this.#kept.delete(key);
    this.#kept.set(key, found);
    if (this.#kept.size > MOST_KEPT) this.#kept.delete(this.#kept.keys().next().value as string);
    return found;
  }

  /** Forgets everything. It is called after the archive was emptied. */
  forget(): void {
    this.#kept.clear();
  }
}
