import type { ExportFormat } from "../../export/folder/files.js";
import type { Subject, WeightsOrigin } from "../../export/folder/manifest.js";
import type { Files } from "../../export/zip.js";

/** What a network is exported as. */
export interface ExportOptions {
  readonly format: ExportFormat;
  /** The number of examples of every call; undefined if it may change from call to call. */
  readonly batch: number | undefined;
  /** Seed of the weights, where no trained ones exist. */
  readonly seed: number;
}

/** Makes the files of exported networks; see `TrainingTools.exportNetwork`. */
export type NetworkExporter = (
  subject: Subject,
  options: ExportOptions,
) => Promise<{ readonly files: Files; readonly weights: WeightsOrigin }>;
