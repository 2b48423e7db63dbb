import { Nsga2 } from "./evolution/nsga2.js";
import { TwoTierNsga2 } from "./evolution/two-tier.js";
import type { Problem, Strategy, StrategyName } from "./ports.js";
import { RandomSearch } from "./random-search.js";
import { SurrogateSearch } from "./surrogate/surrogate.js";

export interface StrategyOptions {
  readonly seed: number;
  /** Of NSGA-II; of backbones, where the problem has modalities. The other strategies have no population. */
  readonly populationSize?: number;
}

export function createStrategy(name: StrategyName, problem: Problem, options: StrategyOptions): Strategy {
  switch (name) {
    case "random":
      return new RandomSearch(problem, options.seed);
    case "nsga2":
      return problem.modalities === undefined
        ? new Nsga2(problem, options.seed, options.populationSize)
        : new TwoTierNsga2(problem, problem.modalities, options.seed, options.populationSize);
    case "surrogate":
      return new SurrogateSearch(problem, options.seed);
  }
}
