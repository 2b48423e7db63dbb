import type { ConvLayer, FusionLayer, Layer, LinearLayer, MbConvLayer } from "./layer.js";

/** The multiply-accumulates of one example and the number of trainable parameters. */
export interface Complexity {
  readonly macs: number;
  readonly params: number;
}

/**
 * Counts the MACs and parameters of a layer. With these rules the `macs` and `params` of the OFA accuracy table come
 * out exactly.
 *
 * MACs count convolutions, linear layers and matrix products, but not biases, norms, activations and element-wise
 * products. Parameters count weights, two per channel of a batch norm (two per element of a layer norm), and biases
 * where a layer has them: squeeze-and-excitation and linear layers do, convolutions do not.
 */
export function layerComplexity(layer: Layer): Complexity {
  switch (layer.kind) {
    case "conv":
      return convComplexity(layer);
    case "mbconv":
      return mbConvComplexity(layer);
    case "linear":
      return linearComplexity(layer);
    case "fusion":
      return fusionComplexity(layer);
  }
}

function convComplexity({ input, inChannels, outChannels, kernel, stride, bn }: ConvLayer): Complexity {
  const weights = kernel * kernel * inChannels * outChannels;
  const area = Math.ceil(input[1] / stride) * Math.ceil(input[2] / stride);
  return { macs: weights * area, params: weights + (bn ? 2 * outChannels : 0) };
}

function mbConvComplexity(layer: MbConvLayer): Complexity {
  const { input, inChannels, outChannels, kernel, stride, se } = layer;
  const mid = layer.midChannels === 0 ? inChannels : layer.midChannels;
  const expansion = layer.midChannels === 0 ? 0 : inChannels * mid;
  const depthwise = kernel * kernel * mid;
  const projection = mid * outChannels;
  const squeezed = se ? squeezeWidth(mid) : 0;
  const outArea = Math.ceil(input[1] / stride) * Math.ceil(input[2] / stride);
  const norms = 2 * ((expansion === 0 ? 0 : mid) + mid + outChannels);
  return {
    macs: expansion * input[1] * input[2] + (depthwise + projection) * outArea + 2 * mid * squeezed,
    params: expansion + depthwise + projection + norms + (se ? 2 * mid * squeezed + squeezed + mid : 0),
  };
}

/** The multiply-accumulates of the depthwise convolution alone. */
export function depthwiseMacs({ input, inChannels, midChannels, kernel, stride }: MbConvLayer): number {
  const mid = midChannels === 0 ? inChannels : midChannels;
  return kernel * kernel * mid * Math.ceil(input[1] / stride) * Math.ceil(input[2] / stride);
}

/**
 * Returns the width of the squeeze layer: a quarter of the hidden width, rounded to a multiple of 8 that keeps at
 * least 90 % of it (Howard et al., MobileNetV3, 2019).
 */
export function squeezeWidth(mid: number): number {
  const wanted = Math.floor(mid / 4);
  const rounded = Math.max(8, Math.floor((wanted + 4) / 8) * 8);
  return rounded < 0.9 * wanted ? rounded + 8 : rounded;
}

function linearComplexity({ inChannels, outChannels }: LinearLayer): Complexity {
  return { macs: inChannels * outChannels, params: inChannels * outChannels + outChannels };
}

/**
 * Counts the operator alone, without the 1x1 convolutions that bring feature maps to (channels, length) and without
 * the fusion network's classifier.
 */
function fusionComplexity({ operator, channels: c, length: l }: FusionLayer): Complexity {
  switch (operator) {
    case "Sum":
      return { macs: 0, params: 0 };
    case "ScaleDotAttn":
      return { macs: 2 * l * l * c, params: 2 * c * l };
    case "LinearGLU":
      return { macs: 4 * c * c * l, params: 4 * c * c + 4 * c };
    case "ConcatFC":
    case "CatConvMish":
      return { macs: 2 * c * c * l, params: 2 * c * c + 2 * c };
    case "SE1":
      return { macs: c * c, params: c * c + c };
  }
}
