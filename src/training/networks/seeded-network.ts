import { Random } from "../../base/random.js";
import type { Parameters, Tensor } from "../../export/parameters.js";
import { type BackbonePlan, type NetworkPlan, networkPlan, tapShape } from "../../export/plan.js";
import type { TextPlan } from "../../export/text-plan.js";
import {
  type Backbone,
  type Composition,
  compositionOf,
  type SpaceNetworks,
} from "../../space/network/backbone.js";
import type { Architecture } from "../../space/types.js";
import type { FrozenBackbone } from "../backbone.js";
import { FrozenSupernet } from "../elastic/frozen.js";
import { Supernet } from "../elastic/supernet.js";
import type { FrozenFusion } from "../fusion/frozen.js";
import { FusionNetwork } from "../fusion/network.js";
import { FUSION_SETTINGS } from "../fusion/settings.js";
import type { NormValues, StoredNorms } from "../nn/norm-source.js";
import { BASE_TRAINING } from "../recipes.js";
import { foldedNetwork, weighted } from "./folded-network.js";
import type { FrozenNetwork } from "./frozen-network.js";

/** A network with random weights that follow from a seed. */
export interface SeededNetwork {
  readonly plan: NetworkPlan;
  readonly parameters: Parameters;
  readonly backbones: readonly FrozenBackbone[];
  /** Weight of the sum of the backbones' logits, which is added to those of the fusion network. */
  readonly lateWeight: number;
  /** The network in the form of a trained one; absent where the network is a single backbone or reads text. */
  readonly frozen?: FrozenNetwork;
}

const { lateWeight } = FUSION_SETTINGS;
/** Number of calibration examples that the norms of a seeded network claim; any will do. */
const EXAMPLES = 1;
const OPERATOR_WIDTHS: Readonly<Record<string, number>> = { LinearGLU: 2, ConcatFC: 1, CatConvMish: 1 };

/**
 * Makes a network with He-initialised weights and random batch norms: scales from 0.5 to 1 and small shifts, which keep
 * the values of deep networks in range. It stands for a network whose weights are not known, for measuring its cost.
 *
 * @param genes all active genes
 * @throws InvalidInput (field `architecture`) as `networkPlan` does
 */
export function seededNetwork(space: SpaceNetworks, genes: Architecture, seed: number): SeededNetwork {
  const plan = networkPlan(space, genes);
  const random = new Random(seed).fork(`network ${typeof space === "string" ? space : "own"}`);
  const composition = compositionOf(space)!;
  const backbones = composition.backbones.map((backbone) => seededBackbone(space, backbone, random));
  const used = plan.backbones.map((backbone, i) => ({
    modality: backbone.name,
    seed,
    identity: backbones[i].identity,
    norms: seededNorms(
      normWidths(backbone, composition.backbones[i].finalExpand),
      random.fork(backbone.name),
    ),
  }));
  const { classes } = composition.backbones[0];
  if (plan.fusion === undefined) {
    return { plan, backbones, lateWeight, parameters: backbones[0].folded(genes, used[0].norms, classes) };
  }
  const fusion = seededFusion(plan, { taps: composition.taps, classes }, random.fork("fusion"));
  const frozen = { fusion, backbones: used };
  const parameters = foldedNetwork(frozen, genes, plan, backbones);
  if (plan.text === undefined) return { plan, parameters, backbones, lateWeight, frozen };
  const text = weighted(seededText(plan.text, classes, random.fork("text")), lateWeight);
  return { plan, parameters: new Map([...parameters, ...text]), backbones, lateWeight };
}

/** A supernet of random weights. */
function seededBackbone(space: SpaceNetworks, backbone: Backbone, random: Random): FrozenBackbone {
  const terms = {
    task: "",
    modality: backbone.name,
    seed: 0,
    recipe: { training: BASE_TRAINING, augmentation: 0 },
    dataset: "",
    backend: "none",
  };
  const values = new Supernet(backbone).layout.initial(random.fork(`supernet ${backbone.name}`));
  return new FrozenSupernet(space, { terms, seconds: 0, scores: {}, values });
}

/** The channels of every batch norm of a backbone, by its name. */
const normWidths = (
  { stem, blocks }: BackbonePlan,
  finalExpand: number,
): readonly (readonly [string, number])[] => [
  ["stem", stem],
  ["fixed.depthwise", stem],
  ["fixed.project", stem],
  ...blocks.flatMap(({ name, hidden, outChannels }) => [
    [`${name}.expand`, hidden] as const,
    [`${name}.depthwise`, hidden] as const,
    [`${name}.project`, outChannels] as const,
  ]),
  ["final", finalExpand],
];

function seededNorms(widths: readonly (readonly [string, number])[], random: Random): StoredNorms {
  const part: NormValues = Object.fromEntries(
    widths.map(([name, channels]) => {
      const stream = random.fork(name);
      const draw = (_: unknown, i: number): number =>
        i < channels ? 0.5 + 0.5 * stream.next() : 0.1 * stream.normal();
      return [name, Float32Array.from({ length: 2 * channels }, draw)];
    }),
  );
  return { examples: EXAMPLES, parts: [part] };
}

/** A fusion network whose taps have the identity as covariance, as if they were standardised and independent. */
function seededFusion(plan: NetworkPlan, { taps, classes }: FusionTerms, random: Random): FrozenFusion {
  const genotype = plan.fusion!;
  const { channels, positions } = plan.form;
  const names = taps.flatMap(([owner, count]) =>
    Array.from({ length: count }, (_, i) => `${owner}.${i + 1}`),
  );
  const inChannels = Math.max(...names.map((name) => tapShape(plan, name)[0]));
  const shape = { taps: names, inChannels, channels, positions, classes };
  const network = new FusionNetwork(genotype, shape);
  const used = network.taps.length;
  const widths = genotype.flatMap(({ nodes }, c) =>
    nodes.flatMap(({ operator }, n) => {
      const width = OPERATOR_WIDTHS[operator];
      return width === undefined ? [] : [[`cell${c + 1}.node${n + 1}`, width * channels] as const];
    }),
  );
  const mean = random.fork("means");
  return {
    genotype,
    shape,
    values: network.layout.initial(random.fork("values")),
    lateWeight,
    moments: {
      mean: Float32Array.from({ length: used * inChannels }, () => 0.1 * mean.normal()),
      covariance: Float32Array.from({ length: used * inChannels ** 2 }, (_, i) =>
        i % inChannels === Math.floor(i / inChannels) % inChannels ? 1 : 0,
      ),
    },
    norms: seededNorms(widths, random.fork("norms")),
  };
}

/** What a fusion network reads and tells apart. */
interface FusionTerms {
  readonly taps: Composition["taps"];
  readonly classes: number;
}

/** A text backbone of He-initialised dense layers without bias. */
function seededText({ name, blocks }: TextPlan, classes: number, random: Random): Parameters {
  const layers = [
    ...blocks.map((block) => ({ name: block.name, rows: block.width * block.pool, columns: block.inputs })),
    { name: "classifier", rows: classes, columns: blocks[blocks.length - 1].width },
  ];
  return new Map(
    layers.flatMap((layer): [string, Tensor][] => {
      const stream = random.fork(layer.name);
      const sd = Math.sqrt(1 / layer.columns);
      const values = Float32Array.from({ length: layer.rows * layer.columns }, () => sd * stream.normal());
      return [
        [`${name}.${layer.name}.weight`, { shape: [layer.rows, layer.columns], values }],
        [`${name}.${layer.name}.bias`, { shape: [layer.rows], values: new Float32Array(layer.rows) }],
      ];
    }),
  );
}
