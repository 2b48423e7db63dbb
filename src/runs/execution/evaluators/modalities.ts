import type { DeviceId } from "../../../base/ids.js";
import { isCost, isOwn } from "../../../base/metric.js";
import { backboneCost } from "../../../hardware/cost-model.js";
import type { OperatorProfile } from "../../../hardware/types.js";
import type { Modality, Objective } from "../../../search/ports.js";
import type { Space } from "../../../space/space.js";
import type { Genotype } from "../../../space/types.js";
import type { BackboneScores } from "../../network-trainer.js";
import { accuracyOf } from "./backbone-accuracies.js";

/**
 * Values of each modality's backbones on their own, by objective: accuracy as `accuracyOf` says, and costs as the sum
 * over the backbone's layers by each device's operator profile (1 for every backbone where the profile does not cover
 * them, and of a metric that a user declared). Undefined where a modality with genes has fewer than two scored
 * networks.
 */
export function modalitiesOf(
  scores: readonly BackboneScores[],
  tierOne: Space,
  objectives: readonly Objective[],
  profiles: ReadonlyMap<DeviceId, readonly OperatorProfile[]>,
): readonly Modality[] | undefined {
  const genesOf = (modality: string) =>
    tierOne.genes.flatMap(({ name }, p) => (name.startsWith(`${modality}.`) ? [p] : []));
  if (scores.some(({ modality, networks }) => networks.length < 2 && genesOf(modality).length > 0))
    return undefined;
  return scores.map(({ modality, networks }) => {
    const genes = genesOf(modality);
    const keyOf = (genotype: Genotype) => genes.map((p) => genotype[p]).join();
    const accuracy = accuracyOf(networks, tierOne, genes);
    const alone = (genotype: Genotype): readonly number[] =>
      objectives.map(({ metric, device }) => {
        if (isOwn(metric)) return 1;
        if (!isCost(metric) || device === undefined) return accuracy(genotype);
        const cost = backboneCost(tierOne, genotype, profiles.get(device) ?? [], modality);
        return cost?.[metric] ?? 1;
      });
    const known = new Map<string, readonly number[]>();
    return {
      genes,
      valuesOf: (genotype) => {
        const key = keyOf(genotype);
        const values = known.get(key) ?? alone(genotype);
        known.set(key, values);
        return values;
      },
    };
  });
}
