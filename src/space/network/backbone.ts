import type { ElasticDeclaration, FusionDeclaration, NetworkDeclaration } from "./declaration.js";
import { type FusionForm, fusionForm } from "./fusion-form.js";
import type { Activation, BackboneName, Shape } from "./layer.js";

/** One stage of a backbone. */
export interface Stage {
  /** The number of output channels of each block. */
  readonly width: number;
  /** The stride of the first block; the others have stride 1. */
  readonly stride: 1 | 2;
  /** Whether all blocks have squeeze-and-excitation. */
  readonly se: boolean;
  /** The kernel sizes, the expand ratios and the numbers of blocks to choose from, each ascending. */
  readonly kernels: readonly number[];
  readonly expands: readonly number[];
  readonly depths: readonly number[];
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

/** What the networks of a space consist of. */
export interface Composition {
  readonly backbones: readonly Backbone[];
  /** Backbones without a layer list and an operator profile, such as a fixed text backbone, which has no genes. */
  readonly excluded: readonly string[];
  /** What fusion cells can read: the name of a backbone and its number of feature maps; empty without fusion. */
  readonly taps: readonly (readonly [string, number])[];
  /** The numbers of cells and nodes that fusion networks may have; empty without fusion. */
  readonly fusion: FusionDeclaration;
  /** Number of classes that networks tell apart. */
  readonly classes: number;
}

/** The largest number of blocks in a stage, and the usual choices of the elastic dimensions. */
export const BLOCKS_PER_STAGE = 4;
export const KERNELS = [3, 5, 7] as const;
export const EXPANDS = [3, 4, 6] as const;
export const DEPTHS = [2, 3, 4] as const;

/** The largest of ascending choices. */
export const largestOf = (choices: readonly number[]): number => choices[choices.length - 1];

/**
 * The blocks that a backbone can have, in order: the stage of each, its place in it, and its number in the names of
 * genes, all from 0. Numbers leave room for the largest number of blocks in every stage.
 */
export const blockSlots = ({ stages }: Pick<Backbone, "stages">): readonly BlockSlot[] =>
  stages.flatMap((stage, s) =>
    Array.from({ length: largestOf(stage.depths) }, (_, place) => ({
      ...{ stage, place, number: s * BLOCKS_PER_STAGE + place, stageNumber: s },
    })),
  );

/** A block that a backbone can have. */
export interface BlockSlot {
  readonly stage: Stage;
  readonly stageNumber: number;
  readonly place: number;
  readonly number: number;
}

/** The number of feature maps that fusion cells can read from a backbone of each kind. */
const TAPS = { elastic: 4, maxout: 2 } as const;
const COUNTS = [1, 2, 3, 4] as const;

/**
 * What published operator profiles measured in place of a classifier: MM-IMDB's is that of 1000 classes, and clip-art
 * has the shapes of Memes-Politics, whose classifier tells 3 classes apart.
 */
const PROFILED_CLASSES: Readonly<Record<string, number>> = { "mm-imdb": 1000, "clip-art": 3 };

const FUSION = { cells: COUNTS, nodes: COUNTS };
const NO_FUSION = { cells: [], nodes: [] };
const TEXT = { kind: "maxout", input: [300] } as const;
const AV_MNIST_SIZES = { stem: 16, stages: [stage(24, 2, false)], finalExpand: 40, featureMix: 80 };

const MEMES_POLITICS: NetworkDeclaration["backbones"] = {
  image: {
    kind: "elastic",
    input: [3, 112, 112],
    stem: 16,
    stages: [stage(24, 2, false), stage(40, 2, true), stage(80, 2, false)],
    finalExpand: 112,
    featureMix: 160,
  },
  text: TEXT,
};

/** The built-in multimodal spaces, in the form of a space file: the shapes of the supernets of Harmonic-NAS. */
const DECLARATIONS: Readonly<Record<string, NetworkDeclaration>> = {
  "av-mnist": {
    classes: 10,
    backbones: {
      image: { kind: "elastic", input: [1, 28, 28], ...AV_MNIST_SIZES },
      audio: { kind: "elastic", input: [1, 20, 20], ...AV_MNIST_SIZES },
    },
    fusion: FUSION,
  },
  "memes-politics": { classes: 3, backbones: MEMES_POLITICS, fusion: FUSION },
  "clip-art": { classes: 23, backbones: MEMES_POLITICS, fusion: FUSION },
  "mm-imdb": {
    classes: 23,
    backbones: {
      image: {
        kind: "elastic",
        input: [3, 224, 224],
        stem: 24,
        stages: [
          stage(32, 2, false),
          stage(48, 2, true),
          stage(96, 2, false),
          stage(136, 1, true),
          stage(192, 2, true),
        ],
        finalExpand: 1152,
        featureMix: 1536,
      },
      text: TEXT,
    },
    fusion: FUSION,
  },
};

/** The composition that a declaration describes. */
export function composed(
  { classes, backbones, fusion }: NetworkDeclaration,
  profiledClasses = classes,
): Composition {
  const all = Object.entries(backbones);
  return {
    backbones: all.flatMap(([name, declared]) =>
      declared.kind === "elastic" ? [backbone(name as BackboneName, declared, classes, profiledClasses)] : [],
    ),
    excluded: all.flatMap(([name, { kind }]) => (kind === "maxout" ? [name] : [])),
    taps: all.map(([name, { kind }]) => [name, TAPS[kind]] as const),
    fusion,
    classes,
  };
}

/** OFA-MobileNetV3 w1.0, a single backbone. */
const OFA: ElasticDeclaration = {
  kind: "elastic",
  input: [3, 224, 224],
  stem: 16,
  stages: [
    stage(24, 2, false),
    stage(40, 2, true),
    stage(80, 2, false),
    stage(112, 1, true),
    stage(160, 2, true),
  ],
  finalExpand: 960,
  featureMix: 1280,
};

/** The composition of each built-in space by its id. */
export const COMPOSITIONS: ReadonlyMap<string, Composition> = new Map([
  ...Object.entries(DECLARATIONS).map(
    ([id, declared]) => [id, composed(declared, PROFILED_CLASSES[id])] as const,
  ),
  [
    "ofa-mobilenet-v3",
    {
      backbones: [backbone("network", OFA, 1000, 1000)],
      excluded: [],
      taps: [],
      fusion: NO_FUSION,
      classes: 1000,
    },
  ] as const,
]);

/** A space by the id of a built-in one, or by what its networks consist of. */
export type SpaceNetworks = string | Composition;

/** Returns what the networks of a space consist of; undefined where that is not known. */
export const compositionOf = (space: SpaceNetworks): Composition | undefined =>
  typeof space === "string" ? COMPOSITIONS.get(space) : space;

/** Returns the form of the fusion networks of a space; the usual one where that is not known. */
export const fusionFormOf = (space: SpaceNetworks): FusionForm =>
  fusionForm(compositionOf(space)?.fusion ?? NO_FUSION);

/** Returns what the networks of a user's own space consist of, for those that know only built-in spaces. */
export const ownComposition = (
  space: Partial<NetworkDeclaration> & { readonly id: string },
): { readonly composition?: Composition } => {
  const found = space.backbones === undefined ? undefined : declaredComposition(space);
  return found === undefined ? {} : { composition: found };
};

/** Returns what the networks of a declared space consist of; undefined where it does not say. */
export function declaredComposition(
  space: Partial<NetworkDeclaration> & { readonly id: string },
): Composition | undefined {
  const declaration = declarationOf(space);
  return declaration === undefined ? COMPOSITIONS.get(space.id) : composed(declaration);
}

/** Returns the declaration of a space that has one. */
export const declarationOf = ({
  classes,
  backbones,
  fusion,
}: Partial<NetworkDeclaration>): NetworkDeclaration | undefined =>
  classes === undefined || backbones === undefined || fusion === undefined
    ? undefined
    : { classes, backbones, fusion };

function stage(
  width: number,
  stride: 1 | 2,
  squeezeExcitation: boolean,
): ElasticDeclaration["stages"][number] {
  return { width, stride, squeezeExcitation };
}

function backbone(
  name: BackboneName,
  { input, stem, stages, finalExpand, featureMix }: ElasticDeclaration,
  classes: number,
  profiledClasses: number,
): Backbone {
  return {
    name,
    prefix: name === "network" ? "" : `${name}.`,
    input,
    stem,
    stages: stages.map(({ squeezeExcitation, ...stage }) => ({
      ...{ kernels: KERNELS, expands: EXPANDS, depths: DEPTHS, se: squeezeExcitation },
      ...stage,
    })),
    finalExpand,
    featureMix,
    classes,
    profiledClasses,
  };
}
