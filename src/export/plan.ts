import { InvalidInput } from "../base/errors.js";
import {
  activationOf,
  type Backbone,
  BLOCKS_PER_STAGE,
  COMPOSITIONS,
  compositionOf,
  type SpaceNetworks,
} from "../space/network/backbone.js";
import { type FusionForm, fusionForm } from "../space/network/fusion-form.js";
import { type FusionGenotype, fusionOf } from "../space/network/fusion-genotype.js";
import type { Activation, Shape } from "../space/network/layer.js";
import { squeezeWidth } from "../space/network/layer-complexity.js";
import { tapBlocks } from "../space/network/taps.js";
import type { Architecture } from "../space/types.js";
import { TEXT_BACKBONE, type TextPlan } from "./text-plan.js";

/** One inverted residual block of a backbone. */
export interface BlockPlan {
  /** Its name within the backbone: `block` and its position in the supernet, from 1. */
  readonly name: string;
  readonly inChannels: number;
  /** Channels between the expansion and the projection. */
  readonly hidden: number;
  readonly outChannels: number;
  readonly kernel: number;
  readonly stride: 1 | 2;
  /** Channels between the two layers of squeeze-and-excitation; 0 without it. */
  readonly squeezed: number;
  readonly activation: Activation;
  /** Whether the block's input is added to its result. */
  readonly residual: boolean;
}

/**
 * A convolutional backbone. Its parameters are named NAME.LAYER, where LAYER is `stem`, `fixed.depthwise`,
 * `fixed.project`, `blockN.expand`, `blockN.depthwise`, `blockN.squeeze`, `blockN.excite`, `blockN.project`, `final`,
 * `mix` (which has no bias) or `classifier`.
 */
export interface BackbonePlan {
  readonly name: string;
  readonly input: Shape;
  readonly stem: number;
  /** The elastic blocks that exist, in order; the fixed block is not among them. */
  readonly blocks: readonly BlockPlan[];
}

/** A network to export, as its space and its genes determine it. */
export interface NetworkPlan {
  readonly backbones: readonly BackbonePlan[];
  /** The text backbone, where the space has one. */
  readonly text?: TextPlan;
  /** Absent where the network is a single backbone. */
  readonly fusion?: FusionGenotype;
  /** The form of the maps that are fused. */
  readonly form: FusionForm;
}

/**
 * Returns the plan of a network.
 *
 * @param genes all active genes of the network
 * @throws InvalidInput (field `architecture`) where the space's networks are not known, or fusion genes are missing
 */
export function networkPlan(space: SpaceNetworks, genes: Architecture): NetworkPlan {
  const composition = compositionOf(space);
  if (composition === undefined) {
    const known = [...COMPOSITIONS.keys()].join(", ");
    throw new InvalidInput(
      "architecture",
      `networks of the space "${space}" cannot be exported: what they compute is known for ${known} only`,
    );
  }
  const backbones = composition.backbones.map((backbone) => backbonePlan(backbone, genes));
  const form = fusionForm(composition.fusion);
  if (composition.taps.length === 0) return { backbones, form };
  const fusion = fusionOf(genes);
  if (fusion === undefined) {
    throw new InvalidInput(
      "architecture",
      "the architecture is partial: its fusion genes must all be decided before it can be exported; " +
        "`train fusion` and a search that trains decide them",
    );
  }
  return {
    backbones,
    fusion,
    form,
    ...(composition.excluded.includes("text") ? { text: TEXT_BACKBONE } : {}),
  };
}

/**
 * Returns the shape of a tap of a network, without the batch and without positions: the channels of a feature map as
 * (channels, 1, 1), or the width of a hidden layer of a text backbone as (width).
 *
 * @param tap its name as in the genes, e.g. `image.3`
 */
export function tapShape({ backbones, text }: NetworkPlan, tap: string): readonly number[] {
  const [owner, number] = tap.split(".");
  const backbone = backbones.find(({ name }) => name === owner);
  if (backbone === undefined) return [text?.blocks[Number(number) - 1].width as number];
  const channels = [backbone.stem, ...backbone.blocks.map(({ outChannels }) => outChannels)];
  return [channels[tapBlocks(channels.length)[Number(number) - 1]], 1, 1];
}

/** Returns the plan of one backbone; `genes` may have those of other backbones too. */
export function backbonePlan(backbone: Backbone, genes: Architecture): BackbonePlan {
  const { name, prefix, input, stem, stages } = backbone;
  const gene = (text: string): number => Number(genes[`${prefix}${text}`]);
  const side = genes[`${prefix}resolution`];
  const blocks = stages.flatMap(({ width, stride, se }, stage) => {
    const before = stage === 0 ? stem : stages[stage - 1].width;
    return Array.from({ length: gene(`depth_${stage + 1}`) }, (_, place): BlockPlan => {
      const slot = stage * BLOCKS_PER_STAGE + place + 1;
      const inChannels = place === 0 ? before : width;
      const hidden = inChannels * gene(`expand_${slot}`);
      return {
        name: `block${slot}`,
        inChannels,
        hidden,
        outChannels: width,
        kernel: gene(`kernel_${slot}`),
        stride: place === 0 ? stride : 1,
        squeezed: se ? squeezeWidth(hidden) : 0,
        activation: activationOf(stage),
        residual: (place > 0 || stride === 1) && inChannels === width,
      };
    });
  });
  const shape: Shape = side === undefined ? input : [input[0], Number(side), Number(side)];
  return { name, input: shape, stem, blocks };
}
