import { Nsga2 } from "./nsga2.js";
import type { Problem, Strategy, StrategyName } from "./ports.js";
import { RandomSearch } from "./random-search.js";
import { SurrogateSearch } from "./surrogate.js";

/** Of NSGA-II; the other strategies have no population. */
export interface StrategyOptions {
  readonly seed: number;
  readonly populationSize?: number;
}

export function createStrategy(name: StrategyName, problem: Problem, options: StrategyOptions): Strategy {
  switch (name) {
    case "random":
      return new RandomSearch(problem, options.seed);
    case "nsga2":
      return new Nsga2(problem, options.seed, options.populationSize);
    case "surrogate":
      return new SurrogateSearch(problem, options.seed);
  }
}
