import type { OperatorCost } from "../hardware/types.js";
import type { Architecture } from "../space/types.js";

/** An accuracy and the mean cross-entropy [nats] on the same examples. */
export interface ScoreReport {
  /** The fraction of examples told right; where examples have sets of labels, their weighted F1 score. */
  readonly accuracy: number;
  readonly crossEntropy: number;
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
  /** Name of the file, beside the supernets, that keeps the trained network; absent where none is kept. */
  readonly network?: string;
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
  /** Whether the trained network is kept in a file. */
  readonly keepsNetwork: boolean;
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
