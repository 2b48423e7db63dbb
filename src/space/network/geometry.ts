import { activationOf, type Backbone, blockSlots } from "./backbone.js";
import type { ConvLayer, LinearLayer, MbConvLayer } from "./layer.js";

/** The layers that every sub-network of a backbone has, at one resolution. */
export interface FixedLayers {
  readonly head: readonly [ConvLayer, MbConvLayer];
  readonly tail: readonly [ConvLayer, ConvLayer, LinearLayer];
}

/** Returns the fixed layers of a backbone. `resolution` replaces the backbone's own input height and width. */
export function fixedLayers(backbone: Backbone, resolution?: number): FixedLayers {
  const { name, input, stem, stages, finalExpand, featureMix, classes, profiledClasses } = backbone;
  const sizes = stageSizes(backbone, resolution);
  const [first, last] = [sizes[0], sizes[sizes.length - 1]];
  const shape = [input[0], resolution ?? input[1], resolution ?? input[2]] as const;
  const width = stages[stages.length - 1].width;
  const conv = (
    input: ConvLayer["input"],
    outChannels: number,
    kernel: number,
    stride: number,
  ): ConvLayer => ({
    kind: "conv",
    backbone: name,
    input,
    inChannels: input[0],
    outChannels,
    kernel,
    stride,
    se: false,
    bn: true,
  });
  const fixed = { input: [stem, ...first] as const, inChannels: stem, outChannels: stem };
  return {
    head: [
      conv(shape, stem, 3, 2),
      {
        kind: "mbconv",
        backbone: name,
        ...fixed,
        midChannels: 0,
        expand: 1,
        kernel: 3,
        stride: 1,
        se: false,
        activation: "relu",
      },
    ],
    tail: [
      conv([width, ...last], finalExpand, 1, 1),
      { ...conv([finalExpand, 1, 1], featureMix, 1, 1), bn: false },
      {
        kind: "linear",
        backbone: name,
        inChannels: featureMix,
        outChannels: classes,
        profiledOutChannels: profiledClasses,
      },
    ],
  };
}

/**
 * Returns every form of every elastic block, as `[block, 0-based][kernel index * expand ratios + expand index]`.
 * `resolution` replaces the backbone's own input height and width.
 */
export function blockLayers(backbone: Backbone, resolution?: number): MbConvLayer[][] {
  const sizes = stageSizes(backbone, resolution);
  return blockSlots(backbone).map(({ stage, stageNumber, place }) => {
    const { width, stride, se, kernels, expands } = stage;
    const before = stageNumber === 0 ? backbone.stem : backbone.stages[stageNumber - 1].width;
    const inChannels = place === 0 ? before : width;
    const input = [inChannels, ...sizes[place === 0 ? stageNumber : stageNumber + 1]] as const;
    return kernels.flatMap((kernel) =>
      expands.map(
        (expand): MbConvLayer => ({
          kind: "mbconv",
          backbone: backbone.name,
          input,
          inChannels,
          outChannels: width,
          midChannels: inChannels * expand,
          expand,
          kernel,
          stride: place === 0 ? stride : 1,
          se,
          activation: activationOf(stageNumber),
        }),
      ),
    );
  });
}

/** Returns `[height, width]` of the input of each stage, and last of the output of the final stage. */
function stageSizes({ input, stages }: Backbone, resolution: number | undefined): [number, number][] {
  let size: [number, number] = [strided(resolution ?? input[1], 2), strided(resolution ?? input[2], 2)];
  return [
    size,
    ...stages.map(({ stride }) => {
      size = [strided(size[0], stride), strided(size[1], stride)];
      return size;
    }),
  ];
}

/** The height or width after a stride. */
const strided = (size: number, stride: number): number => Math.ceil(size / stride);
