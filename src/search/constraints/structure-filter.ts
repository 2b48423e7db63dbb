import { complexityOf } from "../../space/network/index.js";
import type { Space } from "../../space/space.js";
import { type Genotype, OPEN } from "../../space/types.js";
import { type Constraints, limitedSizes, SIZE_FIELDS } from "./constraints.js";

/**
 * A test whether a genotype keeps the limits that need no measurement: the allowed choices of genes and the largest
 * numbers of parameters and MACs. Genes that are inactive or still open keep their limit.
 * A network whose parameters or MACs cannot be counted does not keep a limit on them.
 */
export function structureFilter(space: Space, constraints: Constraints): (genotype: Genotype) => boolean {
  const genes = allowedChoices(space, constraints);
  const sizes = limitedSizes(constraints).map((size) => ({
    size,
    most: constraints[SIZE_FIELDS[size]] as number,
  }));
  const keepsSizes = (genotype: Genotype): boolean => {
    if (sizes.length === 0) return true;
    const complexity = complexityOf(space, genotype);
    return complexity !== undefined && sizes.every(({ size, most }) => complexity[size] <= most);
  };
  return (genotype) =>
    genes.every(({ position, allowed }) => genotype[position] >= OPEN || allowed.has(genotype[position])) &&
    keepsSizes(genotype);
}

/** The genes whose choices are limited, by position, each with the indices of the allowed choices. */
export const allowedChoices = (
  space: Space,
  { genes = {} }: Constraints,
): readonly { readonly position: number; readonly allowed: ReadonlySet<number> }[] =>
  Object.entries(genes).map(([name, allowed]) => {
    const position = space.position.get(name) as number;
    const { choices } = space.genes[position];
    return { position, allowed: new Set(allowed.map((choice) => choices.indexOf(choice))) };
  });
