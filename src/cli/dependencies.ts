import type { MlpTrainer } from "../../predictors/families/mlp/port.js";
import type { ArchiveCare } from "../records/whole/archive-care.js";
import type { ArchiveTransfer } from "../records/whole/archive-transfer.js";
import type { HarmonicService } from "../service/service.js";
import type { TableReplayFactory } from "../tables/replay.js";
import type { JobSource } from "../worker/job-source.js";
import type { Settings } from "./settings.js";
import type { TrainingTools } from "./training-tools.js";

/** A stream of text. `isTTY` says whether it is a terminal, which can show progress bars. */
export type TextStream = NodeJS.WritableStream & { readonly isTTY?: boolean };

/** The command line's view of the process. `processTerminal` makes the real one; tests make their own. */
export interface Terminal {
  readonly stdout: TextStream;
  readonly stderr: TextStream;
  /** Environment variables, including those of `.env`. Throws `InvalidInput` if that file cannot be read. */
  environment(): Readonly<Record<string, string | undefined>>;
  /**
   * Calls `stop` once, at the first Ctrl-C (SIGINT) or SIGTERM; a second signal ends the process at once. Returns a
   * function that stops listening, after which both signals end the process as usual.
   */
  onInterrupt(stop: () => void): () => void;
}

/** The tensor backend that would train networks on this machine. */
export interface TensorReport {
  readonly name: "native" | "wasm" | "cpu";
  /** Name, version and number of threads, for people. */
  readonly description: string;
  /** Sentences about what is missing or slow, each with what to do. */
  readonly advice: readonly string[];
}

/** Everything that the command line needs from the rest of the program. `src/main.ts` provides it. */
export interface CliDependencies extends Terminal {
  /** Version of this program, which `harmonic --version` prints. */
  readonly version: string;
  /** File of this program, which `bench api` runs in another process. */
  readonly program: string;
  /**
   * Opens the archive, and fills a new one from the seeds. The caller closes the service.
   *
   * @param log takes a line about work that takes long
   */
  openService(settings: Settings, log: (line: string) => void): Promise<HarmonicService>;
  /** Opens the tensor backend that the settings choose in a separate process, and reports on it. */
  probeTensorBackend(settings: Settings): Promise<TensorReport>;
  /** Loads the training of networks. `note` takes a line about the tensor backend. */
  openTraining(note: (line: string) => void): Promise<TrainingTools>;
  /** Loads the training of predictors of the family `mlp-ensemble`. `note` takes a line about the tensor backend. */
  openMlpTrainer(note: (line: string) => void): Promise<MlpTrainer>;
  /** Verifies and repairs archives without opening the service, which a damaged archive may not allow. */
  readonly archiveCare: ArchiveCare;
  /** Exports and imports archives without opening the service, which would fill an empty archive from the seeds. */
  readonly archiveTransfer: ArchiveTransfer;
  /** Makes the evaluators that replay sample tables in `bench search`. */
  readonly replayTable: TableReplayFactory;
  /**
   * Opens a queue from which a worker gets evaluations. `leaseSeconds` is the time without a sign of life after which
   * they go to another worker, and `note` takes a line when the queue is away.
   */
  openQueue(
    url: string,
    worker: string,
    leaseSeconds: number,
    note: (line: string) => void,
  ): Promise<JobSource>;
  /** Serves GraphQL until the process is told to stop. */
  serve(settings: Settings): Promise<void>;
}
