import { defined, optional } from "../../base/defined.js";
import { InvalidInput } from "../../base/errors.js";
import { isCost } from "../../base/metric.js";
import type { ConstraintsInput } from "../../search/constraints/parse-constraints.js";
import type { Preference } from "../../service/front/choose.js";
import type { Constraints, Preference as PreferenceInput } from "../generated/types.js";
import { keyOf } from "./ids.js";

/** The limits in the service's form. The service checks them, including the map of genes. */
export function constraintsOf(input: Constraints | null | undefined): { constraints?: ConstraintsInput } {
  if (input === null || input === undefined) return {};
  const perDevice = optional(input.perDevice, (limits) =>
    limits.map((own, i) => ({
      ...defined(own),
      device: keyOf("Device", own.device, `constraints.perDevice[${i}].device`),
    })),
  );
  return { constraints: defined({ ...input, perDevice }) as ConstraintsInput };
}

/** The device or devices of a question. The service checks that one of the two is given. */
export const devicesOf = (args: {
  readonly device?: string | null | undefined;
  readonly devices?: readonly string[] | null | undefined;
}) =>
  defined({
    device: optional(args.device, (id) => keyOf("Device", id, "device")),
    devices: optional(args.devices, (ids) => ids.map((id, i) => keyOf("Device", id, `devices[${i}]`))),
  });

/** The objectives as metrics or by name. Throws `InvalidInput` on `objectiveNames` where both are given. */
export function objectivesOf(args: {
  readonly objectives?: readonly string[] | null | undefined;
  readonly objectiveNames?: readonly string[] | null | undefined;
}): { objectives?: readonly string[] } {
  const { objectives, objectiveNames } = defined(args);
  if (objectives !== undefined && objectiveNames !== undefined) {
    throw new InvalidInput("objectiveNames", "give either objectives or objectiveNames, not both");
  }
  return defined({ objectives: objectives ?? objectiveNames });
}

/**
 * The preference in the service's form. Throws `InvalidInput` on `preference.metric` if CHEAPEST has none or one that
 * is no cost; the service checks the weights.
 */
export function preferenceOf(input: PreferenceInput | null | undefined): { preference?: Preference } {
  if (input === null || input === undefined) return {};
  const { kind, metric, weights, device } = input;
  if (kind === "knee" || kind === "accuracy") return { preference: { kind } };
  if (kind === "weighted") return { preference: { kind, weights: defined(weights ?? {}) } };
  if (metric && isCost(metric)) {
    const on = defined({ device: optional(device, (id) => keyOf("Device", id, "preference.device")) });
    return { preference: { kind, metric, ...on } };
  }
  throw new InvalidInput(
    "preference.metric",
    "preference.metric must be LATENCY or ENERGY if preference.kind is CHEAPEST (kind ACCURACY takes none)",
  );
}

/**
 * An argument that names an architecture, in the service's form: the key of a global id, or else the map gene -> choice
 * or the key as it was given. The service checks it. Throws `InvalidInput` on `field` for the global id of another
 * type.
 */
export const architectureOf = (value: unknown, field: string): unknown =>
  typeof value === "string" ? keyOf("Architecture", value, field) : value;
