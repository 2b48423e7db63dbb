import type {
  BackboneScores,
  FusionEpochs,
  FusionReport,
  FusionRequest,
  FusionSubject,
  ScoreReport,
} from "../runs/network-trainer.js";
import type { Architecture } from "../space/types.js";

/** Where training finds its data sets and supernets, and what computes. */
export interface TrainingPlaces {
  /** Folder of `<task>.dataset`. */
  readonly datasets: string;
  /** Folder of `<task>.<modality>.<seed>.supernet`, and of trained networks, `<task>.<hash>.network`. */
  readonly supernets: string;
  /** How many bytes of trained networks are kept, the oldest removed first; 0 keeps none. */
  readonly networkBytes: number;
  readonly backend: "auto" | "native" | "wasm" | "cpu";
  readonly threads?: number;
}

export interface DatasetReport {
  readonly id: string;
  readonly file: string;
  readonly checksum: string;
  /** Whether every example has one class, or any number of labels. */
  readonly targets: "class" | "labels";
  /** How many classes there are, or labels. */
  readonly classes: number;
  /** Examples per split. */
  readonly train: number;
  readonly validation: number;
  readonly test: number;
  readonly modalities: Readonly<Record<string, readonly number[]>>;
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

export interface NetworkReport {
  readonly file: string;
  readonly task: string;
  /** Complete genes. */
  readonly genes: Architecture;
  readonly seed: number;
  /** On validation data: the score that the network was kept with, and the one that it reaches here. */
  readonly recorded: ScoreReport;
  readonly scored: ScoreReport;
  /** Tensor backend and threads, in words: of the training, and of the score reached here. */
  readonly trainedWith: string;
  readonly backend: string;
}

/** Reading counts examples, searching and training epochs, scoring networks. */
export type ProgressStage = "reading" | "searching" | "training" | "scoring";

export type OnStage = (stage: ProgressStage, done: number, total: number, remark?: string) => void;

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
      /** The search space whose backbones are to read it: examples have the shapes that they read. */
      readonly space: string;
      readonly out: string;
      readonly replace: boolean;
    },
    onStage: OnStage,
  ): Promise<DatasetReport>;
  /**
   * Trains a supernet, or goes on with one, and scores its sub-networks. Throws the signal's reason once it is aborted.
   */
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
  /**
   * Scores a network that was kept again on validation data, by its path or its name in the folder of supernets. Throws
   * where it, its data set or its supernets are missing or are not those it was trained on.
   */
  scoreNetwork(request: { readonly network: string }, places: TrainingPlaces): Promise<NetworkReport>;
  /**
   * Lets tier 2 decide what `genes` leave open of the fusion, then trains the network and scores it on validation data.
   */
  trainFusion(
    request: FusionRequest,
    places: TrainingPlaces,
    onStage: OnStage,
    signal: AbortSignal,
  ): Promise<FusionReport>;
}
