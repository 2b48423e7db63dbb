import type { ArchitectureId } from "../base/ids.js";
import type { ScoreId } from "../base/metric.js";
import type { Advice } from "../base/remedy.js";
import type { Subject } from "../export/folder/manifest.js";
import type { ArchitectureCost, Device } from "../hardware/types.js";
import type { AuditEntry } from "../records/access/audit-entry.js";
import type { ArchiveCounts } from "../records/archive.js";
import type { Measurement } from "../records/measurement.js";
import type { PredictorRecord } from "../records/predictor.js";
import type { SampleTable } from "../records/sample-table.js";
import type { Task } from "../records/task.js";
import type { RunUseCases } from "../runs/create-runs.js";
import type { Space } from "../space/space.js";
import type { Architecture, SearchSpace } from "../space/types.js";
import type { AccessToken, CreatedToken, CreateToken, TokenSnapshot } from "./access/tokens.js";
import type { ArchitectureReport } from "./architecture-report.js";
import type { JoinedEntry, NewAuditEntry } from "./audit/trail.js";
import type { FusionPlan } from "./catalog/fusion.js";
import type { AddMetric, DescribedMetric } from "./catalog/metrics.js";
import type { ProfileTemplate } from "./catalog/profile-template.js";
import type { ImportOperatorProfile, ProfileReport } from "./catalog/profiles.js";
import type { SpaceReport } from "./catalog/spaces.js";
import type { Deletion, DeletionInput } from "./deletion/delete.js";
import type { DevicePage, DevicePageOptions } from "./device-page/device-page.js";
import type { CompletedEvaluation, EvaluationMeasurement } from "./evaluations/complete.js";
import type { QueueState } from "./evaluations/queue-state.js";
import type { ExportedArchitecture, ExportInput } from "./export/export-architecture.js";
import type { ExportedLayer, LayerInput } from "./export/export-layer.js";
import type { Findings } from "./findings/finding.js";
import type { FrontColumns, FrontColumnsQuery } from "./front/columns/front-columns.js";
import type { FollowedFront, FrontChange } from "./front/follow-front.js";
import type { Front, FrontQuery } from "./front/front.js";
import type { Recommendation, RecommendInput } from "./front/recommend.js";
import type { Suggestions } from "./front/suggest.js";
import type { ArchitectureQuery, ListedArchitecture } from "./list-architectures.js";
import type { Listing } from "./listing.js";
import type { MeasurementQuery } from "./measurements/list.js";
import type { Origin } from "./measurements/origin.js";
import type { BulkRetraction } from "./measurements/retract.js";
import type { Submission, SubmitMeasurements } from "./measurements/submit.js";
import type { PredictorAssessment } from "./prediction/assessment/assess.js";
import type { LearningCurve } from "./prediction/assessment/learning-curve.js";
import type { GeneImportance } from "./prediction/importance.js";
import type { PredictedArchitecture } from "./prediction/predict.js";
import type { Restoration } from "./prediction/restore.js";
import type { TrainingReport, TrainPredictor } from "./prediction/train.js";
import type { ImportPreview, ImportReport, ImportSamples } from "./samples/import-samples.js";
import type { CancelVerification } from "./verification/cancel.js";
import type { FailedVerification, FailVerification } from "./verification/fail.js";
import type { FrontOfVerification } from "./verification/front-change.js";
import type { VerificationQuery } from "./verification/list.js";
import type { Verification } from "./verification/verification.js";
import type { VerifyFront, VerifyFrontReport } from "./verification/verify-front.js";

/**
 * The use cases, one method each. Arguments are unchecked user input (ids are plain strings; an architecture, run or
 * measurement may be named by a unique beginning of its key, of at least 6 characters). Every method validates them
 * and throws a `HarmonicError` naming the field before anything changes. Results are plain data.
 */
export interface HarmonicService extends RunUseCases {
  searchSpaces(): Promise<readonly SearchSpace[]>;
  searchSpace(id: string): Promise<SpaceReport>;
  /** The search space in compiled form, the same object at every call. */
  compiledSpace(id: string): Promise<Space>;
  registerSearchSpace(file: unknown): Promise<{ readonly space: SearchSpace; readonly created: boolean }>;
  tasks(): Promise<readonly Task[]>;
  task(id: string): Promise<Task>;
  registerTask(input: {
    readonly id: string;
    readonly space: string;
    readonly name?: string;
    readonly description?: string;
    readonly score?: ScoreId;
  }): Promise<{ readonly task: Task; readonly created: boolean }>;
  devices(): Promise<readonly Device[]>;
  device(id: string): Promise<Device>;
  /** The metrics that users declared, in the order of their names. */
  metrics(): Promise<readonly DescribedMetric[]>;
  addMetric(input: AddMetric): Promise<{ readonly metric: DescribedMetric; readonly created: boolean }>;
  registerDevice(input: {
    readonly id: string;
    readonly name?: string;
    readonly description?: string;
    readonly runtime?: string;
    readonly batch?: number;
  }): Promise<{ readonly device: Device; readonly created: boolean }>;
  /** Merges one or several operator profiles or cost tables; the device is created if it is new. */
  importOperatorProfile(input: ImportOperatorProfile): Promise<ProfileReport>;
  /** What `importOperatorProfile` would store; nothing changes. */
  previewOperatorProfile(input: ImportOperatorProfile): Promise<ProfileReport>;
  /** Every key that a profile of a search space needs. */
  profileTemplate(space: string): Promise<ProfileTemplate>;
  cost(input: {
    readonly task: string;
    readonly device: string;
    readonly architecture: unknown;
  }): Promise<ArchitectureCost & { readonly id: ArchitectureId; readonly architecture: Architecture }>;
  /** Checks an architecture whose fusion network is to be trained; the genes of tier 2 may all be open. */
  planFusion(input: {
    readonly task: string;
    readonly device: string;
    readonly architecture: unknown;
  }): Promise<FusionPlan>;

  /** What is known of a network that is to be exported. All its genes must be decided. */
  exportSubject(input: { readonly task: string; readonly architecture: unknown }): Promise<Subject>;
  /** Exports a network as a zip file of the folder that the command `export` writes. */
  exportArchitecture(input: ExportInput, signal?: AbortSignal): Promise<ExportedArchitecture>;
  /** Exports one layer of a space's networks as an ONNX model, for measuring its cost. */
  exportLayer(input: LayerInput): Promise<ExportedLayer>;

  architectures(query: ArchitectureQuery): Promise<Listing<ListedArchitecture>>;
  architecture(id: string): Promise<ArchitectureReport>;
  /** Stores what a client measured, and the entry of the audit trail with it. */
  submitMeasurements(input: SubmitMeasurements, joined?: JoinedEntry): Promise<Submission>;
  retractMeasurement(id: string): Promise<Measurement>;
  retractMeasurements(origin: Origin): Promise<BulkRetraction>;
  /** Lists what depends on a task, a device, a run or an imported table; changes nothing. */
  planDeletion(input: DeletionInput): Promise<Deletion>;
  /** Deletes it, with what depends on it only where that is asked for. */
  deleteRecord(input: DeletionInput): Promise<Deletion>;
  measurements(query: MeasurementQuery): Promise<readonly Measurement[]>;
  /** Once `signal` aborts, the import stores nothing and throws `Cancelled`, unless all of it is stored already. */
  importSamples(input: ImportSamples, signal?: AbortSignal): Promise<ImportReport>;
  /** Stores the result of a claimed evaluation, once; see `claimEvaluation`. */
  completeEvaluation(claim: string, measurement: EvaluationMeasurement): Promise<CompletedEvaluation>;
  /** What `importSamples` would store, and what is probably wrong with the table; nothing changes. */
  previewSamples(input: ImportSamples, signal?: AbortSignal): Promise<ImportPreview>;
  sampleTables(): Promise<readonly SampleTable[]>;

  paretoFront(query: FrontQuery): Promise<Front>;
  /** All known networks as columns, for plots. */
  frontColumns(query: FrontColumnsQuery): Promise<FrontColumns>;
  recommend(input: RecommendInput): Promise<Recommendation>;
  predict(input: {
    readonly task: string;
    readonly device?: string;
    readonly architectures: readonly unknown[];
  }): Promise<{ readonly predictions: readonly PredictedArchitecture[]; readonly notes: readonly Advice[] }>;
  /** Throws `Cancelled` soon after `signal` aborts. */
  suggestMeasurements(
    input: { readonly task: string; readonly device: string; readonly count: number },
    signal?: AbortSignal,
  ): Promise<Suggestions>;
  /** How much each gene bears on each objective, by what is predicted. `Cancelled` soon after `signal` aborts. */
  geneImportance(
    input: { readonly task: string; readonly device: string },
    signal?: AbortSignal,
  ): Promise<GeneImportance>;
  predictors(filter: {
    readonly task?: string;
    readonly device?: string;
    readonly metric?: string;
  }): Promise<readonly Omit<PredictorRecord, "state">[]>;
  /** Why a stored predictor can no longer be used and has to be trained again; undefined if it can. */
  whyUnusable(predictor: string): Promise<string | undefined>;
  /** Once `signal` aborts, the training ends and throws `Cancelled`, unless the predictor is stored already. */
  trainPredictor(input: TrainPredictor, signal?: AbortSignal): Promise<TrainingReport>;
  /** Predictions of one version against measurements from which it has not learnt. */
  assessPredictor(predictor: string, signal?: AbortSignal): Promise<PredictorAssessment>;
  /** The error of a version's family by the number of networks that it learns from; trains several predictors. */
  learningCurve(predictor: string, signal?: AbortSignal): Promise<LearningCurve>;
  /** What is known of a device, findings, what to measure next, and the most similar devices. */
  devicePage(device: string, options?: DevicePageOptions): Promise<DevicePage>;
  /** Drift of the predictors in use of a task's metrics. */
  taskFindings(task: string, signal?: AbortSignal): Promise<Findings>;
  /** Puts an earlier version of a predictor back into use. */
  restorePredictor(id: string): Promise<Restoration>;

  /** Asks for measurements of the points of a front that are not measured; see `Verification`. */
  verifyFront(input: VerifyFront, signal?: AbortSignal): Promise<VerifyFrontReport>;
  verification(id: string): Promise<Verification>;
  verifications(query: VerificationQuery): Promise<readonly Verification[]>;
  /** How the front has changed since it was asked to be verified. */
  frontOfVerification(id: string): Promise<FrontOfVerification>;
  /** Reports that points of a verification cannot be measured. */
  failVerification(input: FailVerification): Promise<FailedVerification>;
  /** Ends the waiting of a verification for all of its points. */
  cancelVerification(input: CancelVerification): Promise<FailedVerification>;
  /** Yields a verification, and again at each change, until none of its points waits or `signal` aborts. */
  followVerification(id: string, signal: AbortSignal): AsyncIterable<Verification>;

  /** Yields the whole front, then every change of it, until `signal` aborts. */
  followFront(followed: FollowedFront, signal: AbortSignal): AsyncIterable<FrontChange>;

  /** Creates a bearer token. `expiresInDays` may be a part of a day. */
  createToken(input: CreateToken): Promise<CreatedToken>;
  /** All tokens, also those that are no longer valid, the oldest first. */
  tokens(): Promise<readonly AccessToken[]>;
  /** Ends a token for good; see `revokeToken`. */
  revokeToken(named: string): Promise<{ readonly accessToken: AccessToken; readonly changed: boolean }>;
  /** The tokens as they are stored, for checking requests; undefined if nothing changed since `stamp`. */
  tokensSince(stamp: string | undefined): Promise<TokenSnapshot | undefined>;
  /** Appends an entry to the audit trail; see `audited`, which does so for every change. */
  recordChange(entry: NewAuditEntry): Promise<void>;
  /** At most `limit` entries of the audit trail, newest first, after the `after` id. */
  auditTrail(page: { readonly limit: number; readonly after?: string }): Promise<readonly AuditEntry[]>;

  /** Works for all servers of the archive until `signal` aborts: takes over their runs, and serves the queue. */
  cooperate(signal: AbortSignal): Promise<void>;
  /** How many evaluations are open and in the queue, and what became of those that were tried. */
  queueState(): Promise<QueueState>;

  /** Throws `Unavailable` where the archive does not answer. */
  checkArchive(): Promise<void>;
  archiveInfo(): Promise<ArchiveCounts & { readonly location: string }>;
  /** Writes a copy of the archive to a file. */
  backup(file: string): Promise<void>;
  /** Interrupts every run of this process and deletes everything in the archive but tokens and the audit trail. */
  reset(): Promise<void>;
  /** Interrupts every run of this process, so that it can be resumed, ends trainings, and lets no other begin. */
  stopWork(): Promise<void>;
  /** Stops runs and trainings like `stopWork`, and closes the archive. */
  close(): Promise<void>;
}
