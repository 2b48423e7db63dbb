import { Random } from "../base/random.js";
import type { Genotype } from "../space/types.js";
import { type NetworkSource, randomNetworks } from "./candidates/random-networks.js";
import { History } from "./history.js";
import type { Outcome, Problem, Strategy } from "./ports.js";
import type { StrategyKind } from "./strategy-kind.js";

/** Random search, uniform over distinct networks and without repetition: the baseline of all other strategies. */
export class RandomSearch implements Strategy {
  readonly batchSize = 10;
  readonly #history = new History();
  readonly #source: NetworkSource;

  constructor(problem: Problem, seed: number) {
    this.#source = randomNetworks(problem, new Random(seed).fork("random search"));
  }

  async ask(count: number): Promise<readonly Genotype[]> {
    const batch: Genotype[] = [];
    while (batch.length < count) {
      const network = this.#source.next((candidate) => this.#history.isNew(candidate));
      if (network === undefined) break;
      this.#history.ask([network]);
      batch.push(network);
    }
    return batch;
  }

  tell(batch: readonly Outcome[]): void {
    this.#history.tell(batch);
  }
}

export const random: StrategyKind<"random"> = {
  name: "random",
  description: "Uniform over distinct networks.",
  modelsObjectives: false,
  requestsScores: false,
  backboneScores: "ignored",
  create: (problem, { seed }) => new RandomSearch(problem, seed),
};
