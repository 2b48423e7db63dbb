import type { Genotype } from "../../space/types.js";
import { FloatColumn } from "../columns/float-column.js";
import { Gaps } from "../columns/gaps.js";
import type { Estimate } from "../estimate.js";
import type { Layer } from "../fronts/live-fronts.js";
import type { Estimator } from "../predictors/estimators.js";

/** The most estimates with intervals that a column keeps; beyond that it forgets them and begins anew. */
const MOST_DETAILED = 20_000;

/**
 * The estimates of one metric for a list of networks that only grows. Each value, and each interval, is computed when
 * it is first asked for, and kept: an estimator always gives the same network the same estimate.
 */
export class EstimateColumn {
  #within = FloatColumn.EMPTY;
  #beyond = FloatColumn.EMPTY;
  #isComputed = new Uint8Array(0);
  readonly #gaps = new Gaps();
  readonly #detailed = new Map<number, Estimate>();

  constructor(readonly estimator: Estimator) {}

  /** Estimates the rows that have no value in a column of `count` rows. */
  fill(known: FloatColumn, count: number, genotypeOf: (row: number) => Genotype): void {
    this.compute(this.#gaps.next(known, count), genotypeOf);
  }

  /** Computes the values of these rows as far as they are missing, in one batch. */
  compute(rows: readonly number[], genotypeOf: (row: number) => Genotype): void {
    if (rows.length === 0) return;
    this.#grow(rows[rows.length - 1] + 1);
    const missing = rows.filter((row) => this.#isComputed[row] === 0);
    if (missing.length === 0) return;
    const { value, extrapolated } = this.estimator.valuesOf(missing.map(genotypeOf));
    const [within, beyond] = [this.#within.edit(), this.#beyond.edit()];
    missing.forEach((row, i) => {
      (extrapolated[i] === 1 ? beyond : within).set(row, value[i]);
      this.#isComputed[row] = 1;
    });
    [this.#within, this.#beyond] = [within.done(), beyond.done()];
  }

  /** The computed values by row: those within the estimator's training data, and those beyond. */
  get layers(): readonly Layer[] {
    const { source } = this.estimator;
    return [
      { source, values: this.#within },
      { source, values: this.#beyond, isExtrapolated: true },
    ];
  }

  /** Returns the estimates of these rows with their intervals, in the order of `rows`. */
  estimates(rows: readonly number[], genotypeOf: (row: number) => Genotype): readonly Estimate[] {
    if (this.#detailed.size + rows.length > MOST_DETAILED) this.#detailed.clear();
    const missing = rows.filter((row) => !this.#detailed.has(row));
    const found = missing.length === 0 ? [] : this.estimator.estimatesOf(missing.map(genotypeOf));
    missing.forEach((row, i) => {
      this.#detailed.set(row, found[i]);
    });
    return rows.map((row) => this.#detailed.get(row) as Estimate);
  }

  /** @param count the number of rows; rows are given in ascending order */
  #grow(count: number): void {
    if (count <= this.#isComputed.length) return;
    const longer = new Uint8Array(Math.max(count, 2 * this.#isComputed.length));
    longer.set(this.#isComputed);
    this.#isComputed = longer;
  }
}
