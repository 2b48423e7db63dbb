import type { FusionLayer, Layer, LinearLayer, Shape } from "../space/network/layer.js";

/** The key of an empty model in a profile that was measured with `profile --layers`: the cost of a call itself. */
export const EMPTY_MODEL_KEY = "Identity";

/**
 * Returns the key under which an operator profile in the reference format (Harmonic-NAS) lists a layer.
 *
 * One alias is deliberate: a classifier is named by the number of classes that the published profile measured
 * (`profiledOutChannels`). For MM-IMDB that is 1000, so the entry of the 1000-way classifier stands for the 23-way
 * one. Every other classifier is named by its own number of classes.
 */
export function profileKey(layer: Layer): string {
  switch (layer.kind) {
    case "conv":
      return `ConvLayer-${channelsOf(layer)}${windowOf(layer)}-use_bn:${Number(layer.bn)}`;
    case "mbconv": {
      const hidden = `mid_ch:${layer.midChannels}-expand:${layer.expand}`;
      return `MBConvLayer-${channelsOf(layer)}-${hidden}${windowOf(layer)}`;
    }
    case "linear":
      return linearKey(layer);
    case "fusion":
      return fusionKey(layer);
  }
}

const linearKey = ({ inChannels, profiledOutChannels }: LinearLayer): string =>
  `LinearLayer-input:${inChannels}-in_ch:${inChannels}-out_ch:${profiledOutChannels}`;

const fusionKey = ({ operator, channels, length }: FusionLayer): string =>
  `${operator}-input:1_${channels}_${length}-N:1-C:${channels}-L:${length}`;

const channelsOf = (layer: {
  readonly input: Shape;
  readonly inChannels: number;
  readonly outChannels: number;
}): string => `input:1_${layer.input.join("_")}-in_ch:${layer.inChannels}-out_ch:${layer.outChannels}`;

const windowOf = (layer: {
  readonly kernel: number;
  readonly stride: number;
  readonly se: boolean;
}): string => `-kernel:${layer.kernel}-stride:${layer.stride}-use_se:${Number(layer.se)}`;
