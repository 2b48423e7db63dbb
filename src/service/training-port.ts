import type { OperatorCost } from "../hardware/types.js";
import type { Architecture } from "../space/types.js";

/** Where training finds its data sets and supernets, and what computes. */
export interface TrainingPlaces {
  /** Folder of `<task>.dataset`. */
  readonly datasets: string;
  /** Folder of `<task>.<modality>.<seed>.supernet`. */
  readonly supernets: string;
  readonly backend: "auto" | "native" | "wasm" | "cpu";
  readonly threads?: number;
}

export interface DatasetReport {
  readonly id: string;
  readonly file: string;
  readonly checksum: string;
  readonly classes: number;
  /** Examples per split. */
  readonly train: number;
  readonly validation: number;
  readonly test: number;
  readonly modalities: Readonly<Record<string, readonly number[]>>;
}

/** An accuracy (fraction) and the mean cross-entropy [nats] on the same examples. */
export interface ScoreReport {
  readonly accuracy: number;
  readonly crossEntropy: number;
}

export interface SupernetReport {
  readonly file: string;
  readonly epochs: number;
  readonly seconds: number;
  /** Sub-networks scored on the validation split. */
  readonly networks: number;
  readonly largest: ScoreReport;
  readonly smallest?: ScoreReport;
  readonly best: ScoreReport;
}

export interface FusionReport {
  /** Complete genes of the network that was trained. */
  readonly genes: Architecture;
  readonly validation: ScoreReport;
  readonly alone: Readonly<Record<string, ScoreReport>>;
  readonly logitSum: ScoreReport;
  readonly searchEpochs: number;
  readonly trainEpochs: number;
  readonly seconds: number;
  /** In words, for the fidelity of the measurement. */
  readonly training: string;
  /** The fusion network as a picture. */
  readonly svg: string;
}

/** What fusion networks are trained for. */
export interface FusionSubject {
  readonly task: string;
  readonly space: string;
}

/** What every sub-network of a modality's supernet reaches on validation data, alone. */
export interface BackboneScores {
  readonly modality: string;
  readonly networks: readonly {
    /** Genes of this modality only. */
    readonly genes: Architecture;
    readonly accuracy: number;
    /** In nats; tells apart what is equally accurate. */
    readonly crossEntropy: number;
  }[];
}

export interface FusionRequest extends FusionSubject {
  /** Genes of tier 2, those beyond the numbers of cells and nodes, are given or open all together. */
  readonly genes: Architecture;
  /** Latency [ms] and energy [mJ] of each fusion operator. */
  readonly costs: Readonly<Record<string, OperatorCost>>;
  readonly costWeights: { readonly latency: number; readonly energy: number };
  readonly searchEpochs?: number;
  readonly trainEpochs?: number;
  readonly seed: number;
}

/** How long a fusion network is searched by tier 2, and trained, unless told otherwise. */
export interface FusionEpochs {
  readonly search: number;
  readonly train: number;
}

/** What a search trains with: the tools, at their places. */
export interface NetworkTrainer {
  check(subject: FusionSubject): Promise<FusionEpochs>;
  /** Of each modality, in the order of the space's genes. */
  backboneScores(subject: FusionSubject): Promise<readonly BackboneScores[]>;
  train(request: FusionRequest, signal: AbortSignal): Promise<FusionReport>;
}

/** Reading counts examples, searching and training epochs, scoring networks. */
export type Stage = "reading" | "searching" | "training" | "scoring";

export type OnStage = (stage: Stage, done: number, total: number, remark?: string) => void;

/** What the command line asks of training. Loaded on demand: commands that do not train never pay for it. */
export interface TrainingTools {
  /** Builds a variant of AV-MNIST from MNIST's idx files and the recordings of the Free Spoken Digit Dataset. */
  buildAvMnist(
    request: {
      readonly variant: string;
      readonly mnist: string;
      readonly fsdd: string;
      readonly out: string;
      /** Whether another data set may be written over. */
      readonly replace: boolean;
    },
    onStage: OnStage,
  ): Promise<DatasetReport>;
  /** Builds a data set of a user's own from a manifest, one JSON document a line. */
  buildFromManifest(
    request: {
      readonly manifest: string;
      readonly id: string;
      readonly out: string;
      readonly replace: boolean;
    },
    onStage: OnStage,
  ): Promise<DatasetReport>;
  /** Trains a supernet, or goes on with one, and scores its sub-networks. Throws the signal's reason once it is aborted. */
  trainSupernet(
    request: {
      readonly task: string;
      readonly space: string;
      readonly modality: string;
      readonly seed: number;
      readonly epochs?: number;
      /** Which sub-networks are scored in the end. */
      readonly scored: "all" | "largest";
      /** Whether what is there of a training on other terms may be written over; else it is refused. */
      readonly replace: boolean;
    },
    places: TrainingPlaces,
    onStage: OnStage,
    signal: AbortSignal,
  ): Promise<SupernetReport>;
  /** Throws where the data set or a supernet of a task is missing, or they do not belong together. */
  checkFusion(request: FusionSubject, places: TrainingPlaces): Promise<FusionEpochs>;
  /** Scores of the supernets that fusion networks of a task build on. */
  backboneScores(request: FusionSubject, places: TrainingPlaces): Promise<readonly BackboneScores[]>;
  /** Lets tier 2 decide what `genes` leave open of the fusion, then trains the network and scores it on validation data. */
  trainFusion(
    request: FusionRequest,
    places: TrainingPlaces,
    onStage: OnStage,
    signal: AbortSignal,
  ): Promise<FusionReport>;
}
