import { defined } from "../../base/defined.js";
import { InvalidInput } from "../../base/errors.js";
import { spaceId } from "../../base/ids.js";
import { compileSpace } from "../compile.js";
import { cardinality } from "../sampling/cardinality.js";
import type { Gene, SearchSpace } from "../types.js";
import { parseConditions } from "./condition.js";
import { asList, asObject, asText, refuseUnknownFields } from "./fields.js";
import { parseGene } from "./gene.js";
import { parseIncreasing } from "./increasing.js";
import { parseNetworkSpace } from "./network.js";
import { parseStructure } from "./structure.js";
import { show } from "./wording.js";

const MAX_GENES = 1000;
/** The largest number of choices of all genes together, since a model of the space has a feature for each. */
const MAX_CHOICES = 4000;
const ID_PATTERN = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/**
 * Checks a search space file (parsed JSON) and fills in defaults: genes are unordered, have no conditions and belong
 * to tier 1. Conditions may name any gene, also one declared later, but they must not form a cycle.
 * @throws InvalidInput whose field is the place, for example `genes[3].activeWhen[0].in[1]`; also if the conditions
 * are too entangled to count the space exactly
 */
export function parseSpace(value: unknown): SearchSpace {
  const file = asObject(value, "space");
  refuseUnknownFields(file, ["id", "genes", "structure", "increasing", "classes", "backbones", "fusion"], "");
  const id = asText(file.id, "id");
  if (!ID_PATTERN.test(id)) {
    throw new InvalidInput(
      "id",
      `id must be 1 to 64 letters, digits, "-", "_" or ".", beginning with a letter or digit; got ${show(id)}`,
    );
  }
  if (["classes", "backbones", "fusion"].some((name) => file[name] !== undefined))
    return parseNetworkSpace(id, file);
  const genes = parseGenes(file.genes);
  const increasing = parseIncreasing(file.increasing, genes);
  const structure = parseStructure(file.structure, genes);
  const space: SearchSpace = { id: spaceId(id), genes, increasing, ...defined({ structure }) };
  // Throws if the space cannot be counted.
  cardinality(compileSpace(space));
  return space;
}

function parseGenes(value: unknown): Gene[] {
  const list = asList(value, "genes");
  if (list.length === 0 || list.length > MAX_GENES) {
    throw new InvalidInput("genes", `genes must be a list of 1 to ${MAX_GENES} genes, not of ${list.length}`);
  }
  const genes = new Map<string, Gene>();
  list.forEach((item, i) => {
    const gene = parseGene(item, `genes[${i}]`);
    if (genes.has(gene.name)) {
      throw new InvalidInput(`genes[${i}].name`, `gene "${gene.name}" is declared twice`);
    }
    genes.set(gene.name, gene);
  });
  const choices = [...genes.values()].reduce((sum, gene) => sum + gene.choices.length, 0);
  if (choices > MAX_CHOICES) {
    throw new InvalidInput(
      "genes",
      `the genes must have at most ${MAX_CHOICES} choices together, not ${choices}`,
    );
  }
  const parsed = [...genes.values()].map((owner, i) => {
    const { activeWhen } = list[i] as { readonly activeWhen?: unknown };
    return { ...owner, activeWhen: parseConditions(activeWhen, `genes[${i}].activeWhen`, { owner, genes }) };
  });
  refuseCycles(parsed);
  return parsed;
}

/** Refuses conditions that form a cycle: whether such a gene exists would depend on itself. */
function refuseCycles(genes: readonly Gene[]): void {
  const conditions = new Map(genes.map((gene) => [gene.name, gene.activeWhen]));
  const done = new Set<string>();
  for (const [i, { name }] of genes.entries()) {
    const path: string[] = [name];
    const onPath = new Set(path);
    const rest = [[...(conditions.get(name) ?? [])]];
    while (rest.length > 0) {
      const next = rest[rest.length - 1].pop()?.gene;
      if (next === undefined) {
        rest.pop();
        const left = path.pop() as string;
        done.add(left);
        onPath.delete(left);
      } else if (onPath.has(next)) {
        const cycle = [...path.slice(path.indexOf(next)), next].join(" -> ");
        throw new InvalidInput(`genes[${i}].activeWhen`, `the conditions form a cycle: ${cycle}`);
      } else if (!done.has(next)) {
        path.push(next);
        onPath.add(next);
        rest.push([...(conditions.get(next) ?? [])]);
      }
    }
  }
}
