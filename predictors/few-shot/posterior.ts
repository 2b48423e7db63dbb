import { solveLower } from "../linear-algebra/cholesky.js";
import { type ColumnRoles, type Parts, takeApart, widthsOf } from "./columns.js";
import { CONSTANT, covarianceOf, type Evidence, fitHypothesis, type Hypothesis } from "./evidence.js";
import { columnMeans, type Grams, gramsOf, normsOf } from "./gram.js";
import { type MainColumn, mainValues } from "./mains.js";

/** Everything from which a posterior follows. */
export interface FewShotModel {
  readonly roles: ColumnRoles;
  /** Training rows, row-major (n, all columns). */
  readonly data: Float64Array;
  /** n latent targets, which are logarithms of cost minus a constant. */
  readonly targets: Float64Array;
  /** n variances of the noise that are known to be there. */
  readonly known: Float64Array;
  readonly mains: readonly MainColumn[];
  readonly hypotheses: readonly Hypothesis[];
  /** The weight of each hypothesis; they sum to 1. */
  readonly weights: Float64Array;
}

/** The training rows as all hypotheses see them. */
export class TrainingRows {
  readonly parts: Parts;
  readonly centre: Float64Array;
  readonly grams: Grams;
  readonly mean: number;
  /** Targets minus their mean. */
  readonly y: Float64Array;
  readonly known: Float64Array;

  constructor({ roles, data, targets, known }: Pick<FewShotModel, "roles" | "data" | "targets" | "known">) {
    const widths = widthsOf(roles);
    this.parts = takeApart(data, targets.length, roles);
    this.centre = columnMeans(this.parts.sources, targets.length, widths.sources);
    this.grams = gramsOf(this.parts, this.parts, widths, this.centre);
    this.mean = targets.reduce((sum, y) => sum + y, 0) / targets.length;
    this.y = targets.map((y) => y - this.mean);
    this.known = known;
  }

  /** Fits a hypothesis whose main column has these centred values. */
  fit(hypothesis: Hypothesis, main: Float64Array): Evidence | undefined {
    return fitHypothesis(hypothesis, this.grams, this.y, main, this.known);
  }
}

/** A main column with its values in the training rows, minus their mean. */
export interface CentredMain {
  readonly column: MainColumn;
  readonly mean: number;
  readonly values: Float64Array;
}

export function centreMains(
  mains: readonly MainColumn[],
  { parts }: TrainingRows,
  roles: ColumnRoles,
): readonly CentredMain[] {
  const widths = widthsOf(roles);
  return mains.map((column) => {
    const values = mainValues(column, parts, widths);
    const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
    return { column, mean, values: values.map((x) => x - mean) };
  });
}

/** The mixture of Gaussian processes, ready to predict. */
export class FewShotPosterior {
  private readonly rows: TrainingRows;
  private readonly mains: readonly CentredMain[];
  private readonly fits: readonly Evidence[];
  /** The variance of the rounding of a cost of 1, in the unit of the targets. */
  private readonly rounding: number;

  /** @throws RangeError if a hypothesis cannot be fitted, which the one that made the model could */
  constructor(private readonly model: FewShotModel) {
    this.rows = new TrainingRows(model);
    this.mains = centreMains(model.mains, this.rows, model.roles);
    const { known, targets } = model;
    this.rounding =
      known.reduce((sum, variance, i) => sum + variance * Math.exp(2 * targets[i]), 0) / known.length;
    this.fits = model.hypotheses.map((hypothesis) => {
      const fit = this.rows.fit(hypothesis, this.mains[hypothesis.main].values);
      if (fit === undefined) throw new RangeError("a stored hypothesis has no positive definite covariance");
      return fit;
    });
  }

  /** The mean of each row; `data` is row-major (rows, all columns). */
  means(data: Float64Array, rows: number): Float64Array {
    return this.meansOf(this.seen(data, rows));
  }

  /** The mean and the standard deviation of a new noisy observation of each row. */
  predict(data: Float64Array, rows: number): { readonly mean: Float64Array; readonly sd: Float64Array } {
    const seen = this.seen(data, rows);
    const mean = this.meansOf(seen);
    const variance = mean.map((m) => this.rounding * Math.exp(-2 * m));
    this.model.hypotheses.forEach((hypothesis, h) => {
      this.addSpread(variance, mean, seen, hypothesis, h);
    });
    return { mean, sd: variance.map((x) => Math.sqrt(Math.max(x, Number.MIN_VALUE))) };
  }

  private seen(data: Float64Array, rows: number) {
    const widths = widthsOf(this.model.roles);
    const parts = takeApart(data, rows, this.model.roles);
    return {
      rows,
      grams: gramsOf(parts, this.rows.parts, widths, this.rows.centre),
      norms: normsOf(parts, widths, this.rows.centre),
      mains: this.mains.map(({ column, mean }) => mainValues(column, parts, widths).map((x) => x - mean)),
    };
  }

  /** Sums the hypotheses' means, which are linear in the inner products, in one pass over the rows. */
  private meansOf({ rows, grams, mains }: Seen): Float64Array {
    const n = this.model.targets.length;
    const slopes = new Float64Array(this.mains.length);
    const [sources, workload, features] = [0, 0, 0].map(() => new Float64Array(n));
    let constant = this.rows.mean;
    this.model.hypotheses.forEach((hypothesis, h) => {
      const weight = this.model.weights[h];
      const { weights } = this.fits[h];
      const main = this.mains[hypothesis.main].values;
      let followed = 0;
      for (let i = 0; i < n; i++) {
        followed += main[i] * weights[i];
        sources[i] += weight * hypothesis.sources * weights[i];
        workload[i] += weight * hypothesis.workload * weights[i];
        features[i] += weight * hypothesis.features * weights[i];
        constant += weight * CONSTANT * weights[i];
      }
      slopes[hypothesis.main] += weight * (hypothesis.slope + hypothesis.slopeSd ** 2 * followed);
    });
    const mean = new Float64Array(rows).fill(constant);
    slopes.forEach((slope, m) => {
      if (slope !== 0) for (let r = 0; r < rows; r++) mean[r] += slope * mains[m][r];
    });
    for (let r = 0, at = 0; r < rows; r++) {
      for (let i = 0; i < n; i++, at++) {
        mean[r] +=
          sources[i] * grams.sources[at] +
          workload[i] * grams.workload[at] +
          features[i] * grams.features[at];
      }
    }
    return mean;
  }

  /** Adds a hypothesis' share of the variance: its own, and the square of its distance from the mixture's mean. */
  private addSpread(
    variance: Float64Array,
    mixed: Float64Array,
    { rows, grams, norms, mains }: Seen,
    hypothesis: Hypothesis,
    h: number,
  ): void {
    const n = this.model.targets.length;
    const { weights, factor } = this.fits[h];
    const known = this.mains[hypothesis.main].values;
    const main = mains[hypothesis.main];
    const column = new Float64Array(n);
    for (let r = 0, at = 0; r < rows; r++) {
      let mean = this.rows.mean + hypothesis.slope * main[r];
      for (let i = 0; i < n; i++, at++) {
        column[i] = covarianceOf(hypothesis, grams, at, main[r], known[i]);
        mean += column[i] * weights[i];
      }
      solveLower(factor, n, column);
      let rest = covarianceOf(hypothesis, norms, r, main[r], main[r]) + hypothesis.noise;
      for (let i = 0; i < n; i++) rest -= column[i] * column[i];
      variance[r] += this.model.weights[h] * (Math.max(rest, 0) + (mean - mixed[r]) ** 2);
    }
  }
}

type Seen = {
  readonly rows: number;
  readonly grams: Grams;
  readonly norms: Grams;
  readonly mains: readonly Float64Array[];
};
