import type { ScoreId } from "../base/metric.js";
import type { ExportFormat } from "../export/folder/files.js";
import type { Subject, WeightsOrigin } from "../export/folder/manifest.js";
import type {
  BackboneScores,
  FusionEpochs,
  FusionReport,
  FusionRequest,
  FusionSubject,
  ScoreReport,
} from "../runs/network-trainer.js";
import type { Composition } from "../space/network/backbone.js";
import type { Architecture } from "../space/types.js";
import type { DatasetTools, OnStage } from "./dataset-tools.js";

export type { OnStage } from "./dataset-tools.js";

/** The folders and the tensor backend of training. */
export interface TrainingPlaces {
  /** Folder of the data sets, `<task>.dataset`. */
  readonly datasets: string;
  /** Folder of supernets, `<task>.<modality>.<seed>.supernet`, and of trained networks, `<task>.<hash>.network`. */
  readonly supernets: string;
  /** Quota of the trained networks in bytes: beyond it, the oldest are removed. With 0, none are stored. */
  readonly networkBytes: number;
  readonly backend: "auto" | "native" | "wasm" | "cpu";
  /** Threads of native TensorFlow. Default: one per processor. */
  readonly threads?: number;
}

/** A trained supernet. */
export interface SupernetReport {
  readonly file: string;
  readonly epochs: number;
  /** Duration of training and scoring. */
  readonly seconds: number;
  /** Number of sub-networks that were scored on the validation split. */
  readonly networks: number;
  /** Number of sub-networks that there are. */
  readonly subNetworks: number;
  /** What the scores are. */
  readonly score: ScoreId;
  /** Score of the largest sub-network. */
  readonly largest: ScoreReport;
  /** Score of the smallest sub-network, if it was scored. */
  readonly smallest?: ScoreReport;
  /** The highest accuracy of all scored sub-networks. */
  readonly best: ScoreReport;
}

/** A stored network that was scored again. */
export interface NetworkReport {
  readonly file: string;
  readonly task: string;
  /** Genes of the backbones and of the fusion network, none left open. */
  readonly genes: Architecture;
  readonly seed: number;
  /** The stored score on validation data. */
  readonly recorded: ScoreReport;
  /** The score on validation data, computed again. */
  readonly scored: ScoreReport;
  /** Tensor backend and threads of the training, in words. */
  readonly trainedWith: string;
  /** Tensor backend and threads of this scoring, in words. */
  readonly backend: string;
}

/** A network to export into a folder. */
export interface ExportRequest {
  /** What the archive knows of the network; its genes must all be decided. */
  readonly subject: Subject;
  readonly format: ExportFormat;
  /** The number of examples of every call; undefined if it may change from call to call. */
  readonly batch: number | undefined;
  /** Seed of the weights, where no trained ones exist. */
  readonly seed: number;
  /** The folder to write; it does not exist, or is empty. */
  readonly out: string;
}

/** A network that was exported. */
export interface ExportReport {
  readonly folder: string;
  /** Names of the files in the folder. */
  readonly files: readonly string[];
  readonly weights: WeightsOrigin;
}

/** The training that the command line uses. It is loaded on demand, so that other commands start quickly. */
export interface TrainingTools extends DatasetTools {
  /**
   * Trains a supernet, continuing from a checkpoint if there is one, and scores its sub-networks.
   *
   * @throws InvalidInput if the data set is missing, or a supernet with other settings would be overwritten
   * @throws the reason of `signal`, after the current epoch, once it is aborted
   */
  trainSupernet(
    request: {
      readonly task: string;
      readonly space: string;
      readonly modality: string;
      readonly seed: number;
      readonly epochs?: number;
      /** What the networks of the space consist of, where it is a user's own. */
      readonly composition?: Composition;
      /** The score that the task declares. */
      readonly score?: ScoreId;
      /** Which sub-networks are scored after training. */
      readonly scored: "all" | "largest";
      /** How many are scored where there are too many to score all. Default: 200. */
      readonly sample?: number;
      /** Whether a supernet or a checkpoint with other settings or data may be overwritten. */
      readonly replace: boolean;
    },
    places: TrainingPlaces,
    onStage: OnStage,
    signal: AbortSignal,
  ): Promise<SupernetReport>;
  /**
   * Checks that fusion networks of a task can be trained, and returns the default numbers of epochs.
   *
   * @throws InvalidInput if the data set or a supernet is missing, or they do not belong together
   */
  checkFusion(request: FusionSubject, places: TrainingPlaces): Promise<FusionEpochs>;
  /** Returns the scores of the supernets that fusion networks of a task use. */
  backboneScores(request: FusionSubject, places: TrainingPlaces): Promise<readonly BackboneScores[]>;
  /**
   * Scores a stored network again on validation data. `network` is its path, or its name in the folder of supernets.
   *
   * @throws InvalidInput if it, its data set or its supernets are missing or are not those that it was trained on
   */
  scoreNetwork(request: { readonly network: string }, places: TrainingPlaces): Promise<NetworkReport>;
  /**
   * Writes a folder with a network that runs without this program: the model, a manifest, and programs that classify
   * examples. Its weights are those of the newest trained network of the task with these genes that is stored, else
   * random ones; the report says which.
   *
   * @throws InvalidInput if the folder has something in it, or networks of the space cannot be exported in this format
   */
  exportNetwork(request: ExportRequest, places: TrainingPlaces): Promise<ExportReport>;
  /**
   * Searches the genes of the fusion network that `genes` leave open (tier 2), then trains the network and scores it on
   * validation data. Continues from a checkpoint of the same request if there is one.
   *
   * @throws InvalidInput as `checkFusion` does
   * @throws the reason of `signal`, after the current epoch, once it is aborted
   */
  trainFusion(
    request: FusionRequest,
    places: TrainingPlaces,
    onStage: OnStage,
    signal: AbortSignal,
  ): Promise<FusionReport>;
}
