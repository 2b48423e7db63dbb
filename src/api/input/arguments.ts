import { defined } from "../../base/defined.js";
import { InvalidInput, NotFound } from "../../base/errors.js";
import { isCost } from "../../base/metric.js";
import type { ConstraintsInput } from "../../search/constraints/parse-constraints.js";
import type { Preference } from "../../service/front/recommend.js";
import type { Constraints, Preference as PreferenceInput } from "../generated/types.js";
import type { Lookups } from "../lookups.js";
import { orNull } from "../problems.js";
import { keyOf } from "./ids.js";

/** The limits in the service's form. The service checks them, including the map of genes. */
export function constraintsOf(input: Constraints | null | undefined): { constraints?: ConstraintsInput } {
  if (input === null || input === undefined) return {};
  return { constraints: defined(input) as ConstraintsInput };
}

/**
 * The preference in the service's form. Throws `InvalidInput` on `preference.metric` if CHEAPEST has none or one that
 * is no cost; the service checks the weights.
 */
export function preferenceOf(input: PreferenceInput | null | undefined): { preference?: Preference } {
  if (input === null || input === undefined) return {};
  const { kind, metric, weights } = input;
  if (kind === "knee" || kind === "accuracy") return { preference: { kind } };
  if (kind === "weighted") return { preference: { kind, weights: defined(weights ?? {}) } };
  if (metric && isCost(metric)) return { preference: { kind, metric } };
  throw new InvalidInput(
    "preference.metric",
    "preference.metric must be LATENCY or ENERGY if preference.kind is CHEAPEST (kind ACCURACY takes none)",
  );
}

/**
 * The genes of an argument that names an architecture: a map gene -> choice is returned as it is, for the service to
 * check; an id or key is looked up in the archive. Throws `NotFound` on `field` if the archive does not know it.
 */
export async function architectureOf(lookups: Lookups, value: unknown, field: string): Promise<unknown> {
  if (typeof value !== "string") return value;
  const key = keyOf("Architecture", value, field);
  const report = await orNull(lookups.report(key));
  if (report !== null) return report.architecture;
  throw new NotFound(
    "architecture",
    key,
    field,
    "the archive knows architectures that were measured or evaluated; give others as a map gene -> choice",
  );
}
