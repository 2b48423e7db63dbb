/** Channels, height, width of one example. */
export type Shape = readonly [channels: number, height: number, width: number];

/** Which backbone a layer belongs to; "network" where the architecture is a single backbone. */
export type BackboneName = "image" | "audio" | "network";

/** A plain convolution, followed by h-swish. */
export interface ConvLayer {
  readonly kind: "conv";
  readonly backbone: BackboneName;
  readonly input: Shape;
  readonly inChannels: number;
  readonly outChannels: number;
  readonly kernel: number;
  readonly stride: number;
  readonly se: boolean;
  /** Batch norm follows (the feature mix has none). No convolution has a bias. */
  readonly bn: boolean;
}

/** An inverted residual block: 1x1 expansion (none in the fixed block), depthwise convolution, optional SE, 1x1 projection. */
export interface MbConvLayer {
  readonly kind: "mbconv";
  readonly backbone: BackboneName;
  readonly input: Shape;
  readonly inChannels: number;
  readonly outChannels: number;
  /** Hidden width, `inChannels * expand`; 0 for the fixed block, whose hidden width is its input's. */
  readonly midChannels: number;
  readonly expand: number;
  readonly kernel: number;
  readonly stride: number;
  readonly se: boolean;
}

/** The classifier, with bias. */
export interface LinearLayer {
  readonly kind: "linear";
  readonly backbone: BackboneName;
  readonly inChannels: number;
  readonly outChannels: number;
  /** `outChannels` of the layer that the published operator profile measured in its place (MM-IMDB: 1000 for 23). */
  readonly profiledOutChannels: number;
}

/** One node of a fusion cell: an operator on two maps of `channels` x `length`. */
export interface FusionLayer {
  readonly kind: "fusion";
  readonly operator: FusionOperator;
  readonly cell: number;
  readonly node: number;
  readonly channels: number;
  readonly length: number;
}

export type Layer = ConvLayer | MbConvLayer | LinearLayer | FusionLayer;

/** Table of harmonic-NAS (Ghebriout et al., 2023), in its order. */
export const FUSION_OPERATORS = [
  "Sum",
  "ScaleDotAttn",
  "LinearGLU",
  "ConcatFC",
  "SE1",
  "CatConvMish",
] as const;
export type FusionOperator = (typeof FUSION_OPERATORS)[number];

/** Every map is brought to this shape before fusion. */
export const FUSION_CHANNELS = 192;
export const FUSION_LENGTH = 16;
