import type { Metric } from '../../base/metric.js';
import type { Source } from '../../base/metric.js';
import type { ProblemCode } from '../../base/errors.js';
import type { Split } from '../mapping/enums.js';
import type { MeasuredSplit } from '../mapping/enums.js';
import type { ColumnKind } from '../mapping/enums.js';
import type { EvaluatorKind } from '../mapping/enums.js';
import type { SearchStrategy } from '../mapping/enums.js';
import type { SearchRunStatus } from '../mapping/enums.js';
import type { StopRule } from '../mapping/enums.js';
import type { PreferenceKind } from '../mapping/enums.js';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { TaskModel, DeviceModel, SearchSpaceModel, ArchitectureModel, MeasurementModel, PredictorModel, SampleTableModel, SearchRunModel, EstimateModel } from '../mapping/models.js';
import type { ApiContext } from '../context.js';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type EnumResolverSignature<T, AllowedValues = any> = { [key in keyof T]?: AllowedValues };
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A whole number of any size, written as a decimal string, e.g. `"21758391142851"`. */
  BigInt: { input: string; output: bigint; }
  /** A moment in time: ISO 8601 in UTC, e.g. `2025-03-01T12:00:00.000Z`. As input any ISO 8601 date-time with a zone is taken. */
  DateTime: { input: string; output: string; }
  /**
   * Any JSON value: an architecture (gene -> choice), a gene's choice, a search space, an operator profile.
   * Numbers must be finite: `1e400` is refused.
   */
  JSON: { input: unknown; output: unknown; }
};

/** A network of a search space. Its key is a hash of its content, so one network has one key everywhere. */
export type Architecture = Node & {
  readonly __typename?: 'Architecture';
  /** Its canonical form: a map gene -> choice of the active genes, in gene order. */
  readonly genes: Scalars['JSON']['output'];
  /** Global id. */
  readonly id: Scalars['ID']['output'];
  /** Hexadecimal SHA-256 of the space's key and the canonical form. */
  readonly key: Scalars['String']['output'];
  /** Multiply-accumulate operations of one inference, a whole number; null where the space does not tell. */
  readonly macs?: Maybe<Scalars['Float']['output']>;
  /** Every measurement of it, in the order they were stored. Retracted ones are shown with `retracted: true`. */
  readonly measurements: ReadonlyArray<Measurement>;
  /** Number of weights, a whole number; null where the space does not tell. */
  readonly params?: Maybe<Scalars['Float']['output']>;
  /** Whether genes of tier 2 are still open. */
  readonly partial: Scalars['Boolean']['output'];
  /** The space it is of. */
  readonly space: SearchSpace;
};

/** What an architecture costs by a device's operator profile: the sum over its layers. */
export type ArchitectureCost = {
  readonly __typename?: 'ArchitectureCost';
  /** The architecture. */
  readonly architecture: Architecture;
  /** Millijoules, in total. */
  readonly energy: Scalars['Float']['output'];
  /** What the profile does not cover by design and the sums leave out, e.g. `text backbone: not in the profile`. */
  readonly excluded: ReadonlyArray<Scalars['String']['output']>;
  /** Milliseconds, in total. */
  readonly latency: Scalars['Float']['output'];
  /** Layer by layer, in the order of execution. */
  readonly layers: ReadonlyArray<LayerCost>;
};

/** A cancelled run, or why it was not. */
export type CancelSearchResult = CancelSearchSuccess | ConflictProblem | InvalidInputProblem | MissingProfileEntriesProblem | NotEnoughDataProblem | NotFoundProblem | UnavailableProblem;

/** A search has stopped. */
export type CancelSearchSuccess = {
  readonly __typename?: 'CancelSearchSuccess';
  /** The run. */
  readonly run: SearchRun;
};

/** A cheaper score of accuracy that a search may buy for networks instead of an evaluation. */
export type CheapFidelity = {
  readonly __typename?: 'CheapFidelity';
  /** Price of one score: a share of an evaluation, above 0 and below 1. */
  readonly cost: Scalars['Float']['output'];
  /** A column of the table, or `epochs_N` with TRAINING: the network trained N epochs. */
  readonly name: Scalars['String']['output'];
};

/** A cheaper score of accuracy that a search may buy for networks instead of an evaluation. */
export type CheapFidelityInput = {
  /** Price of one score: a share of an evaluation, above 0 and below 1. */
  readonly cost: Scalars['Float']['input'];
  /** A column of the table, or `epochs_N` with TRAINING: the network trained N epochs. */
  readonly name: Scalars['String']['input'];
};

export type { ColumnKind };

/** What was found in one column. */
export type ColumnReport = {
  readonly __typename?: 'ColumnReport';
  /** What it holds. */
  readonly kind: ColumnKind;
  /** Largest value, in the column's unit; null where there is none. */
  readonly max?: Maybe<Scalars['Float']['output']>;
  /** Smallest value, in the column's unit; null where there is none. */
  readonly min?: Maybe<Scalars['Float']['output']>;
  /** Rows without. */
  readonly missing: Scalars['Int']['output'];
  /** Its name in the header. */
  readonly name: Scalars['String']['output'];
  /** Key of the task or device it is about; empty for notes. */
  readonly subject: Scalars['String']['output'];
  /** Rows with a value. */
  readonly values: Scalars['Int']['output'];
};

/** The request contradicts what is stored. */
export type ConflictProblem = Problem & {
  readonly __typename?: 'ConflictProblem';
  /** Always CONFLICT. */
  readonly code: ProblemCode;
  /** The argument at fault. */
  readonly field?: Maybe<Scalars['String']['output']>;
  /** One sentence for people: what is stored already. */
  readonly message: Scalars['String']['output'];
};

/** Limits; those left out do not limit. */
export type Constraints = {
  /** Gene -> the choice it must have, or a list of the choices it may have. */
  readonly genes?: InputMaybe<Scalars['JSON']['input']>;
  /** Most energy: millijoules, above 0. */
  readonly maxEnergy?: InputMaybe<Scalars['Float']['input']>;
  /** Most latency: milliseconds, above 0. */
  readonly maxLatency?: InputMaybe<Scalars['Float']['input']>;
  /** Most weights. */
  readonly maxParams?: InputMaybe<Scalars['Float']['input']>;
  /** Least accuracy: fraction in [0, 1]. */
  readonly minAccuracy?: InputMaybe<Scalars['Float']['input']>;
};

/** The cost, or why it cannot be told. */
export type CostResult = ArchitectureCost | ConflictProblem | InvalidInputProblem | MissingProfileEntriesProblem | NotEnoughDataProblem | NotFoundProblem | UnavailableProblem;

/** One machine with one runtime, power mode and batch size: what latency and energy belong to. */
export type Device = Node & {
  readonly __typename?: 'Device';
  /** Inputs per inference. */
  readonly batch: Scalars['Int']['output'];
  /** What an architecture costs by this device's operator profile. */
  readonly cost: CostResult;
  /** What the machine is and how it was set up. */
  readonly description: Scalars['String']['output'];
  /** Global id. */
  readonly id: Scalars['ID']['output'];
  /** Plain id, e.g. `jetson-tx2`. */
  readonly key: Scalars['String']['output'];
  /** How many architectures have a measured latency or energy (retracted measurements left out). */
  readonly measured: Scalars['Int']['output'];
  /** Name for people. */
  readonly name: Scalars['String']['output'];
  /** Predictors of latency and energy on this device, newest version first. */
  readonly predictors: ReadonlyArray<Predictor>;
  /** What runs the networks, e.g. `litert`, `onnxruntime`, `tensorrt`; empty when not known. */
  readonly runtime: Scalars['String']['output'];
};


/** One machine with one runtime, power mode and batch size: what latency and energy belong to. */
export type DeviceCostArgs = {
  architecture: Scalars['JSON']['input'];
  task: Scalars['ID']['input'];
};


/** One machine with one runtime, power mode and batch size: what latency and energy belong to. */
export type DevicePredictorsArgs = {
  metric?: InputMaybe<Metric>;
};

/** One number and where it comes from. */
export type Estimate = {
  readonly __typename?: 'Estimate';
  /** Measurements of this network disagree beyond their spread: look at `architecture.measurements`. */
  readonly clashing: Scalars['Boolean']['output'];
  /** Predicted outside what the predictor learned from: a gene has a value that never occurred in training. */
  readonly extrapolated: Scalars['Boolean']['output'];
  /** Of what an accuracy is; null for costs and predictions. */
  readonly fidelity?: Maybe<Fidelity>;
  /** Lower end of the 90 % interval, in the unit of `value`; null if unknown. */
  readonly lower?: Maybe<Scalars['Float']['output']>;
  /** When the latest of the measurements was made (measured only); null if the origin does not say. */
  readonly measuredAt?: Maybe<Scalars['DateTime']['output']>;
  /** The predictor, where the number is predicted. */
  readonly predictor?: Maybe<Predictor>;
  /** How many runs the mean is over (measured only). */
  readonly repeats?: Maybe<Scalars['Int']['output']>;
  /** Standard deviation between repeats, in the unit of `value` (measured only). */
  readonly sd?: Maybe<Scalars['Float']['output']>;
  /** Measured, summed from an operator profile, or predicted. */
  readonly source: Source;
  /** Upper end of the 90 % interval, in the unit of `value`; null if unknown. */
  readonly upper?: Maybe<Scalars['Float']['output']>;
  /** Accuracy: a fraction in [0, 1]. Latency: milliseconds. Energy: millijoules. A mean over repeats where it is measured. */
  readonly value: Scalars['Float']['output'];
};

export type { EvaluatorKind };

/** Of what an accuracy is the accuracy: how the network was trained and on which data it was scored. */
export type Fidelity = {
  readonly __typename?: 'Fidelity';
  /** How long training took, of all seeds together, in seconds; null where not known. */
  readonly seconds?: Maybe<Scalars['Float']['output']>;
  /** The seeds it was trained with; empty when not known. */
  readonly seeds: ReadonlyArray<Scalars['Float']['output']>;
  /** The split it was scored on. */
  readonly split: Split;
  /** How it was trained, e.g. `25 epochs`, `inherited weights`; empty when not known. */
  readonly training: Scalars['String']['output'];
};

/** A change of the measured front of a task on a device. */
export type FrontChange = {
  readonly __typename?: 'FrontChange';
  /** Points that joined the front. */
  readonly added: ReadonlyArray<ParetoPoint>;
  /** The device. */
  readonly device: Device;
  /** Hypervolume of the front now, in the product of the objectives' units. */
  readonly hypervolume: Scalars['Float']['output'];
  /** Networks that left it. */
  readonly removed: ReadonlyArray<Architecture>;
  /** The task. */
  readonly task: Task;
};

/** How the predicted front of the task on the device moved. */
export type FrontMovement = {
  readonly __typename?: 'FrontMovement';
  /** Points that joined. */
  readonly added: Scalars['Int']['output'];
  /** Hypervolume after, against the same reference point. */
  readonly hypervolumeAfter: Scalars['Float']['output'];
  /** Hypervolume before, in the product of the objectives' units. */
  readonly hypervolumeBefore: Scalars['Float']['output'];
  /** Points that left. */
  readonly removed: Scalars['Int']['output'];
};

/** One decision of a search space. */
export type Gene = {
  readonly __typename?: 'Gene';
  /** All must hold for the gene to exist; empty: it always does. */
  readonly activeWhen: ReadonlyArray<GeneCondition>;
  /** Its choices: strings or numbers. */
  readonly choices: ReadonlyArray<Scalars['JSON']['output']>;
  /** Unique within the space. */
  readonly name: Scalars['String']['output'];
  /** Whether the choices have an order (kernel sizes have, operators have not). */
  readonly ordered: Scalars['Boolean']['output'];
  /** 1: decided by the backbone search. 2: decided by the fusion search, may be missing (a partial architecture). */
  readonly tier: Scalars['Int']['output'];
};

/** A test on an earlier gene: one of `equals`, `in`, `atLeast` and `atMost` is set. */
export type GeneCondition = {
  readonly __typename?: 'GeneCondition';
  /** Its choice, a number, is at least this. */
  readonly atLeast?: Maybe<Scalars['Float']['output']>;
  /** Its choice, a number, is at most this. */
  readonly atMost?: Maybe<Scalars['Float']['output']>;
  /** Its choice is this one. */
  readonly equals?: Maybe<Scalars['JSON']['output']>;
  /** The earlier gene; the condition fails where it is inactive. */
  readonly gene: Scalars['String']['output'];
  /** Its choice is one of these. */
  readonly in?: Maybe<ReadonlyArray<Scalars['JSON']['output']>>;
};

/** An operator profile to import. */
export type ImportOperatorProfileInput = {
  /** One or several profiles in the reference format, merged: objects of operator key -> `{"lat": ms, "enrg": mJ}`. */
  readonly content: ReadonlyArray<Scalars['JSON']['input']>;
  /** Id or key of the device; a new key creates the device. */
  readonly device: Scalars['ID']['input'];
  /** Where the numbers come from. */
  readonly source?: InputMaybe<Scalars['String']['input']>;
  /** Ids or keys of the search spaces the entries serve; left out: all of them (fusion operators). */
  readonly spaces?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};

/** An imported profile, or why it was not. */
export type ImportOperatorProfileResult = ConflictProblem | ImportOperatorProfileSuccess | InvalidInputProblem | MissingProfileEntriesProblem | NotEnoughDataProblem | NotFoundProblem | UnavailableProblem;

/** An operator profile is imported. */
export type ImportOperatorProfileSuccess = {
  readonly __typename?: 'ImportOperatorProfileSuccess';
  /** Entries that are new or have another value than before. */
  readonly changed: Scalars['Int']['output'];
  /** The device. */
  readonly device: Device;
  /** Entries in the imported files. */
  readonly entries: Scalars['Int']['output'];
};

/** A table to import. */
export type ImportSamplesInput = {
  /** The table as CSV text with a header line. For large files use the command line. */
  readonly csv: Scalars['String']['input'];
  /** A column of which equal values stand for the same network: the first row of each is kept. */
  readonly distinct?: InputMaybe<Scalars['String']['input']>;
  /** False: keep the table for replaying only, and its values out of the archive's measurements. True if left out. */
  readonly measurements?: InputMaybe<Scalars['Boolean']['input']>;
  /** Name of the table: 1 to 100 letters, digits, `.`, `_` or `-`. `startSearch` takes it as `samples`. */
  readonly name: Scalars['String']['input'];
  /** Id or key of the search space of its networks. */
  readonly space: Scalars['ID']['input'];
};

/** An imported table, or why nothing of it was kept; a bad row is named by its line number. */
export type ImportSamplesResult = ConflictProblem | ImportSamplesSuccess | InvalidInputProblem | MissingProfileEntriesProblem | NotEnoughDataProblem | NotFoundProblem | UnavailableProblem;

/** A table is imported. */
export type ImportSamplesSuccess = {
  readonly __typename?: 'ImportSamplesSuccess';
  /** The same file had been imported before: nothing changed. */
  readonly alreadyImported: Scalars['Boolean']['output'];
  /** Column by column. */
  readonly columns: ReadonlyArray<ColumnReport>;
  /** Devices that its columns named and that did not exist. */
  readonly devicesCreated: ReadonlyArray<Device>;
  /** Measurements that were not known before. */
  readonly measurementsStored: Scalars['Int']['output'];
  /** Distinct networks in it. */
  readonly networks: Scalars['Int']['output'];
  /** The table. */
  readonly table: SampleTable;
  /** Tasks that its columns named and that did not exist. */
  readonly tasksCreated: ReadonlyArray<Task>;
};

/** No network keeps the constraints. */
export type Infeasible = {
  readonly __typename?: 'Infeasible';
  /** The nearest networks and what they miss. */
  readonly nearest: ReadonlyArray<NearMiss>;
  /** What the answer leaves out, in plain sentences. */
  readonly notes: ReadonlyArray<Scalars['String']['output']>;
};

/** An argument is not allowed. */
export type InvalidInputProblem = Problem & {
  readonly __typename?: 'InvalidInputProblem';
  /** Always INVALID_INPUT. */
  readonly code: ProblemCode;
  /** The argument at fault, as a path into the input. */
  readonly field?: Maybe<Scalars['String']['output']>;
  /** One sentence for people: the field at fault and what is allowed. */
  readonly message: Scalars['String']['output'];
};

/** What one layer costs by an operator profile. */
export type LayerCost = {
  readonly __typename?: 'LayerCost';
  /** Millijoules. */
  readonly energy: Scalars['Float']['output'];
  /** The profile's key: operator and shape. */
  readonly key: Scalars['String']['output'];
  /** Milliseconds. */
  readonly latency: Scalars['Float']['output'];
};

export type { MeasuredSplit };

/**
 * One act of measuring one architecture: its accuracy on a task, or its latency and energy on a device. Kept for ever unless
 * retracted; repeats are kept side by side and combined when read.
 */
export type Measurement = Node & {
  readonly __typename?: 'Measurement';
  /** Fraction in [0, 1]. */
  readonly accuracy?: Maybe<Scalars['Float']['output']>;
  /** Standard deviation of the accuracy between repeats: a fraction. */
  readonly accuracySd?: Maybe<Scalars['Float']['output']>;
  /** The network that was measured. */
  readonly architecture: Architecture;
  /** Inputs per inference, if other than the device's or stated; costs only. */
  readonly batch?: Maybe<Scalars['Int']['output']>;
  /** The device, of a latency or energy; else null. */
  readonly device?: Maybe<Device>;
  /** Millijoules per inference. */
  readonly energy?: Maybe<Scalars['Float']['output']>;
  /** Standard deviation of the energy between repeats: millijoules. */
  readonly energySd?: Maybe<Scalars['Float']['output']>;
  /** Of what an accuracy is; null for costs. */
  readonly fidelity?: Maybe<Fidelity>;
  /** Global id. */
  readonly id: Scalars['ID']['output'];
  /** Plain id. */
  readonly key: Scalars['String']['output'];
  /** Milliseconds per inference. */
  readonly latency?: Maybe<Scalars['Float']['output']>;
  /** Standard deviation of the latency between repeats: milliseconds. */
  readonly latencySd?: Maybe<Scalars['Float']['output']>;
  /** When it was made; null if the origin does not say. */
  readonly measuredAt?: Maybe<Scalars['DateTime']['output']>;
  /** Where it came from: an imported table, a client, a search run, a publication. */
  readonly origin: Scalars['String']['output'];
  /** Power mode of the device, if stated; costs only. */
  readonly powerMode?: Maybe<Scalars['String']['output']>;
  /** How many runs the numbers are means over. */
  readonly repeats: Scalars['Int']['output'];
  /** Withdrawn: kept for the record, counted nowhere. */
  readonly retracted: Scalars['Boolean']['output'];
  /** What ran the network, if stated; costs only. */
  readonly runtime?: Maybe<Scalars['String']['output']>;
  /** The task, of an accuracy; else null. */
  readonly task?: Maybe<Task>;
};

/** One measurement: at least one of `accuracy`, `latency` and `energy` is given. */
export type MeasurementInput = {
  /** Fraction in [0, 1]; needs `task`. */
  readonly accuracy?: InputMaybe<Scalars['Float']['input']>;
  /** The architecture: a map gene -> choice, or its id or key. */
  readonly architecture: Scalars['JSON']['input'];
  /** Inputs per inference, at least 1. */
  readonly batch?: InputMaybe<Scalars['Int']['input']>;
  /** Millijoules per inference, above 0; needs `device`. */
  readonly energy?: InputMaybe<Scalars['Float']['input']>;
  /** Milliseconds per inference, above 0; needs `device`. */
  readonly latency?: InputMaybe<Scalars['Float']['input']>;
  /** When it was measured. */
  readonly measuredAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Power mode of the device. */
  readonly powerMode?: InputMaybe<Scalars['String']['input']>;
  /** How many runs the numbers are means over; 1 if left out. */
  readonly repeats?: InputMaybe<Scalars['Int']['input']>;
  /** What ran the network. */
  readonly runtime?: InputMaybe<Scalars['String']['input']>;
  /** Standard deviation between the repeats, at least 0: of the latency [ms] where one is given, else of the accuracy. */
  readonly sd?: InputMaybe<Scalars['Float']['input']>;
  /** How long training took, of all seeds together, in seconds; at least 0. */
  readonly seconds?: InputMaybe<Scalars['Float']['input']>;
  /** The seeds it was trained with. */
  readonly seeds?: InputMaybe<ReadonlyArray<Scalars['Float']['input']>>;
  /** The split the accuracy was taken on; VALIDATION if left out. */
  readonly split?: InputMaybe<MeasuredSplit>;
  /** How the network was trained, e.g. `25 epochs`. */
  readonly training?: InputMaybe<Scalars['String']['input']>;
};

export type { Metric };

/** One number per metric, in natural units; null where a metric has none. */
export type MetricValues = {
  readonly __typename?: 'MetricValues';
  /** Fraction in [0, 1]. */
  readonly accuracy?: Maybe<Scalars['Float']['output']>;
  /** Millijoules. */
  readonly energy?: Maybe<Scalars['Float']['output']>;
  /** Milliseconds. */
  readonly latency?: Maybe<Scalars['Float']['output']>;
};

/** By how much a network misses each limit, in the metric's unit; null where it keeps the limit or there is none. */
export type Misses = {
  readonly __typename?: 'Misses';
  /** Accuracy too low by this fraction. */
  readonly accuracy?: Maybe<Scalars['Float']['output']>;
  /** Energy too high by these millijoules. */
  readonly energy?: Maybe<Scalars['Float']['output']>;
  /** Latency too high by these milliseconds. */
  readonly latency?: Maybe<Scalars['Float']['output']>;
  /** Weights above the limit. */
  readonly params?: Maybe<Scalars['Float']['output']>;
};

/** The operator profile of the device lacks entries that the architecture needs; a missing entry never counts as zero. */
export type MissingProfileEntriesProblem = Problem & {
  readonly __typename?: 'MissingProfileEntriesProblem';
  /** Always MISSING_PROFILE_ENTRIES. */
  readonly code: ProblemCode;
  /** The argument at fault. */
  readonly field?: Maybe<Scalars['String']['output']>;
  /** The missing keys: import an operator profile that has them. */
  readonly keys: ReadonlyArray<Scalars['String']['output']>;
  /** One sentence for people, with the keys. */
  readonly message: Scalars['String']['output'];
};

/** What can be changed. Every mutation is checked as a whole first: one that returns a problem has changed nothing. */
export type Mutation = {
  readonly __typename?: 'Mutation';
  /** Stops a run for good unless it is resumed; what is being evaluated is stored first. */
  readonly cancelSearch: CancelSearchResult;
  /** Imports an operator profile of a device. Repeating it changes nothing. */
  readonly importOperatorProfile: ImportOperatorProfileResult;
  /** Imports a table of measured networks: all of it or nothing. Repeating it changes nothing. */
  readonly importSamples: ImportSamplesResult;
  /** Registers a device, or completes one that is known, e.g. by a table's column; batch and runtime are settled with its first measurement. Repeating it changes nothing. */
  readonly registerDevice: RegisterDeviceResult;
  /** Registers a search space. Repeating it changes nothing; a space never changes. */
  readonly registerSearchSpace: RegisterSearchSpaceResult;
  /** Registers a task, or completes one that is known, e.g. by a table's column. Repeating it changes nothing. */
  readonly registerTask: RegisterTaskResult;
  /** Continues an interrupted or cancelled run; no acknowledged evaluation is repeated. */
  readonly resumeSearch: ResumeSearchResult;
  /** Withdraws a measurement: it is kept for the record and counted nowhere. Repeating it changes nothing. */
  readonly retractMeasurement: RetractMeasurementResult;
  /** Trains a new version on everything measured, compares it with the old one on the same held-out networks, and promotes it unless it is worse. */
  readonly retrainPredictor: RetrainPredictorResult;
  /** Starts a search and returns at once. */
  readonly startSearch: StartSearchResult;
  /** Stores measurements: all of them or none. They are available to every query at once. */
  readonly submitMeasurements: SubmitMeasurementsResult;
};


/** What can be changed. Every mutation is checked as a whole first: one that returns a problem has changed nothing. */
export type MutationCancelSearchArgs = {
  id: Scalars['ID']['input'];
};


/** What can be changed. Every mutation is checked as a whole first: one that returns a problem has changed nothing. */
export type MutationImportOperatorProfileArgs = {
  input: ImportOperatorProfileInput;
};


/** What can be changed. Every mutation is checked as a whole first: one that returns a problem has changed nothing. */
export type MutationImportSamplesArgs = {
  input: ImportSamplesInput;
};


/** What can be changed. Every mutation is checked as a whole first: one that returns a problem has changed nothing. */
export type MutationRegisterDeviceArgs = {
  input: RegisterDeviceInput;
};


/** What can be changed. Every mutation is checked as a whole first: one that returns a problem has changed nothing. */
export type MutationRegisterSearchSpaceArgs = {
  input: RegisterSearchSpaceInput;
};


/** What can be changed. Every mutation is checked as a whole first: one that returns a problem has changed nothing. */
export type MutationRegisterTaskArgs = {
  input: RegisterTaskInput;
};


/** What can be changed. Every mutation is checked as a whole first: one that returns a problem has changed nothing. */
export type MutationResumeSearchArgs = {
  id: Scalars['ID']['input'];
};


/** What can be changed. Every mutation is checked as a whole first: one that returns a problem has changed nothing. */
export type MutationRetractMeasurementArgs = {
  id: Scalars['ID']['input'];
};


/** What can be changed. Every mutation is checked as a whole first: one that returns a problem has changed nothing. */
export type MutationRetrainPredictorArgs = {
  input: RetrainPredictorInput;
};


/** What can be changed. Every mutation is checked as a whole first: one that returns a problem has changed nothing. */
export type MutationStartSearchArgs = {
  input: StartSearchInput;
};


/** What can be changed. Every mutation is checked as a whole first: one that returns a problem has changed nothing. */
export type MutationSubmitMeasurementsArgs = {
  input: SubmitMeasurementsInput;
};

/** A network that comes near the limits but does not keep them. */
export type NearMiss = {
  readonly __typename?: 'NearMiss';
  /** What it misses. */
  readonly misses: Misses;
  /** The network. */
  readonly point: ParetoPoint;
};

/** Something with an identity. Wherever an argument names one, it takes the `id` or the `key`. */
export type Node = {
  /** Opaque and unique over all types; give it to `node(id)`. */
  readonly id: Scalars['ID']['output'];
  /** The plain id, unique within its type: what the command line and files use. */
  readonly key: Scalars['String']['output'];
};

/** Too little has been measured to answer. */
export type NotEnoughDataProblem = Problem & {
  readonly __typename?: 'NotEnoughDataProblem';
  /** Always NOT_ENOUGH_DATA. */
  readonly code: ProblemCode;
  /** The argument at fault. */
  readonly field?: Maybe<Scalars['String']['output']>;
  /** One sentence for people: what is missing and how much of it. */
  readonly message: Scalars['String']['output'];
};

/** There is nothing of that id. */
export type NotFoundProblem = Problem & {
  readonly __typename?: 'NotFoundProblem';
  /** Always NOT_FOUND. */
  readonly code: ProblemCode;
  /** The argument that named it. */
  readonly field?: Maybe<Scalars['String']['output']>;
  /** The key that was not found; null if unknown. */
  readonly key?: Maybe<Scalars['String']['output']>;
  /** What was looked for, e.g. `task`; null if unknown. */
  readonly kind?: Maybe<Scalars['String']['output']>;
  /** One sentence for people, with what there is where that helps. */
  readonly message: Scalars['String']['output'];
};

/** Where a page of a connection lies. */
export type PageInfo = {
  readonly __typename?: 'PageInfo';
  /** Cursor of the last item of the page: give it as `after` to get the next page. Null on an empty page. */
  readonly endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether there is more after this page. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** Whether there is something before this page. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** Cursor of the first item of the page; null on an empty page. */
  readonly startCursor?: Maybe<Scalars['String']['output']>;
};

/** The networks of a task on a device of which none is beaten in every objective by another. */
export type ParetoFront = {
  readonly __typename?: 'ParetoFront';
  /** The page's points with their cursors. */
  readonly edges: ReadonlyArray<ParetoFrontEdge>;
  /** Volume between the front and the reference point, in the product of the objectives' units. */
  readonly hypervolume: Scalars['Float']['output'];
  /** Where no network keeps the limits: the nearest ones and what they miss; else empty. */
  readonly nearest: ReadonlyArray<NearMiss>;
  /** The page's points: most accurate first where accuracy is an objective, else cheapest first. */
  readonly nodes: ReadonlyArray<ParetoPoint>;
  /** What the answer leaves out, in plain sentences. */
  readonly notes: ReadonlyArray<Scalars['String']['output']>;
  /** The objectives that were used. */
  readonly objectives: ReadonlyArray<Metric>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
  /** Worst value of each objective among the task's known points, or the constraint's limit; in natural units. */
  readonly referencePoint: MetricValues;
  /** Which sources the points use. */
  readonly sources: ReadonlyArray<Source>;
  /** Points of the whole front. */
  readonly totalCount: Scalars['Int']['output'];
  /** Changes whenever the answer to the same question may have changed. */
  readonly version: Scalars['String']['output'];
};

/** A point of a front and its place. */
export type ParetoFrontEdge = {
  readonly __typename?: 'ParetoFrontEdge';
  /** Its place: give it as `after` to continue behind it. Valid for the same query on an unchanged front. */
  readonly cursor: Scalars['String']['output'];
  /** The point. */
  readonly node: ParetoPoint;
};

/** A network on a Pareto front, or near it, and what is known of it. */
export type ParetoPoint = {
  readonly __typename?: 'ParetoPoint';
  /** Validation accuracy: fraction in [0, 1]; null if nothing is known. */
  readonly accuracy?: Maybe<Estimate>;
  /** The network. */
  readonly architecture: Architecture;
  /** Millijoules per inference on the device; null if nothing is known. */
  readonly energy?: Maybe<Estimate>;
  /** Whether any of its numbers is predicted outside what the predictor learned from. */
  readonly extrapolated: Scalars['Boolean']['output'];
  /** Probability, in [0, 1], that every constraint holds; 1 without constraints. */
  readonly feasibility: Scalars['Float']['output'];
  /** Milliseconds per inference on the device; null if nothing is known. */
  readonly latency?: Maybe<Estimate>;
  /** Test accuracy: fraction in [0, 1]; measured once, for final networks; null if it was not. */
  readonly testAccuracy?: Maybe<Estimate>;
};

/** A network an external run waits for: measure it and submit it with `submitMeasurements`. */
export type PendingEvaluation = {
  readonly __typename?: 'PendingEvaluation';
  /** The network. */
  readonly architecture: Architecture;
};

/** When a front counts as one that has stopped growing. */
export type Plateau = {
  readonly __typename?: 'Plateau';
  /** Share of the hypervolume, above 0 and below 1: less growth than this over `window` evaluations ends the run, unless its strategy expects more of the next `window`. */
  readonly gain: Scalars['Float']['output'];
  /** A number of evaluations. */
  readonly window: Scalars['Int']['output'];
};

/** When a front counts as one that has stopped growing. */
export type PlateauInput = {
  /** Share of the hypervolume, above 0 and below 1: less growth than this over `window` evaluations ends the run, unless its strategy expects more of the next `window`. */
  readonly gain: Scalars['Float']['input'];
  /** A number of evaluations, at least 1; 30 if left out. */
  readonly window?: InputMaybe<Scalars['Int']['input']>;
};

/** Predictions, or why there are none. */
export type PredictResult = ConflictProblem | InvalidInputProblem | MissingProfileEntriesProblem | NotEnoughDataProblem | NotFoundProblem | Predictions | UnavailableProblem;

/** A network and what is known or predicted of it. */
export type PredictedArchitecture = {
  readonly __typename?: 'PredictedArchitecture';
  /** Accuracy on the task: fraction in [0, 1]. */
  readonly accuracy?: Maybe<Estimate>;
  /** The network. */
  readonly architecture: Architecture;
  /** Millijoules per inference on the device; null without a device or a predictor. */
  readonly energy?: Maybe<Estimate>;
  /** Milliseconds per inference on the device; null without a device or a predictor. */
  readonly latency?: Maybe<Estimate>;
};

/** Predictions, in the order of the request. */
export type Predictions = {
  readonly __typename?: 'Predictions';
  /** What the answer leaves out, in plain sentences, e.g. a metric without a predictor. */
  readonly notes: ReadonlyArray<Scalars['String']['output']>;
  /** One per architecture, in the order of the request. */
  readonly predictions: ReadonlyArray<PredictedArchitecture>;
};

/**
 * A trained predictor of one metric: of a task's accuracy, or of a device's latency or energy. Versioned; one version of each
 * is promoted and answers queries.
 */
export type Predictor = Node & {
  readonly __typename?: 'Predictor';
  /** Why it is of this family; null for predictors that were stored before that was kept. */
  readonly contest?: Maybe<PredictorContest>;
  /** When it was trained. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The device, of a cost predictor; else null. */
  readonly device?: Maybe<Device>;
  /** The model family that was chosen. */
  readonly family: Scalars['String']['output'];
  /** Global id. */
  readonly id: Scalars['ID']['output'];
  /** Plain id. */
  readonly key: Scalars['String']['output'];
  /** What it predicts. */
  readonly metric: Metric;
  /** Whether it is the version that answers queries. */
  readonly promoted: Scalars['Boolean']['output'];
  /** How good it is on networks it was not trained on. */
  readonly quality: PredictorQuality;
  /** The seed it was trained with: the same seed and measurements give the same predictor. */
  readonly seed: Scalars['Float']['output'];
  /** The search space whose networks it predicts. */
  readonly space: SearchSpace;
  /** The task, of an accuracy predictor; else null. */
  readonly task?: Maybe<Task>;
  /** How many distinct networks it was trained on. */
  readonly trainedOn: Scalars['Int']['output'];
  /**
   * Why it answers nothing although it was stored: it was trained by an earlier version of the program, or learnt from an operator profile that has changed. It
   * has to be trained again. Null if it can be used.
   */
  readonly unusable?: Maybe<Scalars['String']['output']>;
  /** Counts from 1 per space, task or device, and metric. */
  readonly version: Scalars['Int']['output'];
};

/** A family that took part in a contest, with its cross-validated figures. */
export type PredictorContender = {
  readonly __typename?: 'PredictorContender';
  /** The model family, or `stack`: a mixture of several. */
  readonly family: Scalars['String']['output'];
  /** Interval score of the 90 % interval, in the metric's unit; smaller is better. */
  readonly intervalScore90: Scalars['Float']['output'];
  /** Kendall's rank correlation (tau-b), -1 to 1. */
  readonly kendallTau: Scalars['Float']['output'];
  /**
   * What families are compared by: `kendallTau` less a fifth of the interval score as a share of the one that the values have
   * without any features. No unit; larger is better.
   */
  readonly score: Scalars['Float']['output'];
  /** Of a stack: what each member contributes; else null. */
  readonly weights?: Maybe<ReadonlyArray<StackWeight>>;
};

/** How the family of a predictor was chosen. */
export type PredictorContest = {
  readonly __typename?: 'PredictorContest';
  /** The families that were tried, the most trusted first; one alone where the family was given. */
  readonly entries: ReadonlyArray<PredictorContender>;
  /** Why one won, in a sentence with figures. */
  readonly reason: Scalars['String']['output'];
  /** The scale that the metric was learnt on: `log`, `log-error` (the logarithm of 1 - accuracy), or a power of that error such as `error^-2`. */
  readonly scale: Scalars['String']['output'];
};

/** How good a predictor is on networks it was not trained on. */
export type PredictorQuality = {
  readonly __typename?: 'PredictorQuality';
  /** Share of the truths inside the 90 % interval: 0.9 is right. */
  readonly coverage90: Scalars['Float']['output'];
  /** Interval score of the 90 % interval (width plus penalty for misses), in the metric's unit; smaller is better. */
  readonly intervalScore90: Scalars['Float']['output'];
  /** The interval score that one constant width with the same coverage would have. */
  readonly intervalScore90ConstantWidth: Scalars['Float']['output'];
  /** Kendall's rank correlation (tau-b), -1 to 1. */
  readonly kendallTau: Scalars['Float']['output'];
  /** Mean absolute error, in the metric's unit. */
  readonly mae: Scalars['Float']['output'];
  /** How many networks it was judged on. */
  readonly networks: Scalars['Int']['output'];
  /** Spearman's rank correlation, -1 to 1. */
  readonly spearman: Scalars['Float']['output'];
  /** Mean width of the 90 % interval, in the metric's unit. */
  readonly width90: Scalars['Float']['output'];
  /** Share of predictions within 5 % of the truth. */
  readonly within5: Scalars['Float']['output'];
  /** Share of predictions within 10 % of the truth. */
  readonly within10: Scalars['Float']['output'];
};

/** How to choose one network. */
export type Preference = {
  /** How to choose. */
  readonly kind: PreferenceKind;
  /** With CHEAPEST: LATENCY or ENERGY. */
  readonly metric?: InputMaybe<Metric>;
  /** With WEIGHTED: what each objective counts. */
  readonly weights?: InputMaybe<Weights>;
};

export type { PreferenceKind };

/** The version that answered queries before. */
export type PreviousPredictor = {
  readonly __typename?: 'PreviousPredictor';
  /** Its key. */
  readonly key: Scalars['String']['output'];
  /** Its quality on the same held-out networks as the new one's. */
  readonly quality: PredictorQuality;
};

/** An expected failure, as data. */
export type Problem = {
  /** What kind of failure this is. */
  readonly code: ProblemCode;
  /** The argument at fault, as a path into the input, e.g. `measurements[2].latency`; null if none is. */
  readonly field?: Maybe<Scalars['String']['output']>;
  /** One sentence for people: the field at fault and what is allowed. */
  readonly message: Scalars['String']['output'];
};

export type { ProblemCode };

/**
 * What can be asked. Failures that a client should expect come as data where a field returns a `...Result` union, and as
 * errors with `extensions.code` (a `ProblemCode`) and `extensions.field` elsewhere.
 */
export type Query = {
  readonly __typename?: 'Query';
  /** An architecture the archive knows; null if there is none of that id. */
  readonly architecture?: Maybe<Architecture>;
  /** A device; null if there is none of that id. */
  readonly device?: Maybe<Device>;
  /** All devices, by key. */
  readonly devices: ReadonlyArray<Device>;
  /** Anything with an identity, by its global id; null if there is no such thing. */
  readonly node?: Maybe<Node>;
  /**
   * The Pareto front of a task on a device. Points that are measured or summed from an operator profile form it; predicted ones
   * join where there is none, or where `sources` asks for them. Failures are errors with `extensions.code` and `extensions.field`.
   */
  readonly paretoFront: ParetoFront;
  /** What is known or predicted of architectures, up to 1,000 in one call. */
  readonly predict: PredictResult;
  /** Trained predictors, newest version first. Unknown ids are errors with `extensions.code` NOT_FOUND. */
  readonly predictors: ReadonlyArray<Predictor>;
  /** The one network to take: the knee of the front, the best by weights, or the cheapest that keeps the constraints. */
  readonly recommend: RecommendResult;
  /** All imported tables, by name. */
  readonly sampleTables: ReadonlyArray<SampleTable>;
  /** A search run; null if there is none of that id. */
  readonly searchRun?: Maybe<SearchRun>;
  /** Search runs, newest first. */
  readonly searchRuns: SearchRunConnection;
  /** A search space; null if there is none of that id. */
  readonly searchSpace?: Maybe<SearchSpace>;
  /** All search spaces, by key: the built-in ones and those registered. */
  readonly searchSpaces: ReadonlyArray<SearchSpace>;
  /** Networks near the front whose prediction is least certain: what to measure next, most worthwhile first. */
  readonly suggestMeasurements: ReadonlyArray<Architecture>;
  /** A task; null if there is none of that id. */
  readonly task?: Maybe<Task>;
  /** All tasks, by key. */
  readonly tasks: ReadonlyArray<Task>;
};


/**
 * What can be asked. Failures that a client should expect come as data where a field returns a `...Result` union, and as
 * errors with `extensions.code` (a `ProblemCode`) and `extensions.field` elsewhere.
 */
export type QueryArchitectureArgs = {
  id: Scalars['ID']['input'];
};


/**
 * What can be asked. Failures that a client should expect come as data where a field returns a `...Result` union, and as
 * errors with `extensions.code` (a `ProblemCode`) and `extensions.field` elsewhere.
 */
export type QueryDeviceArgs = {
  id: Scalars['ID']['input'];
};


/**
 * What can be asked. Failures that a client should expect come as data where a field returns a `...Result` union, and as
 * errors with `extensions.code` (a `ProblemCode`) and `extensions.field` elsewhere.
 */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


/**
 * What can be asked. Failures that a client should expect come as data where a field returns a `...Result` union, and as
 * errors with `extensions.code` (a `ProblemCode`) and `extensions.field` elsewhere.
 */
export type QueryParetoFrontArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  constraints?: InputMaybe<Constraints>;
  device: Scalars['ID']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  objectives?: InputMaybe<ReadonlyArray<Metric>>;
  sources?: InputMaybe<ReadonlyArray<Source>>;
  task: Scalars['ID']['input'];
};


/**
 * What can be asked. Failures that a client should expect come as data where a field returns a `...Result` union, and as
 * errors with `extensions.code` (a `ProblemCode`) and `extensions.field` elsewhere.
 */
export type QueryPredictArgs = {
  architectures: ReadonlyArray<Scalars['JSON']['input']>;
  device?: InputMaybe<Scalars['ID']['input']>;
  task: Scalars['ID']['input'];
};


/**
 * What can be asked. Failures that a client should expect come as data where a field returns a `...Result` union, and as
 * errors with `extensions.code` (a `ProblemCode`) and `extensions.field` elsewhere.
 */
export type QueryPredictorsArgs = {
  device?: InputMaybe<Scalars['ID']['input']>;
  metric?: InputMaybe<Metric>;
  task?: InputMaybe<Scalars['ID']['input']>;
};


/**
 * What can be asked. Failures that a client should expect come as data where a field returns a `...Result` union, and as
 * errors with `extensions.code` (a `ProblemCode`) and `extensions.field` elsewhere.
 */
export type QueryRecommendArgs = {
  confidence?: InputMaybe<Scalars['Float']['input']>;
  constraints?: InputMaybe<Constraints>;
  device: Scalars['ID']['input'];
  preference?: InputMaybe<Preference>;
  task: Scalars['ID']['input'];
};


/**
 * What can be asked. Failures that a client should expect come as data where a field returns a `...Result` union, and as
 * errors with `extensions.code` (a `ProblemCode`) and `extensions.field` elsewhere.
 */
export type QuerySearchRunArgs = {
  id: Scalars['ID']['input'];
};


/**
 * What can be asked. Failures that a client should expect come as data where a field returns a `...Result` union, and as
 * errors with `extensions.code` (a `ProblemCode`) and `extensions.field` elsewhere.
 */
export type QuerySearchRunsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/**
 * What can be asked. Failures that a client should expect come as data where a field returns a `...Result` union, and as
 * errors with `extensions.code` (a `ProblemCode`) and `extensions.field` elsewhere.
 */
export type QuerySearchSpaceArgs = {
  id: Scalars['ID']['input'];
};


/**
 * What can be asked. Failures that a client should expect come as data where a field returns a `...Result` union, and as
 * errors with `extensions.code` (a `ProblemCode`) and `extensions.field` elsewhere.
 */
export type QuerySuggestMeasurementsArgs = {
  count: Scalars['Int']['input'];
  device: Scalars['ID']['input'];
  task: Scalars['ID']['input'];
};


/**
 * What can be asked. Failures that a client should expect come as data where a field returns a `...Result` union, and as
 * errors with `extensions.code` (a `ProblemCode`) and `extensions.field` elsewhere.
 */
export type QueryTaskArgs = {
  id: Scalars['ID']['input'];
};

/** A network, or why there is none. */
export type RecommendResult = ConflictProblem | Infeasible | InvalidInputProblem | MissingProfileEntriesProblem | NotEnoughDataProblem | NotFoundProblem | Recommendation | UnavailableProblem;

/** The network to take. */
export type Recommendation = {
  readonly __typename?: 'Recommendation';
  /** The network; its `feasibility` is the probability that every limit really holds. */
  readonly point: ParetoPoint;
  /** Why this one, in a sentence. */
  readonly reason: Scalars['String']['output'];
};

/** A device to register. */
export type RegisterDeviceInput = {
  /** Inputs per inference; left out: as before, or 1. */
  readonly batch?: InputMaybe<Scalars['Int']['input']>;
  /** What the machine is and how it was set up. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 100 letters, digits, `.`, `_` or `-`, starting with a letter or digit. */
  readonly id: Scalars['String']['input'];
  /** Name for people; left out: as before, or the id. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** What runs the networks, e.g. `litert`. */
  readonly runtime?: InputMaybe<Scalars['String']['input']>;
};

/** A registered device, or why it was not. */
export type RegisterDeviceResult = ConflictProblem | InvalidInputProblem | MissingProfileEntriesProblem | NotEnoughDataProblem | NotFoundProblem | RegisterDeviceSuccess | UnavailableProblem;

/** A device is registered. */
export type RegisterDeviceSuccess = {
  readonly __typename?: 'RegisterDeviceSuccess';
  /** False: it was known; what the input gives anew is replaced, the rest kept. */
  readonly created: Scalars['Boolean']['output'];
  /** The device. */
  readonly device: Device;
};

/** A search space to register. */
export type RegisterSearchSpaceInput = {
  /** The content of a search space file: `id`, `genes` and, if it has one, `structure`. */
  readonly space: Scalars['JSON']['input'];
};

/** A registered search space, or why it was not. Other genes for an id that exists are a conflict. */
export type RegisterSearchSpaceResult = ConflictProblem | InvalidInputProblem | MissingProfileEntriesProblem | NotEnoughDataProblem | NotFoundProblem | RegisterSearchSpaceSuccess | UnavailableProblem;

/** A search space is registered. */
export type RegisterSearchSpaceSuccess = {
  readonly __typename?: 'RegisterSearchSpaceSuccess';
  /** False: the same space was registered before, nothing changed. */
  readonly created: Scalars['Boolean']['output'];
  /** The space. */
  readonly space: SearchSpace;
};

/** A task to register. */
export type RegisterTaskInput = {
  /** What the data are and how networks are trained. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 100 letters, digits, `.`, `_` or `-`, starting with a letter or digit. */
  readonly id: Scalars['String']['input'];
  /** Name for people; left out: as before, or the id. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** Id or key of the task's search space. */
  readonly space: Scalars['ID']['input'];
};

/** A registered task, or why it was not. Another space for a task that exists is a conflict. */
export type RegisterTaskResult = ConflictProblem | InvalidInputProblem | MissingProfileEntriesProblem | NotEnoughDataProblem | NotFoundProblem | RegisterTaskSuccess | UnavailableProblem;

/** A task is registered. */
export type RegisterTaskSuccess = {
  readonly __typename?: 'RegisterTaskSuccess';
  /** False: it was known; the texts that the input gives anew are replaced. */
  readonly created: Scalars['Boolean']['output'];
  /** The task. */
  readonly task: Task;
};

/** A resumed run, or why it was not. */
export type ResumeSearchResult = ConflictProblem | InvalidInputProblem | MissingProfileEntriesProblem | NotEnoughDataProblem | NotFoundProblem | ResumeSearchSuccess | UnavailableProblem;

/** A search goes on. */
export type ResumeSearchSuccess = {
  readonly __typename?: 'ResumeSearchSuccess';
  /** The run. */
  readonly run: SearchRun;
};

/** A retracted measurement, or why it was not. */
export type RetractMeasurementResult = ConflictProblem | InvalidInputProblem | MissingProfileEntriesProblem | NotEnoughDataProblem | NotFoundProblem | RetractMeasurementSuccess | UnavailableProblem;

/** A measurement is retracted. */
export type RetractMeasurementSuccess = {
  readonly __typename?: 'RetractMeasurementSuccess';
  /** The measurement, now with `retracted: true`. */
  readonly measurement: Measurement;
};

/** A predictor to train. */
export type RetrainPredictorInput = {
  /** Id or key of the device; needed for LATENCY and ENERGY. */
  readonly device?: InputMaybe<Scalars['ID']['input']>;
  /** Model family; chosen by cross-validation if left out. */
  readonly family?: InputMaybe<Scalars['String']['input']>;
  /** What to predict. */
  readonly metric: Metric;
  /** Seed, a whole number from 0; 1 if left out. */
  readonly seed?: InputMaybe<Scalars['Float']['input']>;
  /** Id or key of the task: its accuracy, or the search space a cost is predicted over. */
  readonly task: Scalars['ID']['input'];
};

/** A trained predictor, or why there is none. */
export type RetrainPredictorResult = ConflictProblem | InvalidInputProblem | MissingProfileEntriesProblem | NotEnoughDataProblem | NotFoundProblem | RetrainPredictorSuccess | UnavailableProblem;

/** A predictor is trained. */
export type RetrainPredictorSuccess = {
  readonly __typename?: 'RetrainPredictorSuccess';
  /** How the predicted front moved; null for accuracy without a device. */
  readonly front?: Maybe<FrontMovement>;
  /** The new version. */
  readonly predictor: Predictor;
  /** The version before it; null for the first. */
  readonly previous?: Maybe<PreviousPredictor>;
  /** Whether the new version answers queries from now on: it does unless it is worse. */
  readonly promoted: Scalars['Boolean']['output'];
  /** Its quality on held-out networks. */
  readonly quality: PredictorQuality;
  /** Why it was promoted or not, in a sentence. */
  readonly reason: Scalars['String']['output'];
};

/** An imported table of measured networks, which the table evaluator can replay. */
export type SampleTable = Node & {
  readonly __typename?: 'SampleTable';
  /** Hexadecimal SHA-256 of the file. */
  readonly checksum: Scalars['String']['output'];
  /** Names of all its columns. */
  readonly columns: ReadonlyArray<Scalars['String']['output']>;
  /** The column of which equal values stand for the same network; null if there is none. */
  readonly distinct?: Maybe<Scalars['String']['output']>;
  /** Global id. */
  readonly id: Scalars['ID']['output'];
  /** When it was imported. */
  readonly importedAt: Scalars['DateTime']['output'];
  /** Its name, given at import. */
  readonly key: Scalars['String']['output'];
  /** False: kept for replaying only; its values are not among the archive's measurements. */
  readonly measurementsStored: Scalars['Boolean']['output'];
  /** Rows of the file. */
  readonly rows: Scalars['Int']['output'];
  /** The search space of its networks. */
  readonly space: SearchSpace;
};

/** Limits of a search run. */
export type SearchConstraints = {
  readonly __typename?: 'SearchConstraints';
  /** Gene -> the choices it may have; null: all. */
  readonly genes?: Maybe<Scalars['JSON']['output']>;
  /** Most energy: millijoules; null: no limit. */
  readonly maxEnergy?: Maybe<Scalars['Float']['output']>;
  /** Most latency: milliseconds; null: no limit. */
  readonly maxLatency?: Maybe<Scalars['Float']['output']>;
  /** Most weights; null: no limit. */
  readonly maxParams?: Maybe<Scalars['Float']['output']>;
  /** Least accuracy: fraction in [0, 1]; null: no limit. */
  readonly minAccuracy?: Maybe<Scalars['Float']['output']>;
};

/** What a run has found at one moment. */
export type SearchProgress = {
  readonly __typename?: 'SearchProgress';
  /** Seconds of work so far. */
  readonly elapsedSeconds: Scalars['Float']['output'];
  /** Seconds until the budget is spent, at the present pace; null if unknown. */
  readonly etaSeconds?: Maybe<Scalars['Float']['output']>;
  /** Acknowledged evaluations. */
  readonly evaluations: Scalars['Int']['output'];
  /** Of these, the evaluations that failed. */
  readonly failed: Scalars['Int']['output'];
  /** Hypervolume of that front against `referencePoint`, in the product of the objectives' units. */
  readonly hypervolume: Scalars['Float']['output'];
  /** Networks an external run waits for; empty for other runs. */
  readonly pending: ReadonlyArray<PendingEvaluation>;
  /** The front of what was evaluated. */
  readonly points: ReadonlyArray<ParetoPoint>;
  /** Worst value of each objective that is optimised among the known points, or the constraint's limit; natural units. */
  readonly referencePoint: MetricValues;
  /** The run. */
  readonly run: SearchRun;
  /** Cheap scores bought: stored, never bought again. */
  readonly scores: Scalars['Int']['output'];
  /** What was paid, in evaluations: one each, and the costs of the scores. */
  readonly spent: Scalars['Float']['output'];
};

/** A search for the networks of a task that are best on one or several devices. */
export type SearchRun = Node & {
  readonly __typename?: 'SearchRun';
  /** How many networks it may evaluate; cheap scores count at their cost. */
  readonly budget: Scalars['Int']['output'];
  /** Its limits. */
  readonly constraints: SearchConstraints;
  /** When it was started. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The devices whose costs are objectives or limited. */
  readonly devices: ReadonlyArray<Device>;
  /** When it was cancelled, finished or failed; else null. */
  readonly endedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Acknowledged evaluations: stored, never repeated. */
  readonly evaluations: Scalars['Int']['output'];
  /** What evaluates its networks. */
  readonly evaluator: EvaluatorKind;
  /** With a plateau rule, once finished: the share by which `plateau.window` more evaluations were expected to raise the hypervolume; null if unknown. */
  readonly expectedGain?: Maybe<Scalars['Float']['output']>;
  /** Cheaper scores of accuracy that it may buy; empty: none. */
  readonly fidelities: ReadonlyArray<CheapFidelity>;
  /** Global id. */
  readonly id: Scalars['ID']['output'];
  /** Plain id. */
  readonly key: Scalars['String']['output'];
  /** What it optimises, other metrics only have to keep their limits; null: accuracy and every cost of the devices. */
  readonly objectives?: Maybe<ReadonlyArray<Metric>>;
  /** Ends it once its front has stopped growing; null: not looked for. */
  readonly plateau?: Maybe<Plateau>;
  /** What it has found so far. */
  readonly progress: SearchProgress;
  /** Why it finished or failed; else null. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** Name of the table that is replayed, with TABLE. */
  readonly samples?: Maybe<Scalars['String']['output']>;
  /** The same seed, settings and measurements give the same run. */
  readonly seed: Scalars['Float']['output'];
  /** The search space. */
  readonly space: SearchSpace;
  /** Where it stands. */
  readonly status: SearchRunStatus;
  /** The rule that ended it; null unless finished. */
  readonly stoppedBy?: Maybe<StopRule>;
  /** How it proposes networks. */
  readonly strategy: SearchStrategy;
  /** The task. */
  readonly task: Task;
  /** Seconds of work, interruptions left out, after which it ends; null: no limit. */
  readonly timeLimitSeconds?: Maybe<Scalars['Float']['output']>;
};

/** Search runs, newest first. */
export type SearchRunConnection = {
  readonly __typename?: 'SearchRunConnection';
  /** The page's runs with their cursors. */
  readonly edges: ReadonlyArray<SearchRunEdge>;
  /** The page's runs. */
  readonly nodes: ReadonlyArray<SearchRun>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
};

/** A run and its place in the list. */
export type SearchRunEdge = {
  readonly __typename?: 'SearchRunEdge';
  /** Its place: give it as `after` to continue behind it. */
  readonly cursor: Scalars['String']['output'];
  /** The run. */
  readonly node: SearchRun;
};

export type { SearchRunStatus };

/** A set of architectures: genes, when each exists, and the structure they describe. */
export type SearchSpace = Node & {
  readonly __typename?: 'SearchSpace';
  /** How many distinct complete architectures it has. */
  readonly cardinality: Scalars['BigInt']['output'];
  /** The whole space as a search space file: give it to `registerSearchSpace` of another installation. */
  readonly definition: Scalars['JSON']['output'];
  /** The genes, in canonical order. */
  readonly genes: ReadonlyArray<Gene>;
  /** Global id. */
  readonly id: Scalars['ID']['output'];
  /** Plain id, e.g. `nas-bench-201`. */
  readonly key: Scalars['String']['output'];
  /** How many distinct partial architectures it has: those of the genes of tier 1 alone. */
  readonly partialCardinality: Scalars['BigInt']['output'];
  /** The declared structure (`cell` or `stages`), from which predictors get better features; null if there is none. */
  readonly structure?: Maybe<Scalars['JSON']['output']>;
  /** The tasks that use this space. */
  readonly tasks: ReadonlyArray<Task>;
};

export type { SearchStrategy };

export type { Source };

export type { Split };

/** What a member contributes to a stack. */
export type StackWeight = {
  readonly __typename?: 'StackWeight';
  /** The member's family. */
  readonly family: Scalars['String']['output'];
  /** Its share in the stack's predictions, above 0; the shares add up to 1. */
  readonly weight: Scalars['Float']['output'];
};

/** A search to start. */
export type StartSearchInput = {
  /** How many networks may be evaluated, at least 1; cheap scores count at their cost. */
  readonly budget: Scalars['Int']['input'];
  /** Limits the search aims for. */
  readonly constraints?: InputMaybe<Constraints>;
  /** Ids or keys of the devices. */
  readonly devices: ReadonlyArray<Scalars['ID']['input']>;
  /** What evaluates them. */
  readonly evaluator: EvaluatorKind;
  /** Cheaper scores of accuracy that SURROGATE may buy, at most 4, with TABLE or TRAINING; none if left out. */
  readonly fidelities?: InputMaybe<ReadonlyArray<CheapFidelityInput>>;
  /** What to optimise, at least one metric; accuracy and every cost of the devices if left out. Another metric only has to keep its limit, and is not looked at without one. */
  readonly objectives?: InputMaybe<ReadonlyArray<Metric>>;
  /** Ends it once its front has stopped growing; not looked for if left out. */
  readonly plateau?: InputMaybe<PlateauInput>;
  /** Name (or id) of the imported table, with TABLE. */
  readonly samples?: InputMaybe<Scalars['ID']['input']>;
  /** Seed, a whole number from 0; 1 if left out. */
  readonly seed?: InputMaybe<Scalars['Float']['input']>;
  /** How networks are proposed; SURROGATE if left out. */
  readonly strategy?: InputMaybe<SearchStrategy>;
  /** Id or key of the task. */
  readonly task: Scalars['ID']['input'];
  /** Ends it after so many seconds of work, above 0; no limit if left out. */
  readonly timeLimitSeconds?: InputMaybe<Scalars['Float']['input']>;
};

/** A started run, or why it was not. */
export type StartSearchResult = ConflictProblem | InvalidInputProblem | MissingProfileEntriesProblem | NotEnoughDataProblem | NotFoundProblem | StartSearchSuccess | UnavailableProblem;

/** A search is running. */
export type StartSearchSuccess = {
  readonly __typename?: 'StartSearchSuccess';
  /** The run; follow it with the subscription `searchProgress`. */
  readonly run: SearchRun;
};

export type { StopRule };

/** Measurements to store. */
export type SubmitMeasurementsInput = {
  /** Id or key of the device; needed for latencies and energies. */
  readonly device?: InputMaybe<Scalars['ID']['input']>;
  /** A text of your own, up to 200 characters: a second request with it gets the first one's answer and changes nothing. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 10,000 measurements. All are stored or none is. */
  readonly measurements: ReadonlyArray<MeasurementInput>;
  /** Id or key of the task: its search space is that of the architectures, and accuracies are of it. */
  readonly task: Scalars['ID']['input'];
};

/** Stored measurements, or why none was stored. */
export type SubmitMeasurementsResult = ConflictProblem | InvalidInputProblem | MissingProfileEntriesProblem | NotEnoughDataProblem | NotFoundProblem | SubmitMeasurementsSuccess | UnavailableProblem;

/** Measurements are stored. */
export type SubmitMeasurementsSuccess = {
  readonly __typename?: 'SubmitMeasurementsSuccess';
  /** Networks whose measurements now disagree beyond their spread: look at them, retract what is wrong. */
  readonly clashing: ReadonlyArray<Architecture>;
  /** The measurements, those known before included. */
  readonly measurements: ReadonlyArray<Measurement>;
  /** How many of them were not known before. */
  readonly stored: Scalars['Int']['output'];
};

/** What can be followed, over WebSocket (sub-protocol `graphql-transport-ws`) at the same address. */
export type Subscription = {
  readonly __typename?: 'Subscription';
  /** Every change of the measured front of a task on a device. */
  readonly frontChanged: FrontChange;
  /** A run's state now, then every change, until it ends. An unknown run is an error with `extensions.code` NOT_FOUND. */
  readonly searchProgress: SearchProgress;
};


/** What can be followed, over WebSocket (sub-protocol `graphql-transport-ws`) at the same address. */
export type SubscriptionFrontChangedArgs = {
  device: Scalars['ID']['input'];
  task: Scalars['ID']['input'];
};


/** What can be followed, over WebSocket (sub-protocol `graphql-transport-ws`) at the same address. */
export type SubscriptionSearchProgressArgs = {
  id: Scalars['ID']['input'];
};

/** What an accuracy is an accuracy of: a data set with its split and training. A task has one search space. */
export type Task = Node & {
  readonly __typename?: 'Task';
  /** What the data are and how networks are trained. */
  readonly description: Scalars['String']['output'];
  /** Global id. */
  readonly id: Scalars['ID']['output'];
  /** Plain id, e.g. `av-mnist`. */
  readonly key: Scalars['String']['output'];
  /** How many architectures have a measured accuracy (retracted measurements left out). */
  readonly measured: Scalars['Int']['output'];
  /** Name for people. */
  readonly name: Scalars['String']['output'];
  /** Predictors of the accuracy on this task, newest version first. */
  readonly predictors: ReadonlyArray<Predictor>;
  /** The search space whose architectures solve the task. */
  readonly space: SearchSpace;
};

/** Something the service needs is away or held by another process; try again later. */
export type UnavailableProblem = Problem & {
  readonly __typename?: 'UnavailableProblem';
  /** Always UNAVAILABLE. */
  readonly code: ProblemCode;
  /** The argument at fault; usually null. */
  readonly field?: Maybe<Scalars['String']['output']>;
  /** One sentence for people: what is away and what to do. */
  readonly message: Scalars['String']['output'];
};

/** What each objective counts; only their ratios matter, and at least one is above 0. */
export type Weights = {
  /** Of accuracy, at least 0; 0 if left out. */
  readonly accuracy?: InputMaybe<Scalars['Float']['input']>;
  /** Of energy, at least 0; 0 if left out. */
  readonly energy?: InputMaybe<Scalars['Float']['input']>;
  /** Of latency, at least 0; 0 if left out. */
  readonly latency?: InputMaybe<Scalars['Float']['input']>;
};



export type ResolverTypeWrapper<T> = Promise<T> | T;


export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;



/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  CancelSearchResult:
    | ( Omit<CancelSearchSuccess, 'run'> & { run: _RefType['SearchRun'] } )
    | ( ConflictProblem )
    | ( InvalidInputProblem )
    | ( MissingProfileEntriesProblem )
    | ( NotEnoughDataProblem )
    | ( NotFoundProblem )
    | ( UnavailableProblem )
  ;
  CostResult:
    | ( Omit<ArchitectureCost, 'architecture'> & { architecture: _RefType['Architecture'] } )
    | ( ConflictProblem )
    | ( InvalidInputProblem )
    | ( MissingProfileEntriesProblem )
    | ( NotEnoughDataProblem )
    | ( NotFoundProblem )
    | ( UnavailableProblem )
  ;
  ImportOperatorProfileResult:
    | ( ConflictProblem )
    | ( Omit<ImportOperatorProfileSuccess, 'device'> & { device: _RefType['Device'] } )
    | ( InvalidInputProblem )
    | ( MissingProfileEntriesProblem )
    | ( NotEnoughDataProblem )
    | ( NotFoundProblem )
    | ( UnavailableProblem )
  ;
  ImportSamplesResult:
    | ( ConflictProblem )
    | ( Omit<ImportSamplesSuccess, 'devicesCreated' | 'table' | 'tasksCreated'> & { devicesCreated: ReadonlyArray<_RefType['Device']>, table: _RefType['SampleTable'], tasksCreated: ReadonlyArray<_RefType['Task']> } )
    | ( InvalidInputProblem )
    | ( MissingProfileEntriesProblem )
    | ( NotEnoughDataProblem )
    | ( NotFoundProblem )
    | ( UnavailableProblem )
  ;
  PredictResult:
    | ( ConflictProblem )
    | ( InvalidInputProblem )
    | ( MissingProfileEntriesProblem )
    | ( NotEnoughDataProblem )
    | ( NotFoundProblem )
    | ( Omit<Predictions, 'predictions'> & { predictions: ReadonlyArray<_RefType['PredictedArchitecture']> } )
    | ( UnavailableProblem )
  ;
  RecommendResult:
    | ( ConflictProblem )
    | ( Omit<Infeasible, 'nearest'> & { nearest: ReadonlyArray<_RefType['NearMiss']> } )
    | ( InvalidInputProblem )
    | ( MissingProfileEntriesProblem )
    | ( NotEnoughDataProblem )
    | ( NotFoundProblem )
    | ( Omit<Recommendation, 'point'> & { point: _RefType['ParetoPoint'] } )
    | ( UnavailableProblem )
  ;
  RegisterDeviceResult:
    | ( ConflictProblem )
    | ( InvalidInputProblem )
    | ( MissingProfileEntriesProblem )
    | ( NotEnoughDataProblem )
    | ( NotFoundProblem )
    | ( Omit<RegisterDeviceSuccess, 'device'> & { device: _RefType['Device'] } )
    | ( UnavailableProblem )
  ;
  RegisterSearchSpaceResult:
    | ( ConflictProblem )
    | ( InvalidInputProblem )
    | ( MissingProfileEntriesProblem )
    | ( NotEnoughDataProblem )
    | ( NotFoundProblem )
    | ( Omit<RegisterSearchSpaceSuccess, 'space'> & { space: _RefType['SearchSpace'] } )
    | ( UnavailableProblem )
  ;
  RegisterTaskResult:
    | ( ConflictProblem )
    | ( InvalidInputProblem )
    | ( MissingProfileEntriesProblem )
    | ( NotEnoughDataProblem )
    | ( NotFoundProblem )
    | ( Omit<RegisterTaskSuccess, 'task'> & { task: _RefType['Task'] } )
    | ( UnavailableProblem )
  ;
  ResumeSearchResult:
    | ( ConflictProblem )
    | ( InvalidInputProblem )
    | ( MissingProfileEntriesProblem )
    | ( NotEnoughDataProblem )
    | ( NotFoundProblem )
    | ( Omit<ResumeSearchSuccess, 'run'> & { run: _RefType['SearchRun'] } )
    | ( UnavailableProblem )
  ;
  RetractMeasurementResult:
    | ( ConflictProblem )
    | ( InvalidInputProblem )
    | ( MissingProfileEntriesProblem )
    | ( NotEnoughDataProblem )
    | ( NotFoundProblem )
    | ( Omit<RetractMeasurementSuccess, 'measurement'> & { measurement: _RefType['Measurement'] } )
    | ( UnavailableProblem )
  ;
  RetrainPredictorResult:
    | ( ConflictProblem )
    | ( InvalidInputProblem )
    | ( MissingProfileEntriesProblem )
    | ( NotEnoughDataProblem )
    | ( NotFoundProblem )
    | ( Omit<RetrainPredictorSuccess, 'predictor'> & { predictor: _RefType['Predictor'] } )
    | ( UnavailableProblem )
  ;
  StartSearchResult:
    | ( ConflictProblem )
    | ( InvalidInputProblem )
    | ( MissingProfileEntriesProblem )
    | ( NotEnoughDataProblem )
    | ( NotFoundProblem )
    | ( Omit<StartSearchSuccess, 'run'> & { run: _RefType['SearchRun'] } )
    | ( UnavailableProblem )
  ;
  SubmitMeasurementsResult:
    | ( ConflictProblem )
    | ( InvalidInputProblem )
    | ( MissingProfileEntriesProblem )
    | ( NotEnoughDataProblem )
    | ( NotFoundProblem )
    | ( Omit<SubmitMeasurementsSuccess, 'clashing' | 'measurements'> & { clashing: ReadonlyArray<_RefType['Architecture']>, measurements: ReadonlyArray<_RefType['Measurement']> } )
    | ( UnavailableProblem )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node:
    | ( ArchitectureModel )
    | ( DeviceModel )
    | ( MeasurementModel )
    | ( PredictorModel )
    | ( SampleTableModel )
    | ( SearchRunModel )
    | ( SearchSpaceModel )
    | ( TaskModel )
  ;
  Problem:
    | ( ConflictProblem )
    | ( InvalidInputProblem )
    | ( MissingProfileEntriesProblem )
    | ( NotEnoughDataProblem )
    | ( NotFoundProblem )
    | ( UnavailableProblem )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Architecture: ResolverTypeWrapper<ArchitectureModel>;
  ArchitectureCost: ResolverTypeWrapper<Omit<ArchitectureCost, 'architecture'> & { architecture: ResolversTypes['Architecture'] }>;
  BigInt: ResolverTypeWrapper<Scalars['BigInt']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  CancelSearchResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CancelSearchResult']>;
  CancelSearchSuccess: ResolverTypeWrapper<Omit<CancelSearchSuccess, 'run'> & { run: ResolversTypes['SearchRun'] }>;
  CheapFidelity: ResolverTypeWrapper<CheapFidelity>;
  CheapFidelityInput: CheapFidelityInput;
  ColumnKind: ColumnKind;
  ColumnReport: ResolverTypeWrapper<ColumnReport>;
  ConflictProblem: ResolverTypeWrapper<ConflictProblem>;
  Constraints: Constraints;
  CostResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CostResult']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Device: ResolverTypeWrapper<DeviceModel>;
  Estimate: ResolverTypeWrapper<EstimateModel>;
  EvaluatorKind: EvaluatorKind;
  Fidelity: ResolverTypeWrapper<Fidelity>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  FrontChange: ResolverTypeWrapper<Omit<FrontChange, 'added' | 'device' | 'removed' | 'task'> & { added: ReadonlyArray<ResolversTypes['ParetoPoint']>, device: ResolversTypes['Device'], removed: ReadonlyArray<ResolversTypes['Architecture']>, task: ResolversTypes['Task'] }>;
  FrontMovement: ResolverTypeWrapper<FrontMovement>;
  Gene: ResolverTypeWrapper<Gene>;
  GeneCondition: ResolverTypeWrapper<GeneCondition>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  ImportOperatorProfileInput: ImportOperatorProfileInput;
  ImportOperatorProfileResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ImportOperatorProfileResult']>;
  ImportOperatorProfileSuccess: ResolverTypeWrapper<Omit<ImportOperatorProfileSuccess, 'device'> & { device: ResolversTypes['Device'] }>;
  ImportSamplesInput: ImportSamplesInput;
  ImportSamplesResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ImportSamplesResult']>;
  ImportSamplesSuccess: ResolverTypeWrapper<Omit<ImportSamplesSuccess, 'devicesCreated' | 'table' | 'tasksCreated'> & { devicesCreated: ReadonlyArray<ResolversTypes['Device']>, table: ResolversTypes['SampleTable'], tasksCreated: ReadonlyArray<ResolversTypes['Task']> }>;
  Infeasible: ResolverTypeWrapper<Omit<Infeasible, 'nearest'> & { nearest: ReadonlyArray<ResolversTypes['NearMiss']> }>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  InvalidInputProblem: ResolverTypeWrapper<InvalidInputProblem>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  LayerCost: ResolverTypeWrapper<LayerCost>;
  MeasuredSplit: MeasuredSplit;
  Measurement: ResolverTypeWrapper<MeasurementModel>;
  MeasurementInput: MeasurementInput;
  Metric: Metric;
  MetricValues: ResolverTypeWrapper<MetricValues>;
  Misses: ResolverTypeWrapper<Misses>;
  MissingProfileEntriesProblem: ResolverTypeWrapper<MissingProfileEntriesProblem>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NearMiss: ResolverTypeWrapper<Omit<NearMiss, 'misses' | 'point'> & { misses: ResolversTypes['Misses'], point: ResolversTypes['ParetoPoint'] }>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  NotEnoughDataProblem: ResolverTypeWrapper<NotEnoughDataProblem>;
  NotFoundProblem: ResolverTypeWrapper<NotFoundProblem>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  ParetoFront: ResolverTypeWrapper<Omit<ParetoFront, 'edges' | 'nearest' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['ParetoFrontEdge']>, nearest: ReadonlyArray<ResolversTypes['NearMiss']>, nodes: ReadonlyArray<ResolversTypes['ParetoPoint']> }>;
  ParetoFrontEdge: ResolverTypeWrapper<Omit<ParetoFrontEdge, 'node'> & { node: ResolversTypes['ParetoPoint'] }>;
  ParetoPoint: ResolverTypeWrapper<Omit<ParetoPoint, 'accuracy' | 'architecture' | 'energy' | 'latency' | 'testAccuracy'> & { accuracy?: Maybe<ResolversTypes['Estimate']>, architecture: ResolversTypes['Architecture'], energy?: Maybe<ResolversTypes['Estimate']>, latency?: Maybe<ResolversTypes['Estimate']>, testAccuracy?: Maybe<ResolversTypes['Estimate']> }>;
  PendingEvaluation: ResolverTypeWrapper<Omit<PendingEvaluation, 'architecture'> & { architecture: ResolversTypes['Architecture'] }>;
  Plateau: ResolverTypeWrapper<Plateau>;
  PlateauInput: PlateauInput;
  PredictResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PredictResult']>;
  PredictedArchitecture: ResolverTypeWrapper<Omit<PredictedArchitecture, 'accuracy' | 'architecture' | 'energy' | 'latency'> & { accuracy?: Maybe<ResolversTypes['Estimate']>, architecture: ResolversTypes['Architecture'], energy?: Maybe<ResolversTypes['Estimate']>, latency?: Maybe<ResolversTypes['Estimate']> }>;
  Predictions: ResolverTypeWrapper<Omit<Predictions, 'predictions'> & { predictions: ReadonlyArray<ResolversTypes['PredictedArchitecture']> }>;
  Predictor: ResolverTypeWrapper<PredictorModel>;
  PredictorContender: ResolverTypeWrapper<PredictorContender>;
  PredictorContest: ResolverTypeWrapper<PredictorContest>;
  PredictorQuality: ResolverTypeWrapper<PredictorQuality>;
  Preference: Preference;
  PreferenceKind: PreferenceKind;
  PreviousPredictor: ResolverTypeWrapper<PreviousPredictor>;
  Problem: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Problem']>;
  ProblemCode: ProblemCode;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RecommendResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RecommendResult']>;
  Recommendation: ResolverTypeWrapper<Omit<Recommendation, 'point'> & { point: ResolversTypes['ParetoPoint'] }>;
  RegisterDeviceInput: RegisterDeviceInput;
  RegisterDeviceResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RegisterDeviceResult']>;
  RegisterDeviceSuccess: ResolverTypeWrapper<Omit<RegisterDeviceSuccess, 'device'> & { device: ResolversTypes['Device'] }>;
  RegisterSearchSpaceInput: RegisterSearchSpaceInput;
  RegisterSearchSpaceResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RegisterSearchSpaceResult']>;
  RegisterSearchSpaceSuccess: ResolverTypeWrapper<Omit<RegisterSearchSpaceSuccess, 'space'> & { space: ResolversTypes['SearchSpace'] }>;
  RegisterTaskInput: RegisterTaskInput;
  RegisterTaskResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RegisterTaskResult']>;
  RegisterTaskSuccess: ResolverTypeWrapper<Omit<RegisterTaskSuccess, 'task'> & { task: ResolversTypes['Task'] }>;
  ResumeSearchResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ResumeSearchResult']>;
  ResumeSearchSuccess: ResolverTypeWrapper<Omit<ResumeSearchSuccess, 'run'> & { run: ResolversTypes['SearchRun'] }>;
  RetractMeasurementResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RetractMeasurementResult']>;
  RetractMeasurementSuccess: ResolverTypeWrapper<Omit<RetractMeasurementSuccess, 'measurement'> & { measurement: ResolversTypes['Measurement'] }>;
  RetrainPredictorInput: RetrainPredictorInput;
  RetrainPredictorResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RetrainPredictorResult']>;
  RetrainPredictorSuccess: ResolverTypeWrapper<Omit<RetrainPredictorSuccess, 'predictor'> & { predictor: ResolversTypes['Predictor'] }>;
  SampleTable: ResolverTypeWrapper<SampleTableModel>;
  SearchConstraints: ResolverTypeWrapper<SearchConstraints>;
  SearchProgress: ResolverTypeWrapper<Omit<SearchProgress, 'pending' | 'points' | 'run'> & { pending: ReadonlyArray<ResolversTypes['PendingEvaluation']>, points: ReadonlyArray<ResolversTypes['ParetoPoint']>, run: ResolversTypes['SearchRun'] }>;
  SearchRun: ResolverTypeWrapper<SearchRunModel>;
  SearchRunConnection: ResolverTypeWrapper<Omit<SearchRunConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['SearchRunEdge']>, nodes: ReadonlyArray<ResolversTypes['SearchRun']> }>;
  SearchRunEdge: ResolverTypeWrapper<Omit<SearchRunEdge, 'node'> & { node: ResolversTypes['SearchRun'] }>;
  SearchRunStatus: SearchRunStatus;
  SearchSpace: ResolverTypeWrapper<SearchSpaceModel>;
  SearchStrategy: SearchStrategy;
  Source: Source;
  Split: Split;
  StackWeight: ResolverTypeWrapper<StackWeight>;
  StartSearchInput: StartSearchInput;
  StartSearchResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['StartSearchResult']>;
  StartSearchSuccess: ResolverTypeWrapper<Omit<StartSearchSuccess, 'run'> & { run: ResolversTypes['SearchRun'] }>;
  StopRule: StopRule;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  SubmitMeasurementsInput: SubmitMeasurementsInput;
  SubmitMeasurementsResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SubmitMeasurementsResult']>;
  SubmitMeasurementsSuccess: ResolverTypeWrapper<Omit<SubmitMeasurementsSuccess, 'clashing' | 'measurements'> & { clashing: ReadonlyArray<ResolversTypes['Architecture']>, measurements: ReadonlyArray<ResolversTypes['Measurement']> }>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Task: ResolverTypeWrapper<TaskModel>;
  UnavailableProblem: ResolverTypeWrapper<UnavailableProblem>;
  Weights: Weights;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Architecture: ArchitectureModel;
  ArchitectureCost: Omit<ArchitectureCost, 'architecture'> & { architecture: ResolversParentTypes['Architecture'] };
  BigInt: Scalars['BigInt']['output'];
  Boolean: Scalars['Boolean']['output'];
  CancelSearchResult: ResolversUnionTypes<ResolversParentTypes>['CancelSearchResult'];
  CancelSearchSuccess: Omit<CancelSearchSuccess, 'run'> & { run: ResolversParentTypes['SearchRun'] };
  CheapFidelity: CheapFidelity;
  CheapFidelityInput: CheapFidelityInput;
  ColumnReport: ColumnReport;
  ConflictProblem: ConflictProblem;
  Constraints: Constraints;
  CostResult: ResolversUnionTypes<ResolversParentTypes>['CostResult'];
  DateTime: Scalars['DateTime']['output'];
  Device: DeviceModel;
  Estimate: EstimateModel;
  Fidelity: Fidelity;
  Float: Scalars['Float']['output'];
  FrontChange: Omit<FrontChange, 'added' | 'device' | 'removed' | 'task'> & { added: ReadonlyArray<ResolversParentTypes['ParetoPoint']>, device: ResolversParentTypes['Device'], removed: ReadonlyArray<ResolversParentTypes['Architecture']>, task: ResolversParentTypes['Task'] };
  FrontMovement: FrontMovement;
  Gene: Gene;
  GeneCondition: GeneCondition;
  ID: Scalars['ID']['output'];
  ImportOperatorProfileInput: ImportOperatorProfileInput;
  ImportOperatorProfileResult: ResolversUnionTypes<ResolversParentTypes>['ImportOperatorProfileResult'];
  ImportOperatorProfileSuccess: Omit<ImportOperatorProfileSuccess, 'device'> & { device: ResolversParentTypes['Device'] };
  ImportSamplesInput: ImportSamplesInput;
  ImportSamplesResult: ResolversUnionTypes<ResolversParentTypes>['ImportSamplesResult'];
  ImportSamplesSuccess: Omit<ImportSamplesSuccess, 'devicesCreated' | 'table' | 'tasksCreated'> & { devicesCreated: ReadonlyArray<ResolversParentTypes['Device']>, table: ResolversParentTypes['SampleTable'], tasksCreated: ReadonlyArray<ResolversParentTypes['Task']> };
  Infeasible: Omit<Infeasible, 'nearest'> & { nearest: ReadonlyArray<ResolversParentTypes['NearMiss']> };
  Int: Scalars['Int']['output'];
  InvalidInputProblem: InvalidInputProblem;
  JSON: Scalars['JSON']['output'];
  LayerCost: LayerCost;
  Measurement: MeasurementModel;
  MeasurementInput: MeasurementInput;
  MetricValues: MetricValues;
  Misses: Misses;
  MissingProfileEntriesProblem: MissingProfileEntriesProblem;
  Mutation: Record<PropertyKey, never>;
  NearMiss: Omit<NearMiss, 'misses' | 'point'> & { misses: ResolversParentTypes['Misses'], point: ResolversParentTypes['ParetoPoint'] };
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  NotEnoughDataProblem: NotEnoughDataProblem;
  NotFoundProblem: NotFoundProblem;
  PageInfo: PageInfo;
  ParetoFront: Omit<ParetoFront, 'edges' | 'nearest' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['ParetoFrontEdge']>, nearest: ReadonlyArray<ResolversParentTypes['NearMiss']>, nodes: ReadonlyArray<ResolversParentTypes['ParetoPoint']> };
  ParetoFrontEdge: Omit<ParetoFrontEdge, 'node'> & { node: ResolversParentTypes['ParetoPoint'] };
  ParetoPoint: Omit<ParetoPoint, 'accuracy' | 'architecture' | 'energy' | 'latency' | 'testAccuracy'> & { accuracy?: Maybe<ResolversParentTypes['Estimate']>, architecture: ResolversParentTypes['Architecture'], energy?: Maybe<ResolversParentTypes['Estimate']>, latency?: Maybe<ResolversParentTypes['Estimate']>, testAccuracy?: Maybe<ResolversParentTypes['Estimate']> };
  PendingEvaluation: Omit<PendingEvaluation, 'architecture'> & { architecture: ResolversParentTypes['Architecture'] };
  Plateau: Plateau;
  PlateauInput: PlateauInput;
  PredictResult: ResolversUnionTypes<ResolversParentTypes>['PredictResult'];
  PredictedArchitecture: Omit<PredictedArchitecture, 'accuracy' | 'architecture' | 'energy' | 'latency'> & { accuracy?: Maybe<ResolversParentTypes['Estimate']>, architecture: ResolversParentTypes['Architecture'], energy?: Maybe<ResolversParentTypes['Estimate']>, latency?: Maybe<ResolversParentTypes['Estimate']> };
  Predictions: Omit<Predictions, 'predictions'> & { predictions: ReadonlyArray<ResolversParentTypes['PredictedArchitecture']> };
  Predictor: PredictorModel;
  PredictorContender: PredictorContender;
  PredictorContest: PredictorContest;
  PredictorQuality: PredictorQuality;
  Preference: Preference;
  PreviousPredictor: PreviousPredictor;
  Problem: ResolversInterfaceTypes<ResolversParentTypes>['Problem'];
  Query: Record<PropertyKey, never>;
  RecommendResult: ResolversUnionTypes<ResolversParentTypes>['RecommendResult'];
  Recommendation: Omit<Recommendation, 'point'> & { point: ResolversParentTypes['ParetoPoint'] };
  RegisterDeviceInput: RegisterDeviceInput;
  RegisterDeviceResult: ResolversUnionTypes<ResolversParentTypes>['RegisterDeviceResult'];
  RegisterDeviceSuccess: Omit<RegisterDeviceSuccess, 'device'> & { device: ResolversParentTypes['Device'] };
  RegisterSearchSpaceInput: RegisterSearchSpaceInput;
  RegisterSearchSpaceResult: ResolversUnionTypes<ResolversParentTypes>['RegisterSearchSpaceResult'];
  RegisterSearchSpaceSuccess: Omit<RegisterSearchSpaceSuccess, 'space'> & { space: ResolversParentTypes['SearchSpace'] };
  RegisterTaskInput: RegisterTaskInput;
  RegisterTaskResult: ResolversUnionTypes<ResolversParentTypes>['RegisterTaskResult'];
  RegisterTaskSuccess: Omit<RegisterTaskSuccess, 'task'> & { task: ResolversParentTypes['Task'] };
  ResumeSearchResult: ResolversUnionTypes<ResolversParentTypes>['ResumeSearchResult'];
  ResumeSearchSuccess: Omit<ResumeSearchSuccess, 'run'> & { run: ResolversParentTypes['SearchRun'] };
  RetractMeasurementResult: ResolversUnionTypes<ResolversParentTypes>['RetractMeasurementResult'];
  RetractMeasurementSuccess: Omit<RetractMeasurementSuccess, 'measurement'> & { measurement: ResolversParentTypes['Measurement'] };
  RetrainPredictorInput: RetrainPredictorInput;
  RetrainPredictorResult: ResolversUnionTypes<ResolversParentTypes>['RetrainPredictorResult'];
  RetrainPredictorSuccess: Omit<RetrainPredictorSuccess, 'predictor'> & { predictor: ResolversParentTypes['Predictor'] };
  SampleTable: SampleTableModel;
  SearchConstraints: SearchConstraints;
  SearchProgress: Omit<SearchProgress, 'pending' | 'points' | 'run'> & { pending: ReadonlyArray<ResolversParentTypes['PendingEvaluation']>, points: ReadonlyArray<ResolversParentTypes['ParetoPoint']>, run: ResolversParentTypes['SearchRun'] };
  SearchRun: SearchRunModel;
  SearchRunConnection: Omit<SearchRunConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['SearchRunEdge']>, nodes: ReadonlyArray<ResolversParentTypes['SearchRun']> };
  SearchRunEdge: Omit<SearchRunEdge, 'node'> & { node: ResolversParentTypes['SearchRun'] };
  SearchSpace: SearchSpaceModel;
  StackWeight: StackWeight;
  StartSearchInput: StartSearchInput;
  StartSearchResult: ResolversUnionTypes<ResolversParentTypes>['StartSearchResult'];
  StartSearchSuccess: Omit<StartSearchSuccess, 'run'> & { run: ResolversParentTypes['SearchRun'] };
  String: Scalars['String']['output'];
  SubmitMeasurementsInput: SubmitMeasurementsInput;
  SubmitMeasurementsResult: ResolversUnionTypes<ResolversParentTypes>['SubmitMeasurementsResult'];
  SubmitMeasurementsSuccess: Omit<SubmitMeasurementsSuccess, 'clashing' | 'measurements'> & { clashing: ReadonlyArray<ResolversParentTypes['Architecture']>, measurements: ReadonlyArray<ResolversParentTypes['Measurement']> };
  Subscription: Record<PropertyKey, never>;
  Task: TaskModel;
  UnavailableProblem: UnavailableProblem;
  Weights: Weights;
};

export type ArchitectureResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Architecture'] = ResolversParentTypes['Architecture']> = {
  genes?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  macs?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  measurements?: Resolver<ReadonlyArray<ResolversTypes['Measurement']>, ParentType, ContextType>;
  params?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  partial?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  space?: Resolver<ResolversTypes['SearchSpace'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ArchitectureCostResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ArchitectureCost'] = ResolversParentTypes['ArchitectureCost']> = {
  architecture?: Resolver<ResolversTypes['Architecture'], ParentType, ContextType>;
  energy?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  excluded?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  latency?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  layers?: Resolver<ReadonlyArray<ResolversTypes['LayerCost']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface BigIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['BigInt'], any> {
  name: 'BigInt';
}

export type CancelSearchResultResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['CancelSearchResult'] = ResolversParentTypes['CancelSearchResult']> = {
  __resolveType: TypeResolveFn<'CancelSearchSuccess' | 'ConflictProblem' | 'InvalidInputProblem' | 'MissingProfileEntriesProblem' | 'NotEnoughDataProblem' | 'NotFoundProblem' | 'UnavailableProblem', ParentType, ContextType>;
};

export type CancelSearchSuccessResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['CancelSearchSuccess'] = ResolversParentTypes['CancelSearchSuccess']> = {
  run?: Resolver<ResolversTypes['SearchRun'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CheapFidelityResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['CheapFidelity'] = ResolversParentTypes['CheapFidelity']> = {
  cost?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ColumnKindResolvers = EnumResolverSignature<{ ACCURACY?: any, ENERGY?: any, LATENCY?: any, LATENCY_SD?: any, NOTE?: any }, ResolversTypes['ColumnKind']>;

export type ColumnReportResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ColumnReport'] = ResolversParentTypes['ColumnReport']> = {
  kind?: Resolver<ResolversTypes['ColumnKind'], ParentType, ContextType>;
  max?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  min?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  missing?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  values?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ConflictProblemResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ConflictProblem'] = ResolversParentTypes['ConflictProblem']> = {
  code?: Resolver<ResolversTypes['ProblemCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CostResultResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['CostResult'] = ResolversParentTypes['CostResult']> = {
  __resolveType: TypeResolveFn<'ArchitectureCost' | 'ConflictProblem' | 'InvalidInputProblem' | 'MissingProfileEntriesProblem' | 'NotEnoughDataProblem' | 'NotFoundProblem' | 'UnavailableProblem', ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeviceResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Device'] = ResolversParentTypes['Device']> = {
  batch?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  cost?: Resolver<ResolversTypes['CostResult'], ParentType, ContextType, RequireFields<DeviceCostArgs, 'architecture' | 'task'>>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  measured?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  predictors?: Resolver<ReadonlyArray<ResolversTypes['Predictor']>, ParentType, ContextType, Partial<DevicePredictorsArgs>>;
  runtime?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EstimateResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Estimate'] = ResolversParentTypes['Estimate']> = {
  clashing?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  extrapolated?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  fidelity?: Resolver<Maybe<ResolversTypes['Fidelity']>, ParentType, ContextType>;
  lower?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  measuredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  predictor?: Resolver<Maybe<ResolversTypes['Predictor']>, ParentType, ContextType>;
  repeats?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  sd?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['Source'], ParentType, ContextType>;
  upper?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  value?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type EvaluatorKindResolvers = EnumResolverSignature<{ EXTERNAL?: any, TABLE?: any, TRAINING?: any }, ResolversTypes['EvaluatorKind']>;

export type FidelityResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Fidelity'] = ResolversParentTypes['Fidelity']> = {
  seconds?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  seeds?: Resolver<ReadonlyArray<ResolversTypes['Float']>, ParentType, ContextType>;
  split?: Resolver<ResolversTypes['Split'], ParentType, ContextType>;
  training?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FrontChangeResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['FrontChange'] = ResolversParentTypes['FrontChange']> = {
  added?: Resolver<ReadonlyArray<ResolversTypes['ParetoPoint']>, ParentType, ContextType>;
  device?: Resolver<ResolversTypes['Device'], ParentType, ContextType>;
  hypervolume?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  removed?: Resolver<ReadonlyArray<ResolversTypes['Architecture']>, ParentType, ContextType>;
  task?: Resolver<ResolversTypes['Task'], ParentType, ContextType>;
};

export type FrontMovementResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['FrontMovement'] = ResolversParentTypes['FrontMovement']> = {
  added?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  hypervolumeAfter?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  hypervolumeBefore?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  removed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type GeneResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Gene'] = ResolversParentTypes['Gene']> = {
  activeWhen?: Resolver<ReadonlyArray<ResolversTypes['GeneCondition']>, ParentType, ContextType>;
  choices?: Resolver<ReadonlyArray<ResolversTypes['JSON']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  ordered?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  tier?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type GeneConditionResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['GeneCondition'] = ResolversParentTypes['GeneCondition']> = {
  atLeast?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  atMost?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  equals?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  gene?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  in?: Resolver<Maybe<ReadonlyArray<ResolversTypes['JSON']>>, ParentType, ContextType>;
};

export type ImportOperatorProfileResultResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ImportOperatorProfileResult'] = ResolversParentTypes['ImportOperatorProfileResult']> = {
  __resolveType: TypeResolveFn<'ConflictProblem' | 'ImportOperatorProfileSuccess' | 'InvalidInputProblem' | 'MissingProfileEntriesProblem' | 'NotEnoughDataProblem' | 'NotFoundProblem' | 'UnavailableProblem', ParentType, ContextType>;
};

export type ImportOperatorProfileSuccessResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ImportOperatorProfileSuccess'] = ResolversParentTypes['ImportOperatorProfileSuccess']> = {
  changed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  device?: Resolver<ResolversTypes['Device'], ParentType, ContextType>;
  entries?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ImportSamplesResultResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ImportSamplesResult'] = ResolversParentTypes['ImportSamplesResult']> = {
  __resolveType: TypeResolveFn<'ConflictProblem' | 'ImportSamplesSuccess' | 'InvalidInputProblem' | 'MissingProfileEntriesProblem' | 'NotEnoughDataProblem' | 'NotFoundProblem' | 'UnavailableProblem', ParentType, ContextType>;
};

export type ImportSamplesSuccessResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ImportSamplesSuccess'] = ResolversParentTypes['ImportSamplesSuccess']> = {
  alreadyImported?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  columns?: Resolver<ReadonlyArray<ResolversTypes['ColumnReport']>, ParentType, ContextType>;
  devicesCreated?: Resolver<ReadonlyArray<ResolversTypes['Device']>, ParentType, ContextType>;
  measurementsStored?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  networks?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  table?: Resolver<ResolversTypes['SampleTable'], ParentType, ContextType>;
  tasksCreated?: Resolver<ReadonlyArray<ResolversTypes['Task']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InfeasibleResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Infeasible'] = ResolversParentTypes['Infeasible']> = {
  nearest?: Resolver<ReadonlyArray<ResolversTypes['NearMiss']>, ParentType, ContextType>;
  notes?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvalidInputProblemResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['InvalidInputProblem'] = ResolversParentTypes['InvalidInputProblem']> = {
  code?: Resolver<ResolversTypes['ProblemCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type LayerCostResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['LayerCost'] = ResolversParentTypes['LayerCost']> = {
  energy?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  latency?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type MeasuredSplitResolvers = EnumResolverSignature<{ TEST?: any, VALIDATION?: any }, ResolversTypes['MeasuredSplit']>;

export type MeasurementResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Measurement'] = ResolversParentTypes['Measurement']> = {
  accuracy?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  accuracySd?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  architecture?: Resolver<ResolversTypes['Architecture'], ParentType, ContextType>;
  batch?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  device?: Resolver<Maybe<ResolversTypes['Device']>, ParentType, ContextType>;
  energy?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  energySd?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  fidelity?: Resolver<Maybe<ResolversTypes['Fidelity']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  latency?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  latencySd?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  measuredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  origin?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  powerMode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  repeats?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  retracted?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  runtime?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  task?: Resolver<Maybe<ResolversTypes['Task']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MetricResolvers = EnumResolverSignature<{ ACCURACY?: any, ENERGY?: any, LATENCY?: any }, ResolversTypes['Metric']>;

export type MetricValuesResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['MetricValues'] = ResolversParentTypes['MetricValues']> = {
  accuracy?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  energy?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  latency?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type MissesResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Misses'] = ResolversParentTypes['Misses']> = {
  accuracy?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  energy?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  latency?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  params?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type MissingProfileEntriesProblemResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['MissingProfileEntriesProblem'] = ResolversParentTypes['MissingProfileEntriesProblem']> = {
  code?: Resolver<ResolversTypes['ProblemCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  keys?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MutationResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  cancelSearch?: Resolver<ResolversTypes['CancelSearchResult'], ParentType, ContextType, RequireFields<MutationCancelSearchArgs, 'id'>>;
  importOperatorProfile?: Resolver<ResolversTypes['ImportOperatorProfileResult'], ParentType, ContextType, RequireFields<MutationImportOperatorProfileArgs, 'input'>>;
  importSamples?: Resolver<ResolversTypes['ImportSamplesResult'], ParentType, ContextType, RequireFields<MutationImportSamplesArgs, 'input'>>;
  registerDevice?: Resolver<ResolversTypes['RegisterDeviceResult'], ParentType, ContextType, RequireFields<MutationRegisterDeviceArgs, 'input'>>;
  registerSearchSpace?: Resolver<ResolversTypes['RegisterSearchSpaceResult'], ParentType, ContextType, RequireFields<MutationRegisterSearchSpaceArgs, 'input'>>;
  registerTask?: Resolver<ResolversTypes['RegisterTaskResult'], ParentType, ContextType, RequireFields<MutationRegisterTaskArgs, 'input'>>;
  resumeSearch?: Resolver<ResolversTypes['ResumeSearchResult'], ParentType, ContextType, RequireFields<MutationResumeSearchArgs, 'id'>>;
  retractMeasurement?: Resolver<ResolversTypes['RetractMeasurementResult'], ParentType, ContextType, RequireFields<MutationRetractMeasurementArgs, 'id'>>;
  retrainPredictor?: Resolver<ResolversTypes['RetrainPredictorResult'], ParentType, ContextType, RequireFields<MutationRetrainPredictorArgs, 'input'>>;
  startSearch?: Resolver<ResolversTypes['StartSearchResult'], ParentType, ContextType, RequireFields<MutationStartSearchArgs, 'input'>>;
  submitMeasurements?: Resolver<ResolversTypes['SubmitMeasurementsResult'], ParentType, ContextType, RequireFields<MutationSubmitMeasurementsArgs, 'input'>>;
};

export type NearMissResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['NearMiss'] = ResolversParentTypes['NearMiss']> = {
  misses?: Resolver<ResolversTypes['Misses'], ParentType, ContextType>;
  point?: Resolver<ResolversTypes['ParetoPoint'], ParentType, ContextType>;
};

export type NodeResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Architecture' | 'Device' | 'Measurement' | 'Predictor' | 'SampleTable' | 'SearchRun' | 'SearchSpace' | 'Task', ParentType, ContextType>;
};

export type NotEnoughDataProblemResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['NotEnoughDataProblem'] = ResolversParentTypes['NotEnoughDataProblem']> = {
  code?: Resolver<ResolversTypes['ProblemCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NotFoundProblemResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['NotFoundProblem'] = ResolversParentTypes['NotFoundProblem']> = {
  code?: Resolver<ResolversTypes['ProblemCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  key?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ParetoFrontResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ParetoFront'] = ResolversParentTypes['ParetoFront']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ParetoFrontEdge']>, ParentType, ContextType>;
  hypervolume?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  nearest?: Resolver<ReadonlyArray<ResolversTypes['NearMiss']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['ParetoPoint']>, ParentType, ContextType>;
  notes?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  objectives?: Resolver<ReadonlyArray<ResolversTypes['Metric']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  referencePoint?: Resolver<ResolversTypes['MetricValues'], ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['Source']>, ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ParetoFrontEdgeResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ParetoFrontEdge'] = ResolversParentTypes['ParetoFrontEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ParetoPoint'], ParentType, ContextType>;
};

export type ParetoPointResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ParetoPoint'] = ResolversParentTypes['ParetoPoint']> = {
  accuracy?: Resolver<Maybe<ResolversTypes['Estimate']>, ParentType, ContextType>;
  architecture?: Resolver<ResolversTypes['Architecture'], ParentType, ContextType>;
  energy?: Resolver<Maybe<ResolversTypes['Estimate']>, ParentType, ContextType>;
  extrapolated?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  feasibility?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  latency?: Resolver<Maybe<ResolversTypes['Estimate']>, ParentType, ContextType>;
  testAccuracy?: Resolver<Maybe<ResolversTypes['Estimate']>, ParentType, ContextType>;
};

export type PendingEvaluationResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['PendingEvaluation'] = ResolversParentTypes['PendingEvaluation']> = {
  architecture?: Resolver<ResolversTypes['Architecture'], ParentType, ContextType>;
};

export type PlateauResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Plateau'] = ResolversParentTypes['Plateau']> = {
  gain?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  window?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PredictResultResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['PredictResult'] = ResolversParentTypes['PredictResult']> = {
  __resolveType: TypeResolveFn<'ConflictProblem' | 'InvalidInputProblem' | 'MissingProfileEntriesProblem' | 'NotEnoughDataProblem' | 'NotFoundProblem' | 'Predictions' | 'UnavailableProblem', ParentType, ContextType>;
};

export type PredictedArchitectureResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['PredictedArchitecture'] = ResolversParentTypes['PredictedArchitecture']> = {
  accuracy?: Resolver<Maybe<ResolversTypes['Estimate']>, ParentType, ContextType>;
  architecture?: Resolver<ResolversTypes['Architecture'], ParentType, ContextType>;
  energy?: Resolver<Maybe<ResolversTypes['Estimate']>, ParentType, ContextType>;
  latency?: Resolver<Maybe<ResolversTypes['Estimate']>, ParentType, ContextType>;
};

export type PredictionsResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Predictions'] = ResolversParentTypes['Predictions']> = {
  notes?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  predictions?: Resolver<ReadonlyArray<ResolversTypes['PredictedArchitecture']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PredictorResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Predictor'] = ResolversParentTypes['Predictor']> = {
  contest?: Resolver<Maybe<ResolversTypes['PredictorContest']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  device?: Resolver<Maybe<ResolversTypes['Device']>, ParentType, ContextType>;
  family?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  metric?: Resolver<ResolversTypes['Metric'], ParentType, ContextType>;
  promoted?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  quality?: Resolver<ResolversTypes['PredictorQuality'], ParentType, ContextType>;
  seed?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  space?: Resolver<ResolversTypes['SearchSpace'], ParentType, ContextType>;
  task?: Resolver<Maybe<ResolversTypes['Task']>, ParentType, ContextType>;
  trainedOn?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unusable?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PredictorContenderResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['PredictorContender'] = ResolversParentTypes['PredictorContender']> = {
  family?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  intervalScore90?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  kendallTau?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  weights?: Resolver<Maybe<ReadonlyArray<ResolversTypes['StackWeight']>>, ParentType, ContextType>;
};

export type PredictorContestResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['PredictorContest'] = ResolversParentTypes['PredictorContest']> = {
  entries?: Resolver<ReadonlyArray<ResolversTypes['PredictorContender']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  scale?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PredictorQualityResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['PredictorQuality'] = ResolversParentTypes['PredictorQuality']> = {
  coverage90?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  intervalScore90?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  intervalScore90ConstantWidth?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  kendallTau?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  mae?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  networks?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  spearman?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  width90?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  within5?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  within10?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type PreferenceKindResolvers = EnumResolverSignature<{ CHEAPEST?: any, KNEE?: any, WEIGHTED?: any }, ResolversTypes['PreferenceKind']>;

export type PreviousPredictorResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['PreviousPredictor'] = ResolversParentTypes['PreviousPredictor']> = {
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  quality?: Resolver<ResolversTypes['PredictorQuality'], ParentType, ContextType>;
};

export type ProblemResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Problem'] = ResolversParentTypes['Problem']> = {
  __resolveType: TypeResolveFn<'ConflictProblem' | 'InvalidInputProblem' | 'MissingProfileEntriesProblem' | 'NotEnoughDataProblem' | 'NotFoundProblem' | 'UnavailableProblem', ParentType, ContextType>;
};

export type ProblemCodeResolvers = EnumResolverSignature<{ CONFLICT?: any, INVALID_INPUT?: any, MISSING_PROFILE_ENTRIES?: any, NOT_ENOUGH_DATA?: any, NOT_FOUND?: any, UNAVAILABLE?: any }, ResolversTypes['ProblemCode']>;

export type QueryResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  architecture?: Resolver<Maybe<ResolversTypes['Architecture']>, ParentType, ContextType, RequireFields<QueryArchitectureArgs, 'id'>>;
  device?: Resolver<Maybe<ResolversTypes['Device']>, ParentType, ContextType, RequireFields<QueryDeviceArgs, 'id'>>;
  devices?: Resolver<ReadonlyArray<ResolversTypes['Device']>, ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  paretoFront?: Resolver<ResolversTypes['ParetoFront'], ParentType, ContextType, RequireFields<QueryParetoFrontArgs, 'device' | 'task'>>;
  predict?: Resolver<ResolversTypes['PredictResult'], ParentType, ContextType, RequireFields<QueryPredictArgs, 'architectures' | 'task'>>;
  predictors?: Resolver<ReadonlyArray<ResolversTypes['Predictor']>, ParentType, ContextType, Partial<QueryPredictorsArgs>>;
  recommend?: Resolver<ResolversTypes['RecommendResult'], ParentType, ContextType, RequireFields<QueryRecommendArgs, 'device' | 'task'>>;
  sampleTables?: Resolver<ReadonlyArray<ResolversTypes['SampleTable']>, ParentType, ContextType>;
  searchRun?: Resolver<Maybe<ResolversTypes['SearchRun']>, ParentType, ContextType, RequireFields<QuerySearchRunArgs, 'id'>>;
  searchRuns?: Resolver<ResolversTypes['SearchRunConnection'], ParentType, ContextType, Partial<QuerySearchRunsArgs>>;
  searchSpace?: Resolver<Maybe<ResolversTypes['SearchSpace']>, ParentType, ContextType, RequireFields<QuerySearchSpaceArgs, 'id'>>;
  searchSpaces?: Resolver<ReadonlyArray<ResolversTypes['SearchSpace']>, ParentType, ContextType>;
  suggestMeasurements?: Resolver<ReadonlyArray<ResolversTypes['Architecture']>, ParentType, ContextType, RequireFields<QuerySuggestMeasurementsArgs, 'count' | 'device' | 'task'>>;
  task?: Resolver<Maybe<ResolversTypes['Task']>, ParentType, ContextType, RequireFields<QueryTaskArgs, 'id'>>;
  tasks?: Resolver<ReadonlyArray<ResolversTypes['Task']>, ParentType, ContextType>;
};

export type RecommendResultResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['RecommendResult'] = ResolversParentTypes['RecommendResult']> = {
  __resolveType: TypeResolveFn<'ConflictProblem' | 'Infeasible' | 'InvalidInputProblem' | 'MissingProfileEntriesProblem' | 'NotEnoughDataProblem' | 'NotFoundProblem' | 'Recommendation' | 'UnavailableProblem', ParentType, ContextType>;
};

export type RecommendationResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Recommendation'] = ResolversParentTypes['Recommendation']> = {
  point?: Resolver<ResolversTypes['ParetoPoint'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RegisterDeviceResultResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['RegisterDeviceResult'] = ResolversParentTypes['RegisterDeviceResult']> = {
  __resolveType: TypeResolveFn<'ConflictProblem' | 'InvalidInputProblem' | 'MissingProfileEntriesProblem' | 'NotEnoughDataProblem' | 'NotFoundProblem' | 'RegisterDeviceSuccess' | 'UnavailableProblem', ParentType, ContextType>;
};

export type RegisterDeviceSuccessResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['RegisterDeviceSuccess'] = ResolversParentTypes['RegisterDeviceSuccess']> = {
  created?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  device?: Resolver<ResolversTypes['Device'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RegisterSearchSpaceResultResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['RegisterSearchSpaceResult'] = ResolversParentTypes['RegisterSearchSpaceResult']> = {
  __resolveType: TypeResolveFn<'ConflictProblem' | 'InvalidInputProblem' | 'MissingProfileEntriesProblem' | 'NotEnoughDataProblem' | 'NotFoundProblem' | 'RegisterSearchSpaceSuccess' | 'UnavailableProblem', ParentType, ContextType>;
};

export type RegisterSearchSpaceSuccessResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['RegisterSearchSpaceSuccess'] = ResolversParentTypes['RegisterSearchSpaceSuccess']> = {
  created?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  space?: Resolver<ResolversTypes['SearchSpace'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RegisterTaskResultResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['RegisterTaskResult'] = ResolversParentTypes['RegisterTaskResult']> = {
  __resolveType: TypeResolveFn<'ConflictProblem' | 'InvalidInputProblem' | 'MissingProfileEntriesProblem' | 'NotEnoughDataProblem' | 'NotFoundProblem' | 'RegisterTaskSuccess' | 'UnavailableProblem', ParentType, ContextType>;
};

export type RegisterTaskSuccessResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['RegisterTaskSuccess'] = ResolversParentTypes['RegisterTaskSuccess']> = {
  created?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  task?: Resolver<ResolversTypes['Task'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ResumeSearchResultResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ResumeSearchResult'] = ResolversParentTypes['ResumeSearchResult']> = {
  __resolveType: TypeResolveFn<'ConflictProblem' | 'InvalidInputProblem' | 'MissingProfileEntriesProblem' | 'NotEnoughDataProblem' | 'NotFoundProblem' | 'ResumeSearchSuccess' | 'UnavailableProblem', ParentType, ContextType>;
};

export type ResumeSearchSuccessResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ResumeSearchSuccess'] = ResolversParentTypes['ResumeSearchSuccess']> = {
  run?: Resolver<ResolversTypes['SearchRun'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RetractMeasurementResultResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['RetractMeasurementResult'] = ResolversParentTypes['RetractMeasurementResult']> = {
  __resolveType: TypeResolveFn<'ConflictProblem' | 'InvalidInputProblem' | 'MissingProfileEntriesProblem' | 'NotEnoughDataProblem' | 'NotFoundProblem' | 'RetractMeasurementSuccess' | 'UnavailableProblem', ParentType, ContextType>;
};

export type RetractMeasurementSuccessResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['RetractMeasurementSuccess'] = ResolversParentTypes['RetractMeasurementSuccess']> = {
  measurement?: Resolver<ResolversTypes['Measurement'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RetrainPredictorResultResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['RetrainPredictorResult'] = ResolversParentTypes['RetrainPredictorResult']> = {
  __resolveType: TypeResolveFn<'ConflictProblem' | 'InvalidInputProblem' | 'MissingProfileEntriesProblem' | 'NotEnoughDataProblem' | 'NotFoundProblem' | 'RetrainPredictorSuccess' | 'UnavailableProblem', ParentType, ContextType>;
};

export type RetrainPredictorSuccessResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['RetrainPredictorSuccess'] = ResolversParentTypes['RetrainPredictorSuccess']> = {
  front?: Resolver<Maybe<ResolversTypes['FrontMovement']>, ParentType, ContextType>;
  predictor?: Resolver<ResolversTypes['Predictor'], ParentType, ContextType>;
  previous?: Resolver<Maybe<ResolversTypes['PreviousPredictor']>, ParentType, ContextType>;
  promoted?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  quality?: Resolver<ResolversTypes['PredictorQuality'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SampleTableResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['SampleTable'] = ResolversParentTypes['SampleTable']> = {
  checksum?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  columns?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  distinct?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  importedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  measurementsStored?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  rows?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  space?: Resolver<ResolversTypes['SearchSpace'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SearchConstraintsResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['SearchConstraints'] = ResolversParentTypes['SearchConstraints']> = {
  genes?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  maxEnergy?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  maxLatency?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  maxParams?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  minAccuracy?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type SearchProgressResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['SearchProgress'] = ResolversParentTypes['SearchProgress']> = {
  elapsedSeconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  etaSeconds?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  evaluations?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  failed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  hypervolume?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  pending?: Resolver<ReadonlyArray<ResolversTypes['PendingEvaluation']>, ParentType, ContextType>;
  points?: Resolver<ReadonlyArray<ResolversTypes['ParetoPoint']>, ParentType, ContextType>;
  referencePoint?: Resolver<ResolversTypes['MetricValues'], ParentType, ContextType>;
  run?: Resolver<ResolversTypes['SearchRun'], ParentType, ContextType>;
  scores?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  spent?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type SearchRunResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['SearchRun'] = ResolversParentTypes['SearchRun']> = {
  budget?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  constraints?: Resolver<ResolversTypes['SearchConstraints'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  devices?: Resolver<ReadonlyArray<ResolversTypes['Device']>, ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  evaluations?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  evaluator?: Resolver<ResolversTypes['EvaluatorKind'], ParentType, ContextType>;
  expectedGain?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  fidelities?: Resolver<ReadonlyArray<ResolversTypes['CheapFidelity']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  objectives?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Metric']>>, ParentType, ContextType>;
  plateau?: Resolver<Maybe<ResolversTypes['Plateau']>, ParentType, ContextType>;
  progress?: Resolver<ResolversTypes['SearchProgress'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  samples?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  seed?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  space?: Resolver<ResolversTypes['SearchSpace'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['SearchRunStatus'], ParentType, ContextType>;
  stoppedBy?: Resolver<Maybe<ResolversTypes['StopRule']>, ParentType, ContextType>;
  strategy?: Resolver<ResolversTypes['SearchStrategy'], ParentType, ContextType>;
  task?: Resolver<ResolversTypes['Task'], ParentType, ContextType>;
  timeLimitSeconds?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SearchRunConnectionResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['SearchRunConnection'] = ResolversParentTypes['SearchRunConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['SearchRunEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['SearchRun']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type SearchRunEdgeResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['SearchRunEdge'] = ResolversParentTypes['SearchRunEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['SearchRun'], ParentType, ContextType>;
};

export type SearchRunStatusResolvers = EnumResolverSignature<{ CANCELLED?: any, FAILED?: any, FINISHED?: any, INTERRUPTED?: any, RUNNING?: any }, ResolversTypes['SearchRunStatus']>;

export type SearchSpaceResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['SearchSpace'] = ResolversParentTypes['SearchSpace']> = {
  cardinality?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  definition?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  genes?: Resolver<ReadonlyArray<ResolversTypes['Gene']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  partialCardinality?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  structure?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  tasks?: Resolver<ReadonlyArray<ResolversTypes['Task']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SearchStrategyResolvers = EnumResolverSignature<{ NSGA2?: any, RANDOM?: any, SURROGATE?: any }, ResolversTypes['SearchStrategy']>;

export type SourceResolvers = EnumResolverSignature<{ COST_MODEL?: any, MEASURED?: any, PREDICTED?: any }, ResolversTypes['Source']>;

export type SplitResolvers = EnumResolverSignature<{ TEST?: any, UNSPECIFIED?: any, VALIDATION?: any }, ResolversTypes['Split']>;

export type StackWeightResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['StackWeight'] = ResolversParentTypes['StackWeight']> = {
  family?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  weight?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type StartSearchResultResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['StartSearchResult'] = ResolversParentTypes['StartSearchResult']> = {
  __resolveType: TypeResolveFn<'ConflictProblem' | 'InvalidInputProblem' | 'MissingProfileEntriesProblem' | 'NotEnoughDataProblem' | 'NotFoundProblem' | 'StartSearchSuccess' | 'UnavailableProblem', ParentType, ContextType>;
};

export type StartSearchSuccessResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['StartSearchSuccess'] = ResolversParentTypes['StartSearchSuccess']> = {
  run?: Resolver<ResolversTypes['SearchRun'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StopRuleResolvers = EnumResolverSignature<{ BUDGET?: any, EXHAUSTED?: any, PLATEAU?: any, TIME?: any }, ResolversTypes['StopRule']>;

export type SubmitMeasurementsResultResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['SubmitMeasurementsResult'] = ResolversParentTypes['SubmitMeasurementsResult']> = {
  __resolveType: TypeResolveFn<'ConflictProblem' | 'InvalidInputProblem' | 'MissingProfileEntriesProblem' | 'NotEnoughDataProblem' | 'NotFoundProblem' | 'SubmitMeasurementsSuccess' | 'UnavailableProblem', ParentType, ContextType>;
};

export type SubmitMeasurementsSuccessResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['SubmitMeasurementsSuccess'] = ResolversParentTypes['SubmitMeasurementsSuccess']> = {
  clashing?: Resolver<ReadonlyArray<ResolversTypes['Architecture']>, ParentType, ContextType>;
  measurements?: Resolver<ReadonlyArray<ResolversTypes['Measurement']>, ParentType, ContextType>;
  stored?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  frontChanged?: SubscriptionResolver<ResolversTypes['FrontChange'], "frontChanged", ParentType, ContextType, RequireFields<SubscriptionFrontChangedArgs, 'device' | 'task'>>;
  searchProgress?: SubscriptionResolver<ResolversTypes['SearchProgress'], "searchProgress", ParentType, ContextType, RequireFields<SubscriptionSearchProgressArgs, 'id'>>;
};

export type TaskResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Task'] = ResolversParentTypes['Task']> = {
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  measured?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  predictors?: Resolver<ReadonlyArray<ResolversTypes['Predictor']>, ParentType, ContextType>;
  space?: Resolver<ResolversTypes['SearchSpace'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UnavailableProblemResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['UnavailableProblem'] = ResolversParentTypes['UnavailableProblem']> = {
  code?: Resolver<ResolversTypes['ProblemCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type Resolvers<ContextType = ApiContext> = {
  Architecture?: ArchitectureResolvers<ContextType>;
  ArchitectureCost?: ArchitectureCostResolvers<ContextType>;
  BigInt?: GraphQLScalarType;
  CancelSearchResult?: CancelSearchResultResolvers<ContextType>;
  CancelSearchSuccess?: CancelSearchSuccessResolvers<ContextType>;
  CheapFidelity?: CheapFidelityResolvers<ContextType>;
  ColumnKind?: ColumnKindResolvers;
  ColumnReport?: ColumnReportResolvers<ContextType>;
  ConflictProblem?: ConflictProblemResolvers<ContextType>;
  CostResult?: CostResultResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Device?: DeviceResolvers<ContextType>;
  Estimate?: EstimateResolvers<ContextType>;
  EvaluatorKind?: EvaluatorKindResolvers;
  Fidelity?: FidelityResolvers<ContextType>;
  FrontChange?: FrontChangeResolvers<ContextType>;
  FrontMovement?: FrontMovementResolvers<ContextType>;
  Gene?: GeneResolvers<ContextType>;
  GeneCondition?: GeneConditionResolvers<ContextType>;
  ImportOperatorProfileResult?: ImportOperatorProfileResultResolvers<ContextType>;
  ImportOperatorProfileSuccess?: ImportOperatorProfileSuccessResolvers<ContextType>;
  ImportSamplesResult?: ImportSamplesResultResolvers<ContextType>;
  ImportSamplesSuccess?: ImportSamplesSuccessResolvers<ContextType>;
  Infeasible?: InfeasibleResolvers<ContextType>;
  InvalidInputProblem?: InvalidInputProblemResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  LayerCost?: LayerCostResolvers<ContextType>;
  MeasuredSplit?: MeasuredSplitResolvers;
  Measurement?: MeasurementResolvers<ContextType>;
  Metric?: MetricResolvers;
  MetricValues?: MetricValuesResolvers<ContextType>;
  Misses?: MissesResolvers<ContextType>;
  MissingProfileEntriesProblem?: MissingProfileEntriesProblemResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  NearMiss?: NearMissResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  NotEnoughDataProblem?: NotEnoughDataProblemResolvers<ContextType>;
  NotFoundProblem?: NotFoundProblemResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  ParetoFront?: ParetoFrontResolvers<ContextType>;
  ParetoFrontEdge?: ParetoFrontEdgeResolvers<ContextType>;
  ParetoPoint?: ParetoPointResolvers<ContextType>;
  PendingEvaluation?: PendingEvaluationResolvers<ContextType>;
  Plateau?: PlateauResolvers<ContextType>;
  PredictResult?: PredictResultResolvers<ContextType>;
  PredictedArchitecture?: PredictedArchitectureResolvers<ContextType>;
  Predictions?: PredictionsResolvers<ContextType>;
  Predictor?: PredictorResolvers<ContextType>;
  PredictorContender?: PredictorContenderResolvers<ContextType>;
  PredictorContest?: PredictorContestResolvers<ContextType>;
  PredictorQuality?: PredictorQualityResolvers<ContextType>;
  PreferenceKind?: PreferenceKindResolvers;
  PreviousPredictor?: PreviousPredictorResolvers<ContextType>;
  Problem?: ProblemResolvers<ContextType>;
  ProblemCode?: ProblemCodeResolvers;
  Query?: QueryResolvers<ContextType>;
  RecommendResult?: RecommendResultResolvers<ContextType>;
  Recommendation?: RecommendationResolvers<ContextType>;
  RegisterDeviceResult?: RegisterDeviceResultResolvers<ContextType>;
  RegisterDeviceSuccess?: RegisterDeviceSuccessResolvers<ContextType>;
  RegisterSearchSpaceResult?: RegisterSearchSpaceResultResolvers<ContextType>;
  RegisterSearchSpaceSuccess?: RegisterSearchSpaceSuccessResolvers<ContextType>;
  RegisterTaskResult?: RegisterTaskResultResolvers<ContextType>;
  RegisterTaskSuccess?: RegisterTaskSuccessResolvers<ContextType>;
  ResumeSearchResult?: ResumeSearchResultResolvers<ContextType>;
  ResumeSearchSuccess?: ResumeSearchSuccessResolvers<ContextType>;
  RetractMeasurementResult?: RetractMeasurementResultResolvers<ContextType>;
  RetractMeasurementSuccess?: RetractMeasurementSuccessResolvers<ContextType>;
  RetrainPredictorResult?: RetrainPredictorResultResolvers<ContextType>;
  RetrainPredictorSuccess?: RetrainPredictorSuccessResolvers<ContextType>;
  SampleTable?: SampleTableResolvers<ContextType>;
  SearchConstraints?: SearchConstraintsResolvers<ContextType>;
  SearchProgress?: SearchProgressResolvers<ContextType>;
  SearchRun?: SearchRunResolvers<ContextType>;
  SearchRunConnection?: SearchRunConnectionResolvers<ContextType>;
  SearchRunEdge?: SearchRunEdgeResolvers<ContextType>;
  SearchRunStatus?: SearchRunStatusResolvers;
  SearchSpace?: SearchSpaceResolvers<ContextType>;
  SearchStrategy?: SearchStrategyResolvers;
  Source?: SourceResolvers;
  Split?: SplitResolvers;
  StackWeight?: StackWeightResolvers<ContextType>;
  StartSearchResult?: StartSearchResultResolvers<ContextType>;
  StartSearchSuccess?: StartSearchSuccessResolvers<ContextType>;
  StopRule?: StopRuleResolvers;
  SubmitMeasurementsResult?: SubmitMeasurementsResultResolvers<ContextType>;
  SubmitMeasurementsSuccess?: SubmitMeasurementsSuccessResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  Task?: TaskResolvers<ContextType>;
  UnavailableProblem?: UnavailableProblemResolvers<ContextType>;
};

