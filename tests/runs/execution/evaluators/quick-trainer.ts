import type { FusionReport, FusionRequest, NetworkTrainer } from "../../../../src/runs/network-trainer.js";
import { parseArchitecture, toArchitecture } from "../../../../src/space/architecture.js";
import { builtInSpace } from "../../../../src/space/built-in/index.js";
import { compileSpace } from "../../../../src/space/compile.js";
import { COMPOSITIONS } from "../../../../src/space/network/backbone.js";
import { fusionGenes } from "../../../../src/space/network/fusion-genotype.js";
import { allSubNetworks } from "../../../../src/training/elastic/enumerate.js";
import { genesOf, type SubNetwork } from "../../../../src/training/elastic/sub-network.js";

export const space = compileSpace(builtInSpace("av-mnist")!);

export const sizeOf = (network: SubNetwork) =>
  network.reduce((sum, { kernel, expand }) => sum + kernel + expand, 0);

/** Completes every network with the same fusion; the accuracy is a function of the seed. */
export class QuickTrainer implements NetworkTrainer {
  readonly requests: FusionRequest[] = [];

  check = async () => ({ search: 4, train: 14 });

  /** Scores of every sub-network of each backbone, as the real trainer gives them; smaller networks score better. */
  async backboneScores() {
    return COMPOSITIONS.get("av-mnist")!.backbones.map((backbone) => ({
      modality: backbone.name,
      networks: allSubNetworks(backbone, Number.POSITIVE_INFINITY)!.map((network) => ({
        genes: genesOf(backbone, network),
        accuracy: 0.9 - sizeOf(network) / 100,
        crossEntropy: 1,
      })),
    }));
  }

  async train(request: FusionRequest): Promise<FusionReport> {
    this.requests.push(request);
    const cells = Number(request.genes["fusion.cells"]);
    const nodes = Number(request.genes["fusion.nodes"]);
    const cell = {
      inputs: ["image.4", "audio.4"] as const,
      nodes: Array.from({ length: nodes }, () => ({
        inputs: ["input.1", "input.2"] as const,
        operator: "Sum",
      })),
    };
    const genes = { ...request.genes, ...fusionGenes(Array.from({ length: cells }, () => cell)) };
    const score = { accuracy: 0.5 + (request.seed % 1000) / 2500, crossEntropy: 1 };
    return {
      genes: toArchitecture(space, parseArchitecture(space, genes)),
      validation: score,
      score: "accuracy",
      examples: 210,
      alone: {},
      logitSum: score,
      searchEpochs: 1,
      trainEpochs: 2,
      training: "quick",
      seconds: 0,
      svg: "",
      ...(request.keepsNetwork ? { network: `${request.task}.${request.seed}.network` } : {}),
    };
  }
}
