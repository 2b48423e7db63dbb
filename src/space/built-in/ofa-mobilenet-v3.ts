import { spaceId } from "../../base/ids.js";
import { COMPOSITIONS } from "../network/backbone.js";
import type { SearchSpace } from "../types.js";
import { backboneGenes, backboneStages, orderedGene } from "./backbone-genes.js";

/** The input heights (equal to the widths) in pixels: 128 to 224 in steps of 4. */
const RESOLUTIONS: readonly number[] = Array.from({ length: 25 }, (_, i) => 128 + 4 * i);

/** Makes the space of the sub-networks of the OFA-MobileNetV3 w1.0 supernet (Cai et al., Once-for-All, ICLR 2020). */
export function ofaMobileNetV3(): SearchSpace {
  const [backbone] = COMPOSITIONS.get("ofa-mobilenet-v3")!.backbones;
  return {
    id: spaceId("ofa-mobilenet-v3"),
    genes: [...backboneGenes(backbone), orderedGene("resolution", RESOLUTIONS)],
    structure: { kind: "stages", stages: backboneStages(backbone) },
    increasing: [],
  };
}
