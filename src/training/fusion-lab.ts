import { createHash } from "node:crypto";
import type { Clock } from "../base/clock.js";
import { InvalidInput } from "../base/errors.js";
import type { ScoreId } from "../base/metric.js";
import type { BackboneScores } from "../runs/network-trainer.js";
import { type FusionForm, USUAL_FORM } from "../space/network/fusion-form.js";
import { type FusionGenotype, fusionGenes, fusionOf } from "../space/network/fusion-genotype.js";
import type { Architecture } from "../space/types.js";
import type { BackboneOutputs, FrozenBackbone } from "./backbone.js";
import { ByteCache } from "./byte-cache.js";
import { calibrationOf } from "./data/calibration.js";
import type { PairedDataset, SplitName } from "./data/dataset.js";
import type { ExampleRows } from "./data/example-rows.js";
import { exampleRows } from "./data/split-rows.js";
import { viewsOf } from "./data/views.js";
import { type FusionData, type FusionSplit, fusionData } from "./fusion/data.js";
import { tapFeatures } from "./fusion/features.js";
import type { FusionState, OnEpoch } from "./fusion/progress.js";
import { freeze, fusionLogits } from "./fusion/score.js";
import type { OperatorCosts } from "./fusion/search/cost.js";
import { searchFusion } from "./fusion/search/search.js";
import type { FusionSettings } from "./fusion/settings.js";
import { type TrainedFusion, trainFusion } from "./fusion/train.js";
import { modalityNamed } from "./modalities/registry.js";
import {
  type FrozenNetwork,
  firstColumns,
  networkLogits,
  type UsedBackbone,
} from "./networks/frozen-network.js";
import type { StoredNetwork } from "./networks/network-file.js";
import { fusionViews } from "./recipes.js";
import { type Score, type StoredScoring, scoreFor, scoreLogits, thresholdsFor } from "./targets/score.js";
import { classesOf } from "./targets/targets.js";

/** Size of the cache of backbone outputs of all modalities. Those of one AV-MNIST backbone take about 17 MB. */
const CACHE_BYTES = 1.5e9;

/** The result of evaluating one architecture. */
export interface FusionEvaluation {
  /** The genes, completed by the search of the fusion network (tier 2) where they were left open. */
  readonly genes: Architecture;
  readonly validation: Score;
  /** What that score is. */
  readonly scoring: StoredScoring;
  /** Validation scores of the same backbones without fusion: of each alone, by modality. */
  readonly alone: Readonly<Record<string, Score>>;
  /** The validation score of the sum of their logits. */
  readonly logitSum: Score;
  readonly seconds: number;
  readonly trained: TrainedFusion;
  /** The network as it was scored on validation data. */
  readonly frozen: FrozenNetwork;
}

/** Where an evaluation stopped: during the search of the fusion network or, with a `genotype`, during its training. */
export interface FusionCheckpoint {
  readonly state?: FusionState;
  readonly genotype?: FusionGenotype;
  /** Duration until then. */
  readonly seconds?: number;
}

/** An architecture to evaluate. */
export interface EvaluationRequest {
  readonly architecture: Architecture;
  /** Used only if the fusion network is searched. */
  readonly costs: OperatorCosts;
  readonly settings: FusionSettings;
  readonly seed: number;
  readonly onEpoch?: OnEpoch;
  /** Where an earlier evaluation of this request stopped. */
  readonly resumed?: FusionCheckpoint;
}

const hashOf = (data: string): string => createHash("sha256").update(data).digest("hex").slice(0, 16);

/** Trains and scores fusion networks on the frozen backbones of one task. Needs an open tensor backend. */
export class FusionLab {
  readonly #score: ScoreId;

  /**
   * @param backbones in the order of the space's genes
   * @param declared the score that the task declares; by default, as `scoreFor` says
   * @param form that of the space's fusion networks, which the taps of the backbones have as well
   * @throws InvalidInput (field `supernet`) if one was trained on another data set; (field `score`) as `scoreFor` does
   */
  constructor(
    readonly dataset: PairedDataset,
    private readonly backbones: readonly FrozenBackbone[],
    private readonly clock: Clock,
    private readonly declared?: ScoreId,
    private readonly form: FusionForm = USUAL_FORM,
  ) {
    this.#score = scoreFor(declared, dataset.splits.validation.targets.kind);
    const other = backbones.find(({ dataset: checksum }) => checksum !== dataset.checksum);
    if (other !== undefined) {
      throw new InvalidInput(
        "supernet",
        `the ${other.modality} supernet was trained on another data set than "${dataset.id}" of this folder`,
      );
    }
  }

  /**
   * Evaluates an architecture on validation data. If its genes give only the numbers of cells and nodes of the fusion
   * network, tier 2 first searches the rest, with the operators' `costs`. The network is then trained from new weights.
   * With `resumed`, both steps continue where they stopped. Equal requests give equal results on one tensor backend.
   *
   * @throws InvalidInput if `settings` ask for new pairs within each class and examples have sets of labels
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
        form: this.form,
        from: resumed.state,
      }));
    const from = resumed.genotype === undefined ? undefined : resumed.state;
    const trained = await trainFusion({ ...work, genotype, channels: this.form.channels, from });
    const { logits, fusion } = freeze(trained, work.data);
    const { targets } = this.dataset.splits.validation;
    const thresholds = thresholdsFor(logits, targets, this.#score);
    return {
      genes: { ...architecture, ...fusionGenes(genotype) },
      validation: scoreLogits(logits, targets, { score: this.#score, thresholds }),
      scoring: { score: this.#score, ...(thresholds === undefined ? {} : { thresholds: [...thresholds] }) },
      ...this.baselines(architecture, "validation"),
      seconds: (resumed.seconds ?? 0) + (this.clock() - started) / 1000,
      trained,
      frozen: { fusion, backbones: this.#used(architecture) },
    };
  }

  /** Describes the backbones as they were used on validation data. */
  #used(architecture: Architecture): readonly UsedBackbone[] {
    return this.backbones.map((backbone) => {
      const { modality, seed, identity } = backbone;
      return { modality, seed, identity, norms: this.#outputs(backbone, architecture, "validation").norms };
    });
  }

  /** A hash that changes whenever the data set or a backbone changes. */
  get identity(): string {
    const backbones = this.backbones.map(({ identity }) => identity);
    const { declared } = this;
    return hashOf(
      JSON.stringify([this.dataset.checksum, backbones, ...(declared === undefined ? [] : [declared])]),
    );
  }

  /** Returns the validation scores of each backbone's networks without fusion. */
  backboneScores(): readonly BackboneScores[] {
    return this.backbones.map((backbone) => ({ modality: backbone.modality, networks: backbone.scores() }));
  }

  /**
   * The number of validation examples of which a score is the share predicted correctly; undefined where the task's
   * score is an F1 score.
   */
  get validationExamples(): number | undefined {
    return this.#score === "accuracy" ? this.dataset.splits.validation.count : undefined;
  }

  /** Describes how networks are trained with these settings, for the `fidelity` of a measurement. */
  fidelity({ searchEpochs, trainEpochs, repairing, lateWeight }: FusionSettings): string {
    const epochs = this.backbones.map(({ modality, epochs }) => `${modality} ${epochs}`);
    const pairs = repairing ? "pairs drawn anew within their class, " : "";
    const late = lateWeight === 0 ? "" : `the backbones' logits added with weight ${lateWeight}, `;
    return (
      `fusion trained ${trainEpochs} epochs (${searchEpochs} of search where tier 2 decided it), ${pairs}${late}` +
      `on frozen backbones with inherited weights (supernet epochs: ${epochs.join(", ")})`
    );
  }

  /**
   * Scores a trained network on a split; the thresholds of labels are those of the validation split. Use the test split
   * only for the final points of a front.
   */
  score(architecture: Architecture, trained: TrainedFusion, split: SplitName): Score {
    return this.#scored((each) => this.logits(architecture, trained, each), split);
  }

  /** Scores logits on a split, with thresholds from those on the validation split. */
  #scored(logitsOf: (split: SplitName) => Float32Array, split: SplitName): Score {
    const { splits } = this.dataset;
    const { targets } = splits.validation;
    const thresholds =
      targets.kind === "class" ? undefined : thresholdsFor(logitsOf("validation"), targets, this.#score);
    return scoreLogits(logitsOf(split), splits[split].targets, { score: this.#score, thresholds });
  }

  /**
   * Scores a stored network on validation data. On the tensor backend that it was trained with, the result is
   * bit-identical to the stored score.
   *
   * @throws InvalidInput (field `network`) if it was trained on another data set or on other backbones
   */
  scoreStored(network: StoredNetwork): Score {
    const { checksum, id, splits } = this.dataset;
    if (network.dataset !== checksum)
      throw new InvalidInput(
        "network",
        `this network was trained on another data set than "${id}" of this folder`,
      );
    const { targets } = splits.validation;
    const score = scoreFor(network.score ?? this.declared, targets.kind);
    const inputs = Object.fromEntries(
      this.backbones.map(({ modality }) => [modality, exampleRows(this.dataset, "validation", modality)]),
    );
    return scoreLogits(networkLogits(network, network.genes, this.backbones, inputs), targets, { score });
  }

  /** Returns the logits (count, classes) of a trained network for a split. */
  logits(architecture: Architecture, trained: TrainedFusion, split: SplitName): Float32Array {
    return fusionLogits(trained, this.#data(architecture), this.#split(architecture, split));
  }

  /** Scores the backbones of an architecture on a split without fusion. */
  baselines(architecture: Architecture, split: SplitName): Pick<FusionEvaluation, "alone" | "logitSum"> {
    const logitsOf = (backbone: FrozenBackbone, each: SplitName): Float32Array =>
      this.#outputs(backbone, architecture, each).logits;
    return {
      alone: Object.fromEntries(
        this.backbones.map((backbone) => [
          backbone.modality,
          this.#scored((each) => logitsOf(backbone, each), split),
        ]),
      ),
      logitSum: this.#scored((each) => {
        const logits = this.backbones.map((backbone) => logitsOf(backbone, each));
        return logits[0].map((_, i) => logits.reduce((total, values) => total + values[i], 0));
      }, split),
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

  readonly #cache = new ByteCache<BackboneOutputs>(CACHE_BYTES, ({ taps, logits }) =>
    [logits, ...new Set(taps.map(({ values }) => values))].reduce((sum, array) => sum + array.byteLength, 0),
  );

  /** Computes the outputs of an architecture's backbone for a split, unless they are in the cache. */
  #outputs(backbone: FrozenBackbone, architecture: Architecture, split: SplitName): BackboneOutputs {
    const { modality, classes } = backbone;
    return this.#cache.get([modality, backbone.keyOf(architecture), split].join(" "), () => {
      const calibration = { kind: "measured", on: calibrationOf(this.dataset, modality) } as const;
      const held = exampleRows(this.dataset, split, modality);
      const examples = split === "train" ? this.#views(backbone, held) : held;
      const outputs = backbone.outputs(architecture, examples, calibration);
      return { ...outputs, logits: firstColumns(outputs.logits, classes, this.dataset.classes) };
    });
  }

  /** The examples unchanged, then augmented as for the backbone. */
  #views({ modality, augmentation, seed }: FrozenBackbone, examples: ExampleRows): ExampleRows {
    const augment = modalityNamed(modality).augment(this.dataset.modalities[modality], augmentation);
    return viewsOf(examples, { views: fusionViews(this.dataset.id), augment, seed });
  }
}
