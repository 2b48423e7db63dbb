/** The networks of an ensemble to be trained, each on its own selection of rows. */
export interface MlpJob {
  readonly rows: number;
  readonly columns: number;
  /** Row-major (rows, columns); every column has mean 0 and variance 1. */
  readonly inputs: Float64Array;
  /** One latent target per row. */
  readonly targets: Float64Array;
  /** For each network, the rows that it is trained on. */
  readonly members: readonly (readonly number[])[];
  /** Width of both hidden layers. */
  readonly width: number;
  readonly seed: number;
}

/**
 * Trains the networks of a job and returns the weights of each in one vector: matrix (columns, width) and biases of the
 * first hidden layer, matrix (width, width) and biases of the second, weights (width) and bias of the output; matrices
 * are row-major. Hidden units are rectified linear. The result is determined by the job. A trainer needs a tensor
 * backend, so the caller provides it; predictions need none.
 */
export type MlpTrainer = (job: MlpJob) => readonly Float64Array[];
