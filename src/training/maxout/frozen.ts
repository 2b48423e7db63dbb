import * as tf from "@tensorflow/tfjs-core";
import type { Parameters } from "../../export/parameters.js";
import type { Architecture } from "../../space/types.js";
import type { BackboneOutputs, Calibration, FrozenBackbone, Tap } from "../backbone.js";
import type { ExampleRows } from "../data/example-rows.js";
import { outputsInChunks } from "../elastic/outputs.js";
import type { SupernetFile } from "../elastic/supernet-file.js";
import type { NormSource, StoredNorms } from "../nn/norm-source.js";
import type { Weights } from "../nn/parameters.js";
import { StoredBackbone } from "../stored-backbone.js";
import { foldedMaxout } from "./fold.js";
import type { MaxoutNetwork } from "./network.js";

/** The key of the only network of a backbone without genes. */
export const ONLY_NETWORK = "fixed";

/** A trained Maxout network as a frozen backbone. It has no genes: every architecture has the same one. */
export class FrozenMaxout extends StoredBackbone implements FrozenBackbone {
  constructor(
    private readonly network: MaxoutNetwork,
    file: SupernetFile,
    /** Positions of the taps. */
    private readonly positions: number,
  ) {
    super(file);
  }

  get classes(): number {
    return this.network.classes;
  }

  scores() {
    return Object.values(this.file.scores).map((score) => ({ genes: {}, ...score }));
  }

  keyOf(): string {
    return ONLY_NETWORK;
  }

  outputs(_architecture: Architecture, examples: ExampleRows, calibration: Calibration): BackboneOutputs {
    const { network, positions } = this;
    const weights = network.layout.kept(this.file.values);
    try {
      return outputsInChunks({ examples, calibration, alone: examples.count }, (pass, norms) =>
        maxoutOutputs({ network, positions }, weights, pass, norms),
      );
    } finally {
      tf.dispose([...weights.values()]);
    }
  }

  folded(_architecture: Architecture, norms: StoredNorms, classes: number): Parameters {
    return foldedMaxout(this.network, this.file.values, norms, classes);
  }
}

/** Computes taps and logits of the examples behind the first `norms.examples`. Call in a tensor scope. */
export function maxoutOutputs(
  { network, positions }: { readonly network: MaxoutNetwork; readonly positions: number },
  weights: Weights,
  examples: Float32Array,
  norms: NormSource,
): { readonly taps: readonly Tap[]; readonly logits: Float32Array } {
  const size = network.plan.input;
  const inputs = tf.tensor2d(examples, [examples.length / size, size]);
  const { hidden, logits } = network.apply(weights, inputs, { drop: (x) => x, norms });
  const rowsOf = (x: tf.Tensor2D): Float32Array =>
    Float32Array.from(tf.slice(x, [norms.examples, 0]).dataSync());
  return {
    taps: hidden.map((layer) => ({
      channels: layer.shape[1],
      positions,
      values: everywhere(rowsOf(layer), layer.shape[1], positions),
    })),
    logits: rowsOf(logits),
  };
}

/** Repeats the vector (channels) of each example at every position of a map. */
function everywhere(rows: Float32Array, channels: number, positions: number): Float32Array {
  const maps = new Float32Array(positions * rows.length);
  for (let at = 0; at < rows.length; at += channels)
    for (let position = 0; position < positions; position++)
      maps.set(rows.subarray(at, at + channels), positions * at + position * channels);
  return maps;
}
