import { createEncoder, type Encoder } from "../../../predictors/features/encoder.js";
import type { Matrix } from "../../../predictors/port.js";
import { type Metric, ownerOf } from "../../base/metric.js";
import type { Genotype } from "../../space/types.js";
import type { ObjectiveColumn, Problem } from "../ports.js";
import { startsSmall } from "./first-design.js";
import { objectiveColumns } from "./objective-columns.js";
import { priorColumns } from "./prior.js";

/**
 * With fewer evaluated networks, in a search that starts small, the model of a metric of the task sees only what a
 * network computes, where the structure tells it from what the network executes (ADR 0074).
 */
const FEW_NETWORKS = 32;

/**
 * The features of networks from which the models of a search learn: those of the network itself, the columns of single
 * objectives (`objectiveColumns`), what predictors say (`priorColumns`), and the cheap scores.
 */
export class ModelFeatures {
  readonly #encoder: Encoder;
  readonly #columns: readonly ObjectiveColumn[];
  readonly #priorColumns: ReturnType<typeof priorColumns>;
  /** The column of the first cheap score. */
  readonly #firstScore: number;
  /** The column of the first of `priorColumns`, which no model of the features sees. */
  readonly firstPrior: number;
  /** For each objective, the group of every column for a model of few networks; -1 for columns that it does not see. */
  readonly #early: readonly Int32Array[];
  /** The same for a model of more networks. */
  readonly #late: readonly Int32Array[];
  /** The same for the models of cheap scores. */
  readonly scoreGroups: Int32Array;

  constructor(problem: Problem) {
    const metrics = problem.objectives.map(({ metric }) => metric);
    const fidelities = problem.fidelities ?? [];
    this.#columns = objectiveColumns(problem);
    this.#priorColumns = priorColumns(problem);
    const extras = [...this.#columns, ...this.#priorColumns, ...fidelities];
    this.#encoder = createEncoder(
      problem.space,
      extras.map(({ name }) => name),
    );
    this.#firstScore = this.#encoder.names.length - fidelities.length;
    this.firstPrior = this.#firstScore - this.#priorColumns.length;
    const { coarseGroups, tellsFunction } = this.#encoder;
    const seesFunction = tellsFunction && startsSmall(problem);
    const earlyGroups = (metric: Metric) =>
      seesFunction && ownerOf(metric) === "task" ? this.#encoder.groupsFor(metric) : coarseGroups;
    const groupsBy = (all: (metric: Metric) => Int32Array) =>
      metrics.map((metric, m) =>
        this.#groupsOf(all(metric), (objective) => objective === m, metric === "accuracy"),
      );
    this.#early = groupsBy(earlyGroups);
    this.#late = groupsBy(() => coarseGroups);
    this.scoreGroups = this.#groupsOf(
      earlyGroups("accuracy"),
      (objective) => metrics[objective] === "accuracy",
      false,
    );
  }

  #groupsOf(all: Int32Array, isOwn: (objective: number) => boolean, hasScores: boolean): Int32Array {
    const first = this.firstPrior - this.#columns.length;
    return all.map((group, c) => {
      if (c >= this.#firstScore) return hasScores ? group : -1;
      if (c >= this.firstPrior) return -1;
      return c < first || isOwn(this.#columns[c - first].objective) ? group : -1;
    });
  }

  /**
   * For each objective, the group of every column; -1 for columns that the objective's model does not see.
   * @param evaluated number of networks that the search has evaluated
   */
  groupsAt(evaluated: number): readonly Int32Array[] {
    return evaluated < FEW_NETWORKS ? this.#early : this.#late;
  }

  /** Encodes networks as features, one row per network. The columns of cheap scores are 0; models fill them in. */
  encode(networks: readonly Genotype[]): Matrix {
    const blank = this.#encoder.names.slice(this.#firstScore).map((name) => ({
      name,
      values: new Float64Array(networks.length),
    }));
    const columns = [...this.#columns, ...this.#priorColumns];
    const own = columns.map(({ name, values }) => ({ name, values: values(networks) }));
    return this.#encoder.encode(networks, [...own, ...blank]);
  }

  /** A copy of a feature matrix whose columns of cheap scores are filled in; the matrix itself if there are none. */
  withScores(features: Matrix, scores: readonly Float64Array[]): Matrix {
    if (scores.length === 0) return features;
    const { rows, columns, data } = features;
    const filled = data.slice();
    scores.forEach((values, f) => {
      for (let r = 0; r < rows; r++) filled[r * columns + this.#firstScore + f] = values[r];
    });
    return { rows, columns, data: filled };
  }
}
