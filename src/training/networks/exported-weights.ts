import { basename } from "node:path";
import { defined } from "../../base/defined.js";
import { HarmonicError } from "../../base/errors.js";
import type { WeightsOrigin } from "../../export/folder/manifest.js";
import type { Parameters } from "../../export/parameters.js";
import { type NetworkPlan, networkPlan } from "../../export/plan.js";
import { compositionOf, type SpaceNetworks } from "../../space/network/backbone.js";
import type { Architecture } from "../../space/types.js";
import { openBackbones, supernetsOf } from "../open-lab.js";
import type { StoredScoring } from "../targets/score.js";
import { foldedNetwork } from "./folded-network.js";
import { readNetwork } from "./network-file.js";
import { NetworkStore } from "./network-store.js";
import { seededNetwork } from "./seeded-network.js";

/** A network with its weights, ready for any format. */
export interface WeightedNetwork {
  readonly plan: NetworkPlan;
  readonly parameters: Parameters;
  readonly classes: number;
  readonly addsBackboneLogits: boolean;
  readonly origin: WeightsOrigin;
  /** How its predictions are scored, and the thresholds of its labels; absent without trained weights. */
  readonly scoring?: Partial<StoredScoring>;
}

/** The network whose weights are wanted. */
export interface WantedNetwork {
  readonly task: string;
  readonly space: SpaceNetworks;
  /** All active genes. */
  readonly genes: Architecture;
  /** Seed of the random weights, where no trained ones exist. */
  readonly seed: number;
  /** Folder of the supernets and the trained networks. */
  readonly folder: string;
}

/**
 * Returns a network with the weights of its newest trained file, or else with random ones, and says which and why.
 *
 * @throws InvalidInput (field `architecture`) where the space's networks cannot be built
 */
export async function weightedNetwork(wanted: WantedNetwork): Promise<WeightedNetwork> {
  const { task, space, genes, seed, folder } = wanted;
  const plan = networkPlan(space, genes);
  const reasons: string[] = [];
  for (const file of await new NetworkStore(folder, 0).find(task, genes)) {
    try {
      return await trainedNetwork(wanted, plan, file);
    } catch (error) {
      if (!(error instanceof HarmonicError)) throw error;
      reasons.push(`${basename(file)} cannot be used: ${error.text}`);
    }
  }
  const { parameters, lateWeight } = seededNetwork(space, genes, seed);
  const none = `no trained network of task "${task}" with this architecture is stored in ${folder}`;
  return {
    plan,
    parameters,
    classes: compositionOf(space)!.classes,
    addsBackboneLogits: lateWeight !== 0,
    origin: { kind: "seeded", seed, note: [none, ...reasons].join("; ") },
  };
}

async function trainedNetwork(
  { task, space, genes, folder }: WantedNetwork,
  plan: NetworkPlan,
  file: string,
): Promise<WeightedNetwork> {
  const network = (await readNetwork(file))!;
  const modalities = Object.fromEntries(network.backbones.map(({ modality }) => [modality, []]));
  const backbones = await openBackbones(space, await supernetsOf(task, { modalities }, folder));
  return {
    plan,
    parameters: foldedNetwork(network, genes, plan, backbones),
    classes: network.fusion.shape.classes,
    addsBackboneLogits: network.fusion.lateWeight !== 0,
    scoring: defined({ score: network.score, thresholds: network.thresholds }),
    origin: {
      kind: "trained",
      file: basename(file),
      seed: network.seed,
      validation: network.validation,
    },
  };
}
