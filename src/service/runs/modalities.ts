import { InvalidInput } from "../../base/errors.js";
import type { DeviceId } from "../../base/ids.js";
import { backboneCost } from "../../hardware/cost-model.js";
import type { OperatorProfile } from "../../hardware/types.js";
import type { Modality, Objective } from "../../search/ports.js";
import { fromArchitecture } from "../../space/architecture.js";
import type { Space } from "../../space/space.js";
import type { Genotype } from "../../space/types.js";
import type { BackboneScores } from "../training-port.js";

/** So little that it never outweighs one more example that is told right. */
const CROSS_ENTROPY_WEIGHT = 1e-5;

/**
 * What each backbone of a space is worth alone: its score from the supernet's table, cross-entropy breaking ties, and the sum of its own
 * layers by each device's operator profile (infinite where one has none, so that it tells nothing). Throws `InvalidInput` where a supernet was not scored.
 */
export function modalitiesOf(
  scores: readonly BackboneScores[],
  tierOne: Space,
  objectives: readonly Objective[],
  profiles: ReadonlyMap<DeviceId, readonly OperatorProfile[]>,
): readonly Modality[] {
  return scores.map(({ modality, networks }) => {
    if (networks.length < 2) {
      throw new InvalidInput(
        "strategy",
        `nsga2 chooses backbones by their scores, and the ${modality} supernet has none: \`train supernet --scores all\` adds them`,
      );
    }
    const genes = tierOne.genes.flatMap(({ name }, p) => (name.startsWith(`${modality}.`) ? [p] : []));
    const keyOf = (genotype: Genotype) => genes.map((p) => genotype[p]).join();
    const accuracies = new Map(
      networks.map(({ genes: own, accuracy, crossEntropy }) => [
        keyOf(fromArchitecture(tierOne, own)),
        accuracy - CROSS_ENTROPY_WEIGHT * crossEntropy,
      ]),
    );
    return {
      genes,
      valuesOf: (genotype) =>
        objectives.map(({ metric, device }) => {
          if (metric === "accuracy" || device === undefined) return accuracies.get(keyOf(genotype)) ?? 0;
          const cost = backboneCost(tierOne, genotype, profiles.get(device) ?? [], modality);
          return cost?.[metric] ?? Number.MAX_VALUE;
        }),
    };
  });
}
