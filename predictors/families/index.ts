import { InvalidInput } from "../../src/base/errors.js";
import type { Family } from "../port.js";
import { randomForest } from "./forest.js";
import { gaussianProcess } from "./gaussian-process/index.js";
import { ridge } from "./ridge.js";

export const FAMILIES: readonly Family[] = [gaussianProcess, ridge, randomForest];

/** @throws InvalidInput (field `family`) naming the families there are */
export function familyNamed(name: string): Family {
  const family = FAMILIES.find((candidate) => candidate.name === name);
  if (family === undefined) {
    const known = FAMILIES.map((candidate) => candidate.name).join(", ");
    throw new InvalidInput("family", `unknown predictor family "${name}"; there are ${known}`);
  }
  return family;
}
