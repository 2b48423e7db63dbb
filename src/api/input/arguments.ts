import { InvalidInput } from "../../base/errors.js";
import type { ConstraintsInput, Preference } from "../../service/service.js";
import type { Constraints, Preference as PreferenceInput } from "../generated/types.js";
import type { Lookups } from "../lookups.js";
import { keyOf } from "./ids.js";
import { type Present, present } from "./present.js";

/** Limits as the service takes them; it checks them itself, the map of genes included. */
export function constraintsOf(input: Constraints | null | undefined): { constraints?: ConstraintsInput } {
  if (input === null || input === undefined) return {};
  return { constraints: present(input) as Present<Constraints> & Pick<ConstraintsInput, "genes"> };
}

/** Throws `InvalidInput` on `preference.metric`. */
export function preferenceOf(input: PreferenceInput | null | undefined): { preference?: Preference } {
  if (input === null || input === undefined) return {};
  const { kind, metric } = input;
  if (kind === "knee") return { preference: { kind } };
  if (metric === "latency" || metric === "energy") return { preference: { kind, metric } };
  throw new InvalidInput("preference.metric", "preference.metric must be LATENCY or ENERGY with CHEAPEST");
}

/** An architecture argument: a map gene -> choice as it is; an id or key as the genes of the archived architecture. */
export async function architectureOf(lookups: Lookups, value: unknown, field: string): Promise<unknown> {
  if (typeof value !== "string") return value;
  return (await lookups.report(keyOf("Architecture", value, field))).architecture;
}
