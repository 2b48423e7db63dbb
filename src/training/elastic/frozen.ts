import type { Parameters } from "../../export/parameters.js";
import { backbonePlan } from "../../export/plan.js";
import { fusionFormOf, type SpaceNetworks } from "../../space/network/backbone.js";
import type { Architecture } from "../../space/types.js";
import type { BackboneOutputs, Calibration, FrozenBackbone } from "../backbone.js";
import type { ExampleRows } from "../data/example-rows.js";
import type { StoredNorms } from "../nn/norm-source.js";
import { StoredBackbone } from "../stored-backbone.js";
import { backboneOf } from "./backbone-of.js";
import { foldedBackbone } from "./fold.js";
import { backboneOutputs } from "./outputs.js";
import { type SubNetwork, scoresByGenes, subNetworkKey, subNetworkOf } from "./sub-network.js";
import { Supernet } from "./supernet.js";
import type { SupernetFile } from "./supernet-file.js";

/** A trained supernet as a frozen backbone: its sub-networks with inherited weights. */
export class FrozenSupernet extends StoredBackbone implements FrozenBackbone {
  readonly #supernet: Supernet;
  readonly #positions: number;

  constructor(space: SpaceNetworks, file: SupernetFile) {
    super(file);
    this.#positions = fusionFormOf(space).positions;
    this.#supernet = new Supernet(backboneOf(space, file.terms.modality));
  }

  get classes(): number {
    return this.#supernet.backbone.classes;
  }

  scores() {
    return scoresByGenes(this.#supernet.backbone, this.file.scores);
  }

  keyOf(architecture: Architecture): string {
    return subNetworkKey(this.#networkOf(architecture));
  }

  outputs(architecture: Architecture, examples: ExampleRows, calibration: Calibration): BackboneOutputs {
    return backboneOutputs({
      supernet: this.#supernet,
      values: this.file.values,
      network: this.#networkOf(architecture),
      positions: this.#positions,
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
