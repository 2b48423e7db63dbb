import { InvalidArgumentError, Option } from "@commander-js/extra-typings";
import { InvalidInput } from "../../../base/errors.js";
import type { ConstraintsInput } from "../../../search/constraints/parse-constraints.js";
import type { HarmonicService } from "../../../service/service.js";
import type { Choice } from "../../../space/types.js";
import { list } from "../parsers.js";

/** The choices that a gene may have, as texts, by the gene's name. */
export type GeneLimits = ReadonlyMap<string, readonly string[]>;

export const geneLimits = new Option(
  "--gene <name=choices>",
  "choice that a gene must have, or several, separated by commas, of which it must have one, e.g. depth_1=2,3; " +
    "may be repeated (default: all choices of all genes)",
).argParser(geneOption);

/** Adds `NAME=CHOICE,...` to the earlier ones of an option that may be repeated. */
function geneOption(text: string, before: GeneLimits = new Map()): GeneLimits {
  const at = text.indexOf("=");
  if (at < 1)
    throw new InvalidArgumentError("It must be NAME=CHOICE or NAME=CHOICE,CHOICE, e.g. depth_1=2,3.");
  const name = text.slice(0, at).trim();
  if (before.has(name)) throw new InvalidArgumentError(`It names "${name}" twice.`);
  return new Map([...before, [name, list(text.slice(at + 1))]]);
}

/**
 * The allowed choices as the service takes them: numbers where the space has numbers. Throws `InvalidInput` on `--gene`
 * for a gene or a choice that the space does not have.
 */
export async function genesOfLimits(
  service: HarmonicService,
  space: string,
  limits: GeneLimits,
): Promise<NonNullable<ConstraintsInput["genes"]>> {
  const spec = (await service.searchSpaces()).find(({ id }) => id === space);
  const named = [...limits].map(([name, texts]): [string, readonly Choice[]] => {
    const gene = spec?.genes.find((one) => one.name === name);
    if (gene === undefined) throw new InvalidInput("--gene", `search space "${space}" has no gene "${name}"`);
    return [name, texts.map((text) => choiceOf(gene, text))];
  });
  return Object.fromEntries(named);
}

function choiceOf(
  { name, choices }: { readonly name: string; readonly choices: readonly Choice[] },
  text: string,
): Choice {
  const choice = choices.find((one) => String(one) === text);
  if (choice !== undefined) return choice;
  throw new InvalidInput(
    "--gene",
    `--gene ${name} must be one or several of ${choices.join(", ")}, not "${text}"`,
  );
}

/** The limits as texts, such as `depth_1=2,3`, in the order of the names. */
export const geneTexts = (limits: Iterable<readonly [string, readonly Choice[]]>): readonly string[] =>
  [...limits].map(([name, choices]) => `${name}=${choices.map(String).sort().join(",")}`).sort();
