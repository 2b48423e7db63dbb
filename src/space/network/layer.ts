/** The shape of one example: channels, height, width. */
export type Shape = readonly [channels: number, height: number, width: number];

/** The backbone that a layer belongs to; "network" where the architecture is a single backbone. */
export type BackboneName = "image" | "audio" | "network";

/** The activation of a block: ReLU or h-swish. */
export type Activation = "relu" | "h-swish";

/** A plain convolution, followed by h-swish. */
export interface ConvLayer {
  readonly kind: "conv";
  readonly backbone: BackboneName;
  readonly input: Shape;
  readonly inChannels: number;
  readonly outChannels: number;
  readonly kernel: number;
  readonly stride: number;
  /** Whether squeeze-and-excitation follows. */
  readonly se: boolean;
  /** Whether batch norm follows; it does except after the feature mix. No convolution has a bias. */
  readonly bn: boolean;
}

/**
 * An inverted residual block: 1x1 expansion (the fixed block has none), depthwise convolution, optional
 * squeeze-and-excitation, 1x1 projection.
 */
export interface MbConvLayer {
  readonly kind: "mbconv";
  readonly backbone: BackboneName;
  readonly input: Shape;
  readonly inChannels: number;
  readonly outChannels: number;
  /**
   * The hidden width, `inChannels * expand`. It is 0 for the fixed block, whose hidden width is that of its input.
   */
  readonly midChannels: number;
  readonly expand: number;
  readonly kernel: number;
  readonly stride: number;
  readonly se: boolean;
  /** The activation after the expansion and the depthwise convolution. It is not part of a profile's key. */
  readonly activation: Activation;
}

/** The classifier; it has a bias. */
export interface LinearLayer {
  readonly kind: "linear";
  readonly backbone: BackboneName;
  readonly inChannels: number;
  readonly outChannels: number;
  /**
   * The `outChannels` of the layer that the published operator profile measured in its place (MM-IMDB: 1000 instead
   * of 23).
   */
  readonly profiledOutChannels: number;
}

/** One node of a fusion cell: an operator on two feature maps of `channels` x `length`. */
export interface FusionLayer {
  readonly kind: "fusion";
  readonly operator: FusionOperator;
  readonly cell: number;
  readonly node: number;
  readonly channels: number;
  readonly length: number;
}

export type Layer = ConvLayer | MbConvLayer | LinearLayer | FusionLayer;

/** The fusion operators of Harmonic-NAS (Ghebriout et al., 2023), in the order of the paper's table. */
export const FUSION_OPERATORS = [
  "Sum",
  "ScaleDotAttn",
  "LinearGLU",
  "ConcatFC",
  "SE1",
  "CatConvMish",
] as const;
export type FusionOperator = (typeof FUSION_OPERATORS)[number];

/** The shape to which every feature map is brought before fusion: 192 channels at 16 positions. */
export const FUSION_CHANNELS = 192;
export const FUSION_LENGTH = 16;
