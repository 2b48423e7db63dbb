import type { Readable } from "node:stream";
import type { Contest, Quality } from "../../predictors/port.js";
import type { ArchitectureId, DeviceId, PredictorId, RunId, SpaceId, TaskId } from "../base/ids.js";
import type { Metric, Source } from "../base/metric.js";
import type { ArchitectureCost, Device } from "../hardware/types.js";
import type { Architecture, Choice, SearchSpace } from "../space/types.js";
import type { FusionPlan } from "./catalog/fusion.js";
import type {
  ArchiveCounts,
  Fidelity,
  Measurement,
  PredictorRecord,
  SampleTable,
  SearchRun,
  Task,
} from "./ports.js";

/** One number and where it comes from. Fraction, ms or mJ by metric; `lower` and `upper` bound the 90 % interval. */
export interface Estimate {
  readonly value: number;
  readonly lower?: number;
  readonly upper?: number;
  readonly source: Source;
  readonly predictor?: PredictorId;
  /** How many runs the mean is over (measured only). */
  readonly repeats?: number;
  /** Standard deviation between repeats. */
  readonly sd?: number;
  readonly measuredAt?: string;
  /** Measurements of this network disagree beyond their spread: look at them (`measurementsOf`). */
  readonly clashing?: boolean;
  /** Predicted outside what the predictor learned from. */
  readonly extrapolated?: boolean;
  /** Of what an accuracy is: split, training, seeds. */
  readonly fidelity?: Fidelity;
}

export interface Point {
  readonly id: ArchitectureId;
  readonly architecture: Architecture;
  readonly accuracy?: Estimate;
  readonly testAccuracy?: Estimate;
  readonly latency?: Estimate;
  readonly energy?: Estimate;
  /** Probability that every constraint holds (1 without constraints). */
  readonly feasibility: number;
}

export interface FrontQuery {
  readonly task: string;
  readonly device: string;
  /** Default: accuracy and every cost the device has. */
  readonly objectives?: readonly Metric[];
  readonly constraints?: ConstraintsInput;
  /** Which sources any metric of a point may come from. Default: measured and cost model; predicted where there is no such point. */
  readonly sources?: readonly Source[];
}

/** Limits as the user wrote them: checked by the service, errors name the field (`constraints.maxLatency`). */
export interface ConstraintsInput {
  readonly minAccuracy?: number;
  readonly maxLatency?: number;
  readonly maxEnergy?: number;
  readonly maxParams?: number;
  /** Gene -> allowed choice or choices. */
  readonly genes?: Readonly<Record<string, Choice | readonly Choice[]>>;
}

export interface Front {
  readonly objectives: readonly Metric[];
  /** Worst value of each objective among the known points, or the constraint's limit; by metric, natural units. */
  readonly referencePoint: Readonly<Partial<Record<Metric, number>>>;
  /** Best accuracy first where accuracy is an objective, else cheapest first. */
  readonly points: readonly Point[];
  /** Where nothing is feasible: the nearest points, each with what it misses (metric -> by how much, natural units). */
  readonly nearest: readonly {
    readonly point: Point;
    readonly misses: Readonly<Partial<Record<Metric | "params", number>>>;
  }[];
  readonly hypervolume: number;
  /** Which sources the points use. */
  readonly sources: readonly Source[];
  /** Plain sentences about what the answer leaves out, e.g. "no accuracy is known for task mm-imdb". */
  readonly notes: readonly string[];
  /** Changes whenever the answer to the same question may have changed. */
  readonly version: string;
}

export interface FrontChange {
  readonly task: TaskId;
  readonly device: DeviceId;
  readonly added: readonly Point[];
  readonly removed: readonly ArchitectureId[];
  readonly hypervolume: number;
}

export type Preference =
  | { readonly kind: "knee" }
  /** TOPSIS; objectives without a weight count nothing. */
  | { readonly kind: "weighted"; readonly weights: Readonly<Partial<Record<Metric, number>>> }
  | { readonly kind: "cheapest"; readonly metric: "latency" | "energy" };

export interface RecommendInput extends FrontQuery {
  /** Default: the knee. */
  readonly preference?: Preference;
  /** Least probability, 0 to 1, that every constraint really holds. Default 0: the estimate itself must keep them. */
  readonly confidence?: number;
}

export type Recommendation =
  | { readonly kind: "point"; readonly point: Point; readonly reason: string }
  | { readonly kind: "infeasible"; readonly nearest: Front["nearest"]; readonly notes: readonly string[] };

export interface PredictedArchitecture {
  readonly id: ArchitectureId;
  readonly architecture: Architecture;
  readonly accuracy?: Estimate;
  readonly latency?: Estimate;
  readonly energy?: Estimate;
}

export interface MeasurementInput {
  readonly architecture: unknown;
  readonly accuracy?: number;
  readonly latency?: number;
  readonly energy?: number;
  readonly repeats?: number;
  /** Standard deviation between repeats, of the latency [ms] where one is given, else of the accuracy. */
  readonly sd?: number;
  readonly batch?: number;
  readonly powerMode?: string;
  readonly runtime?: string;
  /** ISO 8601. */
  readonly measuredAt?: string;
  readonly split?: "validation" | "test";
  readonly training?: string;
  readonly seeds?: readonly number[];
  /** How long training took [s]. */
  readonly seconds?: number;
}

export interface SubmitMeasurements {
  readonly task?: string;
  readonly device?: string;
  readonly measurements: readonly MeasurementInput[];
  readonly idempotencyKey?: string;
  readonly origin?: string;
}

export interface Submission {
  readonly measurements: readonly Measurement[];
  /** How many of them were not known before. */
  readonly stored: number;
  readonly clashing: readonly ArchitectureId[];
}

/** Everything known about one architecture. */
export interface ArchitectureReport {
  readonly id: ArchitectureId;
  readonly space: SpaceId;
  readonly architecture: Architecture;
  readonly partial: boolean;
  readonly macs?: number;
  readonly params?: number;
  readonly measurements: readonly Measurement[];
}

export interface ImportSamples {
  readonly name: string;
  readonly space: string;
  readonly source: Readable | string;
  readonly distinct?: string;
  /** False: keep the table for replaying only, and its values out of the archive. Default true. */
  readonly measurements?: boolean;
  readonly onProgress?: (rows: number) => void;
}

export interface ColumnReport {
  readonly name: string;
  readonly kind: "accuracy" | "latency" | "latency_sd" | "energy" | "note";
  readonly subject: string;
  readonly values: number;
  readonly missing: number;
  readonly min?: number;
  readonly max?: number;
}

export interface ImportReport {
  readonly table: SampleTable;
  readonly networks: number;
  readonly columns: readonly ColumnReport[];
  readonly measurementsStored: number;
  readonly tasksCreated: readonly TaskId[];
  readonly devicesCreated: readonly DeviceId[];
  /** The same file had been imported before: nothing changed. */
  readonly alreadyImported: boolean;
}

export interface TrainPredictor {
  readonly task: string;
  readonly device?: string;
  readonly metric: Metric;
  readonly family?: string;
  readonly seed?: number;
}

export interface TrainingReport {
  readonly predictor: Omit<PredictorRecord, "state">;
  /** Quality of the new and, where there was one, the old predictor on the same held-out networks. */
  readonly quality: Quality;
  readonly previous?: { readonly id: PredictorId; readonly quality: Quality };
  readonly promoted: boolean;
  readonly reason: string;
  /** Scale and families that were tried, and why one won. */
  readonly contest: Contest;
  /** How the predicted front of the task on the device moved; absent for accuracy without a device. */
  readonly front?: {
    readonly added: number;
    readonly removed: number;
    readonly hypervolumeBefore: number;
    readonly hypervolumeAfter: number;
  };
}

export interface StartSearch {
  readonly task: string;
  readonly devices: readonly string[];
  readonly budget: number;
  readonly evaluator?: "table" | "training" | "external";
  readonly samples?: string;
  readonly strategy?: "surrogate" | "nsga2" | "random";
  /** What to optimise; other metrics only have to keep their limits. Default: accuracy and every cost of the devices. */
  readonly objectives?: readonly Metric[];
  readonly constraints?: ConstraintsInput;
  readonly seed?: number;
  /** Seconds of execution after which the search ends. */
  readonly timeLimitSeconds?: number;
  /** Ends the search once `window` evaluations (default 30) raise the hypervolume by less than the share `gain`. */
  readonly plateau?: { readonly gain: number; readonly window?: number };
  /**
   * Cheaper scores of accuracy that the strategy may buy, each at a share of an evaluation: a column of the table, or, with
   * evaluator training, `epochs_N`, the network trained N epochs.
   */
  readonly fidelities?: readonly { readonly name: string; readonly cost: number }[];
}

/** A snapshot of a run, also what its subscribers get. */
export interface RunProgress {
  readonly run: SearchRun;
  readonly evaluations: number;
  readonly failed: number;
  /** Cheap scores bought. */
  readonly scores: number;
  /** What was paid, in evaluations: one each, and the prices of the scores. */
  readonly spent: number;
  readonly points: readonly Point[];
  readonly hypervolume: number;
  readonly referencePoint: Readonly<Partial<Record<Metric, number>>>;
  /** Networks an external run waits for. */
  readonly pending: readonly { readonly id: ArchitectureId; readonly architecture: Architecture }[];
  readonly elapsedSeconds: number;
  readonly etaSeconds?: number;
}

export interface RunPage {
  readonly limit: number;
  readonly after?: { readonly createdAt: string; readonly id: RunId };
}

/**
 * The use cases, one method each. Arguments are what users write (ids as plain strings, numbers unchecked); every method
 * validates and throws a `HarmonicError` that names the field before anything changes. Results are plain data.
 */
export interface HarmonicService {
  searchSpaces(): Promise<readonly SearchSpace[]>;
  searchSpace(id: string): Promise<{
    readonly space: SearchSpace;
    readonly cardinality: bigint;
    readonly partialCardinality: bigint;
  }>;
  registerSearchSpace(file: unknown): Promise<{ readonly space: SearchSpace; readonly created: boolean }>;
  tasks(): Promise<readonly Task[]>;
  task(id: string): Promise<Task>;
  registerTask(input: {
    readonly id: string;
    readonly space: string;
    readonly name?: string;
    readonly description?: string;
  }): Promise<{ readonly task: Task; readonly created: boolean }>;
  devices(): Promise<readonly Device[]>;
  device(id: string): Promise<Device>;
  registerDevice(input: {
    readonly id: string;
    readonly name?: string;
    readonly description?: string;
    readonly runtime?: string;
    readonly batch?: number;
  }): Promise<{ readonly device: Device; readonly created: boolean }>;
  /** `content`: one or several profiles in the reference format, merged; the device is created if it is new. */
  importOperatorProfile(input: {
    readonly device: string;
    readonly spaces?: readonly string[];
    readonly content: readonly unknown[];
    readonly source?: string;
  }): Promise<{ readonly device: DeviceId; readonly entries: number; readonly changed: number }>;
  cost(input: {
    readonly task: string;
    readonly device: string;
    readonly architecture: unknown;
  }): Promise<ArchitectureCost & { readonly id: ArchitectureId }>;
  /** Checks an architecture whose fusion network is to be trained; genes of tier 2 may be open. */
  planFusion(input: {
    readonly task: string;
    readonly device: string;
    readonly architecture: unknown;
  }): Promise<FusionPlan>;

  architecture(id: string): Promise<ArchitectureReport>;
  submitMeasurements(input: SubmitMeasurements): Promise<Submission>;
  retractMeasurement(id: string): Promise<Measurement>;
  importSamples(input: ImportSamples): Promise<ImportReport>;
  sampleTables(): Promise<readonly SampleTable[]>;

  paretoFront(query: FrontQuery): Promise<Front>;
  recommend(input: RecommendInput): Promise<Recommendation>;
  predict(input: {
    readonly task: string;
    readonly device?: string;
    readonly architectures: readonly unknown[];
  }): Promise<{ readonly predictions: readonly PredictedArchitecture[]; readonly notes: readonly string[] }>;
  suggestMeasurements(input: {
    readonly task: string;
    readonly device: string;
    readonly count: number;
  }): Promise<readonly Point[]>;
  predictors(filter: {
    readonly task?: string;
    readonly device?: string;
    readonly metric?: Metric;
  }): Promise<readonly Omit<PredictorRecord, "state">[]>;
  /** Why a stored predictor cannot be used any more and has to be trained again; undefined: it can. */
  whyUnusable(predictor: string): Promise<string | undefined>;
  trainPredictor(input: TrainPredictor): Promise<TrainingReport>;

  startSearch(input: StartSearch): Promise<SearchRun>;
  resumeSearch(id: string): Promise<SearchRun>;
  /** Stops it for good unless resumed; waits until what is being evaluated is stored. */
  cancelSearch(id: string): Promise<SearchRun>;
  run(id: string): Promise<RunProgress>;
  runs(page: RunPage): Promise<readonly SearchRun[]>;
  /** The current state at once, then every change, until the run ends or `signal` aborts. */
  followRun(id: string, signal: AbortSignal): AsyncIterable<RunProgress>;
  /** Every change of the measured front, until `signal` aborts. */
  followFront(task: string, device: string, signal: AbortSignal): AsyncIterable<FrontChange>;

  archiveInfo(): Promise<ArchiveCounts & { readonly location: string }>;
  backup(file: string): Promise<void>;
  reset(): Promise<void>;
  /** Interrupts runs cleanly (they can be resumed) and closes the archive. */
  close(): Promise<void>;
}
