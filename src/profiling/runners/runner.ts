import type { Block } from "../protocol/block.js";

/** Runs networks on this machine. */
export interface Runner {
  /** The software and its settings, e.g. `onnxruntime 1.30.0, 1 thread`; at most 100 characters. */
  readonly runtime: string;
  /**
   * Loads an ONNX model.
   * @throws NotMeasured if it cannot be loaded
   */
  open(model: Uint8Array, batch: number): Promise<OpenModel>;
}

/** A model that is ready to run. */
export interface OpenModel {
  /**
   * Measures the blocks of one attempt.
   * @throws NotMeasured if the network cannot be run
   * @throws Stopped if the measurement was interrupted
   */
  blocks(): Promise<readonly Block[]>;
  close(): Promise<void>;
}

/** A network that cannot be measured, with the reason. Others may be. */
export class NotMeasured extends Error {}

/** The measurement was interrupted by the user. */
export class Stopped extends Error {}
