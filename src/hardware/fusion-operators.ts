import { MissingProfileEntries } from "../base/errors.js";
import { FUSION_CHANNELS, FUSION_LENGTH, FUSION_OPERATORS } from "../space/network/layer.js";
import { profileKey } from "./keys.js";
import type { OperatorCost, OperatorProfile } from "./types.js";

/** Latency [ms] and energy [mJ] of each of the six fusion operators at (192, 16), by name; `MissingProfileEntries` where a profile lacks one. */
export function fusionOperatorCosts(
  profiles: readonly OperatorProfile[],
  device: string,
): Readonly<Record<string, OperatorCost>> {
  const missing: string[] = [];
  const costs = FUSION_OPERATORS.map((operator) => {
    const key = profileKey({
      kind: "fusion",
      operator,
      cell: 1,
      node: 1,
      channels: FUSION_CHANNELS,
      length: FUSION_LENGTH,
    });
    const found = profiles.map(({ entries }) => entries[key]).find((cost) => cost !== undefined);
    if (found === undefined) missing.push(key);
    return [operator, found] as const;
  });
  if (missing.length > 0) throw new MissingProfileEntries(device, missing);
  return Object.fromEntries(costs) as Record<string, OperatorCost>;
}
