import { createHash } from "node:crypto";
import type { Parameters } from "../../export/parameters.js";
import { backbonePlan } from "../../export/plan.js";
import type { SpaceNetworks } from "../../space/network/backbone.js";
import type { Architecture } from "../../space/types.js";
import type { BackboneOutputs, Calibration, FrozenBackbone } from "../backbone.js";
import type { StoredNorms } from "../nn/norm-source.js";
import { backboneOf } from "./backbone-of.js";
import { foldedBackbone } from "./fold.js";
import { backboneOutputs } from "./outputs.js";
import { type SubNetwork, scoresByGenes, subNetworkKey, subNetworkOf } from "./sub-network.js";
import { Supernet } from "./supernet.js";
import type { SupernetFile } from "./supernet-file.js";

/** A trained supernet as a frozen backbone: its sub-networks with inherited weights. */
export class FrozenSupernet implements FrozenBackbone {
  readonly #supernet: Supernet;

  constructor(
    space: SpaceNetworks,
    private readonly file: SupernetFile,
  ) {
    this.#supernet = new Supernet(backboneOf(space, file.terms.modality));
  }

  get modality(): string {
    return this.file.terms.modality;
  }

  get dataset(): string {
    return this.file.terms.dataset;
  }

  get seed(): number {
    return this.file.terms.seed;
  }

  get epochs(): number {
    return this.file.terms.recipe.training.epochs;
  }

  get augmentation(): number {
    return this.file.terms.recipe.augmentation;
  }

  get classes(): number {
    return this.#supernet.backbone.classes;
  }

  get identity(): unknown {
    const weights = createHash("sha256").update(this.file.values).digest("hex").slice(0, 16);
    return [this.file.terms, weights];
  }

  scores() {
    return scoresByGenes(this.#supernet.backbone, this.file.scores);
  }

  keyOf(architecture: Architecture): string {
    return subNetworkKey(this.#networkOf(architecture));
  }

  outputs(architecture: Architecture, examples: Float32Array, calibration: Calibration): BackboneOutputs {
    return backboneOutputs({
      supernet: this.#supernet,
      values: this.file.values,
      network: this.#networkOf(architecture),
      examples,
      calibration,
    });
  }

  folded(architecture: Architecture, norms: StoredNorms, classes: number): Parameters {
    const { backbone, layout } = this.#supernet;
    return foldedBackbone(
      backbonePlan(backbone, architecture),
      layout.slices(this.file.values),
      norms,
      classes,
    );
  }

  #networkOf(architecture: Architecture): SubNetwork {
    return subNetworkOf(this.#supernet.backbone, architecture);
  }
}
