import { InvalidInput } from "../../src/base/errors.js";
import { fewShot } from "../few-shot/family.js";
import type { Family, Regressor, RegressorState } from "../port.js";
import { boostedTrees } from "./boosted-trees.js";
import { randomForest } from "./forest.js";
import { gaussianProcess } from "./gaussian-process/index.js";
import { mlpEnsemble } from "./mlp/index.js";
import { ridge } from "./ridge.js";
import { STACK, stacked, stackOf } from "./stack.js";

/** The families that are tried if the user names none, in order of trust. */
export const FAMILIES: readonly Family[] = [gaussianProcess, ridge, boostedTrees, randomForest];

/** All families: those, and the ones that are trained only when they are named. */
const ALL: readonly Family[] = [...FAMILIES, mlpEnsemble, fewShot];

/**
 * Finds a family by its name.
 * @throws InvalidInput (field `family`), naming the families there are
 */
export function familyNamed(name: string): Family {
  const family = ALL.find((candidate) => candidate.name === name);
  if (family === undefined) {
    const known = [...ALL.map((candidate) => candidate.name), STACK].join(", ");
    throw new InvalidInput("family", `unknown predictor family "${name}"; there are ${known}`);
  }
  return family;
}

/**
 * Checks the name of a family, or of the stack.
 * @throws InvalidInput (field `family`), naming the families there are
 */
export function requireFamily(name: string): void {
  if (name !== STACK) familyNamed(name);
}

/**
 * Restores the model, or the stack of models, that a state was taken from; it gives the same predictions bit for bit.
 * @throws InvalidInput for an unknown family
 */
export function reviveRegressor(state: RegressorState): Regressor {
  if (state.family !== STACK) return familyNamed(state.family).revive(state);
  const { members, weights } = stacked(state);
  return stackOf(members.map(reviveRegressor), weights);
}

/** The state from which a family's next fit may start: the given one or, of a stack, the state of its member. */
export function stateOf(family: Family, state: RegressorState | undefined): RegressorState | undefined {
  if (state?.family !== STACK) return state;
  return stacked(state).members.find((member) => member.family === family.name);
}
