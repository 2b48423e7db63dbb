import { nsga2 } from "./evolution/nsga2-kind.js";
import { AskedAnew } from "./parallel/asked-anew.js";
import type { Problem, Strategy } from "./ports.js";
import { random } from "./random-search.js";
import type { StrategyKind, StrategyOptions } from "./strategy-kind.js";
import { surrogate } from "./surrogate/surrogate.js";

/** All strategies. One that is added to this list is known to the command line, the API and the benches. */
const KINDS = [surrogate, nsga2, random] as const satisfies readonly StrategyKind[];

export type StrategyName = (typeof KINDS)[number]["name"];
export const STRATEGIES: readonly StrategyName[] = KINDS.map(({ name }) => name);
export const DEFAULT_STRATEGY: StrategyName = "surrogate";

/**
 * Finds a kind of strategy by its name.
 * @throws RangeError if there is none
 */
export function strategyNamed(name: StrategyName): StrategyKind {
  const kind = KINDS.find((other) => other.name === name);
  if (kind === undefined) throw new RangeError(`there is no strategy "${name}"`);
  return kind;
}

/**
 * Creates an instance of the named strategy for one run of a problem.
 * @throws RangeError if there is no strategy of that name
 */
export const createStrategy = (name: StrategyName, problem: Problem, options: StrategyOptions): Strategy =>
  strategyNamed(name).create(problem, options);

/**
 * Creates an instance for a run that evaluates networks in parallel: it can be asked for one network while others are
 * pending. A strategy that models the objectives takes the pending networks into account (`AskedAnew`). Others hand out
 * what they would hand out anyway, as long as that does not depend on outcomes that are missing.
 * @throws RangeError if there is no strategy of that name
 */
export function createParallelStrategy(
  name: StrategyName,
  problem: Problem,
  options: StrategyOptions,
): Strategy {
  const kind = strategyNamed(name);
  return kind.modelsObjectives ? new AskedAnew(kind, problem, options) : kind.create(problem, options);
}
