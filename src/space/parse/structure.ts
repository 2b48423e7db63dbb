import { InvalidInput } from "../../base/errors.js";
import type { CellStructure, Gene, StagesStructure, Structure } from "../types.js";
import { asGene, asList, asObject, asText, refuseUnknownFields } from "./fields.js";
import { show } from "./wording.js";

const MAX_VERTICES = 64;

/**
 * Reads the structure that a space declares and checks it against the space's genes. A missing value gives undefined.
 * @throws InvalidInput whose field is the place in `structure`
 */
export function parseStructure(value: unknown, genes: readonly Gene[]): Structure | undefined {
  if (value === undefined) return undefined;
  const object = asObject(value, "structure");
  const byName = new Map(genes.map((gene) => [gene.name, gene]));
  if (object.kind === "cell") return parseCell(object, byName);
  if (object.kind === "stages") return parseStages(object, byName);
  throw new InvalidInput(
    "structure.kind",
    `structure.kind must be "cell" or "stages", not ${show(object.kind)}`,
  );
}

function parseCell(object: Record<string, unknown>, genes: ReadonlyMap<string, Gene>): CellStructure {
  refuseUnknownFields(object, ["kind", "edges", "none", "identity"], "structure");
  const none = asText(object.none, "structure.none");
  const identity = asText(object.identity, "structure.identity");
  if (none === identity) {
    throw new InvalidInput("structure.identity", "structure.none and structure.identity must differ");
  }
  const edges: Record<string, readonly [number, number]> = {};
  const taken = new Set<string>();
  for (const [name, vertices] of Object.entries(asObject(object.edges, "structure.edges"))) {
    const place = `structure.edges.${name}`;
    const gene = asGene(name, place, genes);
    for (const operator of [none, identity]) {
      if (!gene.choices.includes(operator)) {
        throw new InvalidInput(place, `gene "${name}" is an edge but lacks the choice ${show(operator)}`);
      }
    }
    const edge = parseEdge(vertices, place);
    if (taken.has(edge.join()))
      throw new InvalidInput(place, `${place} joins vertices that an edge joins already`);
    taken.add(edge.join());
    edges[name] = edge;
  }
  if (taken.size === 0)
    throw new InvalidInput("structure.edges", "structure.edges must name at least one edge");
  return { kind: "cell", edges, none, identity };
}

function parseEdge(value: unknown, place: string): readonly [number, number] {
  const [from, to, ...rest] = asList(value, place);
  const isVertex = (vertex: unknown): vertex is number =>
    Number.isInteger(vertex) && (vertex as number) >= 0 && (vertex as number) < MAX_VERTICES;
  if (isVertex(from) && isVertex(to) && from < to && rest.length === 0) return [from, to];
  throw new InvalidInput(
    place,
    `${place} must be [from, to], whole numbers from 0 to ${MAX_VERTICES - 1} with from < to`,
  );
}

function parseStages(object: Record<string, unknown>, genes: ReadonlyMap<string, Gene>): StagesStructure {
  refuseUnknownFields(object, ["kind", "stages"], "structure");
  const used = new Set<string>();
  const stages = asList(object.stages, "structure.stages").map((item, i) => {
    const place = `structure.stages[${i}]`;
    const stage = asObject(item, place);
    refuseUnknownFields(stage, ["depth", "blocks"], place);
    const depth = asGene(stage.depth, `${place}.depth`, genes);
    const blocks = asList(stage.blocks, `${place}.blocks`).map((block, b) =>
      parseBlock(block, `${place}.blocks[${b}]`, genes, used),
    );
    checkDepth(depth, blocks.length, `${place}.depth`, used);
    return { depth: depth.name, blocks };
  });
  if (stages.length === 0) {
    throw new InvalidInput("structure.stages", "structure.stages must list at least one stage");
  }
  return { kind: "stages", stages };
}

function parseBlock(
  value: unknown,
  place: string,
  genes: ReadonlyMap<string, Gene>,
  used: Set<string>,
): string[] {
  return asList(value, place).map((item, i) => {
    const { name } = asGene(item, `${place}[${i}]`, genes);
    refuseReuse(name, `${place}[${i}]`, used);
    return name;
  });
}

function checkDepth({ name, choices }: Gene, blocks: number, place: string, used: Set<string>): void {
  refuseReuse(name, place, used);
  const fits = (choice: unknown): boolean =>
    Number.isInteger(choice) && (choice as number) >= 0 && (choice as number) <= blocks;
  if (choices.every(fits)) return;
  throw new InvalidInput(
    place,
    `the choices of gene "${name}" must be whole numbers from 0 to ${blocks}, the number of its stage's blocks`,
  );
}

/** Notes that the structure uses a gene, and refuses a gene that it uses already. */
function refuseReuse(name: string, place: string, used: Set<string>): void {
  if (used.has(name)) throw new InvalidInput(place, `gene "${name}" is used twice in the structure`);
  used.add(name);
}
