import { createHash } from "node:crypto";
import type { Clock } from "../base/clock.js";
import { InvalidInput } from "../base/errors.js";
import { Random } from "../base/random.js";
import type { BackboneScores } from "../runs/network-trainer.js";
import { FUSION_CHANNELS } from "../space/network/layer.js";
import type { Architecture } from "../space/types.js";
import type { BackboneOutputs, FrozenBackbone } from "./backbone.js";
import { calibrationOf } from "./data/calibration.js";
import type { PairedDataset, SplitName } from "./data/dataset.js";
import { sizeOf } from "./data/shape.js";
import { type FusionData, type FusionSplit, fusionData } from "./fusion/data.js";
import { tapFeatures } from "./fusion/features.js";
import { type FusionGenotype, fusionGenes, fusionOf } from "./fusion/genotype.js";
import type { FusionState, OnEpoch } from "./fusion/progress.js";
import { freeze, fusionLogits } from "./fusion/score.js";
import type { OperatorCosts } from "./fusion/search/cost.js";
import { searchFusion } from "./fusion/search/search.js";
import type { FusionSettings } from "./fusion/settings.js";
import { type TrainedFusion, trainFusion } from "./fusion/train.js";
import { KeptBytes } from "./kept-bytes.js";
import { modalityNamed } from "./modalities/registry.js";
import {
  type FrozenNetwork,
  firstColumns,
  networkLogits,
  type UsedBackbone,
} from "./networks/frozen-network.js";
import type { StoredNetwork } from "./networks/network-file.js";
import { type Score, scoreLogits } from "./targets/score.js";
import { classesOf } from "./targets/targets.js";

/** Views of every training example that fusion trains on: as it is, and changed as in the backbones' training. */
const VIEWS = 3;
/** Bytes of backbones' outputs that are kept, over all modalities; those of one AV-MNIST backbone are about 17 MB. */
const MOST_KEPT_BYTES = 1.5e9;

/** What evaluating one architecture measured. */
export interface FusionEvaluation {
  /** Complete genes: what tier 2 decided, if it had to. */
  readonly genes: Architecture;
  readonly validation: Score;
  /** The same backbones without fusion: each alone, and with their logits added. */
  readonly alone: Readonly<Record<string, Score>>;
  readonly logitSum: Score;
  readonly seconds: number;
  readonly trained: TrainedFusion;
  /** The network as it was scored on validation data. */
  readonly frozen: FrozenNetwork;
}

/** Where an evaluation stopped: while the fusion was searched, or while `genotype` was trained. */
export interface FusionCheckpoint {
  readonly state?: FusionState;
  readonly genotype?: FusionGenotype;
  /** Spent until then. */
  readonly seconds?: number;
}

export interface EvaluationRequest {
  readonly architecture: Architecture;
  readonly costs: OperatorCosts;
  readonly settings: FusionSettings;
  readonly seed: number;
  readonly onEpoch?: OnEpoch;
  /** Where an earlier evaluation of this request stopped. */
  readonly resumed?: FusionCheckpoint;
}

const hashOf = (data: string): string => createHash("sha256").update(data).digest("hex").slice(0, 16);

/** Trains and scores fusion networks on frozen backbones. */
export class FusionLab {
  /** `backbones` in the order of the space's genes; the tensor backend is open. */
  constructor(
    readonly dataset: PairedDataset,
    private readonly backbones: readonly FrozenBackbone[],
    private readonly clock: Clock,
  ) {
    const other = backbones.find(({ dataset: checksum }) => checksum !== dataset.checksum);
    if (other !== undefined) {
      throw new InvalidInput(
        "supernet",
        `the ${other.modality} supernet was trained on another data set than "${dataset.id}" of this folder`,
      );
    }
  }

  /**
   * Measures an architecture on validation data. Where its genes leave the fusion open beyond cells and nodes, tier 2
   * decides it with the operators' `costs`; then the network is trained from fresh weights, or both go on from
   * `resumed`. Equal requests give equal results on one backend.
   *
   * @throws InvalidInput where `settings` draw pairs anew within their class and examples have sets of labels
   */
  async evaluate(request: EvaluationRequest): Promise<FusionEvaluation> {
    const { architecture, settings, seed, onEpoch = async () => {}, resumed = {} } = request;
    const started = this.clock();
    if (settings.repairing)
      classesOf(this.dataset.splits.train.targets, "drawing pairs anew within their class");
    const work = { data: this.#data(architecture), settings, seed, onEpoch };
    const genotype =
      resumed.genotype ??
      fusionOf(architecture) ??
      (await searchFusion({
        ...work,
        cells: Number(architecture["fusion.cells"]),
        nodes: Number(architecture["fusion.nodes"]),
        costs: request.costs,
        from: resumed.state,
      }));
    const from = resumed.genotype === undefined ? undefined : resumed.state;
    const trained = await trainFusion({ ...work, genotype, channels: FUSION_CHANNELS, from });
    const { validation, fusion } = freeze(trained, work.data);
    return {
      genes: { ...architecture, ...fusionGenes(genotype) },
      validation,
      ...this.baselines(architecture, "validation"),
      seconds: (resumed.seconds ?? 0) + (this.clock() - started) / 1000,
      trained,
      frozen: { fusion, backbones: this.#used(architecture) },
    };
  }

  /** The backbones as they were used on validation data. */
  #used(architecture: Architecture): readonly UsedBackbone[] {
    return this.backbones.map((backbone) => {
      const { modality, seed, identity } = backbone;
      return { modality, seed, identity, norms: this.#outputs(backbone, architecture, "validation").norms };
    });
  }

  /** Changes with the data set or the weights of a backbone. */
  get identity(): string {
    const backbones = this.backbones.map(({ identity }) => identity);
    return hashOf(JSON.stringify([this.dataset.checksum, backbones]));
  }

  /** What the scored networks of each backbone reach alone, on validation data. */
  backboneScores(): readonly BackboneScores[] {
    return this.backbones.map((backbone) => ({ modality: backbone.modality, networks: backbone.scores() }));
  }

  /** How networks are trained under these settings, in words: for the fidelity of a measurement. */
  fidelity({ searchEpochs, trainEpochs, repairing, lateWeight }: FusionSettings): string {
    const epochs = this.backbones.map(({ modality, epochs }) => `${modality} ${epochs}`);
    const pairs = repairing ? "pairs drawn anew within their class, " : "";
    const late = lateWeight === 0 ? "" : `the backbones' logits added with weight ${lateWeight}, `;
    return (
      `fusion trained ${trainEpochs} epochs (${searchEpochs} of search where tier 2 decided it), ${pairs}${late}` +
      `on frozen backbones with inherited weights (supernet epochs: ${epochs.join(", ")})`
    );
  }

  /** The score of a trained network on a split: on the test split, for the final points of a front only. */
  score(architecture: Architecture, trained: TrainedFusion, split: SplitName): Score {
    return scoreLogits(this.logits(architecture, trained, split), this.dataset.splits[split].targets);
  }

  /**
   * The score on validation data of a network that was kept: the one that it was kept with, bit for bit on the same
   * backend.
   *
   * @throws InvalidInput where it was trained on another data set or on other backbones
   */
  scoreKept(network: StoredNetwork): Score {
    const { checksum, id, splits } = this.dataset;
    if (network.dataset !== checksum)
      throw new InvalidInput(
        "network",
        `this network was trained on another data set than "${id}" of this folder`,
      );
    const { inputs, targets } = splits.validation;
    return scoreLogits(networkLogits(network, network.genes, this.backbones, inputs), targets);
  }

  /** The logits of a trained network for a split, (count, classes). */
  logits(architecture: Architecture, trained: TrainedFusion, split: SplitName): Float32Array {
    return fusionLogits(trained, this.#data(architecture), this.#split(architecture, split));
  }

  /** What the backbones of an architecture reach on a split without fusion. */
  baselines(architecture: Architecture, split: SplitName): Pick<FusionEvaluation, "alone" | "logitSum"> {
    const { targets } = this.dataset.splits[split];
    const logits = this.backbones.map((backbone) => this.#outputs(backbone, architecture, split).logits);
    const sum = logits[0].map((_, i) => logits.reduce((total, own) => total + own[i], 0));
    return {
      alone: Object.fromEntries(
        this.backbones.map(({ modality }, m) => [modality, scoreLogits(logits[m], targets)]),
      ),
      logitSum: scoreLogits(sum, targets),
    };
  }

  #data(architecture: Architecture): FusionData {
    return fusionData(
      this.#split(architecture, "train"),
      this.#split(architecture, "validation"),
      this.dataset.classes,
    );
  }

  #split(architecture: Architecture, split: SplitName): FusionSplit {
    const outputs = Object.fromEntries(
      this.backbones.map((backbone) => [backbone.modality, this.#outputs(backbone, architecture, split)]),
    );
    return {
      features: tapFeatures(outputs),
      targets: this.dataset.splits[split].targets,
      logits: Object.values(outputs).map(({ logits }) => logits),
    };
  }

  readonly #kept = new KeptBytes<BackboneOutputs>(MOST_KEPT_BYTES, ({ taps, logits }) =>
    [logits, ...new Set(taps.map(({ values }) => values))].reduce((sum, own) => sum + own.byteLength, 0),
  );

  /** Computed once per backbone and split, while they are kept. */
  #outputs(backbone: FrozenBackbone, architecture: Architecture, split: SplitName): BackboneOutputs {
    const { modality, classes } = backbone;
    return this.#kept.get([modality, backbone.keyOf(architecture), split].join(" "), () => {
      const calibration = { kind: "measured", on: calibrationOf(this.dataset, modality) } as const;
      const examples =
        split === "train" ? this.#views(backbone) : this.dataset.splits[split].inputs[modality];
      const outputs = backbone.outputs(architecture, examples, calibration);
      return { ...outputs, logits: firstColumns(outputs.logits, classes, this.dataset.classes) };
    });
  }

  readonly #viewsOf = new Map<string, Float32Array>();

  /** All views of the training examples, one after another: as they are, then changed as in the backbone's training. */
  #views({ modality, augmentation, seed }: FrozenBackbone): Float32Array {
    const known = this.#viewsOf.get(modality);
    if (known !== undefined) return known;
    const inputs = this.dataset.splits.train.inputs[modality];
    const shape = this.dataset.modalities[modality];
    const size = sizeOf(shape);
    const augment = modalityNamed(modality).augment(shape, augmentation);
    const views = new Float32Array(VIEWS * inputs.length);
    views.set(inputs);
    for (let view = 1; view < VIEWS; view++) {
      const random = new Random(seed).fork(`view ${view}`);
      const start = view * inputs.length;
      for (let at = 0; at < inputs.length; at += size) {
        augment(inputs.subarray(at, at + size), views.subarray(start + at, start + at + size), random);
      }
    }
    this.#viewsOf.set(modality, views);
    return views;
  }
}
