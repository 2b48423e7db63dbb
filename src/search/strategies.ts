import { nsga2 } from "./evolution/nsga2-kind.js";
import type { Problem, Strategy } from "./ports.js";
import { random } from "./random-search.js";
import type { StrategyKind, StrategyOptions } from "./strategy-kind.js";
import { surrogate } from "./surrogate/surrogate.js";

/** Every strategy. A new one is added here, and is then known to the command line, the API and the benches. */
const KINDS = [surrogate, nsga2, random] as const satisfies readonly StrategyKind[];

export type StrategyName = (typeof KINDS)[number]["name"];
export const STRATEGIES: readonly StrategyName[] = KINDS.map(({ name }) => name);
export const DEFAULT_STRATEGY: StrategyName = "surrogate";

/** The strategy of that name. */
export function strategyNamed(name: StrategyName): StrategyKind {
  const kind = KINDS.find((other) => other.name === name);
  if (kind === undefined) throw new RangeError(`there is no strategy "${name}"`);
  return kind;
}

export const createStrategy = (name: StrategyName, problem: Problem, options: StrategyOptions): Strategy =>
  strategyNamed(name).create(problem, options);
