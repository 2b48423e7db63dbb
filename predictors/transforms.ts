import { isMaximised, type Metric } from "../src/base/metric.js";
import { pack, unpack } from "./encoding.js";
import { normalQuantile } from "./normal.js";
import { ranks } from "./ranking.js";

export type TransformKind = "log" | "log-error" | "normal-score";

/** Natural values (fraction, ms, mJ) to a scale of mean 0 and variance 1 on the training set, smaller is better, and back. */
export interface Transform {
  readonly kind: TransformKind;
  toLatent(values: Float64Array): Float64Array;
  toNatural(latent: Float64Array): Float64Array;
  readonly state: TransformState;
}

export interface TransformState {
  readonly kind: TransformKind;
  readonly mean: number;
  readonly sd: number;
  /** Smallest natural value that is told from zero (log), or the table of the normal scores. */
  readonly floor?: number;
  readonly knots?: string;
  readonly scores?: string;
}

/** A perfect accuracy still has a finite logarithm of its error. */
const LEAST_ERROR = 1e-3;

/** The scales worth trying for a metric, the usual one first. */
export function transformKinds(metric: Metric): readonly TransformKind[] {
  return isMaximised(metric) ? ["log-error", "normal-score"] : ["log"];
}

export function fitTransform(kind: TransformKind, values: Float64Array): Transform {
  const shape = shapeOf(kind, values);
  const raw = rawTransform({ kind, mean: 0, sd: 1, ...shape }).toLatent(values);
  const mean = raw.reduce((sum, x) => sum + x, 0) / raw.length;
  const variance = raw.reduce((sum, x) => sum + (x - mean) ** 2, 0) / raw.length;
  return reviveTransform({ kind, mean, sd: variance > 1e-18 ? Math.sqrt(variance) : 1, ...shape });
}

export function reviveTransform(state: TransformState): Transform {
  const raw = rawTransform(state);
  const { mean, sd } = state;
  return {
    kind: state.kind,
    state,
    toLatent: (values) => raw.toLatent(values).map((x) => (x - mean) / sd),
    toNatural: (latent) => raw.toNatural(latent.map((x) => x * sd + mean)),
  };
}

function shapeOf(kind: TransformKind, values: Float64Array): Partial<TransformState> {
  if (kind === "log") {
    const positive = values.filter((value) => value > 0);
    return { floor: positive.length === 0 ? 1 : positive.reduce((a, b) => Math.min(a, b)) / 10 };
  }
  if (kind === "normal-score") return normalScores(values);
  return {};
}

type RawTransform = Pick<Transform, "toLatent" | "toNatural">;

function rawTransform(state: TransformState): RawTransform {
  switch (state.kind) {
    case "log":
      return {
        toLatent: (values) => values.map((value) => Math.log(Math.max(value, state.floor ?? 0))),
        toNatural: (latent) => latent.map(Math.exp),
      };
    case "log-error":
      return {
        toLatent: (values) => values.map((value) => Math.log(1 - value + LEAST_ERROR)),
        toNatural: (latent) => latent.map((x) => clampFraction(1 + LEAST_ERROR - Math.exp(x))),
      };
    case "normal-score":
      return interpolation(unpack(state.scores), unpack(state.knots));
  }
}

const clampFraction = (value: number): number => Math.min(1, Math.max(0, value));

/**
 * Each distinct training value (fractions, so the best is the largest) with the normal quantile of its mean rank;
 * `scores` rise, `knots` fall.
 */
function normalScores(values: Float64Array): { readonly knots: string; readonly scores: string } {
  const rank = ranks(values.map((value) => -value));
  const table = new Map<number, number>();
  values.forEach((value, i) => {
    table.set(value, normalQuantile((rank[i] - 0.5) / values.length));
  });
  const rows = [...table].sort(([, a], [, b]) => a - b);
  return {
    knots: pack(Float64Array.from(rows, ([value]) => value)),
    scores: pack(Float64Array.from(rows, ([, score]) => score)),
  };
}

/** Piecewise linear both ways; beyond the ends it goes on with the mean slope of the outer tenth. */
function interpolation(scores: Float64Array, knots: Float64Array): RawTransform {
  if (scores.length === 1)
    return { toLatent: (v) => v.map(() => 0), toNatural: (x) => x.map(() => knots[0]) };
  const reach = Math.max(1, Math.floor(scores.length / 10));
  const last = scores.length - 1;
  const best = (knots[reach] - knots[0]) / (scores[reach] - scores[0]);
  const worst = (knots[last] - knots[last - reach]) / (scores[last] - scores[last - reach]);
  const toNatural = (x: number): number => {
    if (x <= scores[0]) return clampFraction(knots[0] + best * (x - scores[0]));
    if (x >= scores[last]) return clampFraction(knots[last] + worst * (x - scores[last]));
    const i = position(scores, x, 1);
    return knots[i] + ((knots[i + 1] - knots[i]) * (x - scores[i])) / (scores[i + 1] - scores[i]);
  };
  const toLatent = (value: number): number => {
    if (value >= knots[0]) return scores[0] + (value - knots[0]) / best;
    if (value <= knots[last]) return scores[last] + (value - knots[last]) / worst;
    const i = position(knots, value, -1);
    return scores[i] + ((scores[i + 1] - scores[i]) * (value - knots[i])) / (knots[i + 1] - knots[i]);
  };
  return { toLatent: (values) => values.map(toLatent), toNatural: (latent) => latent.map(toNatural) };
}

/** The last index, but the end, whose entry does not come after `x` in a table that rises (sign 1) or falls (-1). */
function position(table: Float64Array, x: number, sign: 1 | -1): number {
  let low = 0;
  let high = table.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (sign * (table[middle] - x) <= 0) low = middle;
    else high = middle;
  }
  return low;
}
