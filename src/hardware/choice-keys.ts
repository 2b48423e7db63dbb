import type { Space } from "../space/space.js";
import type { Choice } from "../space/types.js";

/** A key of a cost table: a gene's name, which has no equals sign, and one of its choices. */
const CHOICE_KEY = /^([A-Za-z][\w.-]{0,99})=(.{1,200})$/su;

/** Returns the key under which a profile lists the cost of a choice of a gene, e.g. `depth=2`. */
export const choiceKey = (gene: string, choice: Choice): string => `${gene}=${choice}`;

/** Tells whether a key is one of a choice of a gene. */
export const isChoiceKey = (key: string): boolean => CHOICE_KEY.test(key);

/** Returns the keys of all choices of all genes of a space, in gene order. */
export const choiceKeys = (space: Space): readonly string[] =>
  space.genes.flatMap(({ name, choices }) => choices.map((choice) => choiceKey(name, choice)));

/**
 * Returns the key as the space writes it: numbers may be given in another form, e.g. `depth=2.0` for `depth=2`. Any
 * other key is returned as it is.
 */
export function asDeclared(space: Space, key: string): string {
  const [, gene, text] = CHOICE_KEY.exec(key) ?? [];
  if (gene === undefined || text === undefined) return key;
  const choices = space.genes[space.position.get(gene) ?? -1]?.choices ?? [];
  const declared =
    choices.find((choice) => String(choice) === text) ??
    choices.find((choice) => typeof choice === "number" && text.trim() !== "" && choice === Number(text));
  return declared === undefined ? key : choiceKey(gene, declared);
}
