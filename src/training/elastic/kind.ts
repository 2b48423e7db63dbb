import type { SupernetReport } from "../../cli/training-tools.js";
import { type BackboneKind, type BackboneRequest, backbonePath } from "../backbone.js";
import { type Score, scoreFor } from "../targets/score.js";
import { backboneOf } from "./backbone-of.js";
import { countSubNetworks } from "./enumerate.js";
import { FrozenSupernet } from "./frozen.js";
import { largestSubNetwork, smallestSubNetwork, subNetworkKey } from "./sub-network.js";
import { readSupernet, type SupernetFile } from "./supernet-file.js";
import { trainSupernet } from "./train-supernet.js";

/** Backbones that are once-for-all supernets of inverted residual blocks, for inputs (channels, height, width). */
export const elasticBackbone: BackboneKind = {
  inputOf: (space, modality) => backboneOf(space, modality).input,
  async train(request, { onStage, signal, note }) {
    const file = await trainSupernet(request, {
      clock: Date.now,
      onProgress: ({ stage, done, total, validation }) => onStage(stage, done, total, remarkOf(validation)),
      signal,
      note,
    });
    return reportOf(request, file);
  },
  async open(file, space) {
    const found = await readSupernet(file);
    return found && new FrozenSupernet(space, found);
  },
};

const remarkOf = (validation: Score | undefined): string | undefined =>
  validation && `validation score ${validation.accuracy.toFixed(4)}`;

function reportOf(request: BackboneRequest, { scores, seconds, terms }: SupernetFile): SupernetReport {
  const { folder, task, space, modality, seed, dataset, score } = request;
  const backbone = backboneOf(space, modality);
  const all = Object.values(scores);
  const smallest = scores[subNetworkKey(smallestSubNetwork(backbone))];
  return {
    file: backbonePath(folder, task, modality, seed),
    epochs: terms.recipe.training.epochs,
    seconds,
    networks: all.length,
    subNetworks: countSubNetworks(backbone),
    score: scoreFor(score, dataset.splits.validation.targets.kind),
    largest: scores[subNetworkKey(largestSubNetwork(backbone))],
    ...(smallest === undefined ? {} : { smallest }),
    best: all.reduce((a, b) =>
      b.accuracy > a.accuracy || (b.accuracy === a.accuracy && b.crossEntropy < a.crossEntropy) ? b : a,
    ),
  };
}
