import { complexityOf } from "../../space/network/index.js";
import type { Space } from "../../space/space.js";
import type { Genotype } from "../../space/types.js";
import type { Constraints } from "./constraints.js";

/** Whether a genotype keeps the limits that need no measurement: gene choices and parameters. */
export function structureFilter(space: Space, constraints: Constraints): (genotype: Genotype) => boolean {
  const genes = Object.entries(constraints.genes ?? {}).map(([name, allowed]) => {
    const position = space.position.get(name) as number;
    const { choices } = space.genes[position];
    return { position, allowed: new Set(allowed.map((choice) => choices.indexOf(choice))) };
  });
  const { maxParams } = constraints;
  return (genotype) =>
    genes.every(({ position, allowed }) => genotype[position] > 250 || allowed.has(genotype[position])) &&
    (maxParams === undefined ||
      (complexityOf(space, genotype)?.params ?? Number.POSITIVE_INFINITY) <= maxParams);
}
