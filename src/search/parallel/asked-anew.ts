import { minimised } from "../../base/metric.js";
import type { Genotype } from "../../space/types.js";
import type { CheapScore, Finding, Outcome, Problem, ScoreRequest, Strategy } from "../ports.js";
import type { StrategyKind, StrategyOptions } from "../strategy-kind.js";
import { SurrogateModels } from "../surrogate/models.js";

/**
 * A strategy that models the objectives and can be asked for one network while others are pending. It asks a new
 * instance of its kind that was told every finding and, for each pending network, an imagined outcome: the mean that
 * models of the findings predict. The next network therefore complements the pending ones. What it proposes depends on
 * the seed, the findings in their order and the pending networks in theirs, on nothing else.
 */
export class AskedAnew implements Strategy {
  readonly batchSize = 1;
  readonly askScores?: (budget: number) => Promise<readonly ScoreRequest[]>;
  readonly expectedGain?: (count: number) => number | undefined;
  /** The instance that knows the findings only. */
  readonly #plain: Strategy;
  readonly #models: SurrogateModels;
  readonly #findings: Finding[] = [];
  readonly #outcomes: Outcome[] = [];

  constructor(
    private readonly kind: StrategyKind,
    private readonly problem: Problem,
    private readonly options: StrategyOptions,
  ) {
    const plain = kind.create(problem, options);
    this.#plain = plain;
    const { fidelities: _, ...unscored } = problem;
    this.#models = new SurrogateModels(unscored, options.seed);
    if (plain.askScores) this.askScores = plain.askScores.bind(plain);
    if (plain.expectedGain) this.expectedGain = plain.expectedGain.bind(plain);
  }

  async ask(count: number, pending: readonly Genotype[] = []): Promise<readonly Genotype[]> {
    const networks: Genotype[] = [];
    const strategy = pending.length === 0 && count === 1 ? this.#plain : this.#informed(pending);
    while (networks.length < count) {
      const [network] = await strategy.ask(1);
      if (network === undefined) break;
      networks.push(network);
      if (networks.length < count) strategy.tell(this.#imagined([network]));
    }
    return networks;
  }

  tell(batch: readonly Outcome[]): void {
    this.#findings.push(...batch);
    this.#outcomes.push(...batch);
    this.#plain.tell(batch);
  }

  tellScores(scores: readonly CheapScore[]): void {
    this.#findings.push(...scores);
    this.#plain.tellScores?.(scores);
  }

  #informed(pending: readonly Genotype[]): Strategy {
    const strategy = this.kind.create(this.problem, this.options);
    for (const finding of this.#findings) {
      if (finding.kind === "scored") strategy.tellScores?.([finding]);
      else strategy.tell([finding]);
    }
    if (pending.length > 0) strategy.tell(this.#imagined(pending));
    return strategy;
  }

  /** Outcomes with the predicted means; failures, which only exclude, where too little is known to predict. */
  #imagined(pending: readonly Genotype[]): Outcome[] {
    const believe = this.#models.fit(this.#outcomes);
    if (believe === undefined)
      return pending.map((genotype) => ({ kind: "failed", genotype, reason: "it is pending" }));
    const beliefs = believe({ networks: pending, features: this.#models.encode(pending) });
    const means = this.problem.objectives.map(({ metric }, m) =>
      beliefs[m].at(0).map((value) => minimised(metric, value)),
    );
    return pending.map((genotype, i) => ({
      kind: "evaluated",
      genotype,
      values: means.map((column) => column[i]),
    }));
  }
}
