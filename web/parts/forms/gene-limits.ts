/** A choice of a gene, as the API has it. */
export type Choice = string | number;

/** The choices that genes may have, by the names of the genes; all others may have any. */
export type GeneLimits = Readonly<Record<string, readonly Choice[]>>;

/** Reads limits from JSON. Text that is none, or limits nothing, gives undefined. */
export function readGeneLimits(text: string | null): GeneLimits | undefined {
  try {
    const found: unknown = JSON.parse(text ?? "null");
    if (typeof found !== "object" || found === null || Array.isArray(found)) return undefined;
    const entries = Object.entries(found).map(([name, own]): [string, Choice[]] => [name, [own].flat()]);
    const isRight = entries.every(([, own]) => own.length > 0 && own.every(isChoice));
    return isRight && entries.length > 0 ? Object.fromEntries(entries) : undefined;
  } catch {
    return undefined;
  }
}

const isChoice = (one: unknown): boolean => typeof one === "string" || typeof one === "number";

/** The limits as values of the option `--gene`. */
export const geneOptions = (limits: GeneLimits): readonly string[] =>
  Object.entries(limits).map(([name, choices]) => `${name}=${choices.join(",")}`);
