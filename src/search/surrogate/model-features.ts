import { createEncoder, type Encoder } from "../../../predictors/features/encoder.js";
import type { Matrix } from "../../../predictors/port.js";
import type { Genotype } from "../../space/types.js";
import type { ObjectiveColumn, Problem } from "../ports.js";
import { objectiveColumns } from "./objective-columns.js";
import { priorColumns } from "./prior.js";

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
  /** For each objective, the group of every column; -1 for columns that the objective's model does not see. */
  readonly groups: readonly Int32Array[];
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
    this.groups = metrics.map((metric, m) =>
      this.#groupsOf((objective) => objective === m, metric === "accuracy"),
    );
    this.scoreGroups = this.#groupsOf((objective) => metrics[objective] === "accuracy", false);
  }

  #groupsOf(isOwn: (objective: number) => boolean, hasScores: boolean): Int32Array {
    const first = this.firstPrior - this.#columns.length;
    return this.#encoder.coarseGroups.map((group, c) => {
      if (c >= this.#firstScore) return hasScores ? group : -1;
      if (c >= this.firstPrior) return -1;
      return c < first || isOwn(this.#columns[c - first].objective) ? group : -1;
    });
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
