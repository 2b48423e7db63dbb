import { type Evaluation, objectiveValue } from "./evaluations.js";

/** The genes of evaluated networks, by the numbers of the evaluations. */
export type GeneOf = ReadonlyMap<number, Readonly<Record<string, unknown>>>;

/** Evaluations with their genes, and the objective that is looked at. */
export interface Valued {
  readonly evaluations: readonly Evaluation[];
  readonly genes: GeneOf;
  readonly objective: string;
}

/** The genes of which these networks have more than one choice, in their order. */
export function geneNames(genes: GeneOf): readonly string[] {
  const seen = new Map<string, Set<string>>();
  for (const own of genes.values())
    for (const [name, choice] of Object.entries(own)) {
      const choices = seen.get(name) ?? new Set();
      choices.add(String(choice));
      seen.set(name, choices);
    }
  return [...seen].filter(([, choices]) => choices.size > 1).map(([name]) => name);
}

/** The choice that stands for a gene that a network lacks. */
const NONE = "none";

/**
 * The choices that occur of each gene, numbers in their order, and for each evaluation with a value of the objective
 * the positions of its choices among them.
 */
export function pointsOf({ evaluations, genes, objective }: Valued, names: readonly string[]) {
  const known = evaluations.flatMap((one) => {
    const [value, own] = [objectiveValue(one, objective), genes.get(one.number)];
    return value === undefined || own === undefined
      ? []
      : [{ value, own: names.map((name) => String(own[name] ?? NONE)) }];
  });
  const choices = names.map((_, g) => [...new Set(known.map(({ own }) => own[g]))].sort(inOrder));
  const points = known.map(({ value, own }) => ({
    value,
    at: own.map((choice, g) => choices[g].indexOf(choice)),
  }));
  return { choices, points };
}

function inOrder(a: string, b: string): number {
  const [x, y] = [Number(a), Number(b)];
  if (Number.isNaN(x) || Number.isNaN(y))
    return Number(a === NONE) - Number(b === NONE) || a.localeCompare(b);
  return x - y;
}
