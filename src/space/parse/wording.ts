import type { Choice } from "../types.js";

/** Renders any value from outside for an error message, shortened. */
export function show(value: unknown): string {
  if (value === undefined) return "missing";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "an object";
  if (typeof value === "function" || typeof value === "symbol") return `a ${typeof value}`;
  if (typeof value !== "string") return String(value);
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}...` : value);
}

/** Lists choices for an error message. */
export function listChoices(choices: readonly Choice[]): string {
  return shortened(choices.map(show), 40);
}

/** Joins items by commas. If there are more than `most`, it gives the first ones and the last one. */
export function shortened(items: readonly string[], most: number): string {
  if (items.length <= most) return items.join(", ");
  return `${items.slice(0, most - 2).join(", ")}, ... ${items[items.length - 1]}`;
}
