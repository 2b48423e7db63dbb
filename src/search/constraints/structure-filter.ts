import { complexityOf } from "../../space/network/index.js";
import type { Space } from "../../space/space.js";
import { type Genotype, OPEN } from "../../space/types.js";
import type { Constraints } from "./constraints.js";

/**
 * A test whether a genotype keeps the limits that need no measurement: the allowed choices of genes and the largest
 * number of parameters. Genes that are inactive or still open keep their limit.
 * A network whose parameters cannot be counted does not keep a limit on them.
 */
export function structureFilter(space: Space, constraints: Constraints): (genotype: Genotype) => boolean {
  const genes = Object.entries(constraints.genes ?? {}).map(([name, allowed]) => {
    const position = space.position.get(name) as number;
    const { choices } = space.genes[position];
    return { position, allowed: new Set(allowed.map((choice) => choices.indexOf(choice))) };
  });
  const { maxParams } = constraints;
  return (genotype) =>
    genes.every(({ position, allowed }) => genotype[position] >= OPEN || allowed.has(genotype[position])) &&
    (maxParams === undefined ||
      (complexityOf(space, genotype)?.params ?? Number.POSITIVE_INFINITY) <= maxParams);
}
