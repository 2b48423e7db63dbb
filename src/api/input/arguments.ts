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

/**
 * The objectives by name: built-in and own metrics together, or `objectiveNames`; nothing if none are given. Throws
 * `InvalidInput` on `objectiveNames` where these are given with others.
 */
export function objectivesOf(args: {
  readonly objectives?: readonly string[] | null | undefined;
  readonly ownObjectives?: readonly string[] | null | undefined;
  readonly objectiveNames?: readonly string[] | null | undefined;
}): { objectives?: readonly string[] } {
  const { objectives, ownObjectives, objectiveNames } = defined(args);
  if (objectives === undefined && ownObjectives === undefined) return defined({ objectives: objectiveNames });
  if (objectiveNames === undefined) return { objectives: [...(objectives ?? []), ...(ownObjectives ?? [])] };
  throw new InvalidInput(
    "objectiveNames",
    "give either objectives and ownObjectives or objectiveNames, not both",
  );
}

/**
 * The metric that a request names by the enum or by `ownMetric`, if it does. Throws `InvalidInput` on `ownMetric` if it
 * names both.
 */
export function metricOf({
  metric,
  ownMetric,
}: {
  readonly metric?: string | null | undefined;
  readonly ownMetric?: string | null | undefined;
}): { metric?: string } {
  if (metric && ownMetric) throw new InvalidInput("ownMetric", "give either metric or ownMetric, not both");
  return defined({ metric: metric ?? ownMetric ?? undefined });
}

/**
 * The preference in the service's form. Throws `InvalidInput` on `preference.metric` if CHEAPEST has none or one that
 * is no cost; the service checks the weights.
 */
export function preferenceOf(input: PreferenceInput | null | undefined): { preference?: Preference } {
  if (input === null || input === undefined) return {};
  const { kind, metric, weights, device } = input;
  if (kind === "knee" || kind === "accuracy") return { preference: { kind } };
  if (kind === "weighted") {
    const { metrics, ...builtIn } = weights ?? {};
    const own = (metrics ?? []).map(({ name, value }) => [name, value] as const);
    return { preference: { kind, weights: { ...defined(builtIn), ...Object.fromEntries(own) } } };
  }
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
