/** Networks of an ensemble to be trained: each on rows of its own, all on the same standardised columns. */
export interface MlpJob {
  readonly rows: number;
  readonly columns: number;
  /** Row-major, `rows` x `columns`, each column of mean 0 and variance 1. */
  readonly inputs: Float64Array;
  readonly targets: Float64Array;
  /** For each network the rows that it learns from. */
  readonly members: readonly (readonly number[])[];
  /** Width of both hidden layers. */
  readonly width: number;
  readonly seed: number;
}

/**
 * Trains the networks of a job; for each its weights in one vector: the first hidden layer's matrix (`columns` x `width`,
 * row-major) and biases, the second's (`width` x `width`) and biases, the output's (`width`) and bias. Hidden units are
 * rectified linear. Deterministic given the job. It needs tensors, so whoever trains brings it; predicting needs none.
 */
export type MlpTrainer = (job: MlpJob) => readonly Float64Array[];
