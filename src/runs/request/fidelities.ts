import { InvalidInput } from "../../base/errors.js";
import { requireNumber, requireText } from "../../base/validate.js";
import type { RunSettings } from "../../records/run.js";
import type { CheapFidelity } from "../../search/ports.js";
import { STRATEGIES, type StrategyName, strategyNamed } from "../../search/strategies.js";
import { isNeeded, type Wanted } from "./optimised.js";

/** Bounded because each score adds a column to the model of accuracy. */
const MOST_FIDELITIES = 4;
const LONGEST_NAME = 200;

/**
 * Checks the cheap scores that a search may request. Throws `InvalidInput` naming the field, for example
 * `fidelities[1].cost`, and on `fidelities` where the search neither optimises nor limits accuracy.
 */
export function checkFidelities(given: unknown, wanted: Wanted): readonly CheapFidelity[] {
  if (!Array.isArray(given)) throw new InvalidInput("fidelities", "fidelities must be a list");
  if (given.length > MOST_FIDELITIES) {
    throw new InvalidInput(
      "fidelities",
      `fidelities must be at most ${MOST_FIDELITIES}, not ${given.length}`,
    );
  }
  if (given.length > 0 && !isNeeded(wanted, "accuracy")) {
    throw new InvalidInput(
      "fidelities",
      "fidelities are scores of accuracy, which this search neither optimises nor limits",
    );
  }
  return given.map((fidelity, i) => {
    const name = requireText(fidelity?.name, `fidelities[${i}].name`, LONGEST_NAME);
    const cost = requireNumber(fidelity?.cost, `fidelities[${i}].cost`, { above: 0 });
    if (cost >= 1) {
      throw new InvalidInput(
        `fidelities[${i}].cost`,
        `fidelities[${i}].cost is a fraction of an evaluation and must be below 1, not ${cost}`,
      );
    }
    if (given.findIndex((other) => other?.name === name) !== i) {
      throw new InvalidInput(`fidelities[${i}].name`, `fidelities name "${name}" twice`);
    }
    return { name, cost };
  });
}

/**
 * Checks the cheap scores of a run with `checkFidelities`, and that its strategy requests scores and its evaluator
 * offers them. Returns an empty object where there are none.
 */
export function requireFidelities(
  given: unknown,
  wanted: Wanted,
  strategy: StrategyName,
  evaluator: RunSettings["evaluator"],
): Pick<RunSettings, "fidelities"> {
  if (given === undefined) return {};
  const fidelities = checkFidelities(given, wanted);
  if (fidelities.length === 0) return {};
  if (!strategyNamed(strategy).requestsScores) {
    const users = STRATEGIES.filter((name) => strategyNamed(name).requestsScores);
    throw new InvalidInput(
      "fidelities",
      `fidelities are for strategy ${users.join(", ")}: ${strategy} requests no scores`,
    );
  }
  if (evaluator === "external") {
    throw new InvalidInput(
      "fidelities",
      "fidelities are offered by the evaluators table (a column) and training (epochs_N) only",
    );
  }
  return { fidelities };
}
