import type { BackboneName, Shape } from "./layer.js";

/** Stride belongs to the first block of the stage; `se`: squeeze-and-excitation in all of its blocks. */
export interface Stage {
  readonly width: number;
  readonly stride: 1 | 2;
  readonly se: boolean;
}

/**
 * A MobileNetV3-style once-for-all supernet: 3x3 stem of stride 2, a fixed block of the same width, elastic stages of
 * up to four blocks, 1x1 final expand, global average pooling, 1x1 feature mix, classifier.
 */
export interface Backbone {
  readonly name: BackboneName;
  /** Put before the gene names, e.g. "image.". */
  readonly prefix: string;
  /** Height and width are those of the largest resolution where the space has a `resolution` gene. */
  readonly input: Shape;
  readonly stem: number;
  readonly stages: readonly Stage[];
  readonly finalExpand: number;
  readonly featureMix: number;
  readonly classes: number;
  readonly profiledClasses: number;
}

export const BLOCKS_PER_STAGE = 4;
export const KERNELS = [3, 5, 7] as const;
export const EXPANDS = [3, 4, 6] as const;
export const DEPTHS = [2, 3, 4] as const;

const stage = (width: number, stride: 1 | 2, se: boolean): Stage => ({ width, stride, se });

function backbone(
  name: BackboneName,
  input: Shape,
  [stem, finalExpand, featureMix, classes, profiledClasses = classes]: readonly number[],
  stages: readonly Stage[],
): Backbone {
  const prefix = name === "network" ? "" : `${name}.`;
  return { name, prefix, input, stem, stages, finalExpand, featureMix, classes, profiledClasses };
}

const AV_MNIST_STAGES = [stage(24, 2, false)];

/** What a built-in space is made of; a text backbone is fixed and has no genes. */
export interface Composition {
  readonly backbones: readonly Backbone[];
  /** Backbones that no layer list and no operator profile covers. */
  readonly excluded: readonly string[];
  /** What fusion cells can read: backbone name and how many feature maps it offers; none: no fusion. */
  readonly taps: readonly (readonly [string, number])[];
}

/** Space id -> composition; shapes as in the supernets of Harmonic-NAS and OFA-MobileNetV3 w1.0. */
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
