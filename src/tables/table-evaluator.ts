import { Random } from "../base/random.js";
import type { CheapScore, Objective, Outcome, Resolve, ScoreRequest } from "../search/ports.js";
import { distance } from "../space/distance.js";
import { genotypeKey } from "../space/identity.js";
import type { Genotype } from "../space/types.js";
import { foldTable } from "./fold-table.js";
import type { ReplayTable, TableReplay, TableReplayFactory } from "./replay.js";

/**
 * Makes an evaluator that replays a table. Rows of equal function (the column `distinct`), or of one architecture id,
 * are one network (see `foldTable`), which answers every proposal of one of them. A proposal that the table does not
 * have is replaced by the nearest network that was not answered yet: the one with the fewest differing genes, ties
 * broken by the seed.
 */
export const tableEvaluator: TableReplayFactory = (table, objectives, seed) =>
  new TableEvaluator(table, objectives, seed);

class TableEvaluator implements TableReplay {
  readonly candidates: readonly Genotype[];
  readonly values: readonly Float64Array[];
  readonly leftOut: number;
  /** The cheap scores as `[fidelity][candidate]`; NaN where the table has none. */
  readonly #scores: readonly Float64Array[];
  readonly #indexOf: ReadonlyMap<string, number>;
  /** Candidate indices in the order in which ties are broken. */
  readonly #order: readonly number[];
  readonly #answered = new Set<string>();

  constructor(table: ReplayTable, objectives: readonly Objective[], seed: number) {
    const folded = foldTable(table, objectives);
    this.candidates = folded.candidates;
    this.values = folded.values;
    this.#scores = folded.scores;
    this.leftOut = folded.leftOut;
    this.#indexOf = folded.indexOf;
    this.#order = new Random(seed).fork("nearest candidate").shuffle([...this.candidates.keys()]);
  }

  readonly resolve: Resolve = (proposal, isTaken) => {
    const index = this.#indexOf.get(genotypeKey(proposal));
    return index === undefined ? this.#nearest(proposal, isTaken) : this.candidates[index];
  };

  async *evaluate(genotypes: readonly Genotype[], signal: AbortSignal): AsyncGenerator<Outcome> {
    for (const genotype of genotypes) {
      if (signal.aborted) return;
      const network = this.resolve(genotype, (other) => this.#answered.has(genotypeKey(other)));
      if (network === undefined) {
        yield { kind: "failed", genotype, reason: "every network of the table has been evaluated" };
        continue;
      }
      const index = this.#indexOf.get(genotypeKey(network)) as number;
      this.#answered.add(genotypeKey(network));
      yield { kind: "evaluated", genotype: network, values: this.values.map((column) => column[index]) };
    }
  }

  async *score(requests: readonly ScoreRequest[], signal: AbortSignal): AsyncGenerator<CheapScore> {
    for (const request of requests) {
      if (signal.aborted) return;
      const index = this.#indexOf.get(genotypeKey(request.genotype));
      const value = index === undefined ? Number.NaN : this.#scores[request.fidelity][index];
      yield { kind: "scored", ...request, value: Number.isNaN(value) ? undefined : value };
    }
  }

  #nearest(proposal: Genotype, isTaken: (network: Genotype) => boolean): Genotype | undefined {
    let nearest: Genotype | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const index of this.#order) {
      const candidate = this.candidates[index];
      const genes = distance(proposal, candidate);
      if (genes >= least || isTaken(candidate)) continue;
      nearest = candidate;
      least = genes;
    }
    return nearest;
  }
}
