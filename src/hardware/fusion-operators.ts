import { MissingProfileEntries, NotFound } from "../base/errors.js";
import type { DeviceId } from "../base/ids.js";
import { millijoules, milliseconds } from "../base/units.js";
import { blueprintOf } from "../space/network/blueprint.js";
import { type FusionForm, fusionLayer, USUAL_FORM } from "../space/network/fusion-form.js";
import { FUSION_OPERATORS } from "../space/network/layer.js";
import type { Space } from "../space/space.js";
import { profileKey } from "./keys.js";
import type { OperatorCost, OperatorProfile } from "./types.js";

/**
 * Returns the latency [ms] and energy [mJ] of each fusion operator on the maps of a form, by operator name.
 * @param form by default the usual one, of six operators on 192 channels x 16 positions
 * @throws MissingProfileEntries listing the keys that no profile has
 */
export function fusionOperatorCosts(
  profiles: readonly OperatorProfile[],
  device: string,
  form: FusionForm = USUAL_FORM,
): Readonly<Record<string, OperatorCost>> {
  const missing: string[] = [];
  const costs = form.operators.map((operator) => {
    const key = profileKey(fusionLayer(operator, form));
    const found = profiles.map(({ entries }) => entries[key]).find((cost) => cost !== undefined);
    if (found === undefined) missing.push(key);
    return [operator, found] as const;
  });
  if (missing.length > 0) throw new MissingProfileEntries(device, missing);
  return Object.fromEntries(costs) as Record<string, OperatorCost>;
}

/** Costs of the fusion operators where nothing is known of them: 0 each, so that none is preferred. */
export const UNKNOWN_OPERATOR_COSTS: Readonly<Record<string, OperatorCost>> = Object.fromEntries(
  FUSION_OPERATORS.map((operator) => [operator, { latency: milliseconds(0), energy: millijoules(0) }]),
);

/**
 * Does the same as `fusionOperatorCosts` for a device that must have an operator profile.
 * @throws NotFound if the device has no operator profile for the space
 * @throws MissingProfileEntries listing the keys that no profile has
 */
export function requireOperatorCosts(
  device: DeviceId,
  space: Space,
  profiles: readonly OperatorProfile[],
): Readonly<Record<string, OperatorCost>> {
  if (profiles.length > 0) return fusionOperatorCosts(profiles, device, blueprintOf(space)?.form);
  const id = `${device}/${space.spec.id}`;
  const remedy = { kind: "importProfile", device, space: space.spec.id } as const;
  throw new NotFound("operator profile", id, "device", "", remedy);
}
