import { InvalidInput } from "../../base/errors.js";
import type { Choice, Gene } from "../types.js";
import { asList, asObject, asText, refuseUnknownFields } from "./fields.js";
import { show } from "./wording.js";

const MAX_CHOICES = 200;
const MAX_TEXT = 200;
/**
 * Names begin with a letter, because a name of digits would change its place in a JavaScript object and a name such
 * as `__proto__` would be a special property.
 */
const NAME_PATTERN = /^[A-Za-z][A-Za-z0-9_.-]{0,99}$/;
const RESERVED = new Set(["constructor", "prototype", "toString", "valueOf", "hasOwnProperty"]);

/**
 * Reads a gene without its conditions. They may name any gene of the file and are therefore read once all genes are
 * known.
 * @throws InvalidInput whose field is `place` or below it
 */
export function parseGene(value: unknown, place: string): Gene {
  const object = asObject(value, place);
  refuseUnknownFields(object, ["name", "choices", "ordered", "activeWhen", "tier"], place);
  const name = parseName(object.name, `${place}.name`);
  const choices = parseChoices(object.choices, `${place}.choices`, name);
  const { ordered = false, tier = 1 } = object;
  if (typeof ordered !== "boolean") {
    throw new InvalidInput(
      `${place}.ordered`,
      `ordered of gene "${name}" must be true or false, not ${show(ordered)}`,
    );
  }
  if (tier !== 1 && tier !== 2) {
    throw new InvalidInput(`${place}.tier`, `tier of gene "${name}" must be 1 or 2, not ${show(tier)}`);
  }
  return { name, choices, ordered, activeWhen: [], tier };
}

function parseName(value: unknown, place: string): string {
  const name = asText(value, place);
  if (NAME_PATTERN.test(name) && !RESERVED.has(name)) return name;
  throw new InvalidInput(
    place,
    `${place} must be 1 to 100 letters, digits, "_", "-" or ".", beginning with a letter; got ${show(name)}`,
  );
}

function parseChoices(value: unknown, place: string, name: string): Choice[] {
  const list = asList(value, place);
  if (list.length === 0 || list.length > MAX_CHOICES) {
    throw new InvalidInput(place, `gene "${name}" must have 1 to ${MAX_CHOICES} choices, not ${list.length}`);
  }
  const seen = new Set<string>();
  return list.map((item, i) => {
    const choice = parseChoice(item, `${place}[${i}]`, name);
    if (seen.has(String(choice))) {
      throw new InvalidInput(`${place}[${i}]`, `gene "${name}" lists the choice ${show(choice)} twice`);
    }
    seen.add(String(choice));
    return choice;
  });
}

function parseChoice(value: unknown, place: string, name: string): Choice {
  if (typeof value === "number" && Number.isFinite(value)) return value === 0 ? 0 : value;
  if (
    typeof value === "string" &&
    value !== "" &&
    value.length <= MAX_TEXT &&
    !/\p{Surrogate}/u.test(value)
  ) {
    return value;
  }
  throw new InvalidInput(
    place,
    `choices of gene "${name}" must be finite numbers or texts of 1 to ${MAX_TEXT} characters; got ${show(value)}`,
  );
}
