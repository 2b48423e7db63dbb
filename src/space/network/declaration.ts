import type { FusionOperator, Shape } from "./layer.js";

/** An elastic backbone of inverted residual blocks, as a space file declares it. Numbers are channels unless said. */
export interface ElasticDeclaration {
  readonly kind: "elastic";
  /** Channels, height, width. */
  readonly input: Shape;
  readonly stem: number;
  readonly stages: readonly {
    readonly width: number;
    /** Stride of the first block. */
    readonly stride: 1 | 2;
    readonly squeezeExcitation: boolean;
    /** Kernel sizes, expand ratios and numbers of blocks to choose from, ascending; by default the usual ones. */
    readonly kernels?: readonly number[];
    readonly expands?: readonly number[];
    readonly depths?: readonly number[];
  }[];
  readonly finalExpand: number;
  readonly featureMix: number;
}

/** A fixed network of Maxout blocks on vectors, as a space file declares it. It has no genes and no cost. */
export interface MaxoutDeclaration {
  readonly kind: "maxout";
  /** Number of values. */
  readonly input: readonly [number];
}

/** The fusion networks of a space. */
export interface FusionDeclaration {
  /** The numbers of cells, and of nodes per cell, to choose from; both ascending. */
  readonly cells: readonly number[];
  readonly nodes: readonly number[];
  /** Channels and positions of the maps that are fused; by default 192 and 16. Positions are those of a square. */
  readonly channels?: number;
  readonly positions?: number;
  /** The operators to choose from, in the order of the genes' choices; by default all six. */
  readonly operators?: readonly FusionOperator[];
}

/** What the networks of a multimodal space consist of. */
export interface NetworkDeclaration {
  /** Number of classes or labels that networks tell apart. */
  readonly classes: number;
  /** By modality, in the order of the genes. */
  readonly backbones: Readonly<Record<string, ElasticDeclaration | MaxoutDeclaration>>;
  readonly fusion: FusionDeclaration;
}
