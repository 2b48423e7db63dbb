import * as tf from "@tensorflow/tfjs-core";

/** What tfjs-node's backend offers beyond the kernels that tfjs-core names. */
interface NativeBackend {
  readonly binding: Readonly<Record<AttributeType, number>> & { readonly TF_FLOAT: number };
  executeMultipleOutputs(
    name: string,
    attributes: readonly { readonly name: string; readonly type: number; readonly value: unknown }[],
    inputs: readonly tf.Tensor[],
    outputs: number,
  ): tf.Tensor[];
}

type AttributeType = "TF_ATTR_TYPE" | "TF_ATTR_INT" | "TF_ATTR_FLOAT" | "TF_ATTR_BOOL" | "TF_ATTR_STRING";
type Attributes = readonly (readonly [name: string, type: AttributeType, value: unknown])[];

/** Added to variances, as everywhere in this project. */
const EPSILON = 1e-5;

/** Calls an operation of TensorFlow by its name there. */
function call(
  name: string,
  attributes: Attributes,
  inputs: readonly tf.Tensor[],
  outputs: number,
): tf.Tensor[] {
  const backend = tf.backend() as unknown as NativeBackend;
  const { binding } = backend;
  const all = [["T", "TF_ATTR_TYPE", binding.TF_FLOAT] as const, ...attributes];
  const named = all.map(([name, type, value]) => ({ name, type: binding[type], value }));
  return backend.executeMultipleOutputs(name, named, inputs, outputs);
}

/**
 * Computes a depthwise convolution. TensorFlow hands it and the gradient for its input to oneDNN, which is several
 * times as fast as its own kernels, but only with these two kinds of padding.
 *
 * @param images (batch, height, width, channels)
 * @param filter (height, width, channels, 1)
 */
export function nativeDepthwise(
  images: tf.Tensor4D,
  filter: tf.Tensor4D,
  stride: number,
  padding: "SAME" | "VALID",
): tf.Tensor4D {
  const attributes: Attributes = [
    ["strides", "TF_ATTR_INT", [1, stride, stride, 1]],
    ["padding", "TF_ATTR_STRING", padding],
    ["data_format", "TF_ATTR_STRING", "NHWC"],
    ["dilations", "TF_ATTR_INT", [1, 1, 1, 1]],
  ];
  const convolution = tf.customGrad((...inputs) => {
    const [x, kernel, save] = inputs as [tf.Tensor, tf.Tensor, tf.GradSaveFunc];
    save([x, kernel]);
    return {
      value: call("DepthwiseConv2dNative", attributes, [x, kernel], 1)[0],
      gradFunc: (dy: tf.Tensor, [x, kernel]: tf.Tensor[]) => [
        call(
          "DepthwiseConv2dNativeBackpropInput",
          attributes,
          [tf.tensor1d(x.shape, "int32"), kernel, dy],
          1,
        )[0],
        call(
          "DepthwiseConv2dNativeBackpropFilter",
          attributes,
          [x, tf.tensor1d(kernel.shape, "int32"), dy],
          1,
        )[0],
      ],
    };
  });
  return convolution(images, filter) as tf.Tensor4D;
}

const normAttributes = (epsilon: number, isTraining: boolean): Attributes => [
  ["U", "TF_ATTR_TYPE", (tf.backend() as unknown as NativeBackend).binding.TF_FLOAT],
  ["epsilon", "TF_ATTR_FLOAT", epsilon],
  ["data_format", "TF_ATTR_STRING", "NHWC"],
  ["is_training", "TF_ATTR_BOOL", isTraining],
];

/** Returns (n, channels) as TensorFlow's batch norms read them. */
const asImages = (x: tf.Tensor): tf.Tensor => tf.reshape(x, [x.shape[0], 1, 1, x.shape[1] as number]);

const norm = tf.customGrad((...inputs) => {
  const [x, gamma, beta, save] = inputs as [tf.Tensor, tf.Tensor, tf.Tensor, tf.GradSaveFunc];
  const none = tf.tensor1d([]);
  const [y, , , ...statistics] = call(
    "FusedBatchNormV3",
    normAttributes(EPSILON, true),
    [asImages(x), gamma, beta, none, none],
    6,
  );
  save([x, gamma, ...statistics]);
  return {
    value: tf.reshape(y, x.shape),
    gradFunc: (dy: tf.Tensor, [x, gamma, ...statistics]: tf.Tensor[]) => {
      const attributes = normAttributes(EPSILON, true);
      const given = [asImages(dy), asImages(x), gamma, ...statistics];
      const [dx, dGamma, dBeta] = call("FusedBatchNormGradV3", attributes, given, 5);
      return [tf.reshape(dx, x.shape), dGamma, dBeta];
    },
  };
});

/** Applies batch norm over the rows of `x` (n, channels), with their own statistics. */
export const nativeNorm = (x: tf.Tensor2D, gamma: tf.Tensor1D, beta: tf.Tensor1D): tf.Tensor2D =>
  norm(x, gamma, beta) as tf.Tensor2D;

/** Returns x * scale + shift for `x` (n, channels), in one pass over memory. It has no gradient. */
export function nativeScaled(x: tf.Tensor2D, scale: tf.Tensor1D, shift: tf.Tensor1D): tf.Tensor2D {
  const inputs = [asImages(x), scale, shift, tf.zerosLike(scale), tf.onesLike(scale)];
  const [y] = call("FusedBatchNormV3", normAttributes(0, false), inputs, 6);
  return tf.reshape(y, x.shape) as tf.Tensor2D;
}
