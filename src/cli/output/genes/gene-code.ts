import type { Architecture, Choice, SearchSpace } from "../../../space/types.js";
import { WIDEST } from "../column-widths.js";
import { wrapped } from "../table.js";

/** The choices of genes of one network as text for people. */
export interface GeneText {
  readonly of: (architecture: Architecture) => string;
  /** What the letters stand for; empty where nothing needs an explanation. */
  readonly legend: string;
  /** What the accuracy of the networks' task is, where it is not plain accuracy, e.g. "weighted F1". */
  readonly score?: string;
}

/** Genes with the same name but for their numbers, such as kernel_1 and kernel_2, in the order of the space. */
interface Family {
  readonly name: string;
  readonly letter: string;
  readonly genes: readonly string[];
  readonly codes: ReadonlyMap<Choice, string>;
  /** Text between two choices; empty where each code is one digit, or a letter and a digit. */
  readonly separator: "" | ",";
}

/** Families whose names begin alike, up to a dot: a modality, or the fusion network. */
interface Part {
  readonly name: string;
  readonly letter: string;
  readonly families: readonly Family[];
}

/** The genes of networks in full, as "name=choice name=choice". */
export const fullGenes: GeneText = {
  of: (architecture) =>
    Object.entries(architecture)
      .map(([gene, choice]) => `${gene}=${choice}`)
      .join(" "),
  legend: "",
};

/**
 * A short code of the networks of a search space, such as "i:d2 k53 e33 | f:c1 o=LGLU". Two different networks never
 * have the same code: each choice of each gene that the network has is in it, in the order of the space, and within a
 * family of genes no two choices have the same code. docs/guide/cli.md describes the form.
 */
export function shortGenes({ genes }: Pick<SearchSpace, "genes">): GeneText {
  const parts = partsOf(genes);
  return {
    of: (architecture) =>
      parts
        .map((part) => partText(part, architecture))
        .filter((text) => text !== "")
        .join(" | ") || "-",
    legend: legendOf(parts),
  };
}

function partText({ letter, families }: Part, architecture: Architecture): string {
  const texts = families.flatMap((family) => {
    const codes = family.genes.flatMap((gene) => {
      const choice = architecture[gene];
      return choice === undefined ? [] : [family.codes.get(choice) ?? String(choice)];
    });
    if (codes.length === 0) return [];
    const isText = codes.some((code) => !/^[0-9]/.test(code));
    return [`${family.letter}${isText ? "=" : ""}${codes.join(family.separator)}`];
  });
  return texts.length === 0 || letter === "" ? texts.join(" ") : `${letter}:${texts.join(" ")}`;
}

function legendOf(parts: readonly Part[]): string {
  const names = parts.flatMap(({ name, letter, families }) => [
    { name, letter: letter === name ? letter : `${letter}:` },
    ...families.map((family) => ({ name: family.name, letter: family.letter })),
  ]);
  const shown = names
    .filter(({ name, letter }) => name !== letter)
    .map(({ name, letter }) => `${letter} ${name}`);
  return shown.length === 0
    ? ""
    : wrapped(`genes: ${[...new Set(shown)].join(", ")}; --genes full spells them out`, WIDEST);
}

function partsOf(genes: SearchSpace["genes"]): readonly Part[] {
  const groups = grouped(genes, ({ name }) => partOf(name));
  const letters = beginnings([...groups.keys()]);
  return [...groups].map(([name, members]) => ({
    name,
    letter: letters.get(name)!,
    families: familiesOf(members, name),
  }));
}

/** The families of a part, the smallest first, so that counts such as depths come before what they count. */
function familiesOf(genes: SearchSpace["genes"], part: string): readonly Family[] {
  const groups = grouped(genes, ({ name }) => familyOf(part === "" ? name : name.slice(part.length + 1)));
  const letters = beginnings([...groups.keys()]);
  return [...groups]
    .map(([name, members]) => {
      const codes = choiceCodes(members.flatMap(({ choices }) => choices));
      const all = [...codes.values()];
      const isTight =
        all.every((code) => /^[0-9]$/.test(code)) || all.every((code) => /^[a-z][0-9]$/.test(code));
      return {
        name,
        letter: letters.get(name)!,
        genes: members.map((gene) => gene.name),
        codes,
        separator: isTight ? ("" as const) : ("," as const),
      };
    })
    .toSorted((a, b) => a.genes.length - b.genes.length);
}

function grouped<T>(items: Iterable<T>, keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

const partOf = (gene: string): string => {
  const dot = gene.indexOf(".");
  return dot > 0 && dot < gene.length - 1 ? gene.slice(0, dot) : "";
};

const familyOf = (name: string): string => name.replace(/(?<=.)(?:_?\d)+$/, "");

/** For each name its shortest beginning that no other name begins with, or else the whole name. */
function beginnings(names: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    names.map((name) => {
      const others = names.filter((other) => other !== name);
      for (let length = 1; length < name.length; length++) {
        const start = name.slice(0, length);
        if (!others.some((other) => other.startsWith(start))) return [name, start];
      }
      return [name, name];
    }),
  );
}

/** A code for each choice, different for different choices: numbers stay, words become their initials. */
function choiceCodes(choices: readonly Choice[]): ReadonlyMap<Choice, string> {
  const codes = new Map(choices.map((choice) => [choice, initials(choice)]));
  for (;;) {
    const users = grouped(codes.keys(), (choice) => codes.get(choice)!);
    const clashing = [...users.values()]
      .filter((some) => some.length > 1)
      .flat()
      .filter((choice) => codes.get(choice) !== String(choice));
    if (clashing.length === 0) return codes;
    for (const choice of clashing) codes.set(choice, String(choice));
  }
}

/** Words become their first letters; capitals (GLU), words with digits (3x3) and single short words are kept. */
function initials(choice: Choice): string {
  if (typeof choice === "number") return String(choice);
  const words = choice.match(/[A-Z]+(?![a-z])|\d[A-Za-z0-9]*|[A-Z]?[a-z]+/g) ?? [];
  if (words.length < 2 || /[^A-Za-z0-9._-]/.test(choice)) return choice;
  return words.map((word) => (/^([A-Z]+|\d.*)$/.test(word) ? word : word.slice(0, 1))).join("");
}
