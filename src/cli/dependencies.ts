import type { MlpTrainer } from "../../predictors/families/mlp/port.js";
import type { HarmonicService } from "../service/service.js";
import type { TableReplayFactory } from "../tables/replay.js";
import type { Settings } from "./settings.js";
import type { TrainingTools } from "./training-tools.js";

/** A stream of text for people or programs; `isTTY` says whether bars and cursor movements make sense on it. */
export type TextStream = NodeJS.WritableStream & { readonly isTTY?: boolean };

/** Where the command line meets the world; `processTerminal` joins it to this process, tests make their own. */
export interface Terminal {
  readonly stdout: TextStream;
  readonly stderr: TextStream;
  /** Environment variables, those of `.env` included; `InvalidInput` where that file cannot be read. */
  environment(): Readonly<Record<string, string | undefined>>;
  /**
   * Calls `stop` once, at the first Ctrl-C (SIGINT) or SIGTERM; a second one ends the process at once. Returns how to
   * stop listening, after which both signals end the process as usual.
   */
  onInterrupt(stop: () => void): () => void;
}

/** What would train networks here. */
export interface TensorReport {
  readonly name: "native" | "wasm" | "cpu";
  /** With version and threads. */
  readonly description: string;
  /** What is missing or slow about it, each with how to get it. */
  readonly advice: readonly string[];
}

/** What `src/main.ts` joins the command line to. */
export interface CliDependencies extends Terminal {
  /** Of this product, as `harmonic --version` prints it. */
  readonly version: string;
  /** Opens the archive and seeds it if it is new; `log` takes a line about what takes long. The caller closes the service. */
  openService(settings: Settings, log: (line: string) => void): Promise<HarmonicService>;
  /** Opens the tensor backend that the settings choose, in a process of its own, and tells what it is. */
  probeTensorBackend(settings: Settings): Promise<TensorReport>;
  /** Loads what trains networks; `note` takes a line about the tensor backend. */
  openTraining(note: (line: string) => void): Promise<TrainingTools>;
  /** Loads what trains the networks of a predictor of the family `mlp-ensemble`. */
  openMlpTrainer(note: (line: string) => void): Promise<MlpTrainer>;
  /** Replays sample tables for `bench search`. */
  readonly replayTable: TableReplayFactory;
  /** Serves until the process is told to stop. */
  serve(settings: Settings): Promise<void>;
}
