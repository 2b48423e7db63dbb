import { InvalidInput } from "../../src/base/errors.js";
import type { Family, Regressor, RegressorState } from "../port.js";
import { boostedTrees } from "./boosted-trees.js";
import { randomForest } from "./forest.js";
import { gaussianProcess } from "./gaussian-process/index.js";
import { mlpEnsemble } from "./mlp/index.js";
import { ridge } from "./ridge.js";
import { STACK, stacked, stackOf } from "./stack.js";

/** What is tried unasked, in order of trust. */
export const FAMILIES: readonly Family[] = [gaussianProcess, ridge, boostedTrees, randomForest];

const ALL: readonly Family[] = [...FAMILIES, mlpEnsemble];

/** @throws InvalidInput (field `family`) naming the families there are */
export function familyNamed(name: string): Family {
  const family = ALL.find((candidate) => candidate.name === name);
  if (family === undefined) {
    const known = [...ALL.map((candidate) => candidate.name), STACK].join(", ");
    throw new InvalidInput("family", `unknown predictor family "${name}"; there are ${known}`);
  }
  return family;
}

/** The fitted regressor that a state was taken from, a stack included. */
export function reviveRegressor(state: RegressorState): Regressor {
  if (state.family !== STACK) return familyNamed(state.family).revive(state);
  const { members, weights } = stacked(state);
  return stackOf(members.map(reviveRegressor), weights);
}

/** What a family's next fit may start from: an earlier state of its own, or the one within a stack. */
export function stateOf(family: Family, state: RegressorState | undefined): RegressorState | undefined {
  if (state?.family !== STACK) return state;
  return stacked(state).members.find((member) => member.family === family.name);
}
