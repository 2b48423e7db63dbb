import type { Architecture } from "../src/space/types.js";

/** One measured fusion network, as `build-fusion.ts` writes it. Accuracies are of the validation split. */
export interface MeasuredPair {
  readonly index: number;
  readonly genes: Architecture;
  /** Whether tier 2 decided the fusion. */
  readonly searched: boolean;
  readonly costWeight: number;
  readonly accuracy: number;
  readonly crossEntropy: number;
  /** Of the backbones alone, by modality. */
  readonly alone: Readonly<Record<string, number>>;
  /** Of their logits added. */
  readonly logitSum: number;
  readonly seconds: number;
  readonly seed: number;
  readonly backend: string;
}
