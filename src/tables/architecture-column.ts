import { InvalidInput } from "../base/errors.js";
import type { Space } from "../space/space.js";
import type { Genotype } from "../space/types.js";
import { genesReader } from "./table-genes.js";

/** Reads a cell that holds a whole network. `where` begins its error messages, for example "line 7". */
export type ArchitectureReader = (cell: string, where: string) => Genotype;

type Genes = ReadonlyMap<string, string>;

/** Returns the first column whose cell looks like a whole network; undefined if there is none. */
export function architectureColumn(names: readonly string[], cells: readonly string[]): number | undefined {
  const column = cells.findIndex((cell, c) => /^\s*[|{]/.test(cell) && (names[c] ?? "") !== "");
  return column < 0 ? undefined : column;
}

/**
 * Makes a reader of cells that hold a whole network: the string of NAS-Bench-201 (`|nor_conv_3x3~0|+|...`) in a space
 * of cells, and JSON in any space: a map gene -> choice or, in a space with genes `kernel_1`, `expand_1` and `depth_1`,
 * the form {"ks", "e", "d", "r"} of Once-for-All. Quotes may be single, as Python prints them.
 * @throws InvalidInput from the reader, on the column, with what was seen and what is read
 */
export function architectureReader(space: Space, column: string): ArchitectureReader {
  const readGenes = genesReader(
    space,
    Int16Array.from(space.genes, (_, position) => position),
  );
  return (cell, where) => {
    const refuse = (problem: string): InvalidInput =>
      new InvalidInput(column, `${where}: ${column} is ${JSON.stringify(cell.slice(0, 80))}: ${problem}`);
    const text = cell.trim();
    if (text === "")
      throw new InvalidInput(column, `${where}: ${column}, the column of the networks, is empty`);
    const genes = text.startsWith("|") ? cellGenes(space, text, refuse) : jsonGenes(space, text, refuse);
    return readGenes(
      space.genes.map(({ name }) => genes.get(name) ?? ""),
      where,
    );
  };
}

/** Reads the string of a cell: nodes are separated by "+", and each lists `|operator~input|` for its inputs. */
function cellGenes(space: Space, text: string, refuse: (problem: string) => InvalidInput): Genes {
  const { structure } = space.spec;
  if (structure?.kind !== "cell")
    throw refuse(`strings of cells are read only in a space of cells, which ${space.spec.id} is not`);
  const nameOf = new Map(Object.entries(structure.edges).map(([name, edge]) => [edge.join(" "), name]));
  const genes = new Map<string, string>();
  for (const [node, group] of text.split("+").entries()) {
    if (!/^\|([^|~]+~\d+\|)+$/.test(group)) throw refuse("each node must be written as |operator~input|...|");
    for (const edge of group.slice(1, -1).split("|")) {
      const [operator, from] = edge.split("~");
      const name = nameOf.get(`${from} ${node + 1}`);
      if (name === undefined) throw refuse(`${space.spec.id} has no edge from ${from} to ${node + 1}`);
      if (genes.has(name)) throw refuse(`it names the edge from ${from} to ${node + 1} twice`);
      genes.set(name, operator);
    }
  }
  return genes;
}

function jsonGenes(space: Space, text: string, refuse: (problem: string) => InvalidInput): Genes {
  let value: unknown;
  try {
    value = JSON.parse(text.includes('"') ? text : text.replaceAll("'", '"').replaceAll("None", "null"));
  } catch {
    throw refuse("it is not valid JSON");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw refuse('it must be an object, {"gene": choice, ...}');
  const fields = value as Readonly<Record<string, unknown>>;
  const isOnceForAll = "ks" in fields && space.position.has("kernel_1");
  const genes = isOnceForAll ? onceForAllGenes(space, fields, refuse) : Object.entries(fields);
  for (const [name, choice] of genes) {
    if (!space.position.has(name)) throw refuse(`${space.spec.id} has no gene "${name}"`);
    if (typeof choice !== "number" && typeof choice !== "string")
      throw refuse(`the choice of gene ${name} must be a number or text`);
  }
  return new Map(genes.map(([name, choice]) => [name, String(choice)]));
}

/** The prefix of the genes of each list of the Once-for-All form. */
const LISTS = { ks: "kernel_", e: "expand_", d: "depth_" } as const;

function onceForAllGenes(
  space: Space,
  { r, wid: _width, ...lists }: Readonly<Record<string, unknown>>,
  refuse: (problem: string) => InvalidInput,
): [string, unknown][] {
  const other = Object.keys(lists).find((name) => !(name in LISTS));
  if (other !== undefined) throw refuse(`it has "${other}"; read are ks, e, d and r`);
  const genes = Object.entries(LISTS).flatMap(([name, prefix]) => {
    const count = space.genes.filter((gene) => gene.name.startsWith(prefix)).length;
    const list = lists[name];
    if (!Array.isArray(list) || list.length !== count)
      throw refuse(
        `"${name}" must be a list of ${count} numbers, one for each of ${prefix}1 to ${prefix}${count}`,
      );
    return list.map((choice: unknown, i): [string, unknown] => [`${prefix}${i + 1}`, choice]);
  });
  if (!space.position.has("resolution")) return genes;
  const resolution: unknown = Array.isArray(r) && r.length === 1 ? r[0] : r;
  if (typeof resolution !== "number")
    throw refuse('"r", the resolution, must be a number or a list of one number');
  return [...genes, ["resolution", resolution]];
}
