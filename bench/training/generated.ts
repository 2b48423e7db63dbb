import { Random } from "../../src/base/random.js";
import type { Backbone } from "../../src/space/network/backbone.js";
import { FUSION_LENGTH } from "../../src/space/network/layer.js";
import { CALIBRATION_EXAMPLES } from "../../src/training/data/calibration.js";
import { heldRows } from "../../src/training/data/example-rows.js";
import { backboneOutputs } from "../../src/training/elastic/outputs.js";
import type { SubNetwork } from "../../src/training/elastic/sub-network.js";
import { Supernet } from "../../src/training/elastic/supernet.js";
import { type TapFeatures, tapFeatures } from "../../src/training/fusion/features.js";
import { BACKBONES, CLASSES } from "./workload.js";

/**
 * Synthetic examples of one split, a pattern per class under noise. Each modality is an array (count, channels,
 * height, width).
 */
export interface Generated {
  readonly labels: Int32Array;
  readonly inputs: Readonly<Record<string, Float32Array>>;
}

/** A backbone with fresh weights, and training examples for recalibrating its batch norm. */
export interface FrozenBackbone {
  readonly supernet: Supernet;
  readonly values: Float32Array;
  readonly network: SubNetwork;
  readonly recalibration: Float32Array;
}

/** Makes `views` noisy views of `count` examples, one view after another; `labels` are those of one view. */
export function generated(split: string, count: number, views: number): Generated {
  const labels = Int32Array.from({ length: count }, (_, i) => i % CLASSES);
  const inputs = BACKBONES.map((backbone) => {
    const size = sizeOf(backbone);
    const patterns = new Random(backbone.name);
    const pattern = Float32Array.from({ length: CLASSES * size }, () => patterns.normal());
    const noise = new Random(`${split} ${backbone.name}`);
    const values = new Float32Array(views * count * size);
    for (let i = 0; i < values.length; i++) {
      const label = labels[Math.floor(i / size) % count];
      values[i] = 0.7 * pattern[label * size + (i % size)] + 0.7 * noise.normal();
    }
    return [backbone.name, values] as const;
  });
  return { labels, inputs: Object.fromEntries(inputs) };
}

/** The number of values of one example. */
export const sizeOf = ({ input }: Backbone): number => input.reduce((a, b) => a * b, 1);

/** Makes one frozen backbone per modality. */
export function frozen(
  { inputs }: Generated,
  networkOf: (backbone: Backbone) => SubNetwork,
): readonly FrozenBackbone[] {
  return BACKBONES.map((backbone) => {
    const supernet = new Supernet(backbone);
    return {
      supernet,
      values: supernet.layout.initial(new Random(backbone.name)),
      network: networkOf(backbone),
      recalibration: inputs[backbone.name].subarray(0, CALIBRATION_EXAMPLES * sizeOf(backbone)),
    };
  });
}

/** Computes the feature maps of all examples, in the way in which a fusion lab computes and keeps them. */
export function featuresOf(backbones: readonly FrozenBackbone[], inputs: Generated["inputs"]): TapFeatures {
  const outputs = backbones.map((backbone) => {
    const { name } = backbone.supernet.backbone;
    const calibration = { kind: "measured", on: backbone.recalibration } as const;
    return [
      name,
      backboneOutputs({
        ...backbone,
        positions: FUSION_LENGTH,
        examples: heldRows(inputs[name], sizeOf(backbone.supernet.backbone)),
        calibration,
      }),
    ] as const;
  });
  return tapFeatures(Object.fromEntries(outputs));
}
