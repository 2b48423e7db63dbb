import type { Genotype } from "../../space/types.js";
import type { Estimate } from "../estimate.js";
import type { Estimator } from "../predictors/estimators.js";

/** The most estimates with intervals that a column keeps; beyond that it forgets them and begins anew. */
const MOST_DETAILED = 20_000;

/**
 * The estimates of one metric for a list of networks that only grows. Each value, and each interval, is computed when
 * it is first asked for, and kept: an estimator always gives the same network the same estimate.
 */
export class EstimateColumn {
  #value = new Float64Array(0);
  #isExtrapolated = new Uint8Array(0);
  #isComputed = new Uint8Array(0);
  readonly #detailed = new Map<number, Estimate>();

  constructor(readonly estimator: Estimator) {}

  /** Computes the values of these rows as far as they are missing, in one batch. */
  compute(genotypes: readonly Genotype[], rows: readonly number[]): void {
    this.#grow(genotypes.length);
    const missing = rows.filter((row) => this.#isComputed[row] === 0);
    if (missing.length === 0) return;
    const { value, extrapolated } = this.estimator.valuesOf(missing.map((row) => genotypes[row]));
    missing.forEach((row, i) => {
      this.#value[row] = value[i];
      this.#isExtrapolated[row] = extrapolated[i];
      this.#isComputed[row] = 1;
    });
  }

  /** The value of a row that was computed, in natural units; NaN where the estimator has none. */
  value(row: number): number {
    return this.#value[row];
  }

  /** Whether the value of a row that was computed lies beyond the estimator's training data. */
  isExtrapolated(row: number): boolean {
    return this.#isExtrapolated[row] === 1;
  }

  /** Returns the estimates of these rows with their intervals, in the order of `rows`. */
  estimates(genotypes: readonly Genotype[], rows: readonly number[]): readonly Estimate[] {
    if (this.#detailed.size + rows.length > MOST_DETAILED) this.#detailed.clear();
    const missing = rows.filter((row) => !this.#detailed.has(row));
    const found =
      missing.length === 0 ? [] : this.estimator.estimatesOf(missing.map((row) => genotypes[row]));
    missing.forEach((row, i) => {
      this.#detailed.set(row, found[i]);
    });
    return rows.map((row) => this.#detailed.get(row) as Estimate);
  }

  #grow(count: number): void {
    if (count <= this.#value.length) return;
    const length = Math.max(count, 2 * this.#value.length);
    const [value, isExtrapolated, isComputed] = [
      new Float64Array(length),
      new Uint8Array(length),
      new Uint8Array(length),
    ];
    value.set(this.#value);
    isExtrapolated.set(this.#isExtrapolated);
    isComputed.set(this.#isComputed);
    [this.#value, this.#isExtrapolated, this.#isComputed] = [value, isExtrapolated, isComputed];
  }
}
