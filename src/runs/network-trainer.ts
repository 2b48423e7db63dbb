import type { ScoreId } from "../base/metric.js";
import { Random } from "../base/random.js";
import type { OperatorCost } from "../hardware/types.js";
import type { Composition } from "../space/network/backbone.js";
import type { Architecture } from "../space/types.js";

/** A network's score on some examples. */
export interface ScoreReport {
  /** The task's score, 0 to 1: the accuracy unless the task declares another; larger is better. */
  readonly accuracy: number;
  /** Mean (for sets of labels: binary) cross-entropy [nats]; smaller is better. */
  readonly crossEntropy: number;
}

/** A trained fusion network. */
export interface FusionReport {
  /** Genes of the trained network, none left open. */
  readonly genes: Architecture;
  readonly validation: ScoreReport;
  /** What the scores are. */
  readonly score: ScoreId;
  /** The number of validation examples; absent where the score is no share of correct answers. */
  readonly examples?: number;
  /** Validation scores of each backbone without fusion, by modality. */
  readonly alone: Readonly<Record<string, ScoreReport>>;
  /** Validation score of the sum of the backbones' logits. */
  readonly logitSum: ScoreReport;
  /** 0 if the fusion network was given. */
  readonly searchEpochs: number;
  readonly trainEpochs: number;
  /** Duration of search, training and scoring. */
  readonly seconds: number;
  /** How the network was trained, in words, for the fidelity of the measurement. */
  readonly training: string;
  /** A picture of the fusion network, as an SVG document. */
  readonly svg: string;
  /** Name of the file of the trained network, in the folder of supernets; absent if it was not stored. */
  readonly network?: string;
}

/** The task that fusion networks are trained for, and its search space. */
export interface FusionSubject {
  readonly task: string;
  readonly space: string;
  /** What the networks of the space consist of, where it is a user's own. */
  readonly composition?: Composition;
  /** The score that the task declares. Default: accuracy for classes, weighted F1 for sets of labels. */
  readonly score?: ScoreId;
}

/** The validation scores of the sub-networks of a modality's supernet, without fusion. */
export interface BackboneScores {
  readonly modality: string;
  readonly networks: readonly {
    /** Genes of this modality only. */
    readonly genes: Architecture;
    /** In 0..1; larger is better. */
    readonly accuracy: number;
    /** [nats], smaller is better. It ranks networks of equal accuracy. */
    readonly crossEntropy: number;
  }[];
}

/** A fusion network to search, if need be, and to train. */
export interface FusionRequest extends FusionSubject {
  /**
   * The genes of the fusion network beyond the numbers of cells and nodes (tier 2) are either all given or all absent.
   */
  readonly genes: Architecture;
  /** Latency [ms] and energy [mJ] of each fusion operator, by its name. */
  readonly costs: Readonly<Record<string, OperatorCost>>;
  /** Weights of latency and energy relative to the loss, in the search. */
  readonly costWeights: { readonly latency: number; readonly energy: number };
  /** Default: as in `FusionEpochs`. */
  readonly searchEpochs?: number;
  /** Default: as in `FusionEpochs`. */
  readonly trainEpochs?: number;
  readonly seed: number;
  /** Whether the trained network is stored in a file. */
  readonly keepsNetwork: boolean;
  /** Names of files of trained networks that are removed last where the quota makes room: those of a front. */
  readonly keptLast?: readonly string[];
}

/** The seed of a training: it follows from the seed of the run or the worker, and from the genes that are given. */
export const trainingSeed = (seed: number, genes: Architecture): number =>
  new Random(seed).fork(`training ${JSON.stringify(genes)}`).int(2 ** 31);

/** The default numbers of epochs for searching (tier 2) and for training a fusion network. */
export interface FusionEpochs {
  readonly search: number;
  readonly train: number;
}

/** The training that a search uses. */
export interface NetworkTrainer {
  /**
   * Checks that networks can be trained, and returns the default numbers of epochs.
   *
   * @throws InvalidInput if the data set or a supernet is missing, or they do not belong together
   */
  check(subject: FusionSubject): Promise<FusionEpochs>;
  /** Returns the scores of each modality's supernet, in the order of the space's genes. */
  backboneScores(subject: FusionSubject): Promise<readonly BackboneScores[]>;
  /**
   * Trains a network. Aborting `signal` rejects with its reason after the current epoch.
   * @param lane trainings of the same lane (0, 1, ...) take turns, those of different lanes run at the same time
   */
  train(request: FusionRequest, signal: AbortSignal, lane: number): Promise<FusionReport>;
}
