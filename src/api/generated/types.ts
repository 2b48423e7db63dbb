import type { BuiltInMetric as Metric } from '../../base/metric.js';
import type { DeletedKind } from '../../service/deletion/dependents.js';
import type { DependentKind } from '../../service/deletion/dependents.js';
import type { Owner as MetricOwner } from '../../base/metric.js';
import type { ScoreId as TaskScore } from '../../base/metric.js';
import type { Direction as MetricDirection } from '../../base/metric.js';
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
import type { ExportFormat } from '../mapping/enums.js';
import type { ExportWeights } from '../mapping/enums.js';
import type { EvaluationStatus } from '../mapping/enums.js';
import type { EvaluationOrder } from '../mapping/enums.js';
import type { MeasurementOrder } from '../mapping/enums.js';
import type { VerifiedPointStatus } from '../mapping/enums.js';
import type { FindingKind } from '../mapping/enums.js';
import type { ArchitectureOrder } from '../mapping/enums.js';
import type { Role } from '../../records/access/token.js';
import type { TokenStatus } from '../../records/access/token.js';
import type { AuditOutcome } from '../mapping/enums.js';
import type { PastClaimOutcome } from '../mapping/enums.js';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { TaskModel, DeviceModel, SearchSpaceModel, ArchitectureModel, MeasurementModel, PredictorModel, SampleTableModel, SearchRunModel, VerificationModel, VerifiedPointModel, VerifiedValueModel, VerifiedMetricModel, VerifiedFrontModel, FrontColumnsModel, EstimateModel, EvaluatedCostsModel, DeviceCostsModel, PredictorAssessmentModel, FindingModel, DeviceSpaceModel, NextMeasurementsModel, SimilarDeviceModel, DeviceLimitsModel } from '../mapping/models.js';
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
  /** Bytes, such as a column of numbers, as text in Base64 (RFC 4648, section 4, with padding). */
  Base64: { input: string; output: string; }
  /** A whole number of any size, written as a decimal string, e.g. `"21758391142851"`. */
  BigInt: { input: string; output: bigint; }
  /**
   * A moment in time: ISO 8601 in UTC, e.g. `2025-03-01T12:00:00.000Z`. An input may be any ISO 8601 date-time with a time
   * zone.
   */
  DateTime: { input: string; output: string; }
  /**
   * Any JSON value, e.g. an architecture (a map gene -> choice), a gene's choice, a search space or an operator profile.
   * Numbers must be finite: `1e400` is refused.
   */
  JSON: { input: unknown; output: unknown; }
};

/** A bearer token, without its secret, which is not stored. */
export type AccessToken = {
  readonly __typename?: 'AccessToken';
  /** When it was created. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** When it ends by itself; null if it does not. */
  readonly expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** The public part of the token, 12 hexadecimal digits. */
  readonly id: Scalars['ID']['output'];
  /** Who or what uses the token. */
  readonly name: Scalars['String']['output'];
  /** When it was revoked; null if it was not. */
  readonly revokedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What it may be used for. */
  readonly role: Role;
  /** Whether it is accepted now. */
  readonly status: TokenStatus;
};

/** A metric to declare. */
export type AddMetricInput = {
  /** Which values are better. */
  readonly direction: MetricDirection;
  /** 1 to 50 letters, digits or `_`, starting with a letter. */
  readonly name: Scalars['String']['input'];
  /** What the metric belongs to. */
  readonly of: MetricOwner;
  /** Unit of the values, at most 20 characters, e.g. `MB`; none if left out. */
  readonly unit?: InputMaybe<Scalars['String']['input']>;
};

/** The declared metric, or why it was not declared. A name that another metric has is a conflict. */
export type AddMetricResult = AddMetricSuccess | ConflictProblem | InvalidInputProblem | MissingProfileEntriesProblem | NotEnoughDataProblem | NotFoundProblem | UnavailableProblem;

/** The metric was declared, or was known already. */
export type AddMetricSuccess = {
  readonly __typename?: 'AddMetricSuccess';
  /** Whether the metric is new. If the same metric was known before, nothing changed. */
  readonly created: Scalars['Boolean']['output'];
  /** The metric. */
  readonly metric: OwnMetric;
};

/** A network of a search space. Its key is a hash of its content, so that one network has the same key everywhere. */
export type Architecture = Node & {
  readonly __typename?: 'Architecture';
  /** The canonical form of the network: a map gene -> choice of its active genes, in gene order. */
  readonly genes: Scalars['JSON']['output'];
  /** Global id: unique over all types, for `node(id)`. */
  readonly id: Scalars['ID']['output'];
  /** Hexadecimal SHA-256 of the space's key and the canonical form. */
  readonly key: Scalars['String']['output'];
  /** Multiply-accumulate operations of one inference, a whole number; null in spaces of a user's own. */
  readonly macs?: Maybe<Scalars['Float']['output']>;
  /** All measurements of the network in the order in which they were stored. Retracted ones have `retracted: true`. */
  readonly measurements: ReadonlyArray<Measurement>;
  /** Number of trainable weights, a whole number; null in spaces of a user's own. */
  readonly params?: Maybe<Scalars['Float']['output']>;
  /** Whether the network is partial: genes that the fusion search decides (tier 2) are missing. */
  readonly partial: Scalars['Boolean']['output'];
  /** The search space that the network belongs to. */
  readonly space: SearchSpace;
};

/** Architectures that the archive knows. */
export type ArchitectureConnection = {
  readonly __typename?: 'ArchitectureConnection';
  /** The page's architectures with their cursors and measured values. */
  readonly edges: ReadonlyArray<ArchitectureEdge>;
  /** The page's architectures. */
  readonly nodes: ReadonlyArray<Architecture>;
  /** The position of the page. */
  readonly pageInfo: PageInfo;
  /** Number of architectures on all pages. */
  readonly totalCount: Scalars['Int']['output'];
};

/** Latency and energy of an architecture according to a device's operator profile: sums over its layers. */
export type ArchitectureCost = {
  readonly __typename?: 'ArchitectureCost';
  /** The architecture whose cost this is. */
  readonly architecture: Architecture;
  /** Total energy in millijoules; null where the profile has no energy of a layer. */
  readonly energy?: Maybe<Scalars['Float']['output']>;
  /** What the profile does not cover by design, so that the sums leave it out, e.g. `text backbone: not in the profile`. */
  readonly excluded: ReadonlyArray<Scalars['String']['output']>;
  /** Total latency in milliseconds. */
  readonly latency: Scalars['Float']['output'];
  /** The layers in the order in which they are executed. */
  readonly layers: ReadonlyArray<LayerCost>;
};

/** An architecture of a list, with its cursor and what was measured of it. */
export type ArchitectureEdge = {
  readonly __typename?: 'ArchitectureEdge';
  /** Measured validation accuracy on the task: fraction in [0, 1]; null without a task. */
  readonly accuracy?: Maybe<Estimate>;
  /** Cursor of the architecture: as `after` it continues behind it. */
  readonly cursor: Scalars['String']['output'];
  /** Measured energy on the device: millijoules per inference; null if not measured, and without a device. */
  readonly energy?: Maybe<Estimate>;
  /** Measured latency on the device: milliseconds per inference; null if not measured, and without a device. */
  readonly latency?: Maybe<Estimate>;
  /** Measured metrics that users declared, of the task and the device; empty without them. */
  readonly metrics: ReadonlyArray<MetricEstimate>;
  /** The architecture. */
  readonly node: Architecture;
};

export type { ArchitectureOrder };

/** A network with its measured value and a prediction that was not learnt from it, in the metric's unit. */
export type AssessedNetwork = {
  readonly __typename?: 'AssessedNetwork';
  /** Key of the network. */
  readonly architecture: Scalars['String']['output'];
  /** Lower bound of the 90 % interval. */
  readonly lower: Scalars['Float']['output'];
  /** The measured value, repeats combined. */
  readonly measured: Scalars['Float']['output'];
  /** The predicted value. */
  readonly predicted: Scalars['Float']['output'];
  /** Upper bound of the 90 % interval. */
  readonly upper: Scalars['Float']['output'];
};

/** How the networks were chosen on which a predictor is assessed. */
export type AssessmentKind =
  /**
   * All measured networks, each predicted by a predictor of the same family that was trained without it, since the version
   * has learnt from every network.
   */
  | 'CROSS_VALIDATION'
  /** Measured networks from which the version has not learnt: held out of its training, or measured since. */
  | 'UNSEEN';

/** Entries of the audit trail, newest first. */
export type AuditConnection = {
  readonly __typename?: 'AuditConnection';
  /** The page's entries with their cursors. */
  readonly edges: ReadonlyArray<AuditEdge>;
  /** The page's entries. */
  readonly nodes: ReadonlyArray<AuditEntry>;
  /** The position of the page. */
  readonly pageInfo: PageInfo;
};

/** An entry of a list, with its cursor. */
export type AuditEdge = {
  readonly __typename?: 'AuditEdge';
  /** Cursor of the entry: as `after` it continues behind the entry. */
  readonly cursor: Scalars['String']['output'];
  /** The entry. */
  readonly node: AuditEntry;
};

/** A change of the archive: who made it, when, and what it was. Requests that were refused have changed nothing. */
export type AuditEntry = {
  readonly __typename?: 'AuditEntry';
  /** When the change had been made. */
  readonly at: Scalars['DateTime']['output'];
  /** Unique key of the entry. */
  readonly id: Scalars['ID']['output'];
  /** Name of the token, of the identity provider's user, or of the operating system's user (`cli`). */
  readonly name: Scalars['String']['output'];
  /** The mutation, or the use case of the command line, e.g. `submitMeasurements`. */
  readonly operation: Scalars['String']['output'];
  /** How the change ended. */
  readonly outcome: AuditOutcome;
  /** Id of the request that asked for the change; null if it had none. */
  readonly requestId?: Maybe<Scalars['String']['output']>;
  /** Key of what was changed, e.g. of a task, a search run or a submission; null where there is none. */
  readonly subject?: Maybe<Scalars['String']['output']>;
  /** Who made it: `cli`, `open` (the server asked for no token), `api-token`, `token:ID` or `oidc:SUBJECT`. */
  readonly viewer: Scalars['String']['output'];
};

export type { AuditOutcome };

/** How many measurements lie in the intervals of a level. */
export type CalibrationLevel = {
  readonly __typename?: 'CalibrationLevel';
  /** Fraction of the measured values inside them; equal to the level where the intervals are right. */
  readonly coverage: Scalars['Float']['output'];
  /** Level of the intervals, a fraction. */
  readonly level: Scalars['Float']['output'];
};

/** The job that is to end, or why there is none. */
export type CancelJobResult = CancelJobSuccess | ConflictProblem | InvalidInputProblem | MissingProfileEntriesProblem | NotEnoughDataProblem | NotFoundProblem | UnavailableProblem;

/** The job is told to end. */
export type CancelJobSuccess = {
  readonly __typename?: 'CancelJobSuccess';
  /** The job, as it was when it was told. */
  readonly job: Job;
};

/** The cancelled run, or why it was not cancelled. */
export type CancelSearchResult = CancelSearchSuccess | ConflictProblem | InvalidInputProblem | MissingProfileEntriesProblem | NotEnoughDataProblem | NotFoundProblem | UnavailableProblem;

/** The search was stopped. */
export type CancelSearchSuccess = {
  readonly __typename?: 'CancelSearchSuccess';
  /** The run. */
  readonly run: SearchRun;
};

/** The verification that was cancelled, or why it was not: a CONFLICT where none of its points waits. */
export type CancelVerificationResult = CancelVerificationSuccess | ConflictProblem | InvalidInputProblem | MissingProfileEntriesProblem | NotEnoughDataProblem | NotFoundProblem | UnavailableProblem;

/** The verification waits for nothing any more. */
export type CancelVerificationSuccess = {
  readonly __typename?: 'CancelVerificationSuccess';
  /** Number of points that waited until now, at least 1. */
  readonly cancelled: Scalars['Int']['output'];
  /** The verification; its points that waited have the status FAILED, with the reason. */
  readonly verification: Verification;
};

/**
 * A cheap score: a low-fidelity value of a network's accuracy, which a search may request before it decides whether to
 * evaluate the network.
 */
export type CheapFidelity = {
  readonly __typename?: 'CheapFidelity';
  /** Cost of one score as a fraction of the cost of an evaluation, above 0 and below 1. */
  readonly cost: Scalars['Float']['output'];
  /** A column of the table, or with TRAINING `epochs_N`: the accuracy after N epochs of training. */
  readonly name: Scalars['String']['output'];
};

/** A kind of cheap score that the search may request; see `CheapFidelity`. */
export type CheapFidelityInput = {
  /** Cost of one score as a fraction of the cost of an evaluation, above 0 and below 1. */
  readonly cost: Scalars['Float']['input'];
  /** A column of the table, or with TRAINING `epochs_N`: the accuracy after N epochs of training. */
  readonly name: Scalars['String']['input'];
};

/** The claimed evaluation, or why none could be claimed. */
export type ClaimEvaluationResult = ClaimEvaluationSuccess | ConflictProblem | InvalidInputProblem | MissingProfileEntriesProblem | NotEnoughDataProblem | NotFoundProblem | UnavailableProblem;

/** An evaluation that a worker has claimed. Until `leaseUntil`, nobody else is given it. */
export type ClaimEvaluationSuccess = {
  readonly __typename?: 'ClaimEvaluationSuccess';
  /** The network to be evaluated. */
  readonly architecture: Architecture;
  /** Number of this claim among those of the evaluation, from 1. */
  readonly attempt: Scalars['Int']['output'];
  /**
   * Names the claim, with a fencing token that rises with every claim of the evaluation: what comes under the claim of a
   * worker whose evaluation was given to another is refused.
   */
  readonly claim: Scalars['ID']['output'];
  /** The devices whose costs are asked for, if the run uses them. */
  readonly devices: ReadonlyArray<Device>;
  /** When the lease ends, by this service's clock. `extendLease` puts it off. */
  readonly leaseUntil: Scalars['DateTime']['output'];
  /** The run that waits for the evaluation. */
  readonly run: SearchRun;
  /** The task: its accuracy is asked for, if the run uses it. */
  readonly task: Task;
};

export type { ColumnKind };

/** A column of an imported table. */
export type ColumnReport = {
  readonly __typename?: 'ColumnReport';
  /** The kind of its values. */
  readonly kind: ColumnKind;
  /** Largest value, in the column's unit; null if there is none. */
  readonly max?: Maybe<Scalars['Float']['output']>;
  /** Smallest value, in the column's unit; null if there is none. */
  readonly min?: Maybe<Scalars['Float']['output']>;
  /** Number of rows without a value. */
  readonly missing: Scalars['Int']['output'];
  /** Name of the column in the header. */
  readonly name: Scalars['String']['output'];
  /** Key of the task or device that the values belong to; empty for kind NOTE. */
  readonly subject: Scalars['String']['output'];
  /** Unit of the values: `fraction`, `ms`, `mJ` or that of an own metric; empty for counts and notes. */
  readonly unit: Scalars['String']['output'];
  /** Number of rows with a value. */
  readonly values: Scalars['Int']['output'];
};

/** The stored result, or why it was not stored. A stale claim is a `ConflictProblem`. */
export type CompleteEvaluationResult = CompleteEvaluationSuccess | ConflictProblem | InvalidInputProblem | MissingProfileEntriesProblem | NotEnoughDataProblem | NotFoundProblem | UnavailableProblem;

/** The result was stored. */
export type CompleteEvaluationSuccess = {
  readonly __typename?: 'CompleteEvaluationSuccess';
  /** The network that was evaluated. */
  readonly architecture: Architecture;
  /** The measurements that were stored. */
  readonly measurements: ReadonlyArray<Measurement>;
  /** The run, which is told the result. */
  readonly run: SearchRun;
};

/** The request contradicts what is stored. */
export type ConflictProblem = Problem & {
  readonly __typename?: 'ConflictProblem';
  /** Always CONFLICT. */
  readonly code: ProblemCode;
  /** The argument at fault. */
  readonly field?: Maybe<Scalars['String']['output']>;
  /** A sentence for people: what the request contradicts. */
  readonly message: Scalars['String']['output'];
};

/** Limits on networks. A limit that is left out does not apply. */
export type Constraints = {
  /** Choices of genes: a map gene -> the choice it must have, or a list of the choices that it may have. */
  readonly genes?: InputMaybe<Scalars['JSON']['input']>;
  /**
   * Limits on metrics that users declared, each at most once. One on a metric of devices applies to each of several
   * devices; one on `DEVICE.NAME`, with the key of the device, replaces it there.
   */
  readonly limits?: InputMaybe<ReadonlyArray<MetricLimitInput>>;
  /** Highest energy: millijoules, above 0. Of several devices, it applies to each. */
  readonly maxEnergy?: InputMaybe<Scalars['Float']['input']>;
  /** Highest latency: milliseconds, above 0. Of several devices, it applies to each. */
  readonly maxLatency?: InputMaybe<Scalars['Float']['input']>;
  /** Largest number of multiply-accumulates of one example. */
  readonly maxMacs?: InputMaybe<Scalars['Float']['input']>;
  /** Largest number of weights. */
  readonly maxParams?: InputMaybe<Scalars['Float']['input']>;
  /** Lowest accuracy: fraction in [0, 1]. */
  readonly minAccuracy?: InputMaybe<Scalars['Float']['input']>;
  /** Limits on the costs of single devices, at most one entry for each. They replace `maxLatency` and `maxEnergy` there. */
  readonly perDevice?: InputMaybe<ReadonlyArray<DeviceLimits>>;
};

/** The cost of an architecture, or why it cannot be computed. */
export type CostResult = ArchitectureCost | ConflictProblem | InvalidInputProblem | MissingProfileEntriesProblem | NotEnoughDataProblem | NotFoundProblem | UnavailableProblem;

/** A token to create. */
export type CreateTokenInput = {
  /** Time until it ends by itself, in days, above 0 and at most 36,500; parts of a day count. Never if left out. */
  readonly expiresInDays?: InputMaybe<Scalars['Float']['input']>;
  /** Who or what will use the token: 1 to 100 printable characters. */
  readonly name: Scalars['String']['input'];
  /** What it may be used for. */
  readonly role: Role;
};

/** The new token, or why it was not created. */
export type CreateTokenResult = ConflictProblem | CreateTokenSuccess | InvalidInputProblem | MissingProfileEntriesProblem | NotEnoughDataProblem | NotFoundProblem | UnavailableProblem;

/** The token was created. */
export type CreateTokenSuccess = {
  readonly __typename?: 'CreateTokenSuccess';
  /** The token without its secret. */
  readonly accessToken: AccessToken;
  /** What clients send as `Authorization: Bearer TOKEN`. It is shown only now. */
  readonly token: Scalars['String']['output'];
};

/** An evaluation that was tried so often that it is not tried again. */
export type DeadLetter = {
  readonly __typename?: 'DeadLetter';
  /** The network that could not be evaluated. */
  readonly architecture: Architecture;
  /** When it was given up. */
  readonly at: Scalars['DateTime']['output'];
  /** The claims that ended without a result, the oldest first. */
  readonly pastClaims: ReadonlyArray<PastClaim>;
  /** Why. */
  readonly reason: Scalars['String']['output'];
};

/** What to delete. */
export type DeleteRecordInput = {
  /** Whether to list only what depends on it, and delete nothing. */
  readonly dryRun?: Scalars['Boolean']['input'];
  /** Id or key of a task, a device or a run (a unique beginning of its key will do); name of an imported table. */
  readonly id: Scalars['ID']['input'];
  /** What it is. */
  readonly kind: DeletedKind;
  /**
   * Whether what depends on it is deleted, too: jobs, predictors, profiles, runs and verifications are deleted, and
   * measurements are retracted. Without it, something that others depend on is refused with a ConflictProblem.
   */
  readonly withDependents?: Scalars['Boolean']['input'];
};

/** What was deleted, or why nothing was. */
export type DeleteRecordResult = ConflictProblem | DeleteRecordSuccess | InvalidInputProblem | MissingProfileEntriesProblem | NotEnoughDataProblem | NotFoundProblem | UnavailableProblem;

/** It was deleted, or would be. */
export type DeleteRecordSuccess = {
  readonly __typename?: 'DeleteRecordSuccess';
  /** Whether it was deleted; false where only a list was asked for (`dryRun`). */
  readonly deleted: Scalars['Boolean']['output'];
  /** What depends on it, with all that depends on that; kinds without any are left out. */
  readonly dependents: ReadonlyArray<Dependents>;
  /** Its key. */
  readonly key: Scalars['String']['output'];
  /** What it is. */
  readonly kind: DeletedKind;
};

export type { DeletedKind };

export type { DependentKind };

/** Things of one kind that depend on what is deleted. */
export type Dependents = {
  readonly __typename?: 'Dependents';
  /** Their number. */
  readonly count: Scalars['Int']['output'];
  /** Keys of the first of them, at most 5. */
  readonly examples: ReadonlyArray<Scalars['String']['output']>;
  /** What they are. */
  readonly kind: DependentKind;
};

/** A machine with one runtime, one power mode and one batch size. Latency and energy are measured per device. */
export type Device = Node & {
  readonly __typename?: 'Device';
  /** Number of inputs per inference. */
  readonly batch: Scalars['Int']['output'];
  /** Latency and energy of an architecture according to this device's operator profile. */
  readonly cost: CostResult;
  /** The machine and its set-up, e.g. its power mode. */
  readonly description: Scalars['String']['output'];
  /** What is probably wrong with the device's measurements or with its predictors in use, computed when it is asked for. */
  readonly findings: ReadonlyArray<Finding>;
  /** Global id: unique over all types, for `node(id)`. */
  readonly id: Scalars['ID']['output'];
  /** Plain id, e.g. `jetson-tx2`. */
  readonly key: Scalars['String']['output'];
  /** What is measured and profiled of the device, for every search space of which there is anything. */
  readonly known: ReadonlyArray<DeviceSpace>;
  /** Number of architectures with a measured latency or energy; retracted measurements do not count. */
  readonly measured: Scalars['Int']['output'];
  /** Name for people. */
  readonly name: Scalars['String']['output'];
  /** What to measure next: a few networks for one task of each search space of `known`. */
  readonly next: ReadonlyArray<NextMeasurements>;
  /** What the findings, `known` and `similar` leave open, in sentences. */
  readonly notes: ReadonlyArray<Scalars['String']['output']>;
  /** Predictors of latency and energy on this device, newest version first. */
  readonly predictors: ReadonlyArray<Predictor>;
  /** The software that runs the networks, e.g. `litert`, `onnxruntime`, `tensorrt`; empty if not known. */
  readonly runtime: Scalars['String']['output'];
  /**
   * The devices that rank networks most alike by measured values: at most 3 per search space and metric, each with at
   * least 10 networks in common.
   */
  readonly similar: ReadonlyArray<SimilarDevice>;
};


/** A machine with one runtime, one power mode and one batch size. Latency and energy are measured per device. */
export type DeviceCostArgs = {
  architecture: Scalars['JSON']['input'];
  task: Scalars['ID']['input'];
};


/** A machine with one runtime, one power mode and one batch size. Latency and energy are measured per device. */
export type DevicePredictorsArgs = {
  metric?: InputMaybe<Metric>;
};

/** What is known of a network on one of several devices. */
export type DeviceCosts = {
  readonly __typename?: 'DeviceCosts';
  /** The device. */
  readonly device: Device;
  /** Energy on this device: millijoules per inference; null if not known. */
  readonly energy?: Maybe<Estimate>;
  /** Latency on this device: milliseconds per inference; null if not known. */
  readonly latency?: Maybe<Estimate>;
  /** What is known or predicted of metrics of devices that users declared; empty if nothing is. */
  readonly metrics: ReadonlyArray<MetricEstimate>;
};

/** Limits on the costs of one device; at least one must be given. */
export type DeviceLimits = {
  /** Id or key of the device, which must be one of those that the question or search is about. */
  readonly device: Scalars['ID']['input'];
  /** Highest energy on this device: millijoules, above 0. */
  readonly maxEnergy?: InputMaybe<Scalars['Float']['input']>;
  /** Highest latency on this device: milliseconds, above 0. */
  readonly maxLatency?: InputMaybe<Scalars['Float']['input']>;
};

/** Costs of the network on one of several devices. */
export type DeviceMeasurementInput = {
  /** Id or key of the device: one of the run's. */
  readonly device: Scalars['ID']['input'];
  /** Energy: millijoules per inference, above 0. */
  readonly energy?: InputMaybe<Scalars['Float']['input']>;
  /** Standard deviation of the energy between the repeats, in millijoules, at least 0; needs `energy`. */
  readonly energySd?: InputMaybe<Scalars['Float']['input']>;
  /** Latency: milliseconds per inference, above 0. */
  readonly latency?: InputMaybe<Scalars['Float']['input']>;
  /** Standard deviation of the latency between the repeats, in milliseconds, at least 0; needs `latency`. */
  readonly latencySd?: InputMaybe<Scalars['Float']['input']>;
  /** Values of metrics of devices that users declared. */
  readonly metrics?: InputMaybe<ReadonlyArray<MetricValueInput>>;
};

/** What the operator profiles of a device are worth in a search space. */
export type DeviceProfile = {
  readonly __typename?: 'DeviceProfile';
  /** The metrics that every network of the space has by the profiles: `latency`, `energy`. */
  readonly covers: ReadonlyArray<Scalars['String']['output']>;
  /** Number of entries of all profiles that serve the space. */
  readonly entries: Scalars['Int']['output'];
  /** Number of these keys that are missing. */
  readonly missing: Scalars['Int']['output'];
  /** Number of keys that the space needs so that every network has a cost. */
  readonly needed: Scalars['Int']['output'];
};

/** What is known of a device in one search space. */
export type DeviceSpace = {
  readonly __typename?: 'DeviceSpace';
  /** How many networks are measured, per metric; metrics without any are left out. */
  readonly measured: ReadonlyArray<MeasuredMetric>;
  /** The operator profiles that serve the space; null if there are none. */
  readonly profile?: Maybe<DeviceProfile>;
  /** The search space. */
  readonly space: SearchSpace;
  /** The tasks whose networks lie in the space. */
  readonly tasks: ReadonlyArray<Task>;
};

/** A number and where it comes from. */
export type Estimate = {
  readonly __typename?: 'Estimate';
  /** Whether the network's measurements differ by more than their spread; `architecture.measurements` has them all. */
  readonly clashing: Scalars['Boolean']['output'];
  /**
   * Number of examples that each run of a measured accuracy was scored on, the least among its measurements; null if it is
   * not known, and for costs and predictions.
   */
  readonly examples?: Maybe<Scalars['Int']['output']>;
  /** Whether the prediction is an extrapolation: a gene has a choice that never occurred in the training data. */
  readonly extrapolated: Scalars['Boolean']['output'];
  /** The conditions of a measured accuracy; null for costs and predictions. */
  readonly fidelity?: Maybe<Fidelity>;
  /**
   * Lower end of the 90 % interval, in the unit of `value`; null if unknown. Latencies and energies have it on a log
   * scale, so it is above 0 where `value` is. That of an accuracy includes the binomial error where `examples` is known.
   */
  readonly lower?: Maybe<Scalars['Float']['output']>;
  /** When the latest of the measurements was made; null unless measured, or if the origin does not say. */
  readonly measuredAt?: Maybe<Scalars['DateTime']['output']>;
  /** The predictor of a predicted number; else null. */
  readonly predictor?: Maybe<Predictor>;
  /** Number of runs that the mean is over; null unless measured. 2147483647, the largest `Int`, also stands for more. */
  readonly repeats?: Maybe<Scalars['Int']['output']>;
  /** Standard deviation between repeats, in the unit of `value`; null unless measured. */
  readonly sd?: Maybe<Scalars['Float']['output']>;
  /** Whether the number was measured, summed from an operator profile, or predicted. */
  readonly source: Source;
  /** Upper end of the 90 % interval, in the unit of `value`; null if unknown. */
  readonly upper?: Maybe<Scalars['Float']['output']>;
  /**
   * Accuracy is a fraction in [0, 1], latency is in milliseconds, energy is in millijoules. A measured value is the mean
   * over its repeats.
   */
  readonly value: Scalars['Float']['output'];
};

/** The costs of an evaluated network on one device of the run. */
export type EvaluatedCosts = {
  readonly __typename?: 'EvaluatedCosts';
  /** The device. */
  readonly device: Device;
  /** Energy: millijoules per inference; null if the run did not ask for it. */
  readonly energy?: Maybe<Scalars['Float']['output']>;
  /** Latency: milliseconds per inference; null if the run did not ask for it. */
  readonly latency?: Maybe<Scalars['Float']['output']>;
  /** Values of metrics that users declared for devices, as far as the run asked for them. */
  readonly metrics: ReadonlyArray<MetricValue>;
};

/** A network that a search run evaluated, scored cheaply, or waits for. */
export type Evaluation = {
  readonly __typename?: 'Evaluation';
  /** Accuracy: fraction in [0, 1]; null if it is not known or was not asked for. */
  readonly accuracy?: Maybe<Scalars['Float']['output']>;
  /** The network. */
  readonly architecture: Architecture;
  /** The costs on every device of the run for which they are known. */
  readonly costs: ReadonlyArray<EvaluatedCosts>;
  /** Energy: millijoules per inference; null if it is not known, or if the run has several devices. */
  readonly energy?: Maybe<Scalars['Float']['output']>;
  /** The kind of a cheap score; null for an evaluation. */
  readonly fidelity?: Maybe<Scalars['String']['output']>;
  /** Latency: milliseconds per inference; null if it is not known, or if the run has several devices. */
  readonly latency?: Maybe<Scalars['Float']['output']>;
  /** Values of metrics that users declared: those of the task, and those of the device if the run has only one. */
  readonly metrics: ReadonlyArray<MetricValue>;
  /** Position in the run, from 1. Pending networks come last. */
  readonly number: Scalars['Int']['output'];
  /** The strategy that proposed the network. */
  readonly proposedBy: SearchStrategy;
  /** Why it failed, or why a pending one is not waited for at present (`the run is cancelled`); else null. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** Value of a cheap score, in its own unit; null if the evaluator had none, and for an evaluation. */
  readonly score?: Maybe<Scalars['Float']['output']>;
  /** Duration of the evaluation, in seconds; null as `startedAt` is. */
  readonly seconds?: Maybe<Scalars['Float']['output']>;
  /** When the evaluation began; null while it is pending, and in runs of older versions. */
  readonly startedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What became of it. */
  readonly status: EvaluationStatus;
};

/** Evaluations of a search run. */
export type EvaluationConnection = {
  readonly __typename?: 'EvaluationConnection';
  /** The page's evaluations with their cursors. */
  readonly edges: ReadonlyArray<EvaluationEdge>;
  /** The page's evaluations. */
  readonly nodes: ReadonlyArray<Evaluation>;
  /** The position of the page. */
  readonly pageInfo: PageInfo;
  /** Number of evaluations on all pages. */
  readonly totalCount: Scalars['Int']['output'];
};

/** An evaluation of a list, with its cursor. */
export type EvaluationEdge = {
  readonly __typename?: 'EvaluationEdge';
  /** Cursor of the evaluation: as `after` it continues behind it. */
  readonly cursor: Scalars['String']['output'];
  /** The evaluation. */
  readonly node: Evaluation;
};

/**
 * The result of an evaluation. It must have every metric that the run optimises or limits and that is not known of the
 * network otherwise.
 */
export type EvaluationMeasurementInput = {
  /** Accuracy: fraction in [0, 1]. */
  readonly accuracy?: InputMaybe<Scalars['Float']['input']>;
  /** Standard deviation of the accuracy between the repeats, 0 to 1; needs `accuracy`. */
  readonly accuracySd?: InputMaybe<Scalars['Float']['input']>;
  /** Number of inputs per inference, at least 1. */
  readonly batch?: InputMaybe<Scalars['Int']['input']>;
  /** Costs on the devices of a run that has several. */
  readonly devices?: InputMaybe<ReadonlyArray<DeviceMeasurementInput>>;
  /** Energy on the run's only device: millijoules per inference, above 0. */
  readonly energy?: InputMaybe<Scalars['Float']['input']>;
  /** Standard deviation of the energy between the repeats, in millijoules, at least 0; needs `energy`. */
  readonly energySd?: InputMaybe<Scalars['Float']['input']>;
  /** Number of examples that each run of the accuracy was scored on, 1 to 1000000000; needs `accuracy`. */
  readonly examples?: InputMaybe<Scalars['Int']['input']>;
  /** Latency on the run's only device: milliseconds per inference, above 0. */
  readonly latency?: InputMaybe<Scalars['Float']['input']>;
  /** Standard deviation of the latency between the repeats, in milliseconds, at least 0; needs `latency`. */
  readonly latencySd?: InputMaybe<Scalars['Float']['input']>;
  /** When the network was measured. */
  readonly measuredAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Values of metrics that users declared: of the task, and of the run's only device. */
  readonly metrics?: InputMaybe<ReadonlyArray<MetricValueInput>>;
  /** Power mode of the device. */
  readonly powerMode?: InputMaybe<Scalars['String']['input']>;
  /** Number of runs over which the values are means; 1 if left out. */
  readonly repeats?: InputMaybe<Scalars['Int']['input']>;
  /** Software that ran the network. */
  readonly runtime?: InputMaybe<Scalars['String']['input']>;
  /** Duration of the training of all seeds together, in seconds; at least 0. */
  readonly seconds?: InputMaybe<Scalars['Float']['input']>;
  /** The random seeds of the trainings. */
  readonly seeds?: InputMaybe<ReadonlyArray<Scalars['Float']['input']>>;
  /** How the network was trained, e.g. `25 epochs`; at most 200 characters. */
  readonly training?: InputMaybe<Scalars['String']['input']>;
};

export type { EvaluationOrder };

export type { EvaluationStatus };

export type { EvaluatorKind };

/** An exported network, or why it cannot be exported. */
export type ExportArchitectureResult = ConflictProblem | ExportedArchitecture | InvalidInputProblem | MissingProfileEntriesProblem | NotEnoughDataProblem | NotFoundProblem | UnavailableProblem;

export type { ExportFormat };

/** An exported layer, or why it cannot be exported. */
export type ExportLayerResult = ConflictProblem | ExportedLayer | InvalidInputProblem | MissingProfileEntriesProblem | NotEnoughDataProblem | NotFoundProblem | UnavailableProblem;

export type { ExportWeights };

/** A network that can be downloaded. */
export type ExportedArchitecture = {
  readonly __typename?: 'ExportedArchitecture';
  /** The network in canonical form. */
  readonly architecture: Architecture;
  /** Names of the files in the download. */
  readonly files: ReadonlyArray<Scalars['String']['output']>;
  /** Why the weights are random ones, where they are; otherwise null. */
  readonly note?: Maybe<Scalars['String']['output']>;
  /**
   * Path of the download on this server: a zip file, by GET, with the same header `Authorization` as this request. It is
   * made anew for every download.
   */
  readonly path: Scalars['String']['output'];
  /** Where the weights come from. */
  readonly weights: ExportWeights;
};

/** A layer that can be downloaded. */
export type ExportedLayer = {
  readonly __typename?: 'ExportedLayer';
  /** The key of the layer in an operator profile. */
  readonly key: Scalars['String']['output'];
  /**
   * Path of the download on this server: an ONNX model of operator set 17 with random weights, by GET, with the same
   * header `Authorization` as this request.
   */
  readonly path: Scalars['String']['output'];
};

/** The extended lease, or why it was not extended. A stale claim is a `ConflictProblem`. */
export type ExtendLeaseResult = ConflictProblem | ExtendLeaseSuccess | InvalidInputProblem | MissingProfileEntriesProblem | NotEnoughDataProblem | NotFoundProblem | UnavailableProblem;

/** The lease was extended, or the evaluation was given back. */
export type ExtendLeaseSuccess = {
  readonly __typename?: 'ExtendLeaseSuccess';
  /** The claim. */
  readonly claim: Scalars['ID']['output'];
  /** When the lease ends now, by this service's clock; null where the evaluation was given back. */
  readonly leaseUntil?: Maybe<Scalars['DateTime']['output']>;
  /** The run that waits for the evaluation. */
  readonly run: SearchRun;
};

/** The recorded failure, or why it was not recorded. A stale claim is a `ConflictProblem`. */
export type FailEvaluationResult = ConflictProblem | FailEvaluationSuccess | InvalidInputProblem | MissingProfileEntriesProblem | NotEnoughDataProblem | NotFoundProblem | UnavailableProblem;

/** The failure was recorded. */
export type FailEvaluationSuccess = {
  readonly __typename?: 'FailEvaluationSuccess';
  /** The network that could not be evaluated. */
  readonly architecture: Architecture;
  /** Why. */
  readonly reason: Scalars['String']['output'];
  /** When the evaluation is given to a worker again; null where it is not tried again. */
  readonly retryAt?: Maybe<Scalars['DateTime']['output']>;
  /** The run. It goes on without the network, unless the evaluation is tried again. */
  readonly run: SearchRun;
};

/** Points of a verification that cannot be measured. */
export type FailVerificationInput = {
  /** Id, key or a unique beginning of the key of a network that waits; every one that waits if left out. */
  readonly architecture?: InputMaybe<Scalars['ID']['input']>;
  /** Why it was not measured: 1 to 1,000 characters. */
  readonly reason: Scalars['String']['input'];
  /** Id, key or a unique beginning of the key of the verification. */
  readonly verification: Scalars['ID']['input'];
};

/** What was given up, or why nothing was. */
export type FailVerificationResult = ConflictProblem | FailVerificationSuccess | InvalidInputProblem | MissingProfileEntriesProblem | NotEnoughDataProblem | NotFoundProblem | UnavailableProblem;

/** Nobody waits for these points any more. */
export type FailVerificationSuccess = {
  readonly __typename?: 'FailVerificationSuccess';
  /** Number of points that waited until now. */
  readonly failed: Scalars['Int']['output'];
  /** The verification. */
  readonly verification: Verification;
};

/** The conditions of an accuracy: how the network was trained, and on which data it was scored. */
export type Fidelity = {
  readonly __typename?: 'Fidelity';
  /** Duration of the training of all seeds together, in seconds; null if not known. */
  readonly seconds?: Maybe<Scalars['Float']['output']>;
  /** The random seeds of the trainings; empty if not known. */
  readonly seeds: ReadonlyArray<Scalars['Float']['output']>;
  /** The part of the data set on which the network was scored. */
  readonly split: Split;
  /** How the network was trained, e.g. `25 epochs`, `inherited weights`; empty if not known. */
  readonly training: Scalars['String']['output'];
};

/** Something that is probably wrong with measurements or with a predictor. */
export type Finding = {
  readonly __typename?: 'Finding';
  /** What to do, in sentences. */
  readonly advice: ReadonlyArray<Scalars['String']['output']>;
  /** The suspected cause, in a sentence. */
  readonly cause: Scalars['String']['output'];
  /** Number of entries of `evidence` that there are. */
  readonly count: Scalars['Int']['output'];
  /** The networks that show it, the clearest first. */
  readonly evidence: ReadonlyArray<FindingEvidence>;
  /** What it is about. */
  readonly kind: FindingKind;
  /** Name of the metric: `accuracy`, `latency`, `energy` or one that a user declared. */
  readonly metric: Scalars['String']['output'];
  /** The predictor that the values were compared with; null if it was an operator profile or a median. */
  readonly predictor?: Maybe<Predictor>;
  /** The search space of the networks. */
  readonly space: SearchSpace;
  /** What is seen, in a sentence with figures. */
  readonly text: Scalars['String']['output'];
};


/** Something that is probably wrong with measurements or with a predictor. */
export type FindingEvidenceArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A network that shows a finding. */
export type FindingEvidence = {
  readonly __typename?: 'FindingEvidence';
  /** Key of the network. */
  readonly architecture: Scalars['String']['output'];
  /** The expected value, in the metric's unit. */
  readonly expected: Scalars['Float']['output'];
  /** The measured value, in the metric's unit. */
  readonly measured: Scalars['Float']['output'];
  /** Keys of the measurements. */
  readonly measurements: ReadonlyArray<Scalars['String']['output']>;
};

export type { FindingKind };

/**
 * The Pareto front of a task on a device as it is when the subscription begins (`snapshot`), or a change of it since the
 * event before.
 */
export type FrontChange = {
  readonly __typename?: 'FrontChange';
  /** Points that are new on the front. */
  readonly added: ReadonlyArray<ParetoPoint>;
  /** Points that stay on the front with another value, interval or source, as they are now. */
  readonly changed: ReadonlyArray<ParetoPoint>;
  /** The device. */
  readonly device: Device;
  /** Hypervolume of the measured and summed points after the change, in the product of the objectives' units. */
  readonly hypervolume: Scalars['Float']['output'];
  /** Hypervolume of all points after the change, in the product of the objectives' units. */
  readonly hypervolumePredicted: Scalars['Float']['output'];
  /** Networks that are no longer on the front. */
  readonly removed: ReadonlyArray<Architecture>;
  /** All points of the front, in the first event; null in every later one, and the other lists are empty in the first. */
  readonly snapshot?: Maybe<ReadonlyArray<ParetoPoint>>;
  /** The task. */
  readonly task: Task;
};

/**
 * All known networks of a task on a device as columns, for plots: one position per network, the same in every column. The
 * networks that a search over the predictors found best come after those that the archive knows.
 */
export type FrontColumns = {
  readonly __typename?: 'FrontColumns';
  /** Number of bins per axis by which the networks were thinned; null if they were not. */
  readonly bins?: Maybe<Scalars['Int']['output']>;
  /** Number of networks in the columns: `total` unless they were thinned. */
  readonly count: Scalars['Int']['output'];
  /** The device. */
  readonly device: Device;
  /**
   * Which networks are on the Pareto front over all objectives, as `paretoFront` gives it without limits on metrics: one
   * byte each, 1 on the front of what is measured or summed, 2 on the front of everything asked for, 3 on both, 0 on
   * neither.
   */
  readonly front: Scalars['Base64']['output'];
  /** The genes of the networks, in the order of the search space: a column of one byte per network for each of them. */
  readonly genes: ReadonlyArray<GeneColumn>;
  /** The keys of the networks: 32 bytes each. */
  readonly ids: Scalars['Base64']['output'];
  /** The metrics of which anything is known, the objectives first. */
  readonly metrics: ReadonlyArray<MetricColumn>;
  /** What the front leaves out, with numbers of networks and the reasons, in sentences for people. */
  readonly notes: ReadonlyArray<Scalars['String']['output']>;
  /** The names of the objectives: accuracy, latency, energy and own metrics, as far as the device has them. */
  readonly objectiveNames: ReadonlyArray<Scalars['String']['output']>;
  /** The task. */
  readonly task: Task;
  /**
   * Number of networks with the choices of genes asked for of which at least one objective is known or predicted, from the
   * sources asked for.
   */
  readonly total: Scalars['Int']['output'];
  /** Version of the columns: it changes whenever the answer to the same query may have changed. */
  readonly version: Scalars['String']['output'];
};

/** How the Pareto front with predicted points changed through a new predictor. */
export type FrontMovement = {
  readonly __typename?: 'FrontMovement';
  /** Number of points that are new on the front. */
  readonly added: Scalars['Int']['output'];
  /** Hypervolume with the new predictor, with the same reference point and unit. */
  readonly hypervolumeAfter: Scalars['Float']['output'];
  /** Hypervolume with the old predictor, in the product of the objectives' units. */
  readonly hypervolumeBefore: Scalars['Float']['output'];
  /** Number of points that are no longer on the front. */
  readonly removed: Scalars['Int']['output'];
};

/** A gene: one decision of a search space. */
export type Gene = {
  readonly __typename?: 'Gene';
  /** Conditions that must all hold for the gene to be active; empty if it always is. */
  readonly activeWhen: ReadonlyArray<GeneCondition>;
  /** The choices of the gene: strings or numbers. */
  readonly choices: ReadonlyArray<Scalars['JSON']['output']>;
  /** Name of the gene, unique within the space. */
  readonly name: Scalars['String']['output'];
  /** Whether the choices have an order. Kernel sizes have one, operators do not. */
  readonly ordered: Scalars['Boolean']['output'];
  /**
   * Tier 1 genes are decided by the backbone search. Tier 2 genes are decided by the fusion search and may be missing; the
   * architecture is then partial.
   */
  readonly tier: Scalars['Int']['output'];
};

/** The choices of one gene, one per network. */
export type GeneColumn = {
  readonly __typename?: 'GeneColumn';
  /** The choices of the gene: numbers or texts. */
  readonly choices: ReadonlyArray<Scalars['JSON']['output']>;
  /**
   * One byte per network: the index of its choice in `choices`, 254 where it is not decided yet, 255 where the gene does
   * not exist in the network.
   */
  readonly codes: Scalars['Base64']['output'];
  /** Name of the gene. */
  readonly name: Scalars['String']['output'];
  /** Whether the choices have a natural order, such as sizes. */
  readonly ordered: Scalars['Boolean']['output'];
};

/** A condition on an earlier gene. One of `equals`, `in`, `atLeast` and `atMost` is set. */
export type GeneCondition = {
  readonly __typename?: 'GeneCondition';
  /** The earlier gene's choice, a number, must be at least this. */
  readonly atLeast?: Maybe<Scalars['Float']['output']>;
  /** The earlier gene's choice, a number, must be at most this. */
  readonly atMost?: Maybe<Scalars['Float']['output']>;
  /** The earlier gene must have this choice. */
  readonly equals?: Maybe<Scalars['JSON']['output']>;
  /** Name of the earlier gene. The condition does not hold if that gene is inactive. */
  readonly gene: Scalars['String']['output'];
  /** The earlier gene must have one of these choices. */
  readonly in?: Maybe<ReadonlyArray<Scalars['JSON']['output']>>;
};

/** How much a gene bears on a metric. */
export type GeneImportance = {
  readonly __typename?: 'GeneImportance';
  /** Name of the gene. */
  readonly gene: Scalars['String']['output'];
  /**
   * Half of the mean squared change of the metric when the gene's choice is replaced by a random one, as a fraction of the
   * metric's variance: 0 for a gene without influence, 1 for one that decides all. Has no unit.
   */
  readonly importance: Scalars['Float']['output'];
};

/** How much genes bear on the objectives of a task on a device. */
export type GeneImportances = {
  readonly __typename?: 'GeneImportances';
  /** The objectives that can be estimated. */
  readonly metrics: ReadonlyArray<MetricImportance>;
  /** Number of networks that were drawn, with every choice of a gene as likely. */
  readonly networks: Scalars['Int']['output'];
  /** Which objectives are left out, and why, in sentences for people. */
  readonly notes: ReadonlyArray<Scalars['String']['output']>;
};

/** An operator profile to import. */
export type ImportOperatorProfileInput = {
  /**
   * One or several profiles, merged: objects of operator key -> `{"lat": ms, "enrg": mJ}` (the reference format) or, for a
   * search space whose layers are not known, cost tables: lists of `{gene, choice, latency, energy}` (ms, mJ) or CSV texts
   * with these columns. The costs of an architecture's layers, or of its choices, are summed. The energy may be left out
   * of all entries: architectures then have no energy by the profile.
   */
  readonly content: ReadonlyArray<Scalars['JSON']['input']>;
  /** Id or key of the device; a new key creates the device. */
  readonly device: Scalars['ID']['input'];
  /** Whether the answer only says what would be stored, and nothing changes; false if left out. */
  readonly dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  /** Where the numbers come from, e.g. a file or a publication. */
  readonly source?: InputMaybe<Scalars['String']['input']>;
  /**
   * Ids or keys of the search spaces that the entries are for; all spaces (fusion operators) if left out. Cost tables need
   * it.
   */
  readonly spaces?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};

/** The result of importing an operator profile, or why it was not imported. */
export type ImportOperatorProfileResult = ConflictProblem | ImportOperatorProfileSuccess | InvalidInputProblem | MissingProfileEntriesProblem | NotEnoughDataProblem | NotFoundProblem | UnavailableProblem;

/** The operator profile was imported, or with `dryRun` would be. */
export type ImportOperatorProfileSuccess = {
  readonly __typename?: 'ImportOperatorProfileSuccess';
  /** Number of entries that are new or have another value than before. */
  readonly changed: Scalars['Int']['output'];
  /** What the cost model now has and lacks in each named search space. */
  readonly coverage: ReadonlyArray<ProfileCoverage>;
  /** The device that the profile belongs to. */
  readonly device: Device;
  /** Whether this only says what would be stored, and nothing changed. */
  readonly dryRun: Scalars['Boolean']['output'];
  /** Number of entries in the imported profiles. */
  readonly entries: Scalars['Int']['output'];
  /** Sentences about entries that serve no search space, and about an import without energies. */
  readonly notes: ReadonlyArray<Scalars['String']['output']>;
};

/** A table to import. */
export type ImportSamplesInput = {
  /** The table as CSV text with a header line. Import large files on the command line (`harmonic samples import`). */
  readonly csv: Scalars['String']['input'];
  /** A column in which equal values mark rows of the same network. Of these rows the first is kept. */
  readonly distinct?: InputMaybe<Scalars['String']['input']>;
  /** Whether the answer only says what would be stored, and nothing changes; false if left out. */
  readonly dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether the values are stored as measurements; true if left out. If false, the table is for replaying only. */
  readonly measurements?: InputMaybe<Scalars['Boolean']['input']>;
  /** Name of the table: 1 to 100 letters, digits, `.`, `_` or `-`. `startSearch` takes it as `samples`. */
  readonly name: Scalars['String']['input'];
  /** Id or key of the search space of its networks. */
  readonly space: Scalars['ID']['input'];
};

/** The imported table, or why nothing of it was kept. A message about a row gives its line number. */
export type ImportSamplesResult = ConflictProblem | ImportSamplesSuccess | InvalidInputProblem | MissingProfileEntriesProblem | NotEnoughDataProblem | NotFoundProblem | UnavailableProblem;

/** The table was imported, or with `dryRun` would be. */
export type ImportSamplesSuccess = {
  readonly __typename?: 'ImportSamplesSuccess';
  /** Whether the same table had been imported before, so that nothing changed. */
  readonly alreadyImported: Scalars['Boolean']['output'];
  /** The columns of the table. */
  readonly columns: ReadonlyArray<ColumnReport>;
  /** New devices, which the table's columns name. */
  readonly devicesCreated: ReadonlyArray<Device>;
  /** Whether this only says what would be stored, and nothing changed. */
  readonly dryRun: Scalars['Boolean']['output'];
  /**
   * Number of measurements in the table: one per row and task or device of which the row has a value; 0 if the table is
   * only kept for replays.
   */
  readonly measurements: Scalars['Int']['output'];
  /** How many of these measurements were new to the archive; 0 if `dryRun`. */
  readonly measurementsStored: Scalars['Int']['output'];
  /** Number of distinct networks in the table. */
  readonly networks: Scalars['Int']['output'];
  /** What of the file was left out, in words: blank rows, blank columns and a row index without a name. */
  readonly notes: ReadonlyArray<Scalars['String']['output']>;
  /** With `dryRun`, what is probably wrong with the table, e.g. a unit, in sentences; else empty. */
  readonly problems: ReadonlyArray<Scalars['String']['output']>;
  /** The imported table. */
  readonly table: SampleTable;
  /** New tasks, which the table's columns name. */
  readonly tasksCreated: ReadonlyArray<Task>;
};

/** No network keeps the constraints, or none with the `confidence` asked for. */
export type Infeasible = {
  readonly __typename?: 'Infeasible';
  /** The networks nearest to the limits, with what they miss. */
  readonly nearest: ReadonlyArray<NearMiss>;
  /** What the answer leaves out, in sentences for people. */
  readonly notes: ReadonlyArray<Scalars['String']['output']>;
};

/** An argument is not valid. */
export type InvalidInputProblem = Problem & {
  readonly __typename?: 'InvalidInputProblem';
  /** Always INVALID_INPUT. */
  readonly code: ProblemCode;
  /** The argument at fault, as a path into the input. */
  readonly field?: Maybe<Scalars['String']['output']>;
  /** A sentence for people: the field at fault, and what is allowed. */
  readonly message: Scalars['String']['output'];
};

/**
 * Something long that this server is executing for a client and that can be cancelled: an import, a training, the start of
 * a search, a verification. Jobs are not stored. What a job leaves behind, such as a running search, has a type of its
 * own.
 */
export type Job = {
  readonly __typename?: 'Job';
  /** The fields of the request, e.g. `retrainPredictor`; empty where the request was too large to be read beforehand. */
  readonly fields: ReadonlyArray<Scalars['String']['output']>;
  /** Names the job until it has ended. */
  readonly key: Scalars['ID']['output'];
  /** How long it has been going on [s]. */
  readonly seconds: Scalars['Float']['output'];
  /** When it was begun. */
  readonly startedAt: Scalars['DateTime']['output'];
};

/** Latency and energy of one layer according to an operator profile. */
export type LayerCost = {
  readonly __typename?: 'LayerCost';
  /** Energy in millijoules; null where the profile has none. */
  readonly energy?: Maybe<Scalars['Float']['output']>;
  /** The layer's key in the profile: its operator and shape. */
  readonly key: Scalars['String']['output'];
  /** Latency in milliseconds. */
  readonly latency: Scalars['Float']['output'];
};

/** How the error falls with the number of networks that are learnt from. */
export type LearningCurve = {
  readonly __typename?: 'LearningCurve';
  /** The model family that was trained: that of the version or, of a stack, its member with the largest weight. */
  readonly family: Scalars['String']['output'];
  /** What was left out, in sentences. */
  readonly notes: ReadonlyArray<Scalars['String']['output']>;
  /** Up to 5 steps, each with twice the networks of the one before. Empty where too few networks are measured. */
  readonly steps: ReadonlyArray<LearningStep>;
  /** Number of networks on which every step was tested; none of them was learnt from. */
  readonly tested: Scalars['Int']['output'];
  /** Unit of the errors. */
  readonly unit: Scalars['String']['output'];
};

/** The error of a predictor that learnt from so many networks. */
export type LearningStep = {
  readonly __typename?: 'LearningStep';
  /** Kendall's rank correlation (tau-b) of predictions and truth on these, -1 to 1. */
  readonly kendallTau: Scalars['Float']['output'];
  /** Mean absolute error on the tested networks, in the metric's unit. */
  readonly mae: Scalars['Float']['output'];
  /** Number of networks that it learnt from. */
  readonly networks: Scalars['Int']['output'];
};

/** The number of networks of which a metric is measured on a device. */
export type MeasuredMetric = {
  readonly __typename?: 'MeasuredMetric';
  /** Name of the metric: `latency`, `energy` or one that a user declared. */
  readonly metric: Scalars['String']['output'];
  /** Number of distinct networks. */
  readonly networks: Scalars['Int']['output'];
};

export type { MeasuredSplit };

/**
 * A measurement of one architecture: its accuracy on a task, or its latency and energy on a device. Measurements are never
 * deleted, only retracted. Several measurements of one architecture are all kept and are combined when they are read.
 */
export type Measurement = Node & {
  readonly __typename?: 'Measurement';
  /** Accuracy: fraction in [0, 1]. */
  readonly accuracy?: Maybe<Scalars['Float']['output']>;
  /** Standard deviation of the accuracy between repeats: a fraction. */
  readonly accuracySd?: Maybe<Scalars['Float']['output']>;
  /** The network that was measured. */
  readonly architecture: Architecture;
  /** Number of inputs per inference, as submitted with a latency or energy; null if it was not. */
  readonly batch?: Maybe<Scalars['Int']['output']>;
  /** The device of a measured latency, energy or other metric of devices; else null. */
  readonly device?: Maybe<Device>;
  /** Energy: millijoules per inference. */
  readonly energy?: Maybe<Scalars['Float']['output']>;
  /** Standard deviation of the energy between repeats: millijoules. */
  readonly energySd?: Maybe<Scalars['Float']['output']>;
  /** Number of examples that each run of the accuracy was scored on; null if it is not known, and for costs. */
  readonly examples?: Maybe<Scalars['Int']['output']>;
  /** The conditions of an accuracy; null for costs. */
  readonly fidelity?: Maybe<Fidelity>;
  /** Global id: unique over all types, for `node(id)`. */
  readonly id: Scalars['ID']['output'];
  /** Plain id, unique within the type. */
  readonly key: Scalars['String']['output'];
  /** Latency: milliseconds per inference. */
  readonly latency?: Maybe<Scalars['Float']['output']>;
  /** Standard deviation of the latency between repeats: milliseconds. */
  readonly latencySd?: Maybe<Scalars['Float']['output']>;
  /** When the measurement was made; null if the origin does not say. */
  readonly measuredAt?: Maybe<Scalars['DateTime']['output']>;
  /** Values of metrics that users declared; empty if there are none. */
  readonly metrics: ReadonlyArray<MetricValue>;
  /**
   * Name of the file that keeps the trained network, `TASK.HASH.network`, in the folder of the supernets where it was
   * trained; null where none was kept. Only so many bytes of networks are kept, so the file may be gone.
   */
  readonly network?: Maybe<Scalars['String']['output']>;
  /** Where the measurement comes from: an imported table, a client, a search run or a publication. */
  readonly origin: Scalars['String']['output'];
  /** Power mode of the device, as submitted with a latency or energy; null if it was not. */
  readonly powerMode?: Maybe<Scalars['String']['output']>;
  /** Number of runs over which the values are means. */
  readonly repeats: Scalars['Int']['output'];
  /** Whether the measurement was retracted. A retracted measurement is kept and listed, but never used. */
  readonly retracted: Scalars['Boolean']['output'];
  /** The search run that made the measurement, or that waited for it when it came; null if there is none. */
  readonly run?: Maybe<SearchRun>;
  /** Software that ran the network, as submitted with a latency or energy; null if it was not. */
  readonly runtime?: Maybe<Scalars['String']['output']>;
  /** The task of a measured accuracy or other metric of tasks; else null. */
  readonly task?: Maybe<Task>;
};

/** Measurements. */
export type MeasurementConnection = {
  readonly __typename?: 'MeasurementConnection';
  /** The page's measurements with their cursors. */
  readonly edges: ReadonlyArray<MeasurementEdge>;
  /** The page's measurements. */
  readonly nodes: ReadonlyArray<Measurement>;
  /** The position of the page. */
  readonly pageInfo: PageInfo;
  /** Number of measurements on all pages. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A measurement of a list, with its cursor. */
export type MeasurementEdge = {
  readonly __typename?: 'MeasurementEdge';
  /** Cursor of the measurement: as `after` it continues behind it. */
  readonly cursor: Scalars['String']['output'];
  /** The measurement. */
  readonly node: Measurement;
};

/** A measurement to store. At least one of `accuracy`, `latency`, `energy` and `metrics` must be given. */
export type MeasurementInput = {
  /** Accuracy: fraction in [0, 1]. */
  readonly accuracy?: InputMaybe<Scalars['Float']['input']>;
  /** Standard deviation of the accuracy between the repeats, 0 to 1; needs `accuracy`. */
  readonly accuracySd?: InputMaybe<Scalars['Float']['input']>;
  /** The architecture: a map gene -> choice, or its id, key or a unique beginning of the key. */
  readonly architecture: Scalars['JSON']['input'];
  /** Number of inputs per inference, at least 1. */
  readonly batch?: InputMaybe<Scalars['Int']['input']>;
  /** Energy: millijoules per inference, above 0; needs `device`. */
  readonly energy?: InputMaybe<Scalars['Float']['input']>;
  /** Standard deviation of the energy between the repeats, in millijoules, at least 0; needs `energy`. */
  readonly energySd?: InputMaybe<Scalars['Float']['input']>;
  /**
   * Number of examples that each run of the accuracy was scored on, 1 to 1000000000; needs `accuracy`. The interval of the
   * accuracy then includes the binomial error of having seen only so many. Leave it out for scores that are no share of
   * correct answers, such as F1.
   */
  readonly examples?: InputMaybe<Scalars['Int']['input']>;
  /** Latency: milliseconds per inference, above 0; needs `device`. */
  readonly latency?: InputMaybe<Scalars['Float']['input']>;
  /** Standard deviation of the latency between the repeats, in milliseconds, at least 0; needs `latency`. */
  readonly latencySd?: InputMaybe<Scalars['Float']['input']>;
  /** When the network was measured. */
  readonly measuredAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Values of metrics that users declared; those of devices need `device`. */
  readonly metrics?: InputMaybe<ReadonlyArray<MetricValueInput>>;
  /** Power mode of the device. */
  readonly powerMode?: InputMaybe<Scalars['String']['input']>;
  /** Number of runs over which the values are means; 1 if left out. */
  readonly repeats?: InputMaybe<Scalars['Int']['input']>;
  /** Software that ran the network. */
  readonly runtime?: InputMaybe<Scalars['String']['input']>;
  /** Former name of `latencySd` if a latency is given, else of `accuracySd`. Only one of the two names may be used. */
  readonly sd?: InputMaybe<Scalars['Float']['input']>;
  /** Duration of the training of all seeds together, in seconds; at least 0. */
  readonly seconds?: InputMaybe<Scalars['Float']['input']>;
  /** The random seeds of the trainings. */
  readonly seeds?: InputMaybe<ReadonlyArray<Scalars['Float']['input']>>;
  /** The part of the data set on which the accuracy was measured; VALIDATION if left out. */
  readonly split?: InputMaybe<MeasuredSplit>;
  /** How the network was trained, e.g. `25 epochs`; at most 200 characters. */
  readonly training?: InputMaybe<Scalars['String']['input']>;
};

export type { MeasurementOrder };

/** Where measurements came from: exactly one of the fields must be given. */
export type MeasurementOrigin = {
  /** Id or key of an imported table. */
  readonly import?: InputMaybe<Scalars['ID']['input']>;
  /** Id, key or a unique beginning of the key of a search run: what it measured, and what it waited for when it came. */
  readonly run?: InputMaybe<Scalars['ID']['input']>;
  /** Key of a submission: its idempotency key, or `submission` of its answer. */
  readonly submission?: InputMaybe<Scalars['String']['input']>;
};

/** Networks to measure next. */
export type MeasurementSuggestions = {
  readonly __typename?: 'MeasurementSuggestions';
  /** The networks, the most useful first; fewer than asked for where no other network has anything to measure. */
  readonly architectures: ReadonlyArray<Architecture>;
  /** What was left out of the choice, with numbers of networks and the reasons, in sentences for people. */
  readonly notes: ReadonlyArray<Scalars['String']['output']>;
};

export type { Metric };

/** The values of one metric, one per network. */
export type MetricColumn = {
  readonly __typename?: 'MetricColumn';
  /** Which values are better. */
  readonly direction: MetricDirection;
  /** Name of the metric: `accuracy`, `latency`, `energy` or one that a user declared. */
  readonly metric: Scalars['String']['output'];
  /** Where each value comes from: one byte each, 0 nowhere, 1 measured, 2 summed from an operator profile, 3 predicted. */
  readonly sources: Scalars['Base64']['output'];
  /** Unit of the values: `fraction`, `ms`, `mJ` or that of an own metric; empty if it has none. */
  readonly unit: Scalars['String']['output'];
  /**
   * The values in the metric's unit: 64-bit floats, little-endian. NaN where nothing is known from the sources asked for,
   * and where a prediction would be an extrapolation.
   */
  readonly values: Scalars['Base64']['output'];
};

export type { MetricDirection };

/** A number of a metric that a user declared, and where it comes from. */
export type MetricEstimate = {
  readonly __typename?: 'MetricEstimate';
  /** Whether the network's measurements differ by more than their spread. */
  readonly clashing: Scalars['Boolean']['output'];
  /** Whether the prediction is an extrapolation: a gene has a choice that never occurred in the training data. */
  readonly extrapolated: Scalars['Boolean']['output'];
  /** Lower end of the 90 % interval, in the metric's unit; null if unknown. */
  readonly lower?: Maybe<Scalars['Float']['output']>;
  /** Name of the metric. */
  readonly name: Scalars['String']['output'];
  /** Whether the number was measured or predicted. */
  readonly source: Source;
  /** Unit of the numbers; empty if they have none. */
  readonly unit: Scalars['String']['output'];
  /** Upper end of the 90 % interval, in the metric's unit; null if unknown. */
  readonly upper?: Maybe<Scalars['Float']['output']>;
  /** The value, in the metric's unit. A measured value is the mean over its repeats. */
  readonly value: Scalars['Float']['output'];
};

/** How much each gene bears on one metric. */
export type MetricImportance = {
  readonly __typename?: 'MetricImportance';
  /** All genes of the search space, the most important one first. */
  readonly genes: ReadonlyArray<GeneImportance>;
  /** Name of the metric: `accuracy`, `latency` or `energy`. */
  readonly metric: Scalars['String']['output'];
  /** Standard deviation of the metric over the drawn networks, in its unit. */
  readonly sd: Scalars['Float']['output'];
  /** What gave the values: PREDICTED by the predictor in use, or COST_MODEL, summed from an operator profile. */
  readonly source: Source;
  /** Unit of the metric: `fraction`, `ms` or `mJ`. */
  readonly unit: Scalars['String']['output'];
};

/** A limit on a metric that a user declared. One of `max` and `min` is set. */
export type MetricLimit = {
  readonly __typename?: 'MetricLimit';
  /** Largest value, of a metric of which smaller values are better, in its unit. */
  readonly max?: Maybe<Scalars['Float']['output']>;
  /** Name of the metric, or `DEVICE.NAME` for a limit of one of several devices. */
  readonly metric: Scalars['String']['output'];
  /** Smallest value, of a metric of which larger values are better, in its unit. */
  readonly min?: Maybe<Scalars['Float']['output']>;
};

/** A limit on a metric that a user declared. */
export type MetricLimitInput = {
  /** Largest value, in the metric's unit, at least 0. It must be given where smaller values are better, and only there. */
  readonly max?: InputMaybe<Scalars['Float']['input']>;
  /** Name of the metric; or `DEVICE.NAME`, with the key of the device, for one of several devices. */
  readonly metric: Scalars['String']['input'];
  /** Smallest value, in the metric's unit, at least 0. It must be given where larger values are better, and only there. */
  readonly min?: InputMaybe<Scalars['Float']['input']>;
};

export type { MetricOwner };

/** A value of a metric that a user declared. */
export type MetricValue = {
  readonly __typename?: 'MetricValue';
  /** Name of the metric. */
  readonly name: Scalars['String']['output'];
  /** Unit of the value; empty if it has none. */
  readonly unit: Scalars['String']['output'];
  /** The value, in the metric's unit. */
  readonly value: Scalars['Float']['output'];
};

/** A value of a metric that a user declared. */
export type MetricValueInput = {
  /** Name of the metric. */
  readonly name: Scalars['String']['input'];
  /** The value, in the metric's unit, at least 0. */
  readonly value: Scalars['Float']['input'];
};

/** A number per metric, in natural units; null for a metric without one. */
export type MetricValues = {
  readonly __typename?: 'MetricValues';
  /** Accuracy: fraction in [0, 1]. */
  readonly accuracy?: Maybe<Scalars['Float']['output']>;
  /** Energy in millijoules. */
  readonly energy?: Maybe<Scalars['Float']['output']>;
  /** Latency in milliseconds. */
  readonly latency?: Maybe<Scalars['Float']['output']>;
  /** Values of metrics that users declared; empty if there are none. */
  readonly metrics: ReadonlyArray<MetricValue>;
};

/** By how much a network violates each limit; null where it keeps the limit, or where there is none. */
export type Misses = {
  readonly __typename?: 'Misses';
  /** By how much the accuracy is too low, as a fraction. */
  readonly accuracy?: Maybe<Scalars['Float']['output']>;
  /** All of these numbers by name, those of each device included: only the limits that the network violates. */
  readonly byName: ReadonlyArray<ObjectiveValue>;
  /** By how much the energy is too high, in millijoules; null in an answer about several devices. */
  readonly energy?: Maybe<Scalars['Float']['output']>;
  /** By how much the latency is too high, in milliseconds; null in an answer about several devices. */
  readonly latency?: Maybe<Scalars['Float']['output']>;
  /** By how much the number of multiply-accumulates of one example is too high. */
  readonly macs?: Maybe<Scalars['Float']['output']>;
  /**
   * By how far metrics that users declared are beyond their limits, in their units; those that keep them are left out. In
   * an answer about several devices, these are the metrics of the task.
   */
  readonly metrics: ReadonlyArray<MetricValue>;
  /** By how much the number of weights is too high. */
  readonly params?: Maybe<Scalars['Float']['output']>;
};

/** The operator profile of the device lacks entries that the architecture needs. A missing entry never counts as zero. */
export type MissingProfileEntriesProblem = Problem & {
  readonly __typename?: 'MissingProfileEntriesProblem';
  /** Always MISSING_PROFILE_ENTRIES. */
  readonly code: ProblemCode;
  /** The argument at fault. */
  readonly field?: Maybe<Scalars['String']['output']>;
  /** The missing keys. `importOperatorProfile` adds them. */
  readonly keys: ReadonlyArray<Scalars['String']['output']>;
  /** A sentence for people, with the missing keys. */
  readonly message: Scalars['String']['output'];
};

/** Changes. Every mutation is checked as a whole first: a mutation that returns a problem has changed nothing. */
export type Mutation = {
  readonly __typename?: 'Mutation';
  /**
   * Declares a metric of the user's own. Tables then have its values in columns `<task>.NAME` or `<device>.NAME`.
   * Repeating the request changes nothing, and a declared metric never changes.
   */
  readonly addMetric: AddMetricResult;
  /**
   * Ends a job within about a second. Its request is answered with an error, and nothing of it is stored: an import is all
   * or nothing, and a training without an end leaves the predictor in use as it is.
   */
  readonly cancelJob: CancelJobResult;
  /** Stops a run; `resumeSearch` can continue it. Evaluations in progress are finished and stored first. */
  readonly cancelSearch: CancelSearchResult;
  /**
   * Cancels a verification that waits for measurements: its points are not suggested for measuring any more. What was
   * measured stays, and a measurement that comes later still counts. A request of `verifyFront` that is still computing is
   * a job, which `cancelJob` ends.
   */
  readonly cancelVerification: CancelVerificationResult;
  /**
   * Gives a worker an evaluation of an external run that nobody else has, in the order in which the runs began and their
   * networks were proposed; null if there is none at present. The worker extends the lease while it works, and then
   * completes the evaluation or fails it. One whose lease runs out is given to whoever asks next, up to 5 times.
   */
  readonly claimEvaluation?: Maybe<ClaimEvaluationResult>;
  /**
   * Stores the result of a claimed evaluation, once: the same result again gets the same answer. A stale claim, whose
   * evaluation was given to another worker, changes nothing.
   */
  readonly completeEvaluation: CompleteEvaluationResult;
  /** Creates a bearer token. Needs role ADMIN. From the first token on, the server asks everybody for one. */
  readonly createToken: CreateTokenResult;
  /**
   * Deletes a task, a device, a search run or an imported table, all of it or nothing. Measurements are retracted: they
   * stay in the change log. A run that is running must be cancelled first.
   */
  readonly deleteRecord: DeleteRecordResult;
  /**
   * Extends the lease of a claim to `leaseSeconds` from now. The lease may have run out, as long as nobody else was given
   * the evaluation.
   */
  readonly extendLease: ExtendLeaseResult;
  /**
   * Reports that a network could not be evaluated: by the claim of its worker, or by run and architecture. A claimed
   * evaluation is tried again after 1 s and after 4 s; after the third failure it is a dead letter, and the run stores the
   * network as failed. By run and architecture, it does so at once. It goes on, and does not propose the network again.
   */
  readonly failEvaluation: FailEvaluationResult;
  /** Reports that a point of a verification cannot be measured, or gives up every one that waits. */
  readonly failVerification: FailVerificationResult;
  /** Imports an operator profile of a device. Repeating the request changes nothing. */
  readonly importOperatorProfile: ImportOperatorProfileResult;
  /** Imports a table of measured networks, all of it or nothing. Repeating the request changes nothing. */
  readonly importSamples: ImportSamplesResult;
  /**
   * Registers a device, or completes one that is known, e.g. from a column of a table. Once the device has measurements,
   * another batch size or runtime is a conflict, unless only the device's name was known before. Repeating the request
   * changes nothing.
   */
  readonly registerDevice: RegisterDeviceResult;
  /** Registers a search space. Repeating the request changes nothing, and a registered space never changes. */
  readonly registerSearchSpace: RegisterSearchSpaceResult;
  /**
   * Registers a task, or completes one that is known, e.g. from a column of a table. Repeating the request changes
   * nothing.
   */
  readonly registerTask: RegisterTaskResult;
  /**
   * Puts an earlier version of a predictor back into use, whatever its quality; the version in use before is kept, and
   * subscriptions to fronts are told how these change. A version that cannot be used any more (`unusable`) is a conflict.
   * Repeating the request changes nothing.
   */
  readonly restorePredictor: RestorePredictorResult;
  /**
   * Continues a run that was interrupted or cancelled or has failed, or one that has spent its budget and gets a larger
   * one. No stored evaluation is repeated.
   */
  readonly resumeSearch: ResumeSearchResult;
  /** Retracts a measurement: it is kept but no longer used. Repeating the request changes nothing. */
  readonly retractMeasurement: RetractMeasurementResult;
  /**
   * Retracts every measurement of an import, a run or a submission, all of them or none. They are kept but no longer used.
   * Repeating the request changes nothing.
   */
  readonly retractMeasurements: RetractMeasurementsResult;
  /**
   * Trains a new version of a predictor on all measurements of at least 5 networks, compares it with the version in use on
   * held-out networks, or by repeated cross-validation where data are few, and promotes it unless it is worse or the
   * measurements are suspect.
   */
  readonly retrainPredictor: RetrainPredictorResult;
  /**
   * Ends a token for good, on every server of the archive within about a second; subscriptions that it opened end, too.
   * Needs role ADMIN.
   */
  readonly revokeToken: RevokeTokenResult;
  /** Starts a search. The answer comes at once, while the search runs. */
  readonly startSearch: StartSearchResult;
  /** Stores measurements, all of them or none. Every later query uses them. */
  readonly submitMeasurements: SubmitMeasurementsResult;
  /**
   * Has the points of a front measured on the device: `suggestMeasurements` gives them out before all others, and
   * `harmonic profile` or any other worker submits what it measures. Only points with a cost that is predicted or summed
   * from an operator profile are waited for. Repeating the request while points wait changes nothing; afterwards it asks
   * for the points that are new on the front.
   */
  readonly verifyFront: VerifyFrontResult;
};


/** Changes. Every mutation is checked as a whole first: a mutation that returns a problem has changed nothing. */
export type MutationAddMetricArgs = {
  input: AddMetricInput;
};


/** Changes. Every mutation is checked as a whole first: a mutation that returns a problem has changed nothing. */
export type MutationCancelJobArgs = {
  id: Scalars['ID']['input'];
};


/** Changes. Every mutation is checked as a whole first: a mutation that returns a problem has changed nothing. */
export type MutationCancelSearchArgs = {
  id: Scalars['ID']['input'];
};


/** Changes. Every mutation is checked as a whole first: a mutation that returns a problem has changed nothing. */
export type MutationCancelVerificationArgs = {
  id: Scalars['ID']['input'];
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** Changes. Every mutation is checked as a whole first: a mutation that returns a problem has changed nothing. */
export type MutationClaimEvaluationArgs = {
  leaseSeconds?: InputMaybe<Scalars['Int']['input']>;
  run?: InputMaybe<Scalars['ID']['input']>;
  worker: Scalars['ID']['input'];
};


/** Changes. Every mutation is checked as a whole first: a mutation that returns a problem has changed nothing. */
export type MutationCompleteEvaluationArgs = {
  claim: Scalars['ID']['input'];
  measurement: EvaluationMeasurementInput;
};


/** Changes. Every mutation is checked as a whole first: a mutation that returns a problem has changed nothing. */
export type MutationCreateTokenArgs = {
  input: CreateTokenInput;
};


/** Changes. Every mutation is checked as a whole first: a mutation that returns a problem has changed nothing. */
export type MutationDeleteRecordArgs = {
  input: DeleteRecordInput;
};


/** Changes. Every mutation is checked as a whole first: a mutation that returns a problem has changed nothing. */
export type MutationExtendLeaseArgs = {
  claim: Scalars['ID']['input'];
  leaseSeconds?: InputMaybe<Scalars['Int']['input']>;
};


/** Changes. Every mutation is checked as a whole first: a mutation that returns a problem has changed nothing. */
export type MutationFailEvaluationArgs = {
  architecture?: InputMaybe<Scalars['ID']['input']>;
  claim?: InputMaybe<Scalars['ID']['input']>;
  reason: Scalars['String']['input'];
  run?: InputMaybe<Scalars['ID']['input']>;
};


/** Changes. Every mutation is checked as a whole first: a mutation that returns a problem has changed nothing. */
export type MutationFailVerificationArgs = {
  input: FailVerificationInput;
};


/** Changes. Every mutation is checked as a whole first: a mutation that returns a problem has changed nothing. */
export type MutationImportOperatorProfileArgs = {
  input: ImportOperatorProfileInput;
};


/** Changes. Every mutation is checked as a whole first: a mutation that returns a problem has changed nothing. */
export type MutationImportSamplesArgs = {
  input: ImportSamplesInput;
};


/** Changes. Every mutation is checked as a whole first: a mutation that returns a problem has changed nothing. */
export type MutationRegisterDeviceArgs = {
  input: RegisterDeviceInput;
};


/** Changes. Every mutation is checked as a whole first: a mutation that returns a problem has changed nothing. */
export type MutationRegisterSearchSpaceArgs = {
  input: RegisterSearchSpaceInput;
};


/** Changes. Every mutation is checked as a whole first: a mutation that returns a problem has changed nothing. */
export type MutationRegisterTaskArgs = {
  input: RegisterTaskInput;
};


/** Changes. Every mutation is checked as a whole first: a mutation that returns a problem has changed nothing. */
export type MutationRestorePredictorArgs = {
  id: Scalars['ID']['input'];
};


/** Changes. Every mutation is checked as a whole first: a mutation that returns a problem has changed nothing. */
export type MutationResumeSearchArgs = {
  budget?: InputMaybe<Scalars['Int']['input']>;
  id: Scalars['ID']['input'];
  parallel?: InputMaybe<Scalars['Int']['input']>;
};


/** Changes. Every mutation is checked as a whole first: a mutation that returns a problem has changed nothing. */
export type MutationRetractMeasurementArgs = {
  id: Scalars['ID']['input'];
};


/** Changes. Every mutation is checked as a whole first: a mutation that returns a problem has changed nothing. */
export type MutationRetractMeasurementsArgs = {
  origin: MeasurementOrigin;
};


/** Changes. Every mutation is checked as a whole first: a mutation that returns a problem has changed nothing. */
export type MutationRetrainPredictorArgs = {
  input: RetrainPredictorInput;
};


/** Changes. Every mutation is checked as a whole first: a mutation that returns a problem has changed nothing. */
export type MutationRevokeTokenArgs = {
  token: Scalars['ID']['input'];
};


/** Changes. Every mutation is checked as a whole first: a mutation that returns a problem has changed nothing. */
export type MutationStartSearchArgs = {
  input: StartSearchInput;
};


/** Changes. Every mutation is checked as a whole first: a mutation that returns a problem has changed nothing. */
export type MutationSubmitMeasurementsArgs = {
  input: SubmitMeasurementsInput;
};


/** Changes. Every mutation is checked as a whole first: a mutation that returns a problem has changed nothing. */
export type MutationVerifyFrontArgs = {
  input: VerifyFrontInput;
};

/** A network that is close to the limits but does not keep all of them. */
export type NearMiss = {
  readonly __typename?: 'NearMiss';
  /** By how much it violates the limits. */
  readonly misses: Misses;
  /** The network and its estimates. */
  readonly point: ParetoPoint;
};

/** Networks to measure next for one task on a device. */
export type NextMeasurements = {
  readonly __typename?: 'NextMeasurements';
  /** The networks, the most useful first. */
  readonly architectures: ReadonlyArray<Architecture>;
  /** What was left out of the choice, and whether it is random, in sentences. */
  readonly notes: ReadonlyArray<Scalars['String']['output']>;
  /** The task: of all tasks of the search space, the one with the most measured networks. */
  readonly task: Task;
};

/**
 * An object with an identity. Arguments that name such an object take its `id` or its `key`. For an architecture, a search
 * run or a measurement they also take a beginning of the key, of at least 6 characters, that no other key has.
 */
export type Node = {
  /** Global id: opaque, unique over all types, for `node(id)`. */
  readonly id: Scalars['ID']['output'];
  /** Plain id, unique within the type. The command line and files use it. */
  readonly key: Scalars['String']['output'];
};

/** Too little has been measured to answer. */
export type NotEnoughDataProblem = Problem & {
  readonly __typename?: 'NotEnoughDataProblem';
  /** Always NOT_ENOUGH_DATA. */
  readonly code: ProblemCode;
  /** The argument at fault. */
  readonly field?: Maybe<Scalars['String']['output']>;
  /** A sentence for people: what is missing, and how much is needed. */
  readonly message: Scalars['String']['output'];
};

/** There is no object with this id. */
export type NotFoundProblem = Problem & {
  readonly __typename?: 'NotFoundProblem';
  /** Always NOT_FOUND. */
  readonly code: ProblemCode;
  /** The argument with the unknown id. */
  readonly field?: Maybe<Scalars['String']['output']>;
  /** The key that was not found; null if not known. */
  readonly key?: Maybe<Scalars['String']['output']>;
  /** The kind of object, e.g. `task`; null if not known. */
  readonly kind?: Maybe<Scalars['String']['output']>;
  /** A sentence for people: what is unknown, and often which ids are known. */
  readonly message: Scalars['String']['output'];
};

/** A number that belongs to one objective or limit. */
export type ObjectiveValue = {
  readonly __typename?: 'ObjectiveValue';
  /**
   * The objective's name: accuracy, latency, energy or that of a metric that users declared. In an answer about several
   * devices, a metric of devices is `DEVICE.latency`, for example. For a limit also params or macs.
   */
  readonly objective: Scalars['String']['output'];
  /** The number in natural units: a fraction, milliseconds, millijoules, the unit of an own metric, or a count. */
  readonly value: Scalars['Float']['output'];
};

/**
 * A metric that a user declared, e.g. RAM or flash. Its values are numbers of at least 0. It is measured, predicted,
 * limited and optimised as the built-in ones are.
 */
export type OwnMetric = {
  readonly __typename?: 'OwnMetric';
  /** Which values are better. */
  readonly direction: MetricDirection;
  /** Name of the metric, unique among all metrics. */
  readonly name: Scalars['String']['output'];
  /** What the metric belongs to. */
  readonly of: MetricOwner;
  /** Unit of the values; empty if they have none. */
  readonly unit: Scalars['String']['output'];
};

/** The position of a page in a list. */
export type PageInfo = {
  readonly __typename?: 'PageInfo';
  /** Cursor of the last item of the page: as `after` it gives the next page. Null on an empty page. */
  readonly endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether there are items after this page. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** Whether there are items before this page. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** Cursor of the first item of the page; null on an empty page. */
  readonly startCursor?: Maybe<Scalars['String']['output']>;
};

/**
 * The networks of a task on one or several devices that no other network dominates, that is, no other one is at least as
 * good in every objective and better in one.
 */
export type ParetoFront = {
  readonly __typename?: 'ParetoFront';
  /** The page's points with their cursors. */
  readonly edges: ReadonlyArray<ParetoFrontEdge>;
  /**
   * Hypervolume dominated by the measured and summed points of the front, up to the reference point, in the product of the
   * objectives' units. These are the points whose every objective and limited metric is measured or summed from an
   * operator profile.
   */
  readonly hypervolume: Scalars['Float']['output'];
  /** Hypervolume dominated by all points of the front, predicted ones as well, in the product of the objectives' units. */
  readonly hypervolumePredicted: Scalars['Float']['output'];
  /** The networks nearest to the limits if none keeps them all; else empty. */
  readonly nearest: ReadonlyArray<NearMiss>;
  /** The page's points: the best in the first objective first. */
  readonly nodes: ReadonlyArray<ParetoPoint>;
  /** What the answer leaves out, with numbers of networks and the reasons, in sentences for people. */
  readonly notes: ReadonlyArray<Scalars['String']['output']>;
  /**
   * The names of all objectives: accuracy, latency, energy and own metrics. About several devices, metrics of devices are
   * `DEVICE.latency`, for example.
   */
  readonly objectiveNames: ReadonlyArray<Scalars['String']['output']>;
  /** The built-in metrics of the objectives. */
  readonly objectives: ReadonlyArray<Metric>;
  /** The metrics of the objectives that users declared, by name. */
  readonly ownObjectives: ReadonlyArray<Scalars['String']['output']>;
  /** The position of the page. */
  readonly pageInfo: PageInfo;
  /**
   * Reference point of the hypervolume: the limit of each objective, or without one the worst value among the task's known
   * points, in natural units. About several devices, it has metrics of the task alone; see `referenceValues`.
   */
  readonly referencePoint: MetricValues;
  /** The coordinates of the reference point by objective, in natural units, in the order of `objectiveNames`. */
  readonly referenceValues: ReadonlyArray<ObjectiveValue>;
  /** Sources of the points' estimates. */
  readonly sources: ReadonlyArray<Source>;
  /** Number of points of the whole front. */
  readonly totalCount: Scalars['Int']['output'];
  /** Version of the answer: it changes whenever the answer to the same query may have changed. */
  readonly version: Scalars['String']['output'];
};

/** A point of a front, with its cursor. */
export type ParetoFrontEdge = {
  readonly __typename?: 'ParetoFrontEdge';
  /** Cursor of the point: as `after` it continues behind the point. Valid for the same query on an unchanged front. */
  readonly cursor: Scalars['String']['output'];
  /** The point of the front. */
  readonly node: ParetoPoint;
};

/** A network on a Pareto front, or near it, with its estimates. */
export type ParetoPoint = {
  readonly __typename?: 'ParetoPoint';
  /** Validation accuracy: fraction in [0, 1]; null if not known. */
  readonly accuracy?: Maybe<Estimate>;
  /** The network. */
  readonly architecture: Architecture;
  /** The costs and own metrics of each device, in an answer about several devices; empty in an answer about one. */
  readonly devices: ReadonlyArray<DeviceCosts>;
  /** Energy on the device: millijoules per inference; null if not known, and in an answer about several devices. */
  readonly energy?: Maybe<Estimate>;
  /** Whether any of the estimates is an extrapolation. */
  readonly extrapolated: Scalars['Boolean']['output'];
  /** Probability, in [0, 1], that every constraint holds; 1 without constraints. */
  readonly feasibility: Scalars['Float']['output'];
  /** Latency on the device: milliseconds per inference; null if not known, and in an answer about several devices. */
  readonly latency?: Maybe<Estimate>;
  /**
   * What is known or predicted of metrics that users declared; empty if nothing is. In an answer about several devices,
   * these are the metrics of the task.
   */
  readonly metrics: ReadonlyArray<MetricEstimate>;
  /** Test accuracy: fraction in [0, 1]. It is measured once, for final networks; null if it was not. */
  readonly testAccuracy?: Maybe<Estimate>;
};

/** A claim of an evaluation that ended without a result. */
export type PastClaim = {
  readonly __typename?: 'PastClaim';
  /** When it ended, by this service's clock. */
  readonly at: Scalars['DateTime']['output'];
  /** How it ended. */
  readonly outcome: PastClaimOutcome;
  /** Why, in the worker's words where it failed. */
  readonly reason: Scalars['String']['output'];
  /** Name of the worker. */
  readonly worker: Scalars['String']['output'];
};

export type { PastClaimOutcome };

/**
 * A network for whose measurement an external run waits. Workers take it with `claimEvaluation` and answer with
 * `completeEvaluation`; anyone may submit the measurement with `submitMeasurements`.
 */
export type PendingEvaluation = {
  readonly __typename?: 'PendingEvaluation';
  /** The network to be measured. */
  readonly architecture: Architecture;
  /** When the lease of that claim ends, by this service's clock; null while nobody has claimed it. */
  readonly leaseUntil?: Maybe<Scalars['DateTime']['output']>;
  /** Claims that ended without a result, the oldest first. */
  readonly pastClaims: ReadonlyArray<PastClaim>;
  /** Before this time nobody is given it, because it failed; null otherwise. */
  readonly retryAt?: Maybe<Scalars['DateTime']['output']>;
  /** Name of the worker that has claimed it (`claimEvaluation`); null while nobody has. */
  readonly worker?: Maybe<Scalars['String']['output']>;
};

/** When the front of a run counts as one that has stopped growing. */
export type Plateau = {
  readonly __typename?: 'Plateau';
  /**
   * Relative growth of the hypervolume, above 0 and below 1 (0.001 is 0.1 %). The run ends if the last `window`
   * evaluations raised the hypervolume by less, unless its strategy expects more of the next `window` evaluations.
   */
  readonly gain: Scalars['Float']['output'];
  /** Number of evaluations over which growth is measured. */
  readonly window: Scalars['Int']['output'];
};

/** When the front of a run counts as one that has stopped growing. */
export type PlateauInput = {
  /**
   * Relative growth of the hypervolume, above 0 and below 1 (0.001 is 0.1 %). The run ends if the last `window`
   * evaluations raised the hypervolume by less, unless its strategy expects more of the next `window` evaluations.
   */
  readonly gain: Scalars['Float']['input'];
  /** Number of evaluations over which growth is measured, at least 1; 30 if left out. */
  readonly window?: InputMaybe<Scalars['Int']['input']>;
};

/** The predictions, or why there are none. */
export type PredictResult = ConflictProblem | InvalidInputProblem | MissingProfileEntriesProblem | NotEnoughDataProblem | NotFoundProblem | Predictions | UnavailableProblem;

/** A network and its estimates. */
export type PredictedArchitecture = {
  readonly __typename?: 'PredictedArchitecture';
  /** Accuracy on the task: fraction in [0, 1]; null without a predictor. */
  readonly accuracy?: Maybe<Estimate>;
  /** The network. */
  readonly architecture: Architecture;
  /** Energy on the device: millijoules per inference; null without a device, or without a predictor or profile. */
  readonly energy?: Maybe<Estimate>;
  /** Latency on the device: milliseconds per inference; null without a device, or without a predictor or profile. */
  readonly latency?: Maybe<Estimate>;
  /** Predictions of metrics that users declared, as far as there are predictors of them. */
  readonly metrics: ReadonlyArray<MetricEstimate>;
};

/** The predictions of a request. */
export type Predictions = {
  readonly __typename?: 'Predictions';
  /** What the answer leaves out, in sentences for people, e.g. a metric without a predictor. */
  readonly notes: ReadonlyArray<Scalars['String']['output']>;
  /** One per architecture, in the order of the request. */
  readonly predictions: ReadonlyArray<PredictedArchitecture>;
};

/**
 * A trained predictor of one metric of a task, such as its accuracy, or of a device, such as its latency. Training
 * again adds a version; one version at a time is promoted, which means that it answers queries.
 */
export type Predictor = Node & {
  readonly __typename?: 'Predictor';
  /**
   * Its predictions against measurements from which they were not learnt, for parity and calibration plots. It is computed
   * when it is asked for, which may take seconds.
   */
  readonly assessment: PredictorAssessment;
  /** How its model family was chosen; null for predictors stored before this was recorded. */
  readonly contest?: Maybe<PredictorContest>;
  /** When the predictor was trained. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The device, if the metric belongs to one; else null. */
  readonly device?: Maybe<Device>;
  /** The model family that was chosen. */
  readonly family: Scalars['String']['output'];
  /** Global id: unique over all types, for `node(id)`. */
  readonly id: Scalars['ID']['output'];
  /** Plain id, unique within the type. */
  readonly key: Scalars['String']['output'];
  /**
   * The learning curve of its family on the networks that are measured by now. It trains up to 5 predictors when it is
   * asked for, which may take a minute.
   */
  readonly learningCurve: LearningCurve;
  /** The built-in metric that it predicts; null if a user declared the metric. */
  readonly metric?: Maybe<Metric>;
  /** Name of the metric that it predicts if a user declared it; else null. */
  readonly ownMetric?: Maybe<Scalars['String']['output']>;
  /** Whether this version answers queries. */
  readonly promoted: Scalars['Boolean']['output'];
  /** Quality on networks that it was not trained on. */
  readonly quality: PredictorQuality;
  /** The random seed of the training. The same seed and measurements give the same predictor. */
  readonly seed: Scalars['Float']['output'];
  /** The search space of the networks that it predicts. */
  readonly space: SearchSpace;
  /** The task, if the metric belongs to one; else null. */
  readonly task?: Maybe<Task>;
  /** Number of distinct networks that it was trained on. */
  readonly trainedOn: Scalars['Int']['output'];
  /**
   * Why the predictor cannot be used and has to be trained again: it was trained by an earlier version of the program, or
   * it learnt from an operator profile that has changed since. Null if it can be used.
   */
  readonly unusable?: Maybe<Scalars['String']['output']>;
  /** Number of the version, from 1, per search space, task or device, and metric. */
  readonly version: Scalars['Int']['output'];
};

/** How the predictions of one version of a predictor compare with measurements from which they were not learnt. */
export type PredictorAssessment = {
  readonly __typename?: 'PredictorAssessment';
  /**
   * Coverage of the intervals of ten levels, from 10 to 95 %. Those other than the 90 % interval follow from it by taking
   * errors as normal on the predictor's latent scale. Empty where there are no networks.
   */
  readonly calibration: ReadonlyArray<CalibrationLevel>;
  /** How the networks were chosen. */
  readonly kind: AssessmentKind;
  /** The networks in the order of their measured values, evenly chosen over all of them where there are more than `first`. */
  readonly networks: ReadonlyArray<AssessedNetwork>;
  /** How the networks were chosen, and what is missing, in sentences. */
  readonly notes: ReadonlyArray<Scalars['String']['output']>;
  /** Quality on all of these networks; null where there are none. */
  readonly quality?: Maybe<PredictorQuality>;
  /** Number of networks on which the version is assessed. */
  readonly totalCount: Scalars['Int']['output'];
  /** Unit of the values: `fraction`, `ms`, `mJ`, or that of a metric of one's own. */
  readonly unit: Scalars['String']['output'];
};


/** How the predictions of one version of a predictor compare with measurements from which they were not learnt. */
export type PredictorAssessmentNetworksArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A model family that was tried, with its cross-validated quality. */
export type PredictorContender = {
  readonly __typename?: 'PredictorContender';
  /** Name of the model family, or `stack` for a weighted mean of several. */
  readonly family: Scalars['String']['output'];
  /** Interval score of the 90 % interval, in the metric's unit; smaller is better. */
  readonly intervalScore90: Scalars['Float']['output'];
  /** Kendall's rank correlation (tau-b) of predictions and truth, -1 to 1. */
  readonly kendallTau: Scalars['Float']['output'];
  /**
   * Score by which the families are compared: `kendallTau` minus a fifth of the ratio of the interval score to that of a
   * prediction without features. It has no unit; larger is better.
   */
  readonly score: Scalars['Float']['output'];
  /** The members of a stack and their weights; null for a single family. */
  readonly weights?: Maybe<ReadonlyArray<StackWeight>>;
};

/** How the model family of a predictor was chosen: by cross-validation of several families. */
export type PredictorContest = {
  readonly __typename?: 'PredictorContest';
  /** The families that were tried, in a fixed order of preference; only one if the request named the family. */
  readonly entries: ReadonlyArray<PredictorContender>;
  /** Why the family was chosen, in a sentence with figures. */
  readonly reason: Scalars['String']['output'];
  /**
   * The scale on which the metric was learnt: `log`, `log-error` (the logarithm of the error 1 - accuracy), or a power of
   * that error such as `error^-2`.
   */
  readonly scale: Scalars['String']['output'];
};

/** Quality of a predictor on networks that it was not trained on. */
export type PredictorQuality = {
  readonly __typename?: 'PredictorQuality';
  /** Coverage: fraction of the true values inside the 90 % interval; 0.9 is ideal. */
  readonly coverage90: Scalars['Float']['output'];
  /** Interval score of the 90 % interval (width plus a penalty for misses), in the metric's unit; smaller is better. */
  readonly intervalScore90: Scalars['Float']['output'];
  /** Interval score of intervals of one constant width with the same coverage, in the metric's unit, for comparison. */
  readonly intervalScore90ConstantWidth: Scalars['Float']['output'];
  /** Kendall's rank correlation (tau-b) of predictions and truth, -1 to 1. */
  readonly kendallTau: Scalars['Float']['output'];
  /** Mean absolute error, in the metric's unit. */
  readonly mae: Scalars['Float']['output'];
  /** Number of networks on which the quality was measured. */
  readonly networks: Scalars['Int']['output'];
  /** Spearman's rank correlation of predictions and truth, -1 to 1. */
  readonly spearman: Scalars['Float']['output'];
  /** Mean width of the 90 % interval, in the metric's unit. */
  readonly width90: Scalars['Float']['output'];
  /** Fraction of the predictions that are within 5 % of the truth. */
  readonly within5: Scalars['Float']['output'];
  /** Fraction of the predictions that are within 10 % of the truth. */
  readonly within10: Scalars['Float']['output'];
};

/** How to choose one network. */
export type Preference = {
  /**
   * Id or key of the device of CHEAPEST. If left out in a question about several devices, the point with the lowest
   * geometric mean of the metric over them is chosen.
   */
  readonly device?: InputMaybe<Scalars['ID']['input']>;
  /** The rule of choice. */
  readonly kind: PreferenceKind;
  /** The metric of CHEAPEST: LATENCY or ENERGY. It must be given with CHEAPEST. */
  readonly metric?: InputMaybe<Metric>;
  /** The weights of WEIGHTED. They must be given with WEIGHTED. */
  readonly weights?: InputMaybe<Weights>;
};

export type { PreferenceKind };

/** The version that answered queries before the new one. */
export type PreviousPredictor = {
  readonly __typename?: 'PreviousPredictor';
  /** Key of the predictor. */
  readonly key: Scalars['String']['output'];
  /** Quality of the predictor on the networks on which the new one is assessed. */
  readonly quality: PredictorQuality;
};

/** A failure that a client should expect, as data. */
export type Problem = {
  /** The kind of the failure. */
  readonly code: ProblemCode;
  /** The argument at fault, as a path into the input, e.g. `measurements[2].latency`; null if it is not an argument. */
  readonly field?: Maybe<Scalars['String']['output']>;
  /** A sentence for people: the field at fault, and what is allowed. */
  readonly message: Scalars['String']['output'];
};

export type { ProblemCode };

/** How far the profiles of a device cover a search space. */
export type ProfileCoverage = {
  readonly __typename?: 'ProfileCoverage';
  /** The keys of these that the device's profiles lack. Architectures that need one have no cost by the profile. */
  readonly missing: ReadonlyArray<Scalars['String']['output']>;
  /** Number of keys that a profile needs so that every architecture has a cost. */
  readonly needed: Scalars['Int']['output'];
  /** The search space. */
  readonly space: SearchSpace;
  /** The given keys that the cost model does not read in this space. */
  readonly unused: ReadonlyArray<Scalars['String']['output']>;
};

/**
 * Queries. A failure that a client should expect is data if the field returns a `...Result` union. Elsewhere it is an
 * error with `extensions.code` (a `ProblemCode`) and `extensions.field`.
 */
export type Query = {
  readonly __typename?: 'Query';
  /** The architecture with this id; null if the archive does not know it. */
  readonly architecture?: Maybe<Architecture>;
  /** Architectures that the archive knows. Arguments that are left out restrict nothing. */
  readonly architectures: ArchitectureConnection;
  /** Who changed what, newest first. Entries are never changed or deleted. Needs role ADMIN. */
  readonly auditTrail: AuditConnection;
  /** The device with this id; null if there is none. */
  readonly device?: Maybe<Device>;
  /** All devices, ordered by key. */
  readonly devices: ReadonlyArray<Device>;
  /** Everything that a search run evaluated, in order, failures and cheap scores included, and what it waits for. */
  readonly evaluations: EvaluationConnection;
  /** Exports a network as a folder that runs without this program, for a download. All its genes must be decided. */
  readonly exportArchitecture: ExportArchitectureResult;
  /**
   * Exports one layer of a search space's networks as a model of its own, so that its cost can be measured on a device and
   * imported as an operator profile.
   */
  readonly exportLayer: ExportLayerResult;
  /**
   * All known networks of a task on a device as columns, and which of them are on the front. Failures are errors with
   * `extensions.code` and `extensions.field`.
   */
  readonly frontColumns: FrontColumns;
  /**
   * How much each gene bears on each objective, by permutation: networks are drawn with every choice of a gene as likely,
   * and in each of them the choice of one gene is replaced by a random one; values come from the predictors in use or
   * operator profiles. It is the total effect of Sobol, by the estimator of Jansen (1999): the importances of genes that
   * interact add up to more than 1. The same predictors give the same answer, which is kept. The first takes seconds, as a
   * long query.
   */
  readonly geneImportance: GeneImportances;
  /** The jobs of this server, oldest first. Other servers of the same archive have their own. */
  readonly jobs: ReadonlyArray<Job>;
  /** Networks to measure next, as `suggestMeasurements` gives them, and what was left out of the choice. */
  readonly measurementSuggestions: MeasurementSuggestions;
  /** Measurements, retracted ones included unless `retracted` is false. Arguments that are left out restrict nothing. */
  readonly measurements: MeasurementConnection;
  /** The metrics that users declared, ordered by name. */
  readonly metrics: ReadonlyArray<OwnMetric>;
  /** The object with this global id; null if there is none. */
  readonly node?: Maybe<Node>;
  /**
   * The Pareto front of a task on one or several devices, over everything known and predicted: what is measured, summed
   * from an operator profile, and, where a predictor is in use for what is missing, the known networks that lack a
   * measurement and the best that a seeded search over the predictors finds. A predicted point never hides a measured one
   * that would be on the front without it. `sources` narrows the question. The costs on each of several devices are
   * objectives of one front, at most 5 in all. Failures are errors with `extensions.code` and
   * `extensions.field`.
   */
  readonly paretoFront: ParetoFront;
  /**
   * Estimates accuracy, latency and energy of architectures: by the promoted predictors, or by an operator profile of the
   * device that covers the search space.
   */
  readonly predict: PredictResult;
  /** Trained predictors, newest version first. An unknown id is an error with `extensions.code` NOT_FOUND. */
  readonly predictors: ReadonlyArray<Predictor>;
  /**
   * Recommends one network: the knee of the front, the best by weights, the cheapest or the most accurate within the
   * constraints.
   */
  readonly recommend: RecommendResult;
  /** All imported tables, ordered by name. */
  readonly sampleTables: ReadonlyArray<SampleTable>;
  /** The search run with this id; null if there is none. */
  readonly searchRun?: Maybe<SearchRun>;
  /** Search runs, newest first. */
  readonly searchRuns: SearchRunConnection;
  /** The search space with this id; null if there is none. */
  readonly searchSpace?: Maybe<SearchSpace>;
  /** All search spaces, built in or registered, ordered by key. */
  readonly searchSpaces: ReadonlyArray<SearchSpace>;
  /**
   * Networks to measure next: near the front, and with the least certain prediction first. Where no predictor estimates
   * an objective, or nothing is known of the device's costs, the networks are chosen by design: spread over what
   * predictors of other devices or tasks and operator profiles say, and over the features of networks.
   * `measurementSuggestions` says which, and what was left out.
   */
  readonly suggestMeasurements: ReadonlyArray<Architecture>;
  /** The task with this id; null if there is none. */
  readonly task?: Maybe<Task>;
  /** All tasks, ordered by key. */
  readonly tasks: ReadonlyArray<Task>;
  /** All tokens, also those that are no longer accepted, the oldest first. Needs role ADMIN. */
  readonly tokens: ReadonlyArray<AccessToken>;
  /** The verification with this id; null if there is none. */
  readonly verification?: Maybe<Verification>;
  /** Verifications of fronts, the one that was last asked for first. An unknown id is an error with the code NOT_FOUND. */
  readonly verifications: ReadonlyArray<Verification>;
  /** Who sent this request, and what they may do. */
  readonly viewer: Viewer;
};


/**
 * Queries. A failure that a client should expect is data if the field returns a `...Result` union. Elsewhere it is an
 * error with `extensions.code` (a `ProblemCode`) and `extensions.field`.
 */
export type QueryArchitectureArgs = {
  id: Scalars['ID']['input'];
};


/**
 * Queries. A failure that a client should expect is data if the field returns a `...Result` union. Elsewhere it is an
 * error with `extensions.code` (a `ProblemCode`) and `extensions.field`.
 */
export type QueryArchitecturesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  descending?: InputMaybe<Scalars['Boolean']['input']>;
  device?: InputMaybe<Scalars['ID']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  order?: InputMaybe<ArchitectureOrder>;
  space?: InputMaybe<Scalars['ID']['input']>;
  task?: InputMaybe<Scalars['ID']['input']>;
};


/**
 * Queries. A failure that a client should expect is data if the field returns a `...Result` union. Elsewhere it is an
 * error with `extensions.code` (a `ProblemCode`) and `extensions.field`.
 */
export type QueryAuditTrailArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/**
 * Queries. A failure that a client should expect is data if the field returns a `...Result` union. Elsewhere it is an
 * error with `extensions.code` (a `ProblemCode`) and `extensions.field`.
 */
export type QueryDeviceArgs = {
  id: Scalars['ID']['input'];
};


/**
 * Queries. A failure that a client should expect is data if the field returns a `...Result` union. Elsewhere it is an
 * error with `extensions.code` (a `ProblemCode`) and `extensions.field`.
 */
export type QueryEvaluationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  descending?: InputMaybe<Scalars['Boolean']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  order?: InputMaybe<EvaluationOrder>;
  run: Scalars['ID']['input'];
  status?: InputMaybe<EvaluationStatus>;
};


/**
 * Queries. A failure that a client should expect is data if the field returns a `...Result` union. Elsewhere it is an
 * error with `extensions.code` (a `ProblemCode`) and `extensions.field`.
 */
export type QueryExportArchitectureArgs = {
  architecture: Scalars['JSON']['input'];
  batch?: InputMaybe<Scalars['Int']['input']>;
  format?: ExportFormat;
  seed?: Scalars['Int']['input'];
  task: Scalars['ID']['input'];
};


/**
 * Queries. A failure that a client should expect is data if the field returns a `...Result` union. Elsewhere it is an
 * error with `extensions.code` (a `ProblemCode`) and `extensions.field`.
 */
export type QueryExportLayerArgs = {
  batch?: Scalars['Int']['input'];
  key: Scalars['String']['input'];
  space: Scalars['ID']['input'];
};


/**
 * Queries. A failure that a client should expect is data if the field returns a `...Result` union. Elsewhere it is an
 * error with `extensions.code` (a `ProblemCode`) and `extensions.field`.
 */
export type QueryFrontColumnsArgs = {
  bins?: InputMaybe<Scalars['Int']['input']>;
  device: Scalars['ID']['input'];
  genes?: InputMaybe<Scalars['JSON']['input']>;
  sources?: InputMaybe<ReadonlyArray<Source>>;
  task: Scalars['ID']['input'];
};


/**
 * Queries. A failure that a client should expect is data if the field returns a `...Result` union. Elsewhere it is an
 * error with `extensions.code` (a `ProblemCode`) and `extensions.field`.
 */
export type QueryGeneImportanceArgs = {
  device: Scalars['ID']['input'];
  task: Scalars['ID']['input'];
};


/**
 * Queries. A failure that a client should expect is data if the field returns a `...Result` union. Elsewhere it is an
 * error with `extensions.code` (a `ProblemCode`) and `extensions.field`.
 */
export type QueryMeasurementSuggestionsArgs = {
  count: Scalars['Int']['input'];
  device: Scalars['ID']['input'];
  task: Scalars['ID']['input'];
};


/**
 * Queries. A failure that a client should expect is data if the field returns a `...Result` union. Elsewhere it is an
 * error with `extensions.code` (a `ProblemCode`) and `extensions.field`.
 */
export type QueryMeasurementsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  architecture?: InputMaybe<Scalars['ID']['input']>;
  descending?: InputMaybe<Scalars['Boolean']['input']>;
  device?: InputMaybe<Scalars['ID']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  import?: InputMaybe<Scalars['ID']['input']>;
  order?: InputMaybe<MeasurementOrder>;
  retracted?: InputMaybe<Scalars['Boolean']['input']>;
  run?: InputMaybe<Scalars['ID']['input']>;
  submission?: InputMaybe<Scalars['String']['input']>;
  task?: InputMaybe<Scalars['ID']['input']>;
};


/**
 * Queries. A failure that a client should expect is data if the field returns a `...Result` union. Elsewhere it is an
 * error with `extensions.code` (a `ProblemCode`) and `extensions.field`.
 */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


/**
 * Queries. A failure that a client should expect is data if the field returns a `...Result` union. Elsewhere it is an
 * error with `extensions.code` (a `ProblemCode`) and `extensions.field`.
 */
export type QueryParetoFrontArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  constraints?: InputMaybe<Constraints>;
  device?: InputMaybe<Scalars['ID']['input']>;
  devices?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  first?: InputMaybe<Scalars['Int']['input']>;
  objectiveNames?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  objectives?: InputMaybe<ReadonlyArray<Metric>>;
  ownObjectives?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  sources?: InputMaybe<ReadonlyArray<Source>>;
  task: Scalars['ID']['input'];
};


/**
 * Queries. A failure that a client should expect is data if the field returns a `...Result` union. Elsewhere it is an
 * error with `extensions.code` (a `ProblemCode`) and `extensions.field`.
 */
export type QueryPredictArgs = {
  architectures: ReadonlyArray<Scalars['JSON']['input']>;
  device?: InputMaybe<Scalars['ID']['input']>;
  task: Scalars['ID']['input'];
};


/**
 * Queries. A failure that a client should expect is data if the field returns a `...Result` union. Elsewhere it is an
 * error with `extensions.code` (a `ProblemCode`) and `extensions.field`.
 */
export type QueryPredictorsArgs = {
  device?: InputMaybe<Scalars['ID']['input']>;
  metric?: InputMaybe<Metric>;
  ownMetric?: InputMaybe<Scalars['String']['input']>;
  task?: InputMaybe<Scalars['ID']['input']>;
};


/**
 * Queries. A failure that a client should expect is data if the field returns a `...Result` union. Elsewhere it is an
 * error with `extensions.code` (a `ProblemCode`) and `extensions.field`.
 */
export type QueryRecommendArgs = {
  confidence?: InputMaybe<Scalars['Float']['input']>;
  constraints?: InputMaybe<Constraints>;
  device?: InputMaybe<Scalars['ID']['input']>;
  devices?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  objectiveNames?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  objectives?: InputMaybe<ReadonlyArray<Metric>>;
  ownObjectives?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  preference?: InputMaybe<Preference>;
  sources?: InputMaybe<ReadonlyArray<Source>>;
  task: Scalars['ID']['input'];
};


/**
 * Queries. A failure that a client should expect is data if the field returns a `...Result` union. Elsewhere it is an
 * error with `extensions.code` (a `ProblemCode`) and `extensions.field`.
 */
export type QuerySearchRunArgs = {
  id: Scalars['ID']['input'];
};


/**
 * Queries. A failure that a client should expect is data if the field returns a `...Result` union. Elsewhere it is an
 * error with `extensions.code` (a `ProblemCode`) and `extensions.field`.
 */
export type QuerySearchRunsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/**
 * Queries. A failure that a client should expect is data if the field returns a `...Result` union. Elsewhere it is an
 * error with `extensions.code` (a `ProblemCode`) and `extensions.field`.
 */
export type QuerySearchSpaceArgs = {
  id: Scalars['ID']['input'];
};


/**
 * Queries. A failure that a client should expect is data if the field returns a `...Result` union. Elsewhere it is an
 * error with `extensions.code` (a `ProblemCode`) and `extensions.field`.
 */
export type QuerySuggestMeasurementsArgs = {
  count: Scalars['Int']['input'];
  device: Scalars['ID']['input'];
  task: Scalars['ID']['input'];
};


/**
 * Queries. A failure that a client should expect is data if the field returns a `...Result` union. Elsewhere it is an
 * error with `extensions.code` (a `ProblemCode`) and `extensions.field`.
 */
export type QueryTaskArgs = {
  id: Scalars['ID']['input'];
};


/**
 * Queries. A failure that a client should expect is data if the field returns a `...Result` union. Elsewhere it is an
 * error with `extensions.code` (a `ProblemCode`) and `extensions.field`.
 */
export type QueryVerificationArgs = {
  id: Scalars['ID']['input'];
};


/**
 * Queries. A failure that a client should expect is data if the field returns a `...Result` union. Elsewhere it is an
 * error with `extensions.code` (a `ProblemCode`) and `extensions.field`.
 */
export type QueryVerificationsArgs = {
  device?: InputMaybe<Scalars['ID']['input']>;
  task?: InputMaybe<Scalars['ID']['input']>;
};

/** The recommended network, or why there is none. */
export type RecommendResult = ConflictProblem | Infeasible | InvalidInputProblem | MissingProfileEntriesProblem | NotEnoughDataProblem | NotFoundProblem | Recommendation | UnavailableProblem;

/** A recommended network. */
export type Recommendation = {
  readonly __typename?: 'Recommendation';
  /** What the answer leaves out, with numbers of networks and the reasons, in sentences for people. */
  readonly notes: ReadonlyArray<Scalars['String']['output']>;
  /** The network. Its `feasibility` is the probability that every limit really holds. */
  readonly point: ParetoPoint;
  /** Why this network was chosen, in a sentence. */
  readonly reason: Scalars['String']['output'];
};

/** A device to register. */
export type RegisterDeviceInput = {
  /** Number of inputs per inference; if left out, as before, or 1 for a new device. */
  readonly batch?: InputMaybe<Scalars['Int']['input']>;
  /** The machine and its set-up, e.g. its power mode. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 100 letters, digits, `.`, `_` or `-`, starting with a letter or digit. */
  readonly id: Scalars['String']['input'];
  /** Name for people; if left out, the name as before, or the id for a new device. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** The software that runs the networks, e.g. `litert`. */
  readonly runtime?: InputMaybe<Scalars['String']['input']>;
};

/** The registered device, or why it was not registered. */
export type RegisterDeviceResult = ConflictProblem | InvalidInputProblem | MissingProfileEntriesProblem | NotEnoughDataProblem | NotFoundProblem | RegisterDeviceSuccess | UnavailableProblem;

/** The device was registered, or was known already. */
export type RegisterDeviceSuccess = {
  readonly __typename?: 'RegisterDeviceSuccess';
  /** Whether the device is new. If it was known, the fields given in the input were replaced and the others kept. */
  readonly created: Scalars['Boolean']['output'];
  /** The device. */
  readonly device: Device;
};

/** A search space to register. */
export type RegisterSearchSpaceInput = {
  /** The content of a search space file: `id`, `genes` and, if it has one, `structure`. */
  readonly space: Scalars['JSON']['input'];
};

/** The registered search space, or why it was not registered. An id that exists with other genes is a conflict. */
export type RegisterSearchSpaceResult = ConflictProblem | InvalidInputProblem | MissingProfileEntriesProblem | NotEnoughDataProblem | NotFoundProblem | RegisterSearchSpaceSuccess | UnavailableProblem;

/** The search space was registered, or was known already. */
export type RegisterSearchSpaceSuccess = {
  readonly __typename?: 'RegisterSearchSpaceSuccess';
  /** Whether the space is new. If the same space was known before, nothing changed. */
  readonly created: Scalars['Boolean']['output'];
  /** The space. */
  readonly space: SearchSpace;
};

/** A task to register. */
export type RegisterTaskInput = {
  /** The data, and how networks are trained on them. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 100 letters, digits, `.`, `_` or `-`, starting with a letter or digit. */
  readonly id: Scalars['String']['input'];
  /** Name for people; if left out, the name as before, or the id for a new task. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /**
   * What `accuracy` is on this task; if left out, as before, or the accuracy for a new task. It cannot change once an
   * accuracy is measured on the task.
   */
  readonly score?: InputMaybe<TaskScore>;
  /** Id or key of the task's search space. */
  readonly space: Scalars['ID']['input'];
};

/** The registered task, or why it was not registered. Another search space for a known task is a conflict. */
export type RegisterTaskResult = ConflictProblem | InvalidInputProblem | MissingProfileEntriesProblem | NotEnoughDataProblem | NotFoundProblem | RegisterTaskSuccess | UnavailableProblem;

/** The task was registered, or was known already. */
export type RegisterTaskSuccess = {
  readonly __typename?: 'RegisterTaskSuccess';
  /** Whether the task is new. If it was known, the texts given in the input were replaced. */
  readonly created: Scalars['Boolean']['output'];
  /** The task. */
  readonly task: Task;
};

/** The version that was in use before another one was restored. */
export type ReplacedPredictor = {
  readonly __typename?: 'ReplacedPredictor';
  /** Key of the predictor. */
  readonly key: Scalars['String']['output'];
  /** Quality on the networks on which the restored one is assessed; null if it cannot be used any more. */
  readonly quality?: Maybe<PredictorQuality>;
};

/** The version that is in use, or why it cannot be. */
export type RestorePredictorResult = ConflictProblem | InvalidInputProblem | MissingProfileEntriesProblem | NotEnoughDataProblem | NotFoundProblem | RestorePredictorSuccess | UnavailableProblem;

/** The version is in use. */
export type RestorePredictorSuccess = {
  readonly __typename?: 'RestorePredictorSuccess';
  /** False if the version was in use already, so that nothing was changed. */
  readonly changed: Scalars['Boolean']['output'];
  /** The version that answers queries from now on. */
  readonly predictor: Predictor;
  /** The version that answered queries before; null if there was none, or if nothing was changed. */
  readonly previous?: Maybe<ReplacedPredictor>;
  /** Quality on the networks from which neither version has learnt; null where fewer than 2 of them are measured. */
  readonly quality?: Maybe<PredictorQuality>;
};

/** The resumed run, or why it was not resumed. */
export type ResumeSearchResult = ConflictProblem | InvalidInputProblem | MissingProfileEntriesProblem | NotEnoughDataProblem | NotFoundProblem | ResumeSearchSuccess | UnavailableProblem;

/** The search goes on. */
export type ResumeSearchSuccess = {
  readonly __typename?: 'ResumeSearchSuccess';
  /** The run. */
  readonly run: SearchRun;
};

/** The retracted measurement, or why it was not retracted. */
export type RetractMeasurementResult = ConflictProblem | InvalidInputProblem | MissingProfileEntriesProblem | NotEnoughDataProblem | NotFoundProblem | RetractMeasurementSuccess | UnavailableProblem;

/** The measurement was retracted. */
export type RetractMeasurementSuccess = {
  readonly __typename?: 'RetractMeasurementSuccess';
  /** The measurement, now with `retracted: true`. */
  readonly measurement: Measurement;
};

/** What was retracted, or why nothing was. */
export type RetractMeasurementsResult = ConflictProblem | InvalidInputProblem | MissingProfileEntriesProblem | NotEnoughDataProblem | NotFoundProblem | RetractMeasurementsSuccess | UnavailableProblem;

/** The measurements were retracted. */
export type RetractMeasurementsSuccess = {
  readonly __typename?: 'RetractMeasurementsSuccess';
  /** Number of measurements of the same origin that had been retracted before. */
  readonly before: Scalars['Int']['output'];
  /** Number of measurements that were in use until now. */
  readonly retracted: Scalars['Int']['output'];
};

/** A predictor to train. */
export type RetrainPredictorInput = {
  /** Id or key of the device. It must be given for LATENCY, ENERGY and other metrics of devices. */
  readonly device?: InputMaybe<Scalars['ID']['input']>;
  /** Name of the model family; chosen by cross-validation if left out. */
  readonly family?: InputMaybe<Scalars['String']['input']>;
  /** The built-in metric to predict. Either this or `ownMetric` must be given. */
  readonly metric?: InputMaybe<Metric>;
  /** Name of the metric to predict if a user declared it. */
  readonly ownMetric?: InputMaybe<Scalars['String']['input']>;
  /** Random seed, a whole number from 0 to 2147483647; 1 if left out. */
  readonly seed?: InputMaybe<Scalars['Float']['input']>;
  /** Id or key of the task: its accuracy is predicted, or latency or energy in its search space. */
  readonly task: Scalars['ID']['input'];
};

/** The trained predictor, or why it was not trained. */
export type RetrainPredictorResult = ConflictProblem | InvalidInputProblem | MissingProfileEntriesProblem | NotEnoughDataProblem | NotFoundProblem | RetrainPredictorSuccess | UnavailableProblem;

/** The predictor was trained. */
export type RetrainPredictorSuccess = {
  readonly __typename?: 'RetrainPredictorSuccess';
  /**
   * What is suspect about the measurements: findings that keep the new version from use, and findings whose measurements
   * were left out of its training.
   */
  readonly findings: ReadonlyArray<Finding>;
  /** How the front with predicted points changed; null if no device was given. */
  readonly front?: Maybe<FrontMovement>;
  /** The new version. */
  readonly predictor: Predictor;
  /** The version that answered queries before; null if there was none that can be used. */
  readonly previous?: Maybe<PreviousPredictor>;
  /**
   * Whether the new version answers queries from now on. It does unless it is worse than the one before, or a finding
   * speaks against the measurements.
   */
  readonly promoted: Scalars['Boolean']['output'];
  /** Quality of the new version on networks from which it has not learnt, or in repeated cross-validation. */
  readonly quality: PredictorQuality;
  /**
   * Why the new version was promoted or not, in a sentence: how it was judged, on how many networks, and the figures with
   * their standard errors.
   */
  readonly reason: Scalars['String']['output'];
};

/** The revoked token, or why none was revoked. */
export type RevokeTokenResult = ConflictProblem | InvalidInputProblem | MissingProfileEntriesProblem | NotEnoughDataProblem | NotFoundProblem | RevokeTokenSuccess | UnavailableProblem;

/** The token is revoked. */
export type RevokeTokenSuccess = {
  readonly __typename?: 'RevokeTokenSuccess';
  /** The token. */
  readonly accessToken: AccessToken;
  /** False if it had been revoked before. */
  readonly changed: Scalars['Boolean']['output'];
};

export type { Role };

/** An imported table of measured networks. A search can replay it (`evaluator: TABLE`). */
export type SampleTable = Node & {
  readonly __typename?: 'SampleTable';
  /** Hexadecimal SHA-256 of the table's text. */
  readonly checksum: Scalars['String']['output'];
  /** Names of all columns. */
  readonly columns: ReadonlyArray<Scalars['String']['output']>;
  /** The column in which equal values mark rows of the same network; null if there is none. */
  readonly distinct?: Maybe<Scalars['String']['output']>;
  /** Global id: unique over all types, for `node(id)`. */
  readonly id: Scalars['ID']['output'];
  /** When the table was imported. */
  readonly importedAt: Scalars['DateTime']['output'];
  /** The name that the table was given at its import. */
  readonly key: Scalars['String']['output'];
  /** Whether the table's values are among the archive's measurements. If not, the table is for replaying only. */
  readonly measurementsStored: Scalars['Boolean']['output'];
  /** Number of rows of the table. */
  readonly rows: Scalars['Int']['output'];
  /** The search space of its networks. */
  readonly space: SearchSpace;
};

/** Limits on the networks of a search run. */
export type SearchConstraints = {
  readonly __typename?: 'SearchConstraints';
  /** Choices of genes: a map gene -> list of the choices that it may have; null if all are allowed. */
  readonly genes?: Maybe<Scalars['JSON']['output']>;
  /** Limits on metrics that users declared; empty if there are none. */
  readonly limits: ReadonlyArray<MetricLimit>;
  /** Highest energy: millijoules; null if there is no limit. */
  readonly maxEnergy?: Maybe<Scalars['Float']['output']>;
  /** Highest latency: milliseconds; null if there is no limit. */
  readonly maxLatency?: Maybe<Scalars['Float']['output']>;
  /** Largest number of multiply-accumulates of one example; null if there is no limit. */
  readonly maxMacs?: Maybe<Scalars['Float']['output']>;
  /** Largest number of weights; null if there is no limit. */
  readonly maxParams?: Maybe<Scalars['Float']['output']>;
  /** Lowest accuracy: fraction in [0, 1]; null if there is no limit. */
  readonly minAccuracy?: Maybe<Scalars['Float']['output']>;
  /** Limits on the costs of single devices of several, which replace `maxLatency` and `maxEnergy` there. */
  readonly perDevice: ReadonlyArray<SearchDeviceLimits>;
};

/** Limits on the costs of one device of a search run. */
export type SearchDeviceLimits = {
  readonly __typename?: 'SearchDeviceLimits';
  /** The device. */
  readonly device: Device;
  /** Highest energy on this device: millijoules; null if it has no limit of its own. */
  readonly maxEnergy?: Maybe<Scalars['Float']['output']>;
  /** Highest latency on this device: milliseconds; null if it has no limit of its own. */
  readonly maxLatency?: Maybe<Scalars['Float']['output']>;
};

/** The state of a run at one moment, and what it has found. */
export type SearchProgress = {
  readonly __typename?: 'SearchProgress';
  /** Evaluations that were tried so often that they are not tried again. The run has these networks as failed. */
  readonly deadLetters: ReadonlyArray<DeadLetter>;
  /** Seconds of execution so far. */
  readonly elapsedSeconds: Scalars['Float']['output'];
  /** Seconds until the budget is spent, at the present pace; null if not known. */
  readonly etaSeconds?: Maybe<Scalars['Float']['output']>;
  /** Number of stored evaluations, failed ones included. */
  readonly evaluations: Scalars['Int']['output'];
  /** Number of these evaluations that failed. */
  readonly failed: Scalars['Int']['output'];
  /** Hypervolume of this front up to `referencePoint`, in the product of the objectives' units. */
  readonly hypervolume: Scalars['Float']['output'];
  /**
   * Number of networks of the replayed table that the run leaves out, because they lack a value of a metric that it
   * optimises or limits; null where no table is replayed.
   */
  readonly leftOut?: Maybe<Scalars['Int']['output']>;
  /**
   * The names of the optimised objectives: accuracy, latency, energy and own metrics. With several devices, metrics of
   * devices are `DEVICE.latency`, for example.
   */
  readonly objectiveNames: ReadonlyArray<Scalars['String']['output']>;
  /** Networks for whose measurements an external run waits; empty for other runs. */
  readonly pending: ReadonlyArray<PendingEvaluation>;
  /** The Pareto front of the evaluated networks. With several devices, each point has `devices`. */
  readonly points: ReadonlyArray<ParetoPoint>;
  /**
   * Reference point of the hypervolume: the limit of each optimised objective, or without one the worst value among the
   * known points, in natural units. With several devices, it has metrics of the task alone; see `referenceValues`.
   */
  readonly referencePoint: MetricValues;
  /** The coordinates of the reference point by objective, in natural units, in the order of `objectiveNames`. */
  readonly referenceValues: ReadonlyArray<ObjectiveValue>;
  /** The run. */
  readonly run: SearchRun;
  /** Number of cheap scores that were requested. They are stored, and none is requested twice. */
  readonly scores: Scalars['Int']['output'];
  /** Cost so far, in evaluations: each evaluation costs 1, and each cheap score its cost. */
  readonly spent: Scalars['Float']['output'];
};

/** A search for the Pareto-optimal networks of a task on one or several devices. */
export type SearchRun = Node & {
  readonly __typename?: 'SearchRun';
  /** Number of networks that the run may evaluate. Cheap scores count at their cost. */
  readonly budget: Scalars['Int']['output'];
  /** Limits that the networks have to keep. */
  readonly constraints: SearchConstraints;
  /** When the run was started. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The devices whose costs are objectives, or are limited. */
  readonly devices: ReadonlyArray<Device>;
  /** When the run was cancelled, finished or failed; else null. */
  readonly endedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Number of stored evaluations, failed ones included. A stored evaluation is never repeated. */
  readonly evaluations: Scalars['Int']['output'];
  /** What evaluates the networks of the run. */
  readonly evaluator: EvaluatorKind;
  /**
   * Relative growth of the hypervolume that was expected from `plateau.window` more evaluations when the run finished;
   * null without a plateau rule, or if not known.
   */
  readonly expectedGain?: Maybe<Scalars['Float']['output']>;
  /** Cheap scores that the run may request; empty if there are none. */
  readonly fidelities: ReadonlyArray<CheapFidelity>;
  /** Global id: unique over all types, for `node(id)`. */
  readonly id: Scalars['ID']['output'];
  /** Plain id, unique within the type. */
  readonly key: Scalars['String']['output'];
  /**
   * The names of all these objectives: accuracy, latency, energy and own metrics, or with the device in front, such as
   * `DEVICE.latency`, for metrics of devices that are optimised on single devices only; null as `objectives` is.
   */
  readonly objectiveNames?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /**
   * The metrics that the run optimises; other metrics only have to keep their limits. Null stands for accuracy and every
   * cost of the devices.
   */
  readonly objectives?: Maybe<ReadonlyArray<Metric>>;
  /** The metrics to optimise that users declared, by name; empty if none was asked for. */
  readonly ownObjectives: ReadonlyArray<Scalars['String']['output']>;
  /**
   * Number of networks that are out (proposed, and not yet answered) at the same time; as soon as one is answered, another
   * is proposed. Null: the strategy hands out a batch and waits for all of it, and a table or a training takes the
   * networks of a batch one after the other.
   */
  readonly parallel?: Maybe<Scalars['Int']['output']>;
  /** The rule that ends the run once its front has stopped growing; null if there is none. */
  readonly plateau?: Maybe<Plateau>;
  /** What the run has found so far. */
  readonly progress: SearchProgress;
  /** Why the run finished or failed, in a sentence; else null. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** Key of the table that is replayed; null unless the evaluator is TABLE. */
  readonly samples?: Maybe<Scalars['String']['output']>;
  /** The random seed. The same seed, settings and measurements give the same run. */
  readonly seed: Scalars['Float']['output'];
  /** The search space. */
  readonly space: SearchSpace;
  /** The state of the run. */
  readonly status: SearchRunStatus;
  /** The rule that ended the run; null unless the run is finished. */
  readonly stoppedBy?: Maybe<StopRule>;
  /** The strategy by which the run proposes networks. */
  readonly strategy: SearchStrategy;
  /** The task. */
  readonly task: Task;
  /** Seconds of execution, without interruptions, after which the run ends; null if there is no limit. */
  readonly timeLimitSeconds?: Maybe<Scalars['Float']['output']>;
};

/** Search runs, newest first. */
export type SearchRunConnection = {
  readonly __typename?: 'SearchRunConnection';
  /** The page's runs with their cursors. */
  readonly edges: ReadonlyArray<SearchRunEdge>;
  /** The page's runs. */
  readonly nodes: ReadonlyArray<SearchRun>;
  /** The position of the page. */
  readonly pageInfo: PageInfo;
};

/** A run of a list, with its cursor. */
export type SearchRunEdge = {
  readonly __typename?: 'SearchRunEdge';
  /** Cursor of the run: as `after` it continues behind the run. */
  readonly cursor: Scalars['String']['output'];
  /** The run. */
  readonly node: SearchRun;
};

export type { SearchRunStatus };

/** A set of architectures, given by its genes, by when each of them is active, and by the structure that they describe. */
export type SearchSpace = Node & {
  readonly __typename?: 'SearchSpace';
  /** Number of distinct complete architectures. */
  readonly cardinality: Scalars['BigInt']['output'];
  /** The space as a search space file, which `registerSearchSpace` of another installation takes. */
  readonly definition: Scalars['JSON']['output'];
  /** The genes, in canonical order. */
  readonly genes: ReadonlyArray<Gene>;
  /** Global id: unique over all types, for `node(id)`. */
  readonly id: Scalars['ID']['output'];
  /** Plain id, e.g. `nas-bench-201`. */
  readonly key: Scalars['String']['output'];
  /** Number of distinct partial architectures: combinations of the tier 1 genes alone. */
  readonly partialCardinality: Scalars['BigInt']['output'];
  /**
   * Every key that an operator profile needs so that each architecture has a cost: keys of layers where the layers of the
   * space's networks are known, else keys of choices such as `depth=2`.
   */
  readonly profileKeys: ReadonlyArray<Scalars['String']['output']>;
  /** The declared structure (`cell` or `stages`), from which predictors derive features; null if there is none. */
  readonly structure?: Maybe<Scalars['JSON']['output']>;
  /** The tasks that use this space. */
  readonly tasks: ReadonlyArray<Task>;
};

export type { SearchStrategy };

/** How alike another device ranks the networks that were measured on both. */
export type SimilarDevice = {
  readonly __typename?: 'SimilarDevice';
  /** The other device. */
  readonly device: Device;
  /** The metric. */
  readonly metric: Metric;
  /** Number of networks that were measured on both. */
  readonly networks: Scalars['Int']['output'];
  /** Median of this device's values divided by the other's. */
  readonly ratio: Scalars['Float']['output'];
  /** The search space of the networks. */
  readonly space: SearchSpace;
  /** Spearman's rank correlation, -1 to 1. */
  readonly spearman: Scalars['Float']['output'];
};

export type { Source };

export type { Split };

/** The weight of a member of a stack. */
export type StackWeight = {
  readonly __typename?: 'StackWeight';
  /** The model family of the member. */
  readonly family: Scalars['String']['output'];
  /** Weight of the member's predictions in the stack's, above 0; the weights add up to 1. */
  readonly weight: Scalars['Float']['output'];
};

/** A search to start. */
export type StartSearchInput = {
  /** Number of networks that may be evaluated, 1 to 100,000. Cheap scores count at their cost. */
  readonly budget: Scalars['Int']['input'];
  /** Limits that the networks have to keep. */
  readonly constraints?: InputMaybe<Constraints>;
  /** Ids or keys of 1 to 8 devices. */
  readonly devices: ReadonlyArray<Scalars['ID']['input']>;
  /** What evaluates the networks. */
  readonly evaluator: EvaluatorKind;
  /** Up to 4 kinds of cheap scores that SURROGATE may request, with TABLE or TRAINING; none if left out. */
  readonly fidelities?: InputMaybe<ReadonlyArray<CheapFidelityInput>>;
  /**
   * Names this request, 1 to 200 characters. Repeated with the same key, also at the same time, it starts nothing more and
   * answers with the run that it started; with the same key, another request is a ConflictProblem.
   */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /**
   * The objectives by name instead of `objectives` and `ownObjectives`: the name of a metric or, for a metric of one of
   * several devices, such as `DEVICE.latency`, with the key of the device.
   */
  readonly objectiveNames?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /**
   * The built-in metrics to optimise; with `ownObjectives` left out, too: accuracy and every cost of the devices. Another
   * metric only has to keep its limit, and is ignored if it has none.
   */
  readonly objectives?: InputMaybe<ReadonlyArray<Metric>>;
  /** Names of metrics that users declared, to be optimised beside `objectives`; one of devices is so on every device. */
  readonly ownObjectives?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /**
   * Number of networks that are out (proposed, and not yet answered) at the same time, 1 to 64; as soon as one is
   * answered, another is proposed. Left out, the strategy hands out batches, and a table or a training takes the networks
   * of a batch one after the other. On one machine, more trainings than it has cores take no less time.
   */
  readonly parallel?: InputMaybe<Scalars['Int']['input']>;
  /** The rule that ends the run once its front has stopped growing; none if left out. */
  readonly plateau?: InputMaybe<PlateauInput>;
  /** Id or key of the imported table; must be given with TABLE. */
  readonly samples?: InputMaybe<Scalars['ID']['input']>;
  /** Random seed, a whole number from 0 to 4294967295; 1 if left out. */
  readonly seed?: InputMaybe<Scalars['Float']['input']>;
  /** The strategy by which networks are proposed; SURROGATE if left out. */
  readonly strategy?: InputMaybe<SearchStrategy>;
  /** Id or key of the task. */
  readonly task: Scalars['ID']['input'];
  /** Seconds of execution after which the run ends, above 0; no limit if left out. */
  readonly timeLimitSeconds?: InputMaybe<Scalars['Float']['input']>;
};

/** The started run, or why it was not started. */
export type StartSearchResult = ConflictProblem | InvalidInputProblem | MissingProfileEntriesProblem | NotEnoughDataProblem | NotFoundProblem | StartSearchSuccess | UnavailableProblem;

/** The search was started. */
export type StartSearchSuccess = {
  readonly __typename?: 'StartSearchSuccess';
  /** The run. The subscription `searchProgress` follows it. */
  readonly run: SearchRun;
};

export type { StopRule };

/** Measurements to store. */
export type SubmitMeasurementsInput = {
  /** Id or key of the device. It must be given if there is a latency, an energy or another metric of devices. */
  readonly device?: InputMaybe<Scalars['ID']['input']>;
  /**
   * A text of the client's choice, up to 200 characters. A second request with the same text gets the answer to the first
   * and changes nothing.
   */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 10,000 measurements. Either all of them are stored or none. */
  readonly measurements: ReadonlyArray<MeasurementInput>;
  /** Id or key of the task. The architectures lie in its search space, and the accuracies belong to it. */
  readonly task: Scalars['ID']['input'];
};

/** The stored measurements, or why none was stored. */
export type SubmitMeasurementsResult = ConflictProblem | InvalidInputProblem | MissingProfileEntriesProblem | NotEnoughDataProblem | NotFoundProblem | SubmitMeasurementsSuccess | UnavailableProblem;

/** The measurements were stored. */
export type SubmitMeasurementsSuccess = {
  readonly __typename?: 'SubmitMeasurementsSuccess';
  /** Networks whose measurements now differ by more than their spread. Check them, and retract those that are wrong. */
  readonly clashing: ReadonlyArray<Architecture>;
  /** The measurements of the request, including those that were known before. */
  readonly measurements: ReadonlyArray<Measurement>;
  /** Number of measurements that were not known before. */
  readonly stored: Scalars['Int']['output'];
  /** Key of the submission: its idempotency key, or else a new one. Lists and retractions take it as `submission`. */
  readonly submission: Scalars['String']['output'];
};

/** Events, over WebSocket (sub-protocol `graphql-transport-ws`) at the same address. */
export type Subscription = {
  readonly __typename?: 'Subscription';
  /**
   * The Pareto front of a task on a device as `paretoFront` gives it without limits, then every change of it. It is about
   * one device; whoever compares several follows each. A client that reconnects gets the whole front again. A new
   * predictor or operator profile is noticed within 2 seconds.
   */
  readonly frontChanged: FrontChange;
  /**
   * The present state of a run, then every change until the run ends. An unknown run is an error with `extensions.code`
   * NOT_FOUND.
   */
  readonly searchProgress: SearchProgress;
};


/** Events, over WebSocket (sub-protocol `graphql-transport-ws`) at the same address. */
export type SubscriptionFrontChangedArgs = {
  device: Scalars['ID']['input'];
  sources?: InputMaybe<ReadonlyArray<Source>>;
  task: Scalars['ID']['input'];
};


/** Events, over WebSocket (sub-protocol `graphql-transport-ws`) at the same address. */
export type SubscriptionSearchProgressArgs = {
  id: Scalars['ID']['input'];
};

/**
 * A problem on which networks have an accuracy: a data set, its split, and how networks are trained on it. A task has one
 * search space.
 */
export type Task = Node & {
  readonly __typename?: 'Task';
  /** The data, and how networks are trained on them. */
  readonly description: Scalars['String']['output'];
  /** Drift of the predictors in use of the accuracy and of other metrics of the task, computed when it is asked for. */
  readonly findings: ReadonlyArray<Finding>;
  /** Global id: unique over all types, for `node(id)`. */
  readonly id: Scalars['ID']['output'];
  /** Plain id, e.g. `av-mnist`. */
  readonly key: Scalars['String']['output'];
  /** Number of architectures with a measured accuracy; retracted measurements do not count. */
  readonly measured: Scalars['Int']['output'];
  /** Name for people. */
  readonly name: Scalars['String']['output'];
  /** What the findings leave open, in sentences. */
  readonly notes: ReadonlyArray<Scalars['String']['output']>;
  /** Predictors of the accuracy on this task, newest version first. */
  readonly predictors: ReadonlyArray<Predictor>;
  /**
   * What `accuracy` is on this task, in words: `accuracy` unless the task declares another score, e.g. `weighted F1`. The
   * unit of every score is a fraction from 0 to 1, and larger is better.
   */
  readonly scoreName: Scalars['String']['output'];
  /** The search space of the task's networks. */
  readonly space: SearchSpace;
};

export type { TaskScore };

export type { TokenStatus };

/**
 * Something that the service needs cannot be reached, or is held by another process (try again later), or the request
 * was cancelled.
 */
export type UnavailableProblem = Problem & {
  readonly __typename?: 'UnavailableProblem';
  /** UNAVAILABLE, or CANCELLED. */
  readonly code: ProblemCode;
  /** The argument at fault; usually null. */
  readonly field?: Maybe<Scalars['String']['output']>;
  /** A sentence for people: what cannot be reached, and what to do. */
  readonly message: Scalars['String']['output'];
};

/**
 * The verification of a front: its points are measured, and the estimates, kept as they were when it was asked for, are
 * compared with what is measured. There is one for each question (task, device, objectives, limits, sources and number of
 * points). It survives restarts, and it is over once none of its points waits.
 */
export type Verification = Node & {
  readonly __typename?: 'Verification';
  /** When points were last asked for. */
  readonly askedAt: Scalars['DateTime']['output'];
  /** The device of the front, on which the points are measured. */
  readonly device: Device;
  /** Number of points that could not be measured or were given up. */
  readonly failed: Scalars['Int']['output'];
  /** How the front has changed. */
  readonly front: VerifiedFront;
  /** Global id: unique over all types, for `node(id)`. */
  readonly id: Scalars['ID']['output'];
  /** Plain id, unique within the type. */
  readonly key: Scalars['String']['output'];
  /** Number of points that are measured. */
  readonly measured: Scalars['Int']['output'];
  /** How well each metric was predicted. */
  readonly metrics: ReadonlyArray<VerifiedMetric>;
  /** What was not measured, in sentences for people. */
  readonly notes: ReadonlyArray<Scalars['String']['output']>;
  /** The names of the front's objectives. */
  readonly objectiveNames: ReadonlyArray<Scalars['String']['output']>;
  /**
   * Plot of the predicted against the measured values with their 90 % intervals, the diagonal and the lines of 10 % error,
   * one panel per metric, as the text of an SVG file; null while nothing is measured.
   */
  readonly parityPlot?: Maybe<Scalars['String']['output']>;
  /** The points in the order in which they were asked for. */
  readonly points: ReadonlyArray<VerifiedPoint>;
  /** What was asked for, as it was given: task, device, objectives, constraints, sources and first. */
  readonly question: Scalars['JSON']['output'];
  /** How often points were asked for; a later round has points that were new on the front by then. */
  readonly rounds: Scalars['Int']['output'];
  /** The task of the front. */
  readonly task: Task;
  /** Number of points, of whatever status. */
  readonly totalCount: Scalars['Int']['output'];
  /** Number of points that wait for a measurement on the device. */
  readonly waiting: Scalars['Int']['output'];
};


/**
 * The verification of a front: its points are measured, and the estimates, kept as they were when it was asked for, are
 * compared with what is measured. There is one for each question (task, device, objectives, limits, sources and number of
 * points). It survives restarts, and it is over once none of its points waits.
 */
export type VerificationPointsArgs = {
  first?: Scalars['Int']['input'];
  status?: InputMaybe<VerifiedPointStatus>;
};

/** How a front has changed since points of it were last asked to be verified. */
export type VerifiedFront = {
  readonly __typename?: 'VerifiedFront';
  /** The points that are new on the front. */
  readonly added: ReadonlyArray<ParetoPoint>;
  /** Number of points that `hypervolumeMeasured` leaves out because their measured values break a limit. */
  readonly beyondLimits: Scalars['Int']['output'];
  /**
   * Hypervolume of the same points by what is measured now, with the same reference point and unit. An accuracy that
   * nobody measured keeps its prediction; `notMeasured` and `beyondLimits` count the points that add nothing.
   */
  readonly hypervolumeMeasured: Scalars['Float']['output'];
  /** Hypervolume of the verified points as they were estimated, in the product of the objectives' units. */
  readonly hypervolumePredicted: Scalars['Float']['output'];
  /** Number of points that `hypervolumeMeasured` leaves out because a cost of theirs is not measured. */
  readonly notMeasured: Scalars['Int']['output'];
  /** The points of the present front: the best in the first objective first. */
  readonly points: ReadonlyArray<ParetoPoint>;
  /** The coordinates of the reference point of both hypervolumes, in natural units. */
  readonly referenceValues: ReadonlyArray<ObjectiveValue>;
  /** The networks that are no longer on the front. */
  readonly removed: ReadonlyArray<Architecture>;
  /** Number of points of the present front. */
  readonly totalCount: Scalars['Int']['output'];
};


/** How a front has changed since points of it were last asked to be verified. */
export type VerifiedFrontPointsArgs = {
  first?: Scalars['Int']['input'];
};

/** How well one metric was predicted. Shares and ranks are over the points of which it is measured. */
export type VerifiedMetric = {
  readonly __typename?: 'VerifiedMetric';
  /** Whether its measurement is waited for. Metrics of the device are, those of the task are not. */
  readonly awaited: Scalars['Boolean']['output'];
  /** Fraction of the measured values inside their 90 % intervals, over the points that have one; null if none has. */
  readonly coverage90?: Maybe<Scalars['Float']['output']>;
  /** Number of measured points whose estimate had an interval. */
  readonly intervals: Scalars['Int']['output'];
  /** Number of these points of which it is measured. */
  readonly measured: Scalars['Int']['output'];
  /** Name of the metric. */
  readonly metric: Scalars['String']['output'];
  /** Number of points of which it was predicted or summed. */
  readonly points: Scalars['Int']['output'];
  /** Spearman's rank correlation of estimates and measured values, -1 to 1; null for fewer than 3 points. */
  readonly spearman?: Maybe<Scalars['Float']['output']>;
  /** Unit of the metric: fraction, ms, mJ, or that of an own metric; may be empty. */
  readonly unit: Scalars['String']['output'];
  /** Fraction of the points whose estimate is within 10 % of the measured value; null if none is measured. */
  readonly within10?: Maybe<Scalars['Float']['output']>;
};

/** A point of a front that is verified. */
export type VerifiedPoint = {
  readonly __typename?: 'VerifiedPoint';
  /** The network. */
  readonly architecture: Architecture;
  /** When its verification was asked for. */
  readonly askedAt: Scalars['DateTime']['output'];
  /** Why it was not measured; null unless its status is FAILED. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** How far its verification is. */
  readonly status: VerifiedPointStatus;
  /** Its metrics that were not measured when its verification was asked for. */
  readonly values: ReadonlyArray<VerifiedValue>;
};

export type { VerifiedPointStatus };

/**
 * A metric of a point that was not measured when its verification was asked for: the estimate of that time against what is
 * measured now. Numbers are in `unit`.
 */
export type VerifiedValue = {
  readonly __typename?: 'VerifiedValue';
  /** Relative error (predicted - measured) / measured: a fraction; null without a measurement. */
  readonly error?: Maybe<Scalars['Float']['output']>;
  /** Whether the measured value lies inside the 90 % interval; null without a measurement or an interval. */
  readonly inside?: Maybe<Scalars['Boolean']['output']>;
  /** Lower end of its 90 % interval; null if it had none. */
  readonly lower?: Maybe<Scalars['Float']['output']>;
  /** All measurements of today, combined; null if there is none. */
  readonly measured?: Maybe<Estimate>;
  /** Name of the metric: accuracy, latency, energy or that of a metric that a user declared. */
  readonly metric: Scalars['String']['output'];
  /** The estimate when the verification was asked for. */
  readonly predicted: Scalars['Float']['output'];
  /** The predictor that made it; null if it was summed, or if the predictor is no longer stored. */
  readonly predictor?: Maybe<Predictor>;
  /** Whether the estimate was predicted, or summed from an operator profile. */
  readonly source: Source;
  /** Unit of the numbers: fraction, ms, mJ, or that of an own metric; may be empty. */
  readonly unit: Scalars['String']['output'];
  /** Upper end of its 90 % interval; null if it had none. */
  readonly upper?: Maybe<Scalars['Float']['output']>;
};

/** The front that is to be verified. */
export type VerifyFrontInput = {
  /** Limits that every point has to keep. */
  readonly constraints?: InputMaybe<Constraints>;
  /** Id or key of the device, on which the points are to be measured. */
  readonly device: Scalars['ID']['input'];
  /** Verify only so many points, the first in the order of the front, at least 1; all if left out. */
  readonly first?: InputMaybe<Scalars['Int']['input']>;
  /** Names of the objectives, built-in or own metrics; accuracy and every cost that the device has if left out. */
  readonly objectiveNames?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Sources that the objectives and limited metrics of a point may come from; all if left out. */
  readonly sources?: InputMaybe<ReadonlyArray<Source>>;
  /** Id or key of the task. */
  readonly task: Scalars['ID']['input'];
};

/** The verification of a front, or why there is none. */
export type VerifyFrontResult = ConflictProblem | InvalidInputProblem | MissingProfileEntriesProblem | NotEnoughDataProblem | NotFoundProblem | UnavailableProblem | VerifyFrontSuccess;

/** The front's points are measured already, or wait to be. */
export type VerifyFrontSuccess = {
  readonly __typename?: 'VerifyFrontSuccess';
  /**
   * Number of points whose measurement this request asked for; 0 while an earlier request of the same question still
   * waits.
   */
  readonly asked: Scalars['Int']['output'];
  /** Number of points of the whole front; null while an earlier request of the same question still waits. */
  readonly frontPoints?: Maybe<Scalars['Int']['output']>;
  /** What the front leaves out, with numbers of networks and the reasons, in sentences for people. */
  readonly notes: ReadonlyArray<Scalars['String']['output']>;
  /** The verification; null if every point of the front is measured, and none was ever asked to be verified. */
  readonly verification?: Maybe<Verification>;
};

/** Who sent the request. */
export type Viewer = {
  readonly __typename?: 'Viewer';
  /** Name of the token, or of the identity provider's user; `open` where the server asks for no token. */
  readonly name: Scalars['String']['output'];
  /** What they may do. */
  readonly role: Role;
};

/**
 * Weights of the objectives. Only their ratios matter, and at least one must be above 0. In a question about several
 * devices, the weight of a cost applies on each of them.
 */
export type Weights = {
  /** Weight of accuracy, at least 0; 0 if left out. */
  readonly accuracy?: InputMaybe<Scalars['Float']['input']>;
  /** Weight of energy, at least 0; 0 if left out. */
  readonly energy?: InputMaybe<Scalars['Float']['input']>;
  /** Weight of latency, at least 0; 0 if left out. */
  readonly latency?: InputMaybe<Scalars['Float']['input']>;
  /**
   * Weights of metrics that users declared, at least 0 each; 0 for those left out. In a question about several devices,
   * `DEVICE.NAME` is the weight of a metric on one of them.
   */
  readonly metrics?: InputMaybe<ReadonlyArray<MetricValueInput>>;
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
  AddMetricResult:
    | ( AddMetricSuccess )
    | ( ConflictProblem )
    | ( InvalidInputProblem )
    | ( MissingProfileEntriesProblem )
    | ( NotEnoughDataProblem )
    | ( NotFoundProblem )
    | ( UnavailableProblem )
  ;
  CancelJobResult:
    | ( CancelJobSuccess )
    | ( ConflictProblem )
    | ( InvalidInputProblem )
    | ( MissingProfileEntriesProblem )
    | ( NotEnoughDataProblem )
    | ( NotFoundProblem )
    | ( UnavailableProblem )
  ;
  CancelSearchResult:
    | ( Omit<CancelSearchSuccess, 'run'> & { run: _RefType['SearchRun'] } )
    | ( ConflictProblem )
    | ( InvalidInputProblem )
    | ( MissingProfileEntriesProblem )
    | ( NotEnoughDataProblem )
    | ( NotFoundProblem )
    | ( UnavailableProblem )
  ;
  CancelVerificationResult:
    | ( Omit<CancelVerificationSuccess, 'verification'> & { verification: _RefType['Verification'] } )
    | ( ConflictProblem )
    | ( InvalidInputProblem )
    | ( MissingProfileEntriesProblem )
    | ( NotEnoughDataProblem )
    | ( NotFoundProblem )
    | ( UnavailableProblem )
  ;
  ClaimEvaluationResult:
    | ( Omit<ClaimEvaluationSuccess, 'architecture' | 'devices' | 'run' | 'task'> & { architecture: _RefType['Architecture'], devices: ReadonlyArray<_RefType['Device']>, run: _RefType['SearchRun'], task: _RefType['Task'] } )
    | ( ConflictProblem )
    | ( InvalidInputProblem )
    | ( MissingProfileEntriesProblem )
    | ( NotEnoughDataProblem )
    | ( NotFoundProblem )
    | ( UnavailableProblem )
  ;
  CompleteEvaluationResult:
    | ( Omit<CompleteEvaluationSuccess, 'architecture' | 'measurements' | 'run'> & { architecture: _RefType['Architecture'], measurements: ReadonlyArray<_RefType['Measurement']>, run: _RefType['SearchRun'] } )
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
  CreateTokenResult:
    | ( ConflictProblem )
    | ( CreateTokenSuccess )
    | ( InvalidInputProblem )
    | ( MissingProfileEntriesProblem )
    | ( NotEnoughDataProblem )
    | ( NotFoundProblem )
    | ( UnavailableProblem )
  ;
  DeleteRecordResult:
    | ( ConflictProblem )
    | ( DeleteRecordSuccess )
    | ( InvalidInputProblem )
    | ( MissingProfileEntriesProblem )
    | ( NotEnoughDataProblem )
    | ( NotFoundProblem )
    | ( UnavailableProblem )
  ;
  ExportArchitectureResult:
    | ( ConflictProblem )
    | ( Omit<ExportedArchitecture, 'architecture'> & { architecture: _RefType['Architecture'] } )
    | ( InvalidInputProblem )
    | ( MissingProfileEntriesProblem )
    | ( NotEnoughDataProblem )
    | ( NotFoundProblem )
    | ( UnavailableProblem )
  ;
  ExportLayerResult:
    | ( ConflictProblem )
    | ( ExportedLayer )
    | ( InvalidInputProblem )
    | ( MissingProfileEntriesProblem )
    | ( NotEnoughDataProblem )
    | ( NotFoundProblem )
    | ( UnavailableProblem )
  ;
  ExtendLeaseResult:
    | ( ConflictProblem )
    | ( Omit<ExtendLeaseSuccess, 'run'> & { run: _RefType['SearchRun'] } )
    | ( InvalidInputProblem )
    | ( MissingProfileEntriesProblem )
    | ( NotEnoughDataProblem )
    | ( NotFoundProblem )
    | ( UnavailableProblem )
  ;
  FailEvaluationResult:
    | ( ConflictProblem )
    | ( Omit<FailEvaluationSuccess, 'architecture' | 'run'> & { architecture: _RefType['Architecture'], run: _RefType['SearchRun'] } )
    | ( InvalidInputProblem )
    | ( MissingProfileEntriesProblem )
    | ( NotEnoughDataProblem )
    | ( NotFoundProblem )
    | ( UnavailableProblem )
  ;
  FailVerificationResult:
    | ( ConflictProblem )
    | ( Omit<FailVerificationSuccess, 'verification'> & { verification: _RefType['Verification'] } )
    | ( InvalidInputProblem )
    | ( MissingProfileEntriesProblem )
    | ( NotEnoughDataProblem )
    | ( NotFoundProblem )
    | ( UnavailableProblem )
  ;
  ImportOperatorProfileResult:
    | ( ConflictProblem )
    | ( Omit<ImportOperatorProfileSuccess, 'coverage' | 'device'> & { coverage: ReadonlyArray<_RefType['ProfileCoverage']>, device: _RefType['Device'] } )
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
  RestorePredictorResult:
    | ( ConflictProblem )
    | ( InvalidInputProblem )
    | ( MissingProfileEntriesProblem )
    | ( NotEnoughDataProblem )
    | ( NotFoundProblem )
    | ( Omit<RestorePredictorSuccess, 'predictor'> & { predictor: _RefType['Predictor'] } )
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
  RetractMeasurementsResult:
    | ( ConflictProblem )
    | ( InvalidInputProblem )
    | ( MissingProfileEntriesProblem )
    | ( NotEnoughDataProblem )
    | ( NotFoundProblem )
    | ( RetractMeasurementsSuccess )
    | ( UnavailableProblem )
  ;
  RetrainPredictorResult:
    | ( ConflictProblem )
    | ( InvalidInputProblem )
    | ( MissingProfileEntriesProblem )
    | ( NotEnoughDataProblem )
    | ( NotFoundProblem )
    | ( Omit<RetrainPredictorSuccess, 'findings' | 'predictor'> & { findings: ReadonlyArray<_RefType['Finding']>, predictor: _RefType['Predictor'] } )
    | ( UnavailableProblem )
  ;
  RevokeTokenResult:
    | ( ConflictProblem )
    | ( InvalidInputProblem )
    | ( MissingProfileEntriesProblem )
    | ( NotEnoughDataProblem )
    | ( NotFoundProblem )
    | ( RevokeTokenSuccess )
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
  VerifyFrontResult:
    | ( ConflictProblem )
    | ( InvalidInputProblem )
    | ( MissingProfileEntriesProblem )
    | ( NotEnoughDataProblem )
    | ( NotFoundProblem )
    | ( UnavailableProblem )
    | ( Omit<VerifyFrontSuccess, 'verification'> & { verification?: Maybe<_RefType['Verification']> } )
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
    | ( VerificationModel )
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
  AccessToken: ResolverTypeWrapper<AccessToken>;
  AddMetricInput: AddMetricInput;
  AddMetricResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AddMetricResult']>;
  AddMetricSuccess: ResolverTypeWrapper<AddMetricSuccess>;
  Architecture: ResolverTypeWrapper<ArchitectureModel>;
  ArchitectureConnection: ResolverTypeWrapper<Omit<ArchitectureConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['ArchitectureEdge']>, nodes: ReadonlyArray<ResolversTypes['Architecture']> }>;
  ArchitectureCost: ResolverTypeWrapper<Omit<ArchitectureCost, 'architecture'> & { architecture: ResolversTypes['Architecture'] }>;
  ArchitectureEdge: ResolverTypeWrapper<Omit<ArchitectureEdge, 'accuracy' | 'energy' | 'latency' | 'node'> & { accuracy?: Maybe<ResolversTypes['Estimate']>, energy?: Maybe<ResolversTypes['Estimate']>, latency?: Maybe<ResolversTypes['Estimate']>, node: ResolversTypes['Architecture'] }>;
  ArchitectureOrder: ArchitectureOrder;
  AssessedNetwork: ResolverTypeWrapper<AssessedNetwork>;
  AssessmentKind: AssessmentKind;
  AuditConnection: ResolverTypeWrapper<AuditConnection>;
  AuditEdge: ResolverTypeWrapper<AuditEdge>;
  AuditEntry: ResolverTypeWrapper<AuditEntry>;
  AuditOutcome: AuditOutcome;
  Base64: ResolverTypeWrapper<Scalars['Base64']['output']>;
  BigInt: ResolverTypeWrapper<Scalars['BigInt']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  CalibrationLevel: ResolverTypeWrapper<CalibrationLevel>;
  CancelJobResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CancelJobResult']>;
  CancelJobSuccess: ResolverTypeWrapper<CancelJobSuccess>;
  CancelSearchResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CancelSearchResult']>;
  CancelSearchSuccess: ResolverTypeWrapper<Omit<CancelSearchSuccess, 'run'> & { run: ResolversTypes['SearchRun'] }>;
  CancelVerificationResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CancelVerificationResult']>;
  CancelVerificationSuccess: ResolverTypeWrapper<Omit<CancelVerificationSuccess, 'verification'> & { verification: ResolversTypes['Verification'] }>;
  CheapFidelity: ResolverTypeWrapper<CheapFidelity>;
  CheapFidelityInput: CheapFidelityInput;
  ClaimEvaluationResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ClaimEvaluationResult']>;
  ClaimEvaluationSuccess: ResolverTypeWrapper<Omit<ClaimEvaluationSuccess, 'architecture' | 'devices' | 'run' | 'task'> & { architecture: ResolversTypes['Architecture'], devices: ReadonlyArray<ResolversTypes['Device']>, run: ResolversTypes['SearchRun'], task: ResolversTypes['Task'] }>;
  ColumnKind: ColumnKind;
  ColumnReport: ResolverTypeWrapper<ColumnReport>;
  CompleteEvaluationResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CompleteEvaluationResult']>;
  CompleteEvaluationSuccess: ResolverTypeWrapper<Omit<CompleteEvaluationSuccess, 'architecture' | 'measurements' | 'run'> & { architecture: ResolversTypes['Architecture'], measurements: ReadonlyArray<ResolversTypes['Measurement']>, run: ResolversTypes['SearchRun'] }>;
  ConflictProblem: ResolverTypeWrapper<ConflictProblem>;
  Constraints: Constraints;
  CostResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CostResult']>;
  CreateTokenInput: CreateTokenInput;
  CreateTokenResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateTokenResult']>;
  CreateTokenSuccess: ResolverTypeWrapper<CreateTokenSuccess>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DeadLetter: ResolverTypeWrapper<Omit<DeadLetter, 'architecture'> & { architecture: ResolversTypes['Architecture'] }>;
  DeleteRecordInput: DeleteRecordInput;
  DeleteRecordResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeleteRecordResult']>;
  DeleteRecordSuccess: ResolverTypeWrapper<DeleteRecordSuccess>;
  DeletedKind: DeletedKind;
  DependentKind: DependentKind;
  Dependents: ResolverTypeWrapper<Dependents>;
  Device: ResolverTypeWrapper<DeviceModel>;
  DeviceCosts: ResolverTypeWrapper<DeviceCostsModel>;
  DeviceLimits: DeviceLimits;
  DeviceMeasurementInput: DeviceMeasurementInput;
  DeviceProfile: ResolverTypeWrapper<DeviceProfile>;
  DeviceSpace: ResolverTypeWrapper<DeviceSpaceModel>;
  Estimate: ResolverTypeWrapper<EstimateModel>;
  EvaluatedCosts: ResolverTypeWrapper<EvaluatedCostsModel>;
  Evaluation: ResolverTypeWrapper<Omit<Evaluation, 'architecture' | 'costs'> & { architecture: ResolversTypes['Architecture'], costs: ReadonlyArray<ResolversTypes['EvaluatedCosts']> }>;
  EvaluationConnection: ResolverTypeWrapper<Omit<EvaluationConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['EvaluationEdge']>, nodes: ReadonlyArray<ResolversTypes['Evaluation']> }>;
  EvaluationEdge: ResolverTypeWrapper<Omit<EvaluationEdge, 'node'> & { node: ResolversTypes['Evaluation'] }>;
  EvaluationMeasurementInput: EvaluationMeasurementInput;
  EvaluationOrder: EvaluationOrder;
  EvaluationStatus: EvaluationStatus;
  EvaluatorKind: EvaluatorKind;
  ExportArchitectureResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ExportArchitectureResult']>;
  ExportFormat: ExportFormat;
  ExportLayerResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ExportLayerResult']>;
  ExportWeights: ExportWeights;
  ExportedArchitecture: ResolverTypeWrapper<Omit<ExportedArchitecture, 'architecture'> & { architecture: ResolversTypes['Architecture'] }>;
  ExportedLayer: ResolverTypeWrapper<ExportedLayer>;
  ExtendLeaseResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ExtendLeaseResult']>;
  ExtendLeaseSuccess: ResolverTypeWrapper<Omit<ExtendLeaseSuccess, 'run'> & { run: ResolversTypes['SearchRun'] }>;
  FailEvaluationResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['FailEvaluationResult']>;
  FailEvaluationSuccess: ResolverTypeWrapper<Omit<FailEvaluationSuccess, 'architecture' | 'run'> & { architecture: ResolversTypes['Architecture'], run: ResolversTypes['SearchRun'] }>;
  FailVerificationInput: FailVerificationInput;
  FailVerificationResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['FailVerificationResult']>;
  FailVerificationSuccess: ResolverTypeWrapper<Omit<FailVerificationSuccess, 'verification'> & { verification: ResolversTypes['Verification'] }>;
  Fidelity: ResolverTypeWrapper<Fidelity>;
  Finding: ResolverTypeWrapper<FindingModel>;
  FindingEvidence: ResolverTypeWrapper<FindingEvidence>;
  FindingKind: FindingKind;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  FrontChange: ResolverTypeWrapper<Omit<FrontChange, 'added' | 'changed' | 'device' | 'removed' | 'snapshot' | 'task'> & { added: ReadonlyArray<ResolversTypes['ParetoPoint']>, changed: ReadonlyArray<ResolversTypes['ParetoPoint']>, device: ResolversTypes['Device'], removed: ReadonlyArray<ResolversTypes['Architecture']>, snapshot?: Maybe<ReadonlyArray<ResolversTypes['ParetoPoint']>>, task: ResolversTypes['Task'] }>;
  FrontColumns: ResolverTypeWrapper<FrontColumnsModel>;
  FrontMovement: ResolverTypeWrapper<FrontMovement>;
  Gene: ResolverTypeWrapper<Gene>;
  GeneColumn: ResolverTypeWrapper<GeneColumn>;
  GeneCondition: ResolverTypeWrapper<GeneCondition>;
  GeneImportance: ResolverTypeWrapper<GeneImportance>;
  GeneImportances: ResolverTypeWrapper<GeneImportances>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  ImportOperatorProfileInput: ImportOperatorProfileInput;
  ImportOperatorProfileResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ImportOperatorProfileResult']>;
  ImportOperatorProfileSuccess: ResolverTypeWrapper<Omit<ImportOperatorProfileSuccess, 'coverage' | 'device'> & { coverage: ReadonlyArray<ResolversTypes['ProfileCoverage']>, device: ResolversTypes['Device'] }>;
  ImportSamplesInput: ImportSamplesInput;
  ImportSamplesResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ImportSamplesResult']>;
  ImportSamplesSuccess: ResolverTypeWrapper<Omit<ImportSamplesSuccess, 'devicesCreated' | 'table' | 'tasksCreated'> & { devicesCreated: ReadonlyArray<ResolversTypes['Device']>, table: ResolversTypes['SampleTable'], tasksCreated: ReadonlyArray<ResolversTypes['Task']> }>;
  Infeasible: ResolverTypeWrapper<Omit<Infeasible, 'nearest'> & { nearest: ReadonlyArray<ResolversTypes['NearMiss']> }>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  InvalidInputProblem: ResolverTypeWrapper<InvalidInputProblem>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  Job: ResolverTypeWrapper<Job>;
  LayerCost: ResolverTypeWrapper<LayerCost>;
  LearningCurve: ResolverTypeWrapper<LearningCurve>;
  LearningStep: ResolverTypeWrapper<LearningStep>;
  MeasuredMetric: ResolverTypeWrapper<MeasuredMetric>;
  MeasuredSplit: MeasuredSplit;
  Measurement: ResolverTypeWrapper<MeasurementModel>;
  MeasurementConnection: ResolverTypeWrapper<Omit<MeasurementConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['MeasurementEdge']>, nodes: ReadonlyArray<ResolversTypes['Measurement']> }>;
  MeasurementEdge: ResolverTypeWrapper<Omit<MeasurementEdge, 'node'> & { node: ResolversTypes['Measurement'] }>;
  MeasurementInput: MeasurementInput;
  MeasurementOrder: MeasurementOrder;
  MeasurementOrigin: MeasurementOrigin;
  MeasurementSuggestions: ResolverTypeWrapper<Omit<MeasurementSuggestions, 'architectures'> & { architectures: ReadonlyArray<ResolversTypes['Architecture']> }>;
  Metric: Metric;
  MetricColumn: ResolverTypeWrapper<MetricColumn>;
  MetricDirection: MetricDirection;
  MetricEstimate: ResolverTypeWrapper<MetricEstimate>;
  MetricImportance: ResolverTypeWrapper<MetricImportance>;
  MetricLimit: ResolverTypeWrapper<MetricLimit>;
  MetricLimitInput: MetricLimitInput;
  MetricOwner: MetricOwner;
  MetricValue: ResolverTypeWrapper<MetricValue>;
  MetricValueInput: MetricValueInput;
  MetricValues: ResolverTypeWrapper<MetricValues>;
  Misses: ResolverTypeWrapper<Misses>;
  MissingProfileEntriesProblem: ResolverTypeWrapper<MissingProfileEntriesProblem>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NearMiss: ResolverTypeWrapper<Omit<NearMiss, 'misses' | 'point'> & { misses: ResolversTypes['Misses'], point: ResolversTypes['ParetoPoint'] }>;
  NextMeasurements: ResolverTypeWrapper<NextMeasurementsModel>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  NotEnoughDataProblem: ResolverTypeWrapper<NotEnoughDataProblem>;
  NotFoundProblem: ResolverTypeWrapper<NotFoundProblem>;
  ObjectiveValue: ResolverTypeWrapper<ObjectiveValue>;
  OwnMetric: ResolverTypeWrapper<OwnMetric>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  ParetoFront: ResolverTypeWrapper<Omit<ParetoFront, 'edges' | 'nearest' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['ParetoFrontEdge']>, nearest: ReadonlyArray<ResolversTypes['NearMiss']>, nodes: ReadonlyArray<ResolversTypes['ParetoPoint']> }>;
  ParetoFrontEdge: ResolverTypeWrapper<Omit<ParetoFrontEdge, 'node'> & { node: ResolversTypes['ParetoPoint'] }>;
  ParetoPoint: ResolverTypeWrapper<Omit<ParetoPoint, 'accuracy' | 'architecture' | 'devices' | 'energy' | 'latency' | 'testAccuracy'> & { accuracy?: Maybe<ResolversTypes['Estimate']>, architecture: ResolversTypes['Architecture'], devices: ReadonlyArray<ResolversTypes['DeviceCosts']>, energy?: Maybe<ResolversTypes['Estimate']>, latency?: Maybe<ResolversTypes['Estimate']>, testAccuracy?: Maybe<ResolversTypes['Estimate']> }>;
  PastClaim: ResolverTypeWrapper<PastClaim>;
  PastClaimOutcome: PastClaimOutcome;
  PendingEvaluation: ResolverTypeWrapper<Omit<PendingEvaluation, 'architecture'> & { architecture: ResolversTypes['Architecture'] }>;
  Plateau: ResolverTypeWrapper<Plateau>;
  PlateauInput: PlateauInput;
  PredictResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PredictResult']>;
  PredictedArchitecture: ResolverTypeWrapper<Omit<PredictedArchitecture, 'accuracy' | 'architecture' | 'energy' | 'latency'> & { accuracy?: Maybe<ResolversTypes['Estimate']>, architecture: ResolversTypes['Architecture'], energy?: Maybe<ResolversTypes['Estimate']>, latency?: Maybe<ResolversTypes['Estimate']> }>;
  Predictions: ResolverTypeWrapper<Omit<Predictions, 'predictions'> & { predictions: ReadonlyArray<ResolversTypes['PredictedArchitecture']> }>;
  Predictor: ResolverTypeWrapper<PredictorModel>;
  PredictorAssessment: ResolverTypeWrapper<PredictorAssessmentModel>;
  PredictorContender: ResolverTypeWrapper<PredictorContender>;
  PredictorContest: ResolverTypeWrapper<PredictorContest>;
  PredictorQuality: ResolverTypeWrapper<PredictorQuality>;
  Preference: Preference;
  PreferenceKind: PreferenceKind;
  PreviousPredictor: ResolverTypeWrapper<PreviousPredictor>;
  Problem: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Problem']>;
  ProblemCode: ProblemCode;
  ProfileCoverage: ResolverTypeWrapper<Omit<ProfileCoverage, 'space'> & { space: ResolversTypes['SearchSpace'] }>;
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
  ReplacedPredictor: ResolverTypeWrapper<ReplacedPredictor>;
  RestorePredictorResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RestorePredictorResult']>;
  RestorePredictorSuccess: ResolverTypeWrapper<Omit<RestorePredictorSuccess, 'predictor'> & { predictor: ResolversTypes['Predictor'] }>;
  ResumeSearchResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ResumeSearchResult']>;
  ResumeSearchSuccess: ResolverTypeWrapper<Omit<ResumeSearchSuccess, 'run'> & { run: ResolversTypes['SearchRun'] }>;
  RetractMeasurementResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RetractMeasurementResult']>;
  RetractMeasurementSuccess: ResolverTypeWrapper<Omit<RetractMeasurementSuccess, 'measurement'> & { measurement: ResolversTypes['Measurement'] }>;
  RetractMeasurementsResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RetractMeasurementsResult']>;
  RetractMeasurementsSuccess: ResolverTypeWrapper<RetractMeasurementsSuccess>;
  RetrainPredictorInput: RetrainPredictorInput;
  RetrainPredictorResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RetrainPredictorResult']>;
  RetrainPredictorSuccess: ResolverTypeWrapper<Omit<RetrainPredictorSuccess, 'findings' | 'predictor'> & { findings: ReadonlyArray<ResolversTypes['Finding']>, predictor: ResolversTypes['Predictor'] }>;
  RevokeTokenResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RevokeTokenResult']>;
  RevokeTokenSuccess: ResolverTypeWrapper<RevokeTokenSuccess>;
  Role: Role;
  SampleTable: ResolverTypeWrapper<SampleTableModel>;
  SearchConstraints: ResolverTypeWrapper<Omit<SearchConstraints, 'limits' | 'perDevice'> & { limits: ReadonlyArray<ResolversTypes['MetricLimit']>, perDevice: ReadonlyArray<ResolversTypes['SearchDeviceLimits']> }>;
  SearchDeviceLimits: ResolverTypeWrapper<DeviceLimitsModel>;
  SearchProgress: ResolverTypeWrapper<Omit<SearchProgress, 'deadLetters' | 'pending' | 'points' | 'run'> & { deadLetters: ReadonlyArray<ResolversTypes['DeadLetter']>, pending: ReadonlyArray<ResolversTypes['PendingEvaluation']>, points: ReadonlyArray<ResolversTypes['ParetoPoint']>, run: ResolversTypes['SearchRun'] }>;
  SearchRun: ResolverTypeWrapper<SearchRunModel>;
  SearchRunConnection: ResolverTypeWrapper<Omit<SearchRunConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['SearchRunEdge']>, nodes: ReadonlyArray<ResolversTypes['SearchRun']> }>;
  SearchRunEdge: ResolverTypeWrapper<Omit<SearchRunEdge, 'node'> & { node: ResolversTypes['SearchRun'] }>;
  SearchRunStatus: SearchRunStatus;
  SearchSpace: ResolverTypeWrapper<SearchSpaceModel>;
  SearchStrategy: SearchStrategy;
  SimilarDevice: ResolverTypeWrapper<SimilarDeviceModel>;
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
  TaskScore: TaskScore;
  TokenStatus: TokenStatus;
  UnavailableProblem: ResolverTypeWrapper<UnavailableProblem>;
  Verification: ResolverTypeWrapper<VerificationModel>;
  VerifiedFront: ResolverTypeWrapper<VerifiedFrontModel>;
  VerifiedMetric: ResolverTypeWrapper<VerifiedMetricModel>;
  VerifiedPoint: ResolverTypeWrapper<VerifiedPointModel>;
  VerifiedPointStatus: VerifiedPointStatus;
  VerifiedValue: ResolverTypeWrapper<VerifiedValueModel>;
  VerifyFrontInput: VerifyFrontInput;
  VerifyFrontResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['VerifyFrontResult']>;
  VerifyFrontSuccess: ResolverTypeWrapper<Omit<VerifyFrontSuccess, 'verification'> & { verification?: Maybe<ResolversTypes['Verification']> }>;
  Viewer: ResolverTypeWrapper<Viewer>;
  Weights: Weights;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AccessToken: AccessToken;
  AddMetricInput: AddMetricInput;
  AddMetricResult: ResolversUnionTypes<ResolversParentTypes>['AddMetricResult'];
  AddMetricSuccess: AddMetricSuccess;
  Architecture: ArchitectureModel;
  ArchitectureConnection: Omit<ArchitectureConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['ArchitectureEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Architecture']> };
  ArchitectureCost: Omit<ArchitectureCost, 'architecture'> & { architecture: ResolversParentTypes['Architecture'] };
  ArchitectureEdge: Omit<ArchitectureEdge, 'accuracy' | 'energy' | 'latency' | 'node'> & { accuracy?: Maybe<ResolversParentTypes['Estimate']>, energy?: Maybe<ResolversParentTypes['Estimate']>, latency?: Maybe<ResolversParentTypes['Estimate']>, node: ResolversParentTypes['Architecture'] };
  AssessedNetwork: AssessedNetwork;
  AuditConnection: AuditConnection;
  AuditEdge: AuditEdge;
  AuditEntry: AuditEntry;
  Base64: Scalars['Base64']['output'];
  BigInt: Scalars['BigInt']['output'];
  Boolean: Scalars['Boolean']['output'];
  CalibrationLevel: CalibrationLevel;
  CancelJobResult: ResolversUnionTypes<ResolversParentTypes>['CancelJobResult'];
  CancelJobSuccess: CancelJobSuccess;
  CancelSearchResult: ResolversUnionTypes<ResolversParentTypes>['CancelSearchResult'];
  CancelSearchSuccess: Omit<CancelSearchSuccess, 'run'> & { run: ResolversParentTypes['SearchRun'] };
  CancelVerificationResult: ResolversUnionTypes<ResolversParentTypes>['CancelVerificationResult'];
  CancelVerificationSuccess: Omit<CancelVerificationSuccess, 'verification'> & { verification: ResolversParentTypes['Verification'] };
  CheapFidelity: CheapFidelity;
  CheapFidelityInput: CheapFidelityInput;
  ClaimEvaluationResult: ResolversUnionTypes<ResolversParentTypes>['ClaimEvaluationResult'];
  ClaimEvaluationSuccess: Omit<ClaimEvaluationSuccess, 'architecture' | 'devices' | 'run' | 'task'> & { architecture: ResolversParentTypes['Architecture'], devices: ReadonlyArray<ResolversParentTypes['Device']>, run: ResolversParentTypes['SearchRun'], task: ResolversParentTypes['Task'] };
  ColumnReport: ColumnReport;
  CompleteEvaluationResult: ResolversUnionTypes<ResolversParentTypes>['CompleteEvaluationResult'];
  CompleteEvaluationSuccess: Omit<CompleteEvaluationSuccess, 'architecture' | 'measurements' | 'run'> & { architecture: ResolversParentTypes['Architecture'], measurements: ReadonlyArray<ResolversParentTypes['Measurement']>, run: ResolversParentTypes['SearchRun'] };
  ConflictProblem: ConflictProblem;
  Constraints: Constraints;
  CostResult: ResolversUnionTypes<ResolversParentTypes>['CostResult'];
  CreateTokenInput: CreateTokenInput;
  CreateTokenResult: ResolversUnionTypes<ResolversParentTypes>['CreateTokenResult'];
  CreateTokenSuccess: CreateTokenSuccess;
  DateTime: Scalars['DateTime']['output'];
  DeadLetter: Omit<DeadLetter, 'architecture'> & { architecture: ResolversParentTypes['Architecture'] };
  DeleteRecordInput: DeleteRecordInput;
  DeleteRecordResult: ResolversUnionTypes<ResolversParentTypes>['DeleteRecordResult'];
  DeleteRecordSuccess: DeleteRecordSuccess;
  Dependents: Dependents;
  Device: DeviceModel;
  DeviceCosts: DeviceCostsModel;
  DeviceLimits: DeviceLimits;
  DeviceMeasurementInput: DeviceMeasurementInput;
  DeviceProfile: DeviceProfile;
  DeviceSpace: DeviceSpaceModel;
  Estimate: EstimateModel;
  EvaluatedCosts: EvaluatedCostsModel;
  Evaluation: Omit<Evaluation, 'architecture' | 'costs'> & { architecture: ResolversParentTypes['Architecture'], costs: ReadonlyArray<ResolversParentTypes['EvaluatedCosts']> };
  EvaluationConnection: Omit<EvaluationConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['EvaluationEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Evaluation']> };
  EvaluationEdge: Omit<EvaluationEdge, 'node'> & { node: ResolversParentTypes['Evaluation'] };
  EvaluationMeasurementInput: EvaluationMeasurementInput;
  ExportArchitectureResult: ResolversUnionTypes<ResolversParentTypes>['ExportArchitectureResult'];
  ExportLayerResult: ResolversUnionTypes<ResolversParentTypes>['ExportLayerResult'];
  ExportedArchitecture: Omit<ExportedArchitecture, 'architecture'> & { architecture: ResolversParentTypes['Architecture'] };
  ExportedLayer: ExportedLayer;
  ExtendLeaseResult: ResolversUnionTypes<ResolversParentTypes>['ExtendLeaseResult'];
  ExtendLeaseSuccess: Omit<ExtendLeaseSuccess, 'run'> & { run: ResolversParentTypes['SearchRun'] };
  FailEvaluationResult: ResolversUnionTypes<ResolversParentTypes>['FailEvaluationResult'];
  FailEvaluationSuccess: Omit<FailEvaluationSuccess, 'architecture' | 'run'> & { architecture: ResolversParentTypes['Architecture'], run: ResolversParentTypes['SearchRun'] };
  FailVerificationInput: FailVerificationInput;
  FailVerificationResult: ResolversUnionTypes<ResolversParentTypes>['FailVerificationResult'];
  FailVerificationSuccess: Omit<FailVerificationSuccess, 'verification'> & { verification: ResolversParentTypes['Verification'] };
  Fidelity: Fidelity;
  Finding: FindingModel;
  FindingEvidence: FindingEvidence;
  Float: Scalars['Float']['output'];
  FrontChange: Omit<FrontChange, 'added' | 'changed' | 'device' | 'removed' | 'snapshot' | 'task'> & { added: ReadonlyArray<ResolversParentTypes['ParetoPoint']>, changed: ReadonlyArray<ResolversParentTypes['ParetoPoint']>, device: ResolversParentTypes['Device'], removed: ReadonlyArray<ResolversParentTypes['Architecture']>, snapshot?: Maybe<ReadonlyArray<ResolversParentTypes['ParetoPoint']>>, task: ResolversParentTypes['Task'] };
  FrontColumns: FrontColumnsModel;
  FrontMovement: FrontMovement;
  Gene: Gene;
  GeneColumn: GeneColumn;
  GeneCondition: GeneCondition;
  GeneImportance: GeneImportance;
  GeneImportances: GeneImportances;
  ID: Scalars['ID']['output'];
  ImportOperatorProfileInput: ImportOperatorProfileInput;
  ImportOperatorProfileResult: ResolversUnionTypes<ResolversParentTypes>['ImportOperatorProfileResult'];
  ImportOperatorProfileSuccess: Omit<ImportOperatorProfileSuccess, 'coverage' | 'device'> & { coverage: ReadonlyArray<ResolversParentTypes['ProfileCoverage']>, device: ResolversParentTypes['Device'] };
  ImportSamplesInput: ImportSamplesInput;
  ImportSamplesResult: ResolversUnionTypes<ResolversParentTypes>['ImportSamplesResult'];
  ImportSamplesSuccess: Omit<ImportSamplesSuccess, 'devicesCreated' | 'table' | 'tasksCreated'> & { devicesCreated: ReadonlyArray<ResolversParentTypes['Device']>, table: ResolversParentTypes['SampleTable'], tasksCreated: ReadonlyArray<ResolversParentTypes['Task']> };
  Infeasible: Omit<Infeasible, 'nearest'> & { nearest: ReadonlyArray<ResolversParentTypes['NearMiss']> };
  Int: Scalars['Int']['output'];
  InvalidInputProblem: InvalidInputProblem;
  JSON: Scalars['JSON']['output'];
  Job: Job;
  LayerCost: LayerCost;
  LearningCurve: LearningCurve;
  LearningStep: LearningStep;
  MeasuredMetric: MeasuredMetric;
  Measurement: MeasurementModel;
  MeasurementConnection: Omit<MeasurementConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['MeasurementEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Measurement']> };
  MeasurementEdge: Omit<MeasurementEdge, 'node'> & { node: ResolversParentTypes['Measurement'] };
  MeasurementInput: MeasurementInput;
  MeasurementOrigin: MeasurementOrigin;
  MeasurementSuggestions: Omit<MeasurementSuggestions, 'architectures'> & { architectures: ReadonlyArray<ResolversParentTypes['Architecture']> };
  MetricColumn: MetricColumn;
  MetricEstimate: MetricEstimate;
  MetricImportance: MetricImportance;
  MetricLimit: MetricLimit;
  MetricLimitInput: MetricLimitInput;
  MetricValue: MetricValue;
  MetricValueInput: MetricValueInput;
  MetricValues: MetricValues;
  Misses: Misses;
  MissingProfileEntriesProblem: MissingProfileEntriesProblem;
  Mutation: Record<PropertyKey, never>;
  NearMiss: Omit<NearMiss, 'misses' | 'point'> & { misses: ResolversParentTypes['Misses'], point: ResolversParentTypes['ParetoPoint'] };
  NextMeasurements: NextMeasurementsModel;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  NotEnoughDataProblem: NotEnoughDataProblem;
  NotFoundProblem: NotFoundProblem;
  ObjectiveValue: ObjectiveValue;
  OwnMetric: OwnMetric;
  PageInfo: PageInfo;
  ParetoFront: Omit<ParetoFront, 'edges' | 'nearest' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['ParetoFrontEdge']>, nearest: ReadonlyArray<ResolversParentTypes['NearMiss']>, nodes: ReadonlyArray<ResolversParentTypes['ParetoPoint']> };
  ParetoFrontEdge: Omit<ParetoFrontEdge, 'node'> & { node: ResolversParentTypes['ParetoPoint'] };
  ParetoPoint: Omit<ParetoPoint, 'accuracy' | 'architecture' | 'devices' | 'energy' | 'latency' | 'testAccuracy'> & { accuracy?: Maybe<ResolversParentTypes['Estimate']>, architecture: ResolversParentTypes['Architecture'], devices: ReadonlyArray<ResolversParentTypes['DeviceCosts']>, energy?: Maybe<ResolversParentTypes['Estimate']>, latency?: Maybe<ResolversParentTypes['Estimate']>, testAccuracy?: Maybe<ResolversParentTypes['Estimate']> };
  PastClaim: PastClaim;
  PendingEvaluation: Omit<PendingEvaluation, 'architecture'> & { architecture: ResolversParentTypes['Architecture'] };
  Plateau: Plateau;
  PlateauInput: PlateauInput;
  PredictResult: ResolversUnionTypes<ResolversParentTypes>['PredictResult'];
  PredictedArchitecture: Omit<PredictedArchitecture, 'accuracy' | 'architecture' | 'energy' | 'latency'> & { accuracy?: Maybe<ResolversParentTypes['Estimate']>, architecture: ResolversParentTypes['Architecture'], energy?: Maybe<ResolversParentTypes['Estimate']>, latency?: Maybe<ResolversParentTypes['Estimate']> };
  Predictions: Omit<Predictions, 'predictions'> & { predictions: ReadonlyArray<ResolversParentTypes['PredictedArchitecture']> };
  Predictor: PredictorModel;
  PredictorAssessment: PredictorAssessmentModel;
  PredictorContender: PredictorContender;
  PredictorContest: PredictorContest;
  PredictorQuality: PredictorQuality;
  Preference: Preference;
  PreviousPredictor: PreviousPredictor;
  Problem: ResolversInterfaceTypes<ResolversParentTypes>['Problem'];
  ProfileCoverage: Omit<ProfileCoverage, 'space'> & { space: ResolversParentTypes['SearchSpace'] };
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
  ReplacedPredictor: ReplacedPredictor;
  RestorePredictorResult: ResolversUnionTypes<ResolversParentTypes>['RestorePredictorResult'];
  RestorePredictorSuccess: Omit<RestorePredictorSuccess, 'predictor'> & { predictor: ResolversParentTypes['Predictor'] };
  ResumeSearchResult: ResolversUnionTypes<ResolversParentTypes>['ResumeSearchResult'];
  ResumeSearchSuccess: Omit<ResumeSearchSuccess, 'run'> & { run: ResolversParentTypes['SearchRun'] };
  RetractMeasurementResult: ResolversUnionTypes<ResolversParentTypes>['RetractMeasurementResult'];
  RetractMeasurementSuccess: Omit<RetractMeasurementSuccess, 'measurement'> & { measurement: ResolversParentTypes['Measurement'] };
  RetractMeasurementsResult: ResolversUnionTypes<ResolversParentTypes>['RetractMeasurementsResult'];
  RetractMeasurementsSuccess: RetractMeasurementsSuccess;
  RetrainPredictorInput: RetrainPredictorInput;
  RetrainPredictorResult: ResolversUnionTypes<ResolversParentTypes>['RetrainPredictorResult'];
  RetrainPredictorSuccess: Omit<RetrainPredictorSuccess, 'findings' | 'predictor'> & { findings: ReadonlyArray<ResolversParentTypes['Finding']>, predictor: ResolversParentTypes['Predictor'] };
  RevokeTokenResult: ResolversUnionTypes<ResolversParentTypes>['RevokeTokenResult'];
  RevokeTokenSuccess: RevokeTokenSuccess;
  SampleTable: SampleTableModel;
  SearchConstraints: Omit<SearchConstraints, 'limits' | 'perDevice'> & { limits: ReadonlyArray<ResolversParentTypes['MetricLimit']>, perDevice: ReadonlyArray<ResolversParentTypes['SearchDeviceLimits']> };
  SearchDeviceLimits: DeviceLimitsModel;
  SearchProgress: Omit<SearchProgress, 'deadLetters' | 'pending' | 'points' | 'run'> & { deadLetters: ReadonlyArray<ResolversParentTypes['DeadLetter']>, pending: ReadonlyArray<ResolversParentTypes['PendingEvaluation']>, points: ReadonlyArray<ResolversParentTypes['ParetoPoint']>, run: ResolversParentTypes['SearchRun'] };
  SearchRun: SearchRunModel;
  SearchRunConnection: Omit<SearchRunConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['SearchRunEdge']>, nodes: ReadonlyArray<ResolversParentTypes['SearchRun']> };
  SearchRunEdge: Omit<SearchRunEdge, 'node'> & { node: ResolversParentTypes['SearchRun'] };
  SearchSpace: SearchSpaceModel;
  SimilarDevice: SimilarDeviceModel;
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
  Verification: VerificationModel;
  VerifiedFront: VerifiedFrontModel;
  VerifiedMetric: VerifiedMetricModel;
  VerifiedPoint: VerifiedPointModel;
  VerifiedValue: VerifiedValueModel;
  VerifyFrontInput: VerifyFrontInput;
  VerifyFrontResult: ResolversUnionTypes<ResolversParentTypes>['VerifyFrontResult'];
  VerifyFrontSuccess: Omit<VerifyFrontSuccess, 'verification'> & { verification?: Maybe<ResolversParentTypes['Verification']> };
  Viewer: Viewer;
  Weights: Weights;
};

export type AccessTokenResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['AccessToken'] = ResolversParentTypes['AccessToken']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  revokedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  role?: Resolver<ResolversTypes['Role'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['TokenStatus'], ParentType, ContextType>;
};

export type AddMetricResultResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['AddMetricResult'] = ResolversParentTypes['AddMetricResult']> = {
  __resolveType: TypeResolveFn<'AddMetricSuccess' | 'ConflictProblem' | 'InvalidInputProblem' | 'MissingProfileEntriesProblem' | 'NotEnoughDataProblem' | 'NotFoundProblem' | 'UnavailableProblem', ParentType, ContextType>;
};

export type AddMetricSuccessResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['AddMetricSuccess'] = ResolversParentTypes['AddMetricSuccess']> = {
  created?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  metric?: Resolver<ResolversTypes['OwnMetric'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
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

export type ArchitectureConnectionResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ArchitectureConnection'] = ResolversParentTypes['ArchitectureConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ArchitectureEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Architecture']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ArchitectureCostResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ArchitectureCost'] = ResolversParentTypes['ArchitectureCost']> = {
  architecture?: Resolver<ResolversTypes['Architecture'], ParentType, ContextType>;
  energy?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  excluded?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  latency?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  layers?: Resolver<ReadonlyArray<ResolversTypes['LayerCost']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ArchitectureEdgeResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ArchitectureEdge'] = ResolversParentTypes['ArchitectureEdge']> = {
  accuracy?: Resolver<Maybe<ResolversTypes['Estimate']>, ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  energy?: Resolver<Maybe<ResolversTypes['Estimate']>, ParentType, ContextType>;
  latency?: Resolver<Maybe<ResolversTypes['Estimate']>, ParentType, ContextType>;
  metrics?: Resolver<ReadonlyArray<ResolversTypes['MetricEstimate']>, ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Architecture'], ParentType, ContextType>;
};

export type ArchitectureOrderResolvers = EnumResolverSignature<{ ACCURACY?: any, ENERGY?: any, LATENCY?: any, STORED?: any }, ResolversTypes['ArchitectureOrder']>;

export type AssessedNetworkResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['AssessedNetwork'] = ResolversParentTypes['AssessedNetwork']> = {
  architecture?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  lower?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  measured?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  predicted?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  upper?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type AuditConnectionResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['AuditConnection'] = ResolversParentTypes['AuditConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AuditEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['AuditEntry']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AuditEdgeResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['AuditEdge'] = ResolversParentTypes['AuditEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AuditEntry'], ParentType, ContextType>;
};

export type AuditEntryResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['AuditEntry'] = ResolversParentTypes['AuditEntry']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  operation?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['AuditOutcome'], ParentType, ContextType>;
  requestId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  subject?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  viewer?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AuditOutcomeResolvers = EnumResolverSignature<{ DONE?: any, FAILED?: any }, ResolversTypes['AuditOutcome']>;

export interface Base64ScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Base64'], any> {
  name: 'Base64';
}

export interface BigIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['BigInt'], any> {
  name: 'BigInt';
}

export type CalibrationLevelResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['CalibrationLevel'] = ResolversParentTypes['CalibrationLevel']> = {
  coverage?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  level?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type CancelJobResultResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['CancelJobResult'] = ResolversParentTypes['CancelJobResult']> = {
  __resolveType: TypeResolveFn<'CancelJobSuccess' | 'ConflictProblem' | 'InvalidInputProblem' | 'MissingProfileEntriesProblem' | 'NotEnoughDataProblem' | 'NotFoundProblem' | 'UnavailableProblem', ParentType, ContextType>;
};

export type CancelJobSuccessResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['CancelJobSuccess'] = ResolversParentTypes['CancelJobSuccess']> = {
  job?: Resolver<ResolversTypes['Job'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CancelSearchResultResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['CancelSearchResult'] = ResolversParentTypes['CancelSearchResult']> = {
  __resolveType: TypeResolveFn<'CancelSearchSuccess' | 'ConflictProblem' | 'InvalidInputProblem' | 'MissingProfileEntriesProblem' | 'NotEnoughDataProblem' | 'NotFoundProblem' | 'UnavailableProblem', ParentType, ContextType>;
};

export type CancelSearchSuccessResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['CancelSearchSuccess'] = ResolversParentTypes['CancelSearchSuccess']> = {
  run?: Resolver<ResolversTypes['SearchRun'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CancelVerificationResultResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['CancelVerificationResult'] = ResolversParentTypes['CancelVerificationResult']> = {
  __resolveType: TypeResolveFn<'CancelVerificationSuccess' | 'ConflictProblem' | 'InvalidInputProblem' | 'MissingProfileEntriesProblem' | 'NotEnoughDataProblem' | 'NotFoundProblem' | 'UnavailableProblem', ParentType, ContextType>;
};

export type CancelVerificationSuccessResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['CancelVerificationSuccess'] = ResolversParentTypes['CancelVerificationSuccess']> = {
  cancelled?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  verification?: Resolver<ResolversTypes['Verification'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CheapFidelityResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['CheapFidelity'] = ResolversParentTypes['CheapFidelity']> = {
  cost?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ClaimEvaluationResultResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ClaimEvaluationResult'] = ResolversParentTypes['ClaimEvaluationResult']> = {
  __resolveType: TypeResolveFn<'ClaimEvaluationSuccess' | 'ConflictProblem' | 'InvalidInputProblem' | 'MissingProfileEntriesProblem' | 'NotEnoughDataProblem' | 'NotFoundProblem' | 'UnavailableProblem', ParentType, ContextType>;
};

export type ClaimEvaluationSuccessResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ClaimEvaluationSuccess'] = ResolversParentTypes['ClaimEvaluationSuccess']> = {
  architecture?: Resolver<ResolversTypes['Architecture'], ParentType, ContextType>;
  attempt?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  claim?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  devices?: Resolver<ReadonlyArray<ResolversTypes['Device']>, ParentType, ContextType>;
  leaseUntil?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  run?: Resolver<ResolversTypes['SearchRun'], ParentType, ContextType>;
  task?: Resolver<ResolversTypes['Task'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ColumnKindResolvers = EnumResolverSignature<{ ACCURACY?: any, ACCURACY_SD?: any, ENERGY?: any, ENERGY_SD?: any, EXAMPLES?: any, LATENCY?: any, LATENCY_SD?: any, NOTE?: any, OWN?: any }, ResolversTypes['ColumnKind']>;

export type ColumnReportResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ColumnReport'] = ResolversParentTypes['ColumnReport']> = {
  kind?: Resolver<ResolversTypes['ColumnKind'], ParentType, ContextType>;
  max?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  min?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  missing?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unit?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  values?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CompleteEvaluationResultResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['CompleteEvaluationResult'] = ResolversParentTypes['CompleteEvaluationResult']> = {
  __resolveType: TypeResolveFn<'CompleteEvaluationSuccess' | 'ConflictProblem' | 'InvalidInputProblem' | 'MissingProfileEntriesProblem' | 'NotEnoughDataProblem' | 'NotFoundProblem' | 'UnavailableProblem', ParentType, ContextType>;
};

export type CompleteEvaluationSuccessResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['CompleteEvaluationSuccess'] = ResolversParentTypes['CompleteEvaluationSuccess']> = {
  architecture?: Resolver<ResolversTypes['Architecture'], ParentType, ContextType>;
  measurements?: Resolver<ReadonlyArray<ResolversTypes['Measurement']>, ParentType, ContextType>;
  run?: Resolver<ResolversTypes['SearchRun'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
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

export type CreateTokenResultResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['CreateTokenResult'] = ResolversParentTypes['CreateTokenResult']> = {
  __resolveType: TypeResolveFn<'ConflictProblem' | 'CreateTokenSuccess' | 'InvalidInputProblem' | 'MissingProfileEntriesProblem' | 'NotEnoughDataProblem' | 'NotFoundProblem' | 'UnavailableProblem', ParentType, ContextType>;
};

export type CreateTokenSuccessResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['CreateTokenSuccess'] = ResolversParentTypes['CreateTokenSuccess']> = {
  accessToken?: Resolver<ResolversTypes['AccessToken'], ParentType, ContextType>;
  token?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeadLetterResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['DeadLetter'] = ResolversParentTypes['DeadLetter']> = {
  architecture?: Resolver<ResolversTypes['Architecture'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  pastClaims?: Resolver<ReadonlyArray<ResolversTypes['PastClaim']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type DeleteRecordResultResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['DeleteRecordResult'] = ResolversParentTypes['DeleteRecordResult']> = {
  __resolveType: TypeResolveFn<'ConflictProblem' | 'DeleteRecordSuccess' | 'InvalidInputProblem' | 'MissingProfileEntriesProblem' | 'NotEnoughDataProblem' | 'NotFoundProblem' | 'UnavailableProblem', ParentType, ContextType>;
};

export type DeleteRecordSuccessResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['DeleteRecordSuccess'] = ResolversParentTypes['DeleteRecordSuccess']> = {
  deleted?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  dependents?: Resolver<ReadonlyArray<ResolversTypes['Dependents']>, ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['DeletedKind'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DeletedKindResolvers = EnumResolverSignature<{ DEVICE?: any, IMPORT?: any, RUN?: any, TASK?: any }, ResolversTypes['DeletedKind']>;

export type DependentKindResolvers = EnumResolverSignature<{ JOB?: any, MEASUREMENT?: any, PREDICTOR?: any, PROFILE?: any, RUN?: any, VERIFICATION?: any }, ResolversTypes['DependentKind']>;

export type DependentsResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Dependents'] = ResolversParentTypes['Dependents']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  examples?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['DependentKind'], ParentType, ContextType>;
};

export type DeviceResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Device'] = ResolversParentTypes['Device']> = {
  batch?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  cost?: Resolver<ResolversTypes['CostResult'], ParentType, ContextType, RequireFields<DeviceCostArgs, 'architecture' | 'task'>>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  findings?: Resolver<ReadonlyArray<ResolversTypes['Finding']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  known?: Resolver<ReadonlyArray<ResolversTypes['DeviceSpace']>, ParentType, ContextType>;
  measured?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  next?: Resolver<ReadonlyArray<ResolversTypes['NextMeasurements']>, ParentType, ContextType>;
  notes?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  predictors?: Resolver<ReadonlyArray<ResolversTypes['Predictor']>, ParentType, ContextType, Partial<DevicePredictorsArgs>>;
  runtime?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  similar?: Resolver<ReadonlyArray<ResolversTypes['SimilarDevice']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DeviceCostsResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['DeviceCosts'] = ResolversParentTypes['DeviceCosts']> = {
  device?: Resolver<ResolversTypes['Device'], ParentType, ContextType>;
  energy?: Resolver<Maybe<ResolversTypes['Estimate']>, ParentType, ContextType>;
  latency?: Resolver<Maybe<ResolversTypes['Estimate']>, ParentType, ContextType>;
  metrics?: Resolver<ReadonlyArray<ResolversTypes['MetricEstimate']>, ParentType, ContextType>;
};

export type DeviceProfileResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['DeviceProfile'] = ResolversParentTypes['DeviceProfile']> = {
  covers?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  entries?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  missing?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  needed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type DeviceSpaceResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['DeviceSpace'] = ResolversParentTypes['DeviceSpace']> = {
  measured?: Resolver<ReadonlyArray<ResolversTypes['MeasuredMetric']>, ParentType, ContextType>;
  profile?: Resolver<Maybe<ResolversTypes['DeviceProfile']>, ParentType, ContextType>;
  space?: Resolver<ResolversTypes['SearchSpace'], ParentType, ContextType>;
  tasks?: Resolver<ReadonlyArray<ResolversTypes['Task']>, ParentType, ContextType>;
};

export type EstimateResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Estimate'] = ResolversParentTypes['Estimate']> = {
  clashing?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  examples?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
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

export type EvaluatedCostsResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['EvaluatedCosts'] = ResolversParentTypes['EvaluatedCosts']> = {
  device?: Resolver<ResolversTypes['Device'], ParentType, ContextType>;
  energy?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  latency?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  metrics?: Resolver<ReadonlyArray<ResolversTypes['MetricValue']>, ParentType, ContextType>;
};

export type EvaluationResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Evaluation'] = ResolversParentTypes['Evaluation']> = {
  accuracy?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  architecture?: Resolver<ResolversTypes['Architecture'], ParentType, ContextType>;
  costs?: Resolver<ReadonlyArray<ResolversTypes['EvaluatedCosts']>, ParentType, ContextType>;
  energy?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  fidelity?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  latency?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  metrics?: Resolver<ReadonlyArray<ResolversTypes['MetricValue']>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  proposedBy?: Resolver<ResolversTypes['SearchStrategy'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  score?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  seconds?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['EvaluationStatus'], ParentType, ContextType>;
};

export type EvaluationConnectionResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['EvaluationConnection'] = ResolversParentTypes['EvaluationConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['EvaluationEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Evaluation']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type EvaluationEdgeResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['EvaluationEdge'] = ResolversParentTypes['EvaluationEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Evaluation'], ParentType, ContextType>;
};

export type EvaluationOrderResolvers = EnumResolverSignature<{ ACCURACY?: any, ENERGY?: any, LATENCY?: any, NUMBER?: any, SECONDS?: any }, ResolversTypes['EvaluationOrder']>;

export type EvaluationStatusResolvers = EnumResolverSignature<{ DONE?: any, FAILED?: any, PENDING?: any }, ResolversTypes['EvaluationStatus']>;

export type EvaluatorKindResolvers = EnumResolverSignature<{ EXTERNAL?: any, TABLE?: any, TRAINING?: any }, ResolversTypes['EvaluatorKind']>;

export type ExportArchitectureResultResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ExportArchitectureResult'] = ResolversParentTypes['ExportArchitectureResult']> = {
  __resolveType: TypeResolveFn<'ConflictProblem' | 'ExportedArchitecture' | 'InvalidInputProblem' | 'MissingProfileEntriesProblem' | 'NotEnoughDataProblem' | 'NotFoundProblem' | 'UnavailableProblem', ParentType, ContextType>;
};

export type ExportFormatResolvers = EnumResolverSignature<{ OFA?: any, ONNX?: any, PYTORCH?: any }, ResolversTypes['ExportFormat']>;

export type ExportLayerResultResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ExportLayerResult'] = ResolversParentTypes['ExportLayerResult']> = {
  __resolveType: TypeResolveFn<'ConflictProblem' | 'ExportedLayer' | 'InvalidInputProblem' | 'MissingProfileEntriesProblem' | 'NotEnoughDataProblem' | 'NotFoundProblem' | 'UnavailableProblem', ParentType, ContextType>;
};

export type ExportWeightsResolvers = EnumResolverSignature<{ SEEDED?: any, TRAINED?: any }, ResolversTypes['ExportWeights']>;

export type ExportedArchitectureResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ExportedArchitecture'] = ResolversParentTypes['ExportedArchitecture']> = {
  architecture?: Resolver<ResolversTypes['Architecture'], ParentType, ContextType>;
  files?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  path?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  weights?: Resolver<ResolversTypes['ExportWeights'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ExportedLayerResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ExportedLayer'] = ResolversParentTypes['ExportedLayer']> = {
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ExtendLeaseResultResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ExtendLeaseResult'] = ResolversParentTypes['ExtendLeaseResult']> = {
  __resolveType: TypeResolveFn<'ConflictProblem' | 'ExtendLeaseSuccess' | 'InvalidInputProblem' | 'MissingProfileEntriesProblem' | 'NotEnoughDataProblem' | 'NotFoundProblem' | 'UnavailableProblem', ParentType, ContextType>;
};

export type ExtendLeaseSuccessResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ExtendLeaseSuccess'] = ResolversParentTypes['ExtendLeaseSuccess']> = {
  claim?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  leaseUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  run?: Resolver<ResolversTypes['SearchRun'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FailEvaluationResultResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['FailEvaluationResult'] = ResolversParentTypes['FailEvaluationResult']> = {
  __resolveType: TypeResolveFn<'ConflictProblem' | 'FailEvaluationSuccess' | 'InvalidInputProblem' | 'MissingProfileEntriesProblem' | 'NotEnoughDataProblem' | 'NotFoundProblem' | 'UnavailableProblem', ParentType, ContextType>;
};

export type FailEvaluationSuccessResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['FailEvaluationSuccess'] = ResolversParentTypes['FailEvaluationSuccess']> = {
  architecture?: Resolver<ResolversTypes['Architecture'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  run?: Resolver<ResolversTypes['SearchRun'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FailVerificationResultResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['FailVerificationResult'] = ResolversParentTypes['FailVerificationResult']> = {
  __resolveType: TypeResolveFn<'ConflictProblem' | 'FailVerificationSuccess' | 'InvalidInputProblem' | 'MissingProfileEntriesProblem' | 'NotEnoughDataProblem' | 'NotFoundProblem' | 'UnavailableProblem', ParentType, ContextType>;
};

export type FailVerificationSuccessResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['FailVerificationSuccess'] = ResolversParentTypes['FailVerificationSuccess']> = {
  failed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  verification?: Resolver<ResolversTypes['Verification'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FidelityResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Fidelity'] = ResolversParentTypes['Fidelity']> = {
  seconds?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  seeds?: Resolver<ReadonlyArray<ResolversTypes['Float']>, ParentType, ContextType>;
  split?: Resolver<ResolversTypes['Split'], ParentType, ContextType>;
  training?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FindingResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Finding'] = ResolversParentTypes['Finding']> = {
  advice?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  cause?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  evidence?: Resolver<ReadonlyArray<ResolversTypes['FindingEvidence']>, ParentType, ContextType, RequireFields<FindingEvidenceArgs, 'first'>>;
  kind?: Resolver<ResolversTypes['FindingKind'], ParentType, ContextType>;
  metric?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  predictor?: Resolver<Maybe<ResolversTypes['Predictor']>, ParentType, ContextType>;
  space?: Resolver<ResolversTypes['SearchSpace'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FindingEvidenceResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['FindingEvidence'] = ResolversParentTypes['FindingEvidence']> = {
  architecture?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expected?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  measured?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  measurements?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type FindingKindResolvers = EnumResolverSignature<{ CLASH?: any, CONDITIONS?: any, DRIFT?: any, OUTLIER?: any, SWAPPED?: any, THROTTLING?: any, UNIT?: any }, ResolversTypes['FindingKind']>;

export type FrontChangeResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['FrontChange'] = ResolversParentTypes['FrontChange']> = {
  added?: Resolver<ReadonlyArray<ResolversTypes['ParetoPoint']>, ParentType, ContextType>;
  changed?: Resolver<ReadonlyArray<ResolversTypes['ParetoPoint']>, ParentType, ContextType>;
  device?: Resolver<ResolversTypes['Device'], ParentType, ContextType>;
  hypervolume?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  hypervolumePredicted?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  removed?: Resolver<ReadonlyArray<ResolversTypes['Architecture']>, ParentType, ContextType>;
  snapshot?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ParetoPoint']>>, ParentType, ContextType>;
  task?: Resolver<ResolversTypes['Task'], ParentType, ContextType>;
};

export type FrontColumnsResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['FrontColumns'] = ResolversParentTypes['FrontColumns']> = {
  bins?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  device?: Resolver<ResolversTypes['Device'], ParentType, ContextType>;
  front?: Resolver<ResolversTypes['Base64'], ParentType, ContextType>;
  genes?: Resolver<ReadonlyArray<ResolversTypes['GeneColumn']>, ParentType, ContextType>;
  ids?: Resolver<ResolversTypes['Base64'], ParentType, ContextType>;
  metrics?: Resolver<ReadonlyArray<ResolversTypes['MetricColumn']>, ParentType, ContextType>;
  notes?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  objectiveNames?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  task?: Resolver<ResolversTypes['Task'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
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

export type GeneColumnResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['GeneColumn'] = ResolversParentTypes['GeneColumn']> = {
  choices?: Resolver<ReadonlyArray<ResolversTypes['JSON']>, ParentType, ContextType>;
  codes?: Resolver<ResolversTypes['Base64'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  ordered?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type GeneConditionResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['GeneCondition'] = ResolversParentTypes['GeneCondition']> = {
  atLeast?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  atMost?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  equals?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  gene?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  in?: Resolver<Maybe<ReadonlyArray<ResolversTypes['JSON']>>, ParentType, ContextType>;
};

export type GeneImportanceResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['GeneImportance'] = ResolversParentTypes['GeneImportance']> = {
  gene?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  importance?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type GeneImportancesResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['GeneImportances'] = ResolversParentTypes['GeneImportances']> = {
  metrics?: Resolver<ReadonlyArray<ResolversTypes['MetricImportance']>, ParentType, ContextType>;
  networks?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  notes?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ImportOperatorProfileResultResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ImportOperatorProfileResult'] = ResolversParentTypes['ImportOperatorProfileResult']> = {
  __resolveType: TypeResolveFn<'ConflictProblem' | 'ImportOperatorProfileSuccess' | 'InvalidInputProblem' | 'MissingProfileEntriesProblem' | 'NotEnoughDataProblem' | 'NotFoundProblem' | 'UnavailableProblem', ParentType, ContextType>;
};

export type ImportOperatorProfileSuccessResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ImportOperatorProfileSuccess'] = ResolversParentTypes['ImportOperatorProfileSuccess']> = {
  changed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  coverage?: Resolver<ReadonlyArray<ResolversTypes['ProfileCoverage']>, ParentType, ContextType>;
  device?: Resolver<ResolversTypes['Device'], ParentType, ContextType>;
  dryRun?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  entries?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  notes?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ImportSamplesResultResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ImportSamplesResult'] = ResolversParentTypes['ImportSamplesResult']> = {
  __resolveType: TypeResolveFn<'ConflictProblem' | 'ImportSamplesSuccess' | 'InvalidInputProblem' | 'MissingProfileEntriesProblem' | 'NotEnoughDataProblem' | 'NotFoundProblem' | 'UnavailableProblem', ParentType, ContextType>;
};

export type ImportSamplesSuccessResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ImportSamplesSuccess'] = ResolversParentTypes['ImportSamplesSuccess']> = {
  alreadyImported?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  columns?: Resolver<ReadonlyArray<ResolversTypes['ColumnReport']>, ParentType, ContextType>;
  devicesCreated?: Resolver<ReadonlyArray<ResolversTypes['Device']>, ParentType, ContextType>;
  dryRun?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  measurements?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  measurementsStored?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  networks?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  notes?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
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

export type JobResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Job'] = ResolversParentTypes['Job']> = {
  fields?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  key?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  seconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type LayerCostResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['LayerCost'] = ResolversParentTypes['LayerCost']> = {
  energy?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  latency?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type LearningCurveResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['LearningCurve'] = ResolversParentTypes['LearningCurve']> = {
  family?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  notes?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  steps?: Resolver<ReadonlyArray<ResolversTypes['LearningStep']>, ParentType, ContextType>;
  tested?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unit?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LearningStepResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['LearningStep'] = ResolversParentTypes['LearningStep']> = {
  kendallTau?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  mae?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  networks?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type MeasuredMetricResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['MeasuredMetric'] = ResolversParentTypes['MeasuredMetric']> = {
  metric?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  networks?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
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
  examples?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  fidelity?: Resolver<Maybe<ResolversTypes['Fidelity']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  latency?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  latencySd?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  measuredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  metrics?: Resolver<ReadonlyArray<ResolversTypes['MetricValue']>, ParentType, ContextType>;
  network?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  origin?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  powerMode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  repeats?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  retracted?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  run?: Resolver<Maybe<ResolversTypes['SearchRun']>, ParentType, ContextType>;
  runtime?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  task?: Resolver<Maybe<ResolversTypes['Task']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MeasurementConnectionResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['MeasurementConnection'] = ResolversParentTypes['MeasurementConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['MeasurementEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Measurement']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type MeasurementEdgeResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['MeasurementEdge'] = ResolversParentTypes['MeasurementEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Measurement'], ParentType, ContextType>;
};

export type MeasurementOrderResolvers = EnumResolverSignature<{ ACCURACY?: any, ENERGY?: any, LATENCY?: any, MEASURED_AT?: any, STORED?: any }, ResolversTypes['MeasurementOrder']>;

export type MeasurementSuggestionsResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['MeasurementSuggestions'] = ResolversParentTypes['MeasurementSuggestions']> = {
  architectures?: Resolver<ReadonlyArray<ResolversTypes['Architecture']>, ParentType, ContextType>;
  notes?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type MetricResolvers = EnumResolverSignature<{ ACCURACY?: any, ENERGY?: any, LATENCY?: any }, ResolversTypes['Metric']>;

export type MetricColumnResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['MetricColumn'] = ResolversParentTypes['MetricColumn']> = {
  direction?: Resolver<ResolversTypes['MetricDirection'], ParentType, ContextType>;
  metric?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sources?: Resolver<ResolversTypes['Base64'], ParentType, ContextType>;
  unit?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  values?: Resolver<ResolversTypes['Base64'], ParentType, ContextType>;
};

export type MetricDirectionResolvers = EnumResolverSignature<{ MAX?: any, MIN?: any }, ResolversTypes['MetricDirection']>;

export type MetricEstimateResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['MetricEstimate'] = ResolversParentTypes['MetricEstimate']> = {
  clashing?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  extrapolated?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  lower?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['Source'], ParentType, ContextType>;
  unit?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  upper?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  value?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type MetricImportanceResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['MetricImportance'] = ResolversParentTypes['MetricImportance']> = {
  genes?: Resolver<ReadonlyArray<ResolversTypes['GeneImportance']>, ParentType, ContextType>;
  metric?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sd?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['Source'], ParentType, ContextType>;
  unit?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MetricLimitResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['MetricLimit'] = ResolversParentTypes['MetricLimit']> = {
  max?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  metric?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  min?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type MetricOwnerResolvers = EnumResolverSignature<{ DEVICE?: any, TASK?: any }, ResolversTypes['MetricOwner']>;

export type MetricValueResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['MetricValue'] = ResolversParentTypes['MetricValue']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unit?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type MetricValuesResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['MetricValues'] = ResolversParentTypes['MetricValues']> = {
  accuracy?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  energy?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  latency?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  metrics?: Resolver<ReadonlyArray<ResolversTypes['MetricValue']>, ParentType, ContextType>;
};

export type MissesResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Misses'] = ResolversParentTypes['Misses']> = {
  accuracy?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  byName?: Resolver<ReadonlyArray<ResolversTypes['ObjectiveValue']>, ParentType, ContextType>;
  energy?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  latency?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  macs?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  metrics?: Resolver<ReadonlyArray<ResolversTypes['MetricValue']>, ParentType, ContextType>;
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
  addMetric?: Resolver<ResolversTypes['AddMetricResult'], ParentType, ContextType, RequireFields<MutationAddMetricArgs, 'input'>>;
  cancelJob?: Resolver<ResolversTypes['CancelJobResult'], ParentType, ContextType, RequireFields<MutationCancelJobArgs, 'id'>>;
  cancelSearch?: Resolver<ResolversTypes['CancelSearchResult'], ParentType, ContextType, RequireFields<MutationCancelSearchArgs, 'id'>>;
  cancelVerification?: Resolver<ResolversTypes['CancelVerificationResult'], ParentType, ContextType, RequireFields<MutationCancelVerificationArgs, 'id'>>;
  claimEvaluation?: Resolver<Maybe<ResolversTypes['ClaimEvaluationResult']>, ParentType, ContextType, RequireFields<MutationClaimEvaluationArgs, 'worker'>>;
  completeEvaluation?: Resolver<ResolversTypes['CompleteEvaluationResult'], ParentType, ContextType, RequireFields<MutationCompleteEvaluationArgs, 'claim' | 'measurement'>>;
  createToken?: Resolver<ResolversTypes['CreateTokenResult'], ParentType, ContextType, RequireFields<MutationCreateTokenArgs, 'input'>>;
  deleteRecord?: Resolver<ResolversTypes['DeleteRecordResult'], ParentType, ContextType, RequireFields<MutationDeleteRecordArgs, 'input'>>;
  extendLease?: Resolver<ResolversTypes['ExtendLeaseResult'], ParentType, ContextType, RequireFields<MutationExtendLeaseArgs, 'claim'>>;
  failEvaluation?: Resolver<ResolversTypes['FailEvaluationResult'], ParentType, ContextType, RequireFields<MutationFailEvaluationArgs, 'reason'>>;
  failVerification?: Resolver<ResolversTypes['FailVerificationResult'], ParentType, ContextType, RequireFields<MutationFailVerificationArgs, 'input'>>;
  importOperatorProfile?: Resolver<ResolversTypes['ImportOperatorProfileResult'], ParentType, ContextType, RequireFields<MutationImportOperatorProfileArgs, 'input'>>;
  importSamples?: Resolver<ResolversTypes['ImportSamplesResult'], ParentType, ContextType, RequireFields<MutationImportSamplesArgs, 'input'>>;
  registerDevice?: Resolver<ResolversTypes['RegisterDeviceResult'], ParentType, ContextType, RequireFields<MutationRegisterDeviceArgs, 'input'>>;
  registerSearchSpace?: Resolver<ResolversTypes['RegisterSearchSpaceResult'], ParentType, ContextType, RequireFields<MutationRegisterSearchSpaceArgs, 'input'>>;
  registerTask?: Resolver<ResolversTypes['RegisterTaskResult'], ParentType, ContextType, RequireFields<MutationRegisterTaskArgs, 'input'>>;
  restorePredictor?: Resolver<ResolversTypes['RestorePredictorResult'], ParentType, ContextType, RequireFields<MutationRestorePredictorArgs, 'id'>>;
  resumeSearch?: Resolver<ResolversTypes['ResumeSearchResult'], ParentType, ContextType, RequireFields<MutationResumeSearchArgs, 'id'>>;
  retractMeasurement?: Resolver<ResolversTypes['RetractMeasurementResult'], ParentType, ContextType, RequireFields<MutationRetractMeasurementArgs, 'id'>>;
  retractMeasurements?: Resolver<ResolversTypes['RetractMeasurementsResult'], ParentType, ContextType, RequireFields<MutationRetractMeasurementsArgs, 'origin'>>;
  retrainPredictor?: Resolver<ResolversTypes['RetrainPredictorResult'], ParentType, ContextType, RequireFields<MutationRetrainPredictorArgs, 'input'>>;
  revokeToken?: Resolver<ResolversTypes['RevokeTokenResult'], ParentType, ContextType, RequireFields<MutationRevokeTokenArgs, 'token'>>;
  startSearch?: Resolver<ResolversTypes['StartSearchResult'], ParentType, ContextType, RequireFields<MutationStartSearchArgs, 'input'>>;
  submitMeasurements?: Resolver<ResolversTypes['SubmitMeasurementsResult'], ParentType, ContextType, RequireFields<MutationSubmitMeasurementsArgs, 'input'>>;
  verifyFront?: Resolver<ResolversTypes['VerifyFrontResult'], ParentType, ContextType, RequireFields<MutationVerifyFrontArgs, 'input'>>;
};

export type NearMissResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['NearMiss'] = ResolversParentTypes['NearMiss']> = {
  misses?: Resolver<ResolversTypes['Misses'], ParentType, ContextType>;
  point?: Resolver<ResolversTypes['ParetoPoint'], ParentType, ContextType>;
};

export type NextMeasurementsResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['NextMeasurements'] = ResolversParentTypes['NextMeasurements']> = {
  architectures?: Resolver<ReadonlyArray<ResolversTypes['Architecture']>, ParentType, ContextType>;
  notes?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  task?: Resolver<ResolversTypes['Task'], ParentType, ContextType>;
};

export type NodeResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Architecture' | 'Device' | 'Measurement' | 'Predictor' | 'SampleTable' | 'SearchRun' | 'SearchSpace' | 'Task' | 'Verification', ParentType, ContextType>;
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

export type ObjectiveValueResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ObjectiveValue'] = ResolversParentTypes['ObjectiveValue']> = {
  objective?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type OwnMetricResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['OwnMetric'] = ResolversParentTypes['OwnMetric']> = {
  direction?: Resolver<ResolversTypes['MetricDirection'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  of?: Resolver<ResolversTypes['MetricOwner'], ParentType, ContextType>;
  unit?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
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
  hypervolumePredicted?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  nearest?: Resolver<ReadonlyArray<ResolversTypes['NearMiss']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['ParetoPoint']>, ParentType, ContextType>;
  notes?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  objectiveNames?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  objectives?: Resolver<ReadonlyArray<ResolversTypes['Metric']>, ParentType, ContextType>;
  ownObjectives?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  referencePoint?: Resolver<ResolversTypes['MetricValues'], ParentType, ContextType>;
  referenceValues?: Resolver<ReadonlyArray<ResolversTypes['ObjectiveValue']>, ParentType, ContextType>;
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
  devices?: Resolver<ReadonlyArray<ResolversTypes['DeviceCosts']>, ParentType, ContextType>;
  energy?: Resolver<Maybe<ResolversTypes['Estimate']>, ParentType, ContextType>;
  extrapolated?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  feasibility?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  latency?: Resolver<Maybe<ResolversTypes['Estimate']>, ParentType, ContextType>;
  metrics?: Resolver<ReadonlyArray<ResolversTypes['MetricEstimate']>, ParentType, ContextType>;
  testAccuracy?: Resolver<Maybe<ResolversTypes['Estimate']>, ParentType, ContextType>;
};

export type PastClaimResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['PastClaim'] = ResolversParentTypes['PastClaim']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['PastClaimOutcome'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  worker?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PastClaimOutcomeResolvers = EnumResolverSignature<{ FAILED?: any, RETURNED?: any, STALE?: any }, ResolversTypes['PastClaimOutcome']>;

export type PendingEvaluationResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['PendingEvaluation'] = ResolversParentTypes['PendingEvaluation']> = {
  architecture?: Resolver<ResolversTypes['Architecture'], ParentType, ContextType>;
  leaseUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  pastClaims?: Resolver<ReadonlyArray<ResolversTypes['PastClaim']>, ParentType, ContextType>;
  retryAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  worker?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
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
  metrics?: Resolver<ReadonlyArray<ResolversTypes['MetricEstimate']>, ParentType, ContextType>;
};

export type PredictionsResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Predictions'] = ResolversParentTypes['Predictions']> = {
  notes?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  predictions?: Resolver<ReadonlyArray<ResolversTypes['PredictedArchitecture']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PredictorResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Predictor'] = ResolversParentTypes['Predictor']> = {
  assessment?: Resolver<ResolversTypes['PredictorAssessment'], ParentType, ContextType>;
  contest?: Resolver<Maybe<ResolversTypes['PredictorContest']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  device?: Resolver<Maybe<ResolversTypes['Device']>, ParentType, ContextType>;
  family?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  learningCurve?: Resolver<ResolversTypes['LearningCurve'], ParentType, ContextType>;
  metric?: Resolver<Maybe<ResolversTypes['Metric']>, ParentType, ContextType>;
  ownMetric?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
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

export type PredictorAssessmentResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['PredictorAssessment'] = ResolversParentTypes['PredictorAssessment']> = {
  calibration?: Resolver<ReadonlyArray<ResolversTypes['CalibrationLevel']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['AssessmentKind'], ParentType, ContextType>;
  networks?: Resolver<ReadonlyArray<ResolversTypes['AssessedNetwork']>, ParentType, ContextType, RequireFields<PredictorAssessmentNetworksArgs, 'first'>>;
  notes?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  quality?: Resolver<Maybe<ResolversTypes['PredictorQuality']>, ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unit?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
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

export type PreferenceKindResolvers = EnumResolverSignature<{ ACCURACY?: any, CHEAPEST?: any, KNEE?: any, WEIGHTED?: any }, ResolversTypes['PreferenceKind']>;

export type PreviousPredictorResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['PreviousPredictor'] = ResolversParentTypes['PreviousPredictor']> = {
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  quality?: Resolver<ResolversTypes['PredictorQuality'], ParentType, ContextType>;
};

export type ProblemResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Problem'] = ResolversParentTypes['Problem']> = {
  __resolveType: TypeResolveFn<'ConflictProblem' | 'InvalidInputProblem' | 'MissingProfileEntriesProblem' | 'NotEnoughDataProblem' | 'NotFoundProblem' | 'UnavailableProblem', ParentType, ContextType>;
};

export type ProblemCodeResolvers = EnumResolverSignature<{ CANCELLED?: any, CONFLICT?: any, INVALID_INPUT?: any, MISSING_PROFILE_ENTRIES?: any, NOT_ENOUGH_DATA?: any, NOT_FOUND?: any, UNAVAILABLE?: any }, ResolversTypes['ProblemCode']>;

export type ProfileCoverageResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ProfileCoverage'] = ResolversParentTypes['ProfileCoverage']> = {
  missing?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  needed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  space?: Resolver<ResolversTypes['SearchSpace'], ParentType, ContextType>;
  unused?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  architecture?: Resolver<Maybe<ResolversTypes['Architecture']>, ParentType, ContextType, RequireFields<QueryArchitectureArgs, 'id'>>;
  architectures?: Resolver<ResolversTypes['ArchitectureConnection'], ParentType, ContextType, Partial<QueryArchitecturesArgs>>;
  auditTrail?: Resolver<ResolversTypes['AuditConnection'], ParentType, ContextType, Partial<QueryAuditTrailArgs>>;
  device?: Resolver<Maybe<ResolversTypes['Device']>, ParentType, ContextType, RequireFields<QueryDeviceArgs, 'id'>>;
  devices?: Resolver<ReadonlyArray<ResolversTypes['Device']>, ParentType, ContextType>;
  evaluations?: Resolver<ResolversTypes['EvaluationConnection'], ParentType, ContextType, RequireFields<QueryEvaluationsArgs, 'run'>>;
  exportArchitecture?: Resolver<ResolversTypes['ExportArchitectureResult'], ParentType, ContextType, RequireFields<QueryExportArchitectureArgs, 'architecture' | 'format' | 'seed' | 'task'>>;
  exportLayer?: Resolver<ResolversTypes['ExportLayerResult'], ParentType, ContextType, RequireFields<QueryExportLayerArgs, 'batch' | 'key' | 'space'>>;
  frontColumns?: Resolver<ResolversTypes['FrontColumns'], ParentType, ContextType, RequireFields<QueryFrontColumnsArgs, 'device' | 'task'>>;
  geneImportance?: Resolver<ResolversTypes['GeneImportances'], ParentType, ContextType, RequireFields<QueryGeneImportanceArgs, 'device' | 'task'>>;
  jobs?: Resolver<ReadonlyArray<ResolversTypes['Job']>, ParentType, ContextType>;
  measurementSuggestions?: Resolver<ResolversTypes['MeasurementSuggestions'], ParentType, ContextType, RequireFields<QueryMeasurementSuggestionsArgs, 'count' | 'device' | 'task'>>;
  measurements?: Resolver<ResolversTypes['MeasurementConnection'], ParentType, ContextType, Partial<QueryMeasurementsArgs>>;
  metrics?: Resolver<ReadonlyArray<ResolversTypes['OwnMetric']>, ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  paretoFront?: Resolver<ResolversTypes['ParetoFront'], ParentType, ContextType, RequireFields<QueryParetoFrontArgs, 'task'>>;
  predict?: Resolver<ResolversTypes['PredictResult'], ParentType, ContextType, RequireFields<QueryPredictArgs, 'architectures' | 'task'>>;
  predictors?: Resolver<ReadonlyArray<ResolversTypes['Predictor']>, ParentType, ContextType, Partial<QueryPredictorsArgs>>;
  recommend?: Resolver<ResolversTypes['RecommendResult'], ParentType, ContextType, RequireFields<QueryRecommendArgs, 'task'>>;
  sampleTables?: Resolver<ReadonlyArray<ResolversTypes['SampleTable']>, ParentType, ContextType>;
  searchRun?: Resolver<Maybe<ResolversTypes['SearchRun']>, ParentType, ContextType, RequireFields<QuerySearchRunArgs, 'id'>>;
  searchRuns?: Resolver<ResolversTypes['SearchRunConnection'], ParentType, ContextType, Partial<QuerySearchRunsArgs>>;
  searchSpace?: Resolver<Maybe<ResolversTypes['SearchSpace']>, ParentType, ContextType, RequireFields<QuerySearchSpaceArgs, 'id'>>;
  searchSpaces?: Resolver<ReadonlyArray<ResolversTypes['SearchSpace']>, ParentType, ContextType>;
  suggestMeasurements?: Resolver<ReadonlyArray<ResolversTypes['Architecture']>, ParentType, ContextType, RequireFields<QuerySuggestMeasurementsArgs, 'count' | 'device' | 'task'>>;
  task?: Resolver<Maybe<ResolversTypes['Task']>, ParentType, ContextType, RequireFields<QueryTaskArgs, 'id'>>;
  tasks?: Resolver<ReadonlyArray<ResolversTypes['Task']>, ParentType, ContextType>;
  tokens?: Resolver<ReadonlyArray<ResolversTypes['AccessToken']>, ParentType, ContextType>;
  verification?: Resolver<Maybe<ResolversTypes['Verification']>, ParentType, ContextType, RequireFields<QueryVerificationArgs, 'id'>>;
  verifications?: Resolver<ReadonlyArray<ResolversTypes['Verification']>, ParentType, ContextType, Partial<QueryVerificationsArgs>>;
  viewer?: Resolver<ResolversTypes['Viewer'], ParentType, ContextType>;
};

export type RecommendResultResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['RecommendResult'] = ResolversParentTypes['RecommendResult']> = {
  __resolveType: TypeResolveFn<'ConflictProblem' | 'Infeasible' | 'InvalidInputProblem' | 'MissingProfileEntriesProblem' | 'NotEnoughDataProblem' | 'NotFoundProblem' | 'Recommendation' | 'UnavailableProblem', ParentType, ContextType>;
};

export type RecommendationResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Recommendation'] = ResolversParentTypes['Recommendation']> = {
  notes?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
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

export type ReplacedPredictorResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ReplacedPredictor'] = ResolversParentTypes['ReplacedPredictor']> = {
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  quality?: Resolver<Maybe<ResolversTypes['PredictorQuality']>, ParentType, ContextType>;
};

export type RestorePredictorResultResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['RestorePredictorResult'] = ResolversParentTypes['RestorePredictorResult']> = {
  __resolveType: TypeResolveFn<'ConflictProblem' | 'InvalidInputProblem' | 'MissingProfileEntriesProblem' | 'NotEnoughDataProblem' | 'NotFoundProblem' | 'RestorePredictorSuccess' | 'UnavailableProblem', ParentType, ContextType>;
};

export type RestorePredictorSuccessResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['RestorePredictorSuccess'] = ResolversParentTypes['RestorePredictorSuccess']> = {
  changed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  predictor?: Resolver<ResolversTypes['Predictor'], ParentType, ContextType>;
  previous?: Resolver<Maybe<ResolversTypes['ReplacedPredictor']>, ParentType, ContextType>;
  quality?: Resolver<Maybe<ResolversTypes['PredictorQuality']>, ParentType, ContextType>;
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

export type RetractMeasurementsResultResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['RetractMeasurementsResult'] = ResolversParentTypes['RetractMeasurementsResult']> = {
  __resolveType: TypeResolveFn<'ConflictProblem' | 'InvalidInputProblem' | 'MissingProfileEntriesProblem' | 'NotEnoughDataProblem' | 'NotFoundProblem' | 'RetractMeasurementsSuccess' | 'UnavailableProblem', ParentType, ContextType>;
};

export type RetractMeasurementsSuccessResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['RetractMeasurementsSuccess'] = ResolversParentTypes['RetractMeasurementsSuccess']> = {
  before?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  retracted?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RetrainPredictorResultResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['RetrainPredictorResult'] = ResolversParentTypes['RetrainPredictorResult']> = {
  __resolveType: TypeResolveFn<'ConflictProblem' | 'InvalidInputProblem' | 'MissingProfileEntriesProblem' | 'NotEnoughDataProblem' | 'NotFoundProblem' | 'RetrainPredictorSuccess' | 'UnavailableProblem', ParentType, ContextType>;
};

export type RetrainPredictorSuccessResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['RetrainPredictorSuccess'] = ResolversParentTypes['RetrainPredictorSuccess']> = {
  findings?: Resolver<ReadonlyArray<ResolversTypes['Finding']>, ParentType, ContextType>;
  front?: Resolver<Maybe<ResolversTypes['FrontMovement']>, ParentType, ContextType>;
  predictor?: Resolver<ResolversTypes['Predictor'], ParentType, ContextType>;
  previous?: Resolver<Maybe<ResolversTypes['PreviousPredictor']>, ParentType, ContextType>;
  promoted?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  quality?: Resolver<ResolversTypes['PredictorQuality'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RevokeTokenResultResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['RevokeTokenResult'] = ResolversParentTypes['RevokeTokenResult']> = {
  __resolveType: TypeResolveFn<'ConflictProblem' | 'InvalidInputProblem' | 'MissingProfileEntriesProblem' | 'NotEnoughDataProblem' | 'NotFoundProblem' | 'RevokeTokenSuccess' | 'UnavailableProblem', ParentType, ContextType>;
};

export type RevokeTokenSuccessResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['RevokeTokenSuccess'] = ResolversParentTypes['RevokeTokenSuccess']> = {
  accessToken?: Resolver<ResolversTypes['AccessToken'], ParentType, ContextType>;
  changed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RoleResolvers = EnumResolverSignature<{ ADMIN?: any, READ?: any, WRITE?: any }, ResolversTypes['Role']>;

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
  limits?: Resolver<ReadonlyArray<ResolversTypes['MetricLimit']>, ParentType, ContextType>;
  maxEnergy?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  maxLatency?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  maxMacs?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  maxParams?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  minAccuracy?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  perDevice?: Resolver<ReadonlyArray<ResolversTypes['SearchDeviceLimits']>, ParentType, ContextType>;
};

export type SearchDeviceLimitsResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['SearchDeviceLimits'] = ResolversParentTypes['SearchDeviceLimits']> = {
  device?: Resolver<ResolversTypes['Device'], ParentType, ContextType>;
  maxEnergy?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  maxLatency?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type SearchProgressResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['SearchProgress'] = ResolversParentTypes['SearchProgress']> = {
  deadLetters?: Resolver<ReadonlyArray<ResolversTypes['DeadLetter']>, ParentType, ContextType>;
  elapsedSeconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  etaSeconds?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  evaluations?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  failed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  hypervolume?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  leftOut?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  objectiveNames?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  pending?: Resolver<ReadonlyArray<ResolversTypes['PendingEvaluation']>, ParentType, ContextType>;
  points?: Resolver<ReadonlyArray<ResolversTypes['ParetoPoint']>, ParentType, ContextType>;
  referencePoint?: Resolver<ResolversTypes['MetricValues'], ParentType, ContextType>;
  referenceValues?: Resolver<ReadonlyArray<ResolversTypes['ObjectiveValue']>, ParentType, ContextType>;
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
  objectiveNames?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  objectives?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Metric']>>, ParentType, ContextType>;
  ownObjectives?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  parallel?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
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

export type SearchRunStatusResolvers = EnumResolverSignature<{ CANCELLED?: any, FAILED?: any, FINISHED?: any, INTERRUPTED?: any, QUEUED?: any, RUNNING?: any }, ResolversTypes['SearchRunStatus']>;

export type SearchSpaceResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['SearchSpace'] = ResolversParentTypes['SearchSpace']> = {
  cardinality?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  definition?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  genes?: Resolver<ReadonlyArray<ResolversTypes['Gene']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  partialCardinality?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  profileKeys?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  structure?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  tasks?: Resolver<ReadonlyArray<ResolversTypes['Task']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SearchStrategyResolvers = EnumResolverSignature<{ NSGA2?: any, RANDOM?: any, SURROGATE?: any }, ResolversTypes['SearchStrategy']>;

export type SimilarDeviceResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['SimilarDevice'] = ResolversParentTypes['SimilarDevice']> = {
  device?: Resolver<ResolversTypes['Device'], ParentType, ContextType>;
  metric?: Resolver<ResolversTypes['Metric'], ParentType, ContextType>;
  networks?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  ratio?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  space?: Resolver<ResolversTypes['SearchSpace'], ParentType, ContextType>;
  spearman?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

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
  submission?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  frontChanged?: SubscriptionResolver<ResolversTypes['FrontChange'], "frontChanged", ParentType, ContextType, RequireFields<SubscriptionFrontChangedArgs, 'device' | 'task'>>;
  searchProgress?: SubscriptionResolver<ResolversTypes['SearchProgress'], "searchProgress", ParentType, ContextType, RequireFields<SubscriptionSearchProgressArgs, 'id'>>;
};

export type TaskResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Task'] = ResolversParentTypes['Task']> = {
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  findings?: Resolver<ReadonlyArray<ResolversTypes['Finding']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  measured?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  notes?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  predictors?: Resolver<ReadonlyArray<ResolversTypes['Predictor']>, ParentType, ContextType>;
  scoreName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  space?: Resolver<ResolversTypes['SearchSpace'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TaskScoreResolvers = EnumResolverSignature<{ ACCURACY?: any, MACRO_F1?: any, SAMPLES_F1?: any, WEIGHTED_F1?: any }, ResolversTypes['TaskScore']>;

export type TokenStatusResolvers = EnumResolverSignature<{ ACTIVE?: any, EXPIRED?: any, REVOKED?: any }, ResolversTypes['TokenStatus']>;

export type UnavailableProblemResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['UnavailableProblem'] = ResolversParentTypes['UnavailableProblem']> = {
  code?: Resolver<ResolversTypes['ProblemCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type VerificationResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Verification'] = ResolversParentTypes['Verification']> = {
  askedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  device?: Resolver<ResolversTypes['Device'], ParentType, ContextType>;
  failed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  front?: Resolver<ResolversTypes['VerifiedFront'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  measured?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  metrics?: Resolver<ReadonlyArray<ResolversTypes['VerifiedMetric']>, ParentType, ContextType>;
  notes?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  objectiveNames?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  parityPlot?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  points?: Resolver<ReadonlyArray<ResolversTypes['VerifiedPoint']>, ParentType, ContextType, RequireFields<VerificationPointsArgs, 'first'>>;
  question?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  rounds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  task?: Resolver<ResolversTypes['Task'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  waiting?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type VerifiedFrontResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['VerifiedFront'] = ResolversParentTypes['VerifiedFront']> = {
  added?: Resolver<ReadonlyArray<ResolversTypes['ParetoPoint']>, ParentType, ContextType>;
  beyondLimits?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  hypervolumeMeasured?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  hypervolumePredicted?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  notMeasured?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  points?: Resolver<ReadonlyArray<ResolversTypes['ParetoPoint']>, ParentType, ContextType, RequireFields<VerifiedFrontPointsArgs, 'first'>>;
  referenceValues?: Resolver<ReadonlyArray<ResolversTypes['ObjectiveValue']>, ParentType, ContextType>;
  removed?: Resolver<ReadonlyArray<ResolversTypes['Architecture']>, ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type VerifiedMetricResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['VerifiedMetric'] = ResolversParentTypes['VerifiedMetric']> = {
  awaited?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  coverage90?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  intervals?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  measured?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  metric?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  points?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  spearman?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  unit?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  within10?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type VerifiedPointResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['VerifiedPoint'] = ResolversParentTypes['VerifiedPoint']> = {
  architecture?: Resolver<ResolversTypes['Architecture'], ParentType, ContextType>;
  askedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['VerifiedPointStatus'], ParentType, ContextType>;
  values?: Resolver<ReadonlyArray<ResolversTypes['VerifiedValue']>, ParentType, ContextType>;
};

export type VerifiedPointStatusResolvers = EnumResolverSignature<{ FAILED?: any, MEASURED?: any, NOT_AWAITED?: any, WAITING?: any }, ResolversTypes['VerifiedPointStatus']>;

export type VerifiedValueResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['VerifiedValue'] = ResolversParentTypes['VerifiedValue']> = {
  error?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  inside?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  lower?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  measured?: Resolver<Maybe<ResolversTypes['Estimate']>, ParentType, ContextType>;
  metric?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  predicted?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  predictor?: Resolver<Maybe<ResolversTypes['Predictor']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['Source'], ParentType, ContextType>;
  unit?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  upper?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type VerifyFrontResultResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['VerifyFrontResult'] = ResolversParentTypes['VerifyFrontResult']> = {
  __resolveType: TypeResolveFn<'ConflictProblem' | 'InvalidInputProblem' | 'MissingProfileEntriesProblem' | 'NotEnoughDataProblem' | 'NotFoundProblem' | 'UnavailableProblem' | 'VerifyFrontSuccess', ParentType, ContextType>;
};

export type VerifyFrontSuccessResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['VerifyFrontSuccess'] = ResolversParentTypes['VerifyFrontSuccess']> = {
  asked?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  frontPoints?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  notes?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  verification?: Resolver<Maybe<ResolversTypes['Verification']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ViewerResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Viewer'] = ResolversParentTypes['Viewer']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['Role'], ParentType, ContextType>;
};

export type Resolvers<ContextType = ApiContext> = {
  AccessToken?: AccessTokenResolvers<ContextType>;
  AddMetricResult?: AddMetricResultResolvers<ContextType>;
  AddMetricSuccess?: AddMetricSuccessResolvers<ContextType>;
  Architecture?: ArchitectureResolvers<ContextType>;
  ArchitectureConnection?: ArchitectureConnectionResolvers<ContextType>;
  ArchitectureCost?: ArchitectureCostResolvers<ContextType>;
  ArchitectureEdge?: ArchitectureEdgeResolvers<ContextType>;
  ArchitectureOrder?: ArchitectureOrderResolvers;
  AssessedNetwork?: AssessedNetworkResolvers<ContextType>;
  AuditConnection?: AuditConnectionResolvers<ContextType>;
  AuditEdge?: AuditEdgeResolvers<ContextType>;
  AuditEntry?: AuditEntryResolvers<ContextType>;
  AuditOutcome?: AuditOutcomeResolvers;
  Base64?: GraphQLScalarType;
  BigInt?: GraphQLScalarType;
  CalibrationLevel?: CalibrationLevelResolvers<ContextType>;
  CancelJobResult?: CancelJobResultResolvers<ContextType>;
  CancelJobSuccess?: CancelJobSuccessResolvers<ContextType>;
  CancelSearchResult?: CancelSearchResultResolvers<ContextType>;
  CancelSearchSuccess?: CancelSearchSuccessResolvers<ContextType>;
  CancelVerificationResult?: CancelVerificationResultResolvers<ContextType>;
  CancelVerificationSuccess?: CancelVerificationSuccessResolvers<ContextType>;
  CheapFidelity?: CheapFidelityResolvers<ContextType>;
  ClaimEvaluationResult?: ClaimEvaluationResultResolvers<ContextType>;
  ClaimEvaluationSuccess?: ClaimEvaluationSuccessResolvers<ContextType>;
  ColumnKind?: ColumnKindResolvers;
  ColumnReport?: ColumnReportResolvers<ContextType>;
  CompleteEvaluationResult?: CompleteEvaluationResultResolvers<ContextType>;
  CompleteEvaluationSuccess?: CompleteEvaluationSuccessResolvers<ContextType>;
  ConflictProblem?: ConflictProblemResolvers<ContextType>;
  CostResult?: CostResultResolvers<ContextType>;
  CreateTokenResult?: CreateTokenResultResolvers<ContextType>;
  CreateTokenSuccess?: CreateTokenSuccessResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DeadLetter?: DeadLetterResolvers<ContextType>;
  DeleteRecordResult?: DeleteRecordResultResolvers<ContextType>;
  DeleteRecordSuccess?: DeleteRecordSuccessResolvers<ContextType>;
  DeletedKind?: DeletedKindResolvers;
  DependentKind?: DependentKindResolvers;
  Dependents?: DependentsResolvers<ContextType>;
  Device?: DeviceResolvers<ContextType>;
  DeviceCosts?: DeviceCostsResolvers<ContextType>;
  DeviceProfile?: DeviceProfileResolvers<ContextType>;
  DeviceSpace?: DeviceSpaceResolvers<ContextType>;
  Estimate?: EstimateResolvers<ContextType>;
  EvaluatedCosts?: EvaluatedCostsResolvers<ContextType>;
  Evaluation?: EvaluationResolvers<ContextType>;
  EvaluationConnection?: EvaluationConnectionResolvers<ContextType>;
  EvaluationEdge?: EvaluationEdgeResolvers<ContextType>;
  EvaluationOrder?: EvaluationOrderResolvers;
  EvaluationStatus?: EvaluationStatusResolvers;
  EvaluatorKind?: EvaluatorKindResolvers;
  ExportArchitectureResult?: ExportArchitectureResultResolvers<ContextType>;
  ExportFormat?: ExportFormatResolvers;
  ExportLayerResult?: ExportLayerResultResolvers<ContextType>;
  ExportWeights?: ExportWeightsResolvers;
  ExportedArchitecture?: ExportedArchitectureResolvers<ContextType>;
  ExportedLayer?: ExportedLayerResolvers<ContextType>;
  ExtendLeaseResult?: ExtendLeaseResultResolvers<ContextType>;
  ExtendLeaseSuccess?: ExtendLeaseSuccessResolvers<ContextType>;
  FailEvaluationResult?: FailEvaluationResultResolvers<ContextType>;
  FailEvaluationSuccess?: FailEvaluationSuccessResolvers<ContextType>;
  FailVerificationResult?: FailVerificationResultResolvers<ContextType>;
  FailVerificationSuccess?: FailVerificationSuccessResolvers<ContextType>;
  Fidelity?: FidelityResolvers<ContextType>;
  Finding?: FindingResolvers<ContextType>;
  FindingEvidence?: FindingEvidenceResolvers<ContextType>;
  FindingKind?: FindingKindResolvers;
  FrontChange?: FrontChangeResolvers<ContextType>;
  FrontColumns?: FrontColumnsResolvers<ContextType>;
  FrontMovement?: FrontMovementResolvers<ContextType>;
  Gene?: GeneResolvers<ContextType>;
  GeneColumn?: GeneColumnResolvers<ContextType>;
  GeneCondition?: GeneConditionResolvers<ContextType>;
  GeneImportance?: GeneImportanceResolvers<ContextType>;
  GeneImportances?: GeneImportancesResolvers<ContextType>;
  ImportOperatorProfileResult?: ImportOperatorProfileResultResolvers<ContextType>;
  ImportOperatorProfileSuccess?: ImportOperatorProfileSuccessResolvers<ContextType>;
  ImportSamplesResult?: ImportSamplesResultResolvers<ContextType>;
  ImportSamplesSuccess?: ImportSamplesSuccessResolvers<ContextType>;
  Infeasible?: InfeasibleResolvers<ContextType>;
  InvalidInputProblem?: InvalidInputProblemResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  Job?: JobResolvers<ContextType>;
  LayerCost?: LayerCostResolvers<ContextType>;
  LearningCurve?: LearningCurveResolvers<ContextType>;
  LearningStep?: LearningStepResolvers<ContextType>;
  MeasuredMetric?: MeasuredMetricResolvers<ContextType>;
  MeasuredSplit?: MeasuredSplitResolvers;
  Measurement?: MeasurementResolvers<ContextType>;
  MeasurementConnection?: MeasurementConnectionResolvers<ContextType>;
  MeasurementEdge?: MeasurementEdgeResolvers<ContextType>;
  MeasurementOrder?: MeasurementOrderResolvers;
  MeasurementSuggestions?: MeasurementSuggestionsResolvers<ContextType>;
  Metric?: MetricResolvers;
  MetricColumn?: MetricColumnResolvers<ContextType>;
  MetricDirection?: MetricDirectionResolvers;
  MetricEstimate?: MetricEstimateResolvers<ContextType>;
  MetricImportance?: MetricImportanceResolvers<ContextType>;
  MetricLimit?: MetricLimitResolvers<ContextType>;
  MetricOwner?: MetricOwnerResolvers;
  MetricValue?: MetricValueResolvers<ContextType>;
  MetricValues?: MetricValuesResolvers<ContextType>;
  Misses?: MissesResolvers<ContextType>;
  MissingProfileEntriesProblem?: MissingProfileEntriesProblemResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  NearMiss?: NearMissResolvers<ContextType>;
  NextMeasurements?: NextMeasurementsResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  NotEnoughDataProblem?: NotEnoughDataProblemResolvers<ContextType>;
  NotFoundProblem?: NotFoundProblemResolvers<ContextType>;
  ObjectiveValue?: ObjectiveValueResolvers<ContextType>;
  OwnMetric?: OwnMetricResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  ParetoFront?: ParetoFrontResolvers<ContextType>;
  ParetoFrontEdge?: ParetoFrontEdgeResolvers<ContextType>;
  ParetoPoint?: ParetoPointResolvers<ContextType>;
  PastClaim?: PastClaimResolvers<ContextType>;
  PastClaimOutcome?: PastClaimOutcomeResolvers;
  PendingEvaluation?: PendingEvaluationResolvers<ContextType>;
  Plateau?: PlateauResolvers<ContextType>;
  PredictResult?: PredictResultResolvers<ContextType>;
  PredictedArchitecture?: PredictedArchitectureResolvers<ContextType>;
  Predictions?: PredictionsResolvers<ContextType>;
  Predictor?: PredictorResolvers<ContextType>;
  PredictorAssessment?: PredictorAssessmentResolvers<ContextType>;
  PredictorContender?: PredictorContenderResolvers<ContextType>;
  PredictorContest?: PredictorContestResolvers<ContextType>;
  PredictorQuality?: PredictorQualityResolvers<ContextType>;
  PreferenceKind?: PreferenceKindResolvers;
  PreviousPredictor?: PreviousPredictorResolvers<ContextType>;
  Problem?: ProblemResolvers<ContextType>;
  ProblemCode?: ProblemCodeResolvers;
  ProfileCoverage?: ProfileCoverageResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RecommendResult?: RecommendResultResolvers<ContextType>;
  Recommendation?: RecommendationResolvers<ContextType>;
  RegisterDeviceResult?: RegisterDeviceResultResolvers<ContextType>;
  RegisterDeviceSuccess?: RegisterDeviceSuccessResolvers<ContextType>;
  RegisterSearchSpaceResult?: RegisterSearchSpaceResultResolvers<ContextType>;
  RegisterSearchSpaceSuccess?: RegisterSearchSpaceSuccessResolvers<ContextType>;
  RegisterTaskResult?: RegisterTaskResultResolvers<ContextType>;
  RegisterTaskSuccess?: RegisterTaskSuccessResolvers<ContextType>;
  ReplacedPredictor?: ReplacedPredictorResolvers<ContextType>;
  RestorePredictorResult?: RestorePredictorResultResolvers<ContextType>;
  RestorePredictorSuccess?: RestorePredictorSuccessResolvers<ContextType>;
  ResumeSearchResult?: ResumeSearchResultResolvers<ContextType>;
  ResumeSearchSuccess?: ResumeSearchSuccessResolvers<ContextType>;
  RetractMeasurementResult?: RetractMeasurementResultResolvers<ContextType>;
  RetractMeasurementSuccess?: RetractMeasurementSuccessResolvers<ContextType>;
  RetractMeasurementsResult?: RetractMeasurementsResultResolvers<ContextType>;
  RetractMeasurementsSuccess?: RetractMeasurementsSuccessResolvers<ContextType>;
  RetrainPredictorResult?: RetrainPredictorResultResolvers<ContextType>;
  RetrainPredictorSuccess?: RetrainPredictorSuccessResolvers<ContextType>;
  RevokeTokenResult?: RevokeTokenResultResolvers<ContextType>;
  RevokeTokenSuccess?: RevokeTokenSuccessResolvers<ContextType>;
  Role?: RoleResolvers;
  SampleTable?: SampleTableResolvers<ContextType>;
  SearchConstraints?: SearchConstraintsResolvers<ContextType>;
  SearchDeviceLimits?: SearchDeviceLimitsResolvers<ContextType>;
  SearchProgress?: SearchProgressResolvers<ContextType>;
  SearchRun?: SearchRunResolvers<ContextType>;
  SearchRunConnection?: SearchRunConnectionResolvers<ContextType>;
  SearchRunEdge?: SearchRunEdgeResolvers<ContextType>;
  SearchRunStatus?: SearchRunStatusResolvers;
  SearchSpace?: SearchSpaceResolvers<ContextType>;
  SearchStrategy?: SearchStrategyResolvers;
  SimilarDevice?: SimilarDeviceResolvers<ContextType>;
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
  TaskScore?: TaskScoreResolvers;
  TokenStatus?: TokenStatusResolvers;
  UnavailableProblem?: UnavailableProblemResolvers<ContextType>;
  Verification?: VerificationResolvers<ContextType>;
  VerifiedFront?: VerifiedFrontResolvers<ContextType>;
  VerifiedMetric?: VerifiedMetricResolvers<ContextType>;
  VerifiedPoint?: VerifiedPointResolvers<ContextType>;
  VerifiedPointStatus?: VerifiedPointStatusResolvers;
  VerifiedValue?: VerifiedValueResolvers<ContextType>;
  VerifyFrontResult?: VerifyFrontResultResolvers<ContextType>;
  VerifyFrontSuccess?: VerifyFrontSuccessResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
};

