import { paretoFront } from "../pareto/front.js";
import { hypervolume } from "../pareto/hypervolume/hypervolume.js";
import type { Outcome, Problem } from "./ports.js";
import { countedColumns, referencePoint, totalViolation } from "./problem.js";

/**
 * The Pareto front of a run's feasible outcomes so far. Its reference point takes all outcomes into account, the
 * infeasible ones included (see `referencePoint`).
 */
export class RunFront {
  readonly #problem: Problem;
  #outcomes = 0;
  #reference: readonly number[];
  readonly #points: { readonly at: number; readonly values: readonly number[] }[] = [];

  constructor(problem: Problem) {
    this.#problem = problem;
    this.#reference = referencePoint(problem, []);
  }

  add(outcome: Outcome): void {
    this.#outcomes++;
    if (outcome.kind === "failed") return;
    const reference = referencePoint(this.#problem, [outcome.values]);
    this.#reference = reference.map((value, m) => Math.max(value, this.#reference[m]));
    if (totalViolation(this.#problem, outcome.values) > 0) return;
    this.#points.push({ at: this.#outcomes, values: outcome.values });
  }

  /** The number of points on the front (copies included) and its hypervolume against the current reference point. */
  measure(): { readonly size: number; readonly hypervolume: number } {
    if (this.#points.length === 0) return { size: 0, hypervolume: 0 };
    const columns = this.#columns(this.#outcomes);
    return { size: paretoFront(columns).length, hypervolume: hypervolume(columns, this.#reference) };
  }

  /**
   * Whether the last `window` outcomes raised the hypervolume by less than the fraction `gain`. A hypervolume that was
   * 0 before them and still is, as with an objective that is constant or at its limit, counts as flat. False if there
   * are no more outcomes than that, or no feasible one before them.
   */
  isFlat(window: number, gain: number): boolean {
    const since = this.#outcomes - window;
    if (since <= 0 || !this.#points.some(({ at }) => at <= since)) return false;
    const before = hypervolume(this.#columns(since), this.#reference);
    const now = this.measure().hypervolume;
    return before === 0 ? now === 0 : now < before * (1 + gain);
  }

  /** Counted columns of the feasible points among the first `outcomes` outcomes. */
  #columns(outcomes: number): Float64Array[] {
    const points = this.#points.filter((point) => point.at <= outcomes).map((point) => point.values);
    return countedColumns(this.#problem, points);
  }
}
