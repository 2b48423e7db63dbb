import { throwIfCancelled, unlessCancelled } from "../../base/async/cancelling.js";
import { InvalidInput, Unavailable } from "../../base/errors.js";
import { EXPORT_FORMATS } from "../../export/folder/files.js";
import type { Subject, WeightsOrigin } from "../../export/folder/manifest.js";
import { zipOf } from "../../export/zip.js";
import type { Context } from "../context.js";
import { exportSubject } from "./subject.js";

/** A request as a client wrote it; what is left out is as for the command `export`. */
export interface ExportInput {
  readonly task: string;
  readonly architecture: unknown;
  readonly format?: string;
  readonly batch?: number;
  readonly seed?: number;
}

/** An exported network as one file. */
export interface ExportedArchitecture {
  readonly subject: Subject;
  /** Names of the files in the zip file. */
  readonly files: readonly string[];
  readonly weights: WeightsOrigin;
  readonly zip: Uint8Array;
}

const MOST_PER_BATCH = 65_536;

/**
 * Exports a network as a zip file. Throws `Cancelled` as soon as `signal` aborts; the files are then not packed.
 *
 * @throws a `HarmonicError` on the field that is invalid, or where this service exports no networks
 */
export async function exportArchitecture(
  context: Context,
  input: ExportInput,
  signal?: AbortSignal,
): Promise<ExportedArchitecture> {
  const { batch, seed = 1, format: wanted = "onnx" } = input;
  const format = EXPORT_FORMATS.find((name) => name === wanted);
  if (format === undefined)
    throw new InvalidInput("format", `format must be one of ${EXPORT_FORMATS.join(", ")}, not "${wanted}"`);
  requireBatch(batch ?? 1);
  requireWhole("seed", seed, 0, Number.MAX_SAFE_INTEGER);
  const subject = await exportSubject(context, input);
  const { exporter } = context;
  if (exporter === undefined) throw new Unavailable("this service exports no networks");
  const exported = () => exporter(subject, { format, batch, seed });
  const { files, weights } = await unlessCancelled(exported, signal);
  throwIfCancelled(signal);
  return { subject, files: [...files.keys()], weights, zip: zipOf(files) };
}

/** Throws `InvalidInput` on `batch` for anything but a number of examples that a model can be fixed to. */
export const requireBatch = (batch: number): void => requireWhole("batch", batch, 1, MOST_PER_BATCH);

function requireWhole(field: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new InvalidInput(field, `${field} must be a whole number from ${least} to ${most}, not ${value}`);
}
