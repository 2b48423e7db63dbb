import { InvalidInput } from "../../base/errors.js";
import type { Gene } from "../types.js";
import { closestName } from "./closest-name.js";
import { show } from "./wording.js";

/** Returns the value if it is an object; otherwise throws InvalidInput on `place`. */
export function asObject(value: unknown, place: string): Record<string, unknown> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new InvalidInput(place, `${place} must be an object, not ${show(value)}`);
}

/** Returns the value if it is a list; otherwise throws InvalidInput on `place`. */
export function asList(value: unknown, place: string): unknown[] {
  if (Array.isArray(value)) return value;
  throw new InvalidInput(place, `${place} must be a list, not ${show(value)}`);
}

/** Returns the value if it is text; otherwise throws InvalidInput on `place`. */
export function asText(value: unknown, place: string): string {
  if (typeof value === "string") return value;
  throw new InvalidInput(place, `${place} must be text, not ${show(value)}`);
}

/**
 * Refuses fields that the format does not have, because a misspelt field would otherwise be ignored silently. An
 * empty `place` means the file itself.
 * @throws InvalidInput on the unknown field; the message lists the fields of the format
 */
export function refuseUnknownFields(
  object: Record<string, unknown>,
  allowed: readonly string[],
  place: string,
): void {
  const unknown = Object.keys(object).find((field) => !allowed.includes(field));
  if (unknown === undefined) return;
  const at = place === "" ? unknown : `${place}.${unknown}`;
  throw new InvalidInput(at, `${at} is not a field of a space file; allowed here: ${allowed.join(", ")}`);
}

/** Returns the gene that `value` names; otherwise throws InvalidInput on `place`, suggesting the nearest name. */
export function asGene(value: unknown, place: string, genes: ReadonlyMap<string, Gene>): Gene {
  const name = asText(value, place);
  const gene = genes.get(name);
  if (gene !== undefined) return gene;
  const near = closestName(name, genes.keys());
  const hint = near === undefined ? "" : `; did you mean "${near}"?`;
  throw new InvalidInput(place, `${place} names the unknown gene ${show(name)}${hint}`);
}
