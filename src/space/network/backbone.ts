import type { Activation, BackboneName, Shape } from "./layer.js";

/** One stage of a backbone. */
export interface Stage {
  /** The number of output channels of each block. */
  readonly width: number;
  /** The stride of the first block; the others have stride 1. */
  readonly stride: 1 | 2;
  /** Whether all blocks have squeeze-and-excitation. */
  readonly se: boolean;
}

/** The activation of the blocks of a stage, counted from 0. */
export const activationOf = (stage: number): Activation => (stage < 2 ? "relu" : "h-swish");

/**
 * A MobileNetV3-style once-for-all supernet, in the order of execution: a 3x3 stem of stride 2, a fixed block of the
 * same width, elastic stages of up to four blocks, a 1x1 final expand layer, global average pooling, a 1x1 feature
 * mix layer and a classifier. Numbers are channels unless said otherwise.
 */
export interface Backbone {
  readonly name: BackboneName;
  /** The text before its gene names, for example "image.". */
  readonly prefix: string;
  /** The shape of the input. Where the space has a `resolution` gene, it is that of the largest resolution. */
  readonly input: Shape;
  readonly stem: number;
  readonly stages: readonly Stage[];
  readonly finalExpand: number;
  readonly featureMix: number;
  readonly classes: number;
  /** The number of classes of the classifier that the published operator profile measured. */
  readonly profiledClasses: number;
}

/** The parts of a built-in space. */
export interface Composition {
  readonly backbones: readonly Backbone[];
  /** Backbones without a layer list and an operator profile, such as a fixed text backbone, which has no genes. */
  readonly excluded: readonly string[];
  /** What fusion cells can read: the name of a backbone and its number of feature maps; empty without fusion. */
  readonly taps: readonly (readonly [string, number])[];
}

/** The largest number of blocks in a stage, and the choices of the elastic dimensions. */
export const BLOCKS_PER_STAGE = 4;
export const KERNELS = [3, 5, 7] as const;
export const EXPANDS = [3, 4, 6] as const;
export const DEPTHS = [2, 3, 4] as const;

const AV_MNIST_STAGES = [stage(24, 2, false)];

/**
 * The composition of each built-in space by its id. The shapes are those of the supernets of Harmonic-NAS and of
 * OFA-MobileNetV3 w1.0.
 */
export const COMPOSITIONS: ReadonlyMap<string, Composition> = new Map([
  [
    "av-mnist",
    {
      backbones: [
        backbone("image", [1, 28, 28], [16, 40, 80, 10], AV_MNIST_STAGES),
        backbone("audio", [1, 20, 20], [16, 40, 80, 10], AV_MNIST_STAGES),
      ],
      excluded: [],
      taps: [
        ["image", 4],
        ["audio", 4],
      ],
    },
  ],
  [
    "memes-politics",
    {
      backbones: [
        backbone(
          "image",
          [3, 112, 112],
          [16, 112, 160, 3],
          [stage(24, 2, false), stage(40, 2, true), stage(80, 2, false)],
        ),
      ],
      excluded: ["text"],
      taps: [
        ["image", 4],
        ["text", 2],
      ],
    },
  ],
  [
    "mm-imdb",
    {
      backbones: [
        backbone(
          "image",
          [3, 224, 224],
          [24, 1152, 1536, 23, 1000],
          [
            stage(32, 2, false),
            stage(48, 2, true),
            stage(96, 2, false),
            stage(136, 1, true),
            stage(192, 2, true),
          ],
        ),
      ],
      excluded: ["text"],
      taps: [
        ["image", 4],
        ["text", 2],
      ],
    },
  ],
  [
    "ofa-mobilenet-v3",
    {
      backbones: [
        backbone(
          "network",
          [3, 224, 224],
          [16, 960, 1280, 1000],
          [
            stage(24, 2, false),
            stage(40, 2, true),
            stage(80, 2, false),
            stage(112, 1, true),
            stage(160, 2, true),
          ],
        ),
      ],
      excluded: [],
      taps: [],
    },
  ],
]);

function stage(width: number, stride: 1 | 2, se: boolean): Stage {
  return { width, stride, se };
}

function backbone(
  name: BackboneName,
  input: Shape,
  [stem, finalExpand, featureMix, classes, profiledClasses = classes]: readonly number[],
  stages: readonly Stage[],
): Backbone {
  const prefix = name === "network" ? "" : `${name}.`;
  return { name, prefix, input, stem, stages, finalExpand, featureMix, classes, profiledClasses };
}
