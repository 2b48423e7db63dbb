import { joinThreads } from "../projections/thread-news.js";
import { createRuns } from "../runs/create-runs.js";
import { createToken, listTokens, revokeToken, tokensSince } from "./access/tokens.js";
import { architectureReport } from "./architecture-report.js";
import { AuditTrail } from "./audit/trail.js";
import { cost } from "./catalog/cost.js";
import { registerDevice } from "./catalog/devices.js";
import { planFusion } from "./catalog/fusion.js";
import { addMetric, listMetrics } from "./catalog/metrics.js";
import { profileTemplate } from "./catalog/profile-template.js";
import { importOperatorProfile, previewOperatorProfile } from "./catalog/profiles.js";
import { describeSpace, registerSearchSpace } from "./catalog/spaces.js";
import { registerTask } from "./catalog/tasks.js";
import { type Context, createContext, type ServiceDependencies } from "./context.js";
import { deleteRecord, planDeletion } from "./deletion/delete.js";
import { devicePage } from "./device-page/device-page.js";
import { completeEvaluation, completeQueued } from "./evaluations/complete.js";
import { queueState } from "./evaluations/queue-state.js";
import { exportArchitecture } from "./export/export-architecture.js";
import { exportLayer } from "./export/export-layer.js";
import { exportSubject } from "./export/subject.js";
import { taskFindings } from "./findings/findings.js";
import { frontColumns } from "./front/columns/front-columns.js";
import { followFront } from "./front/follow-front.js";
import { queryFront } from "./front/query-front.js";
import { recommend } from "./front/recommend.js";
import { listArchitectures } from "./list-architectures.js";
import { listMeasurements } from "./measurements/list.js";
import { retractMeasurement, retractMeasurements } from "./measurements/retract.js";
import { submitMeasurements } from "./measurements/submit.js";
import { assessPredictor } from "./prediction/assessment/assess.js";
import { learningCurve } from "./prediction/assessment/learning-curve.js";
import { geneImportance } from "./prediction/importance.js";
import { listPredictors, whyUnusable } from "./prediction/list.js";
import { predict } from "./prediction/predict.js";
import { restorePredictor } from "./prediction/restore.js";
import { trainPredictor } from "./prediction/train.js";
import { importSamples, previewSamples } from "./samples/import-samples.js";
import type { HarmonicService } from "./service.js";
import { cancelVerification } from "./verification/cancel.js";
import { failVerification } from "./verification/fail.js";
import { followVerification } from "./verification/follow.js";
import { frontOfVerification } from "./verification/front-change.js";
import { listVerifications } from "./verification/list.js";
import { namedRounds } from "./verification/rounds.js";
import { verificationOf } from "./verification/state.js";
import { suggestWaitingFirst } from "./verification/suggest.js";
import { verifyFront } from "./verification/verify-front.js";

/** Creates the service: the use cases, joined to what they need. */
export function createService(dependencies: ServiceDependencies): HarmonicService {
  const context = createContext(dependencies);
  const { archive, catalog } = context;
  const runs = createRuns(context);
  const trail = new AuditTrail(context);
  const { newsChannel } = dependencies;
  const leave = newsChannel === undefined ? () => undefined : joinThreads(context.news, newsChannel);
  const endRelay = dependencies.relayNews?.(context.news);
  const stopWork = async (): Promise<void> => {
    dependencies.endTraining?.();
    await runs.close();
    await context.snapshots.flush();
  };
  const useCases = upToDate(context, {
    searchSpaces: () => catalog.spaces(),
    searchSpace: (id) => describeSpace(context, id),
    compiledSpace: (id) => catalog.space(id),
    registerSearchSpace: (file) => registerSearchSpace(context, file),
    tasks: () => archive.list("task"),
    task: (id) => catalog.task(id),
    registerTask: (input) => registerTask(context, input),
    devices: () => archive.list("device"),
    device: (id) => catalog.device(id),
    metrics: () => listMetrics(context),
    addMetric: (input) => addMetric(context, input),
    registerDevice: (input) => registerDevice(context, input),
    importOperatorProfile: (input) => importOperatorProfile(context, input),
    previewOperatorProfile: (input) => previewOperatorProfile(context, input),
    profileTemplate: (space) => profileTemplate(context, space),
    cost: (input) => cost(context, input),
    planFusion: (input) => planFusion(context, input),
    exportSubject: (input) => exportSubject(context, input),
    exportArchitecture: (input, signal) => exportArchitecture(context, input, signal),
    exportLayer: (input) => exportLayer(context, input),

    architectures: (query) => listArchitectures(context, query),
    architecture: (id) => architectureReport(context, id),
    submitMeasurements: (input, joined) => submitMeasurements(context, input, trail.committing(joined)),
    retractMeasurement: (id) => retractMeasurement(context, id),
    retractMeasurements: (origin) => retractMeasurements(context, origin),
    planDeletion: (input) => planDeletion(context, runs.useCases, input),
    deleteRecord: (input) => deleteRecord(context, runs.useCases, input),
    measurements: (query) => listMeasurements(context, query),
    importSamples: (input, signal) => importSamples(context, input, signal),
    previewSamples: (input, signal) => previewSamples(context, input, signal),
    sampleTables: () => archive.list("sampleTable"),

    paretoFront: (query) => queryFront(context, query),
    frontColumns: (query) => frontColumns(context, query),
    recommend: (input) => recommend(context, input),
    predict: (input) => predict(context, input),
    suggestMeasurements: (input, signal) => suggestWaitingFirst(context, input, signal),
    geneImportance: (input, signal) => geneImportance(context, input, signal),
    predictors: (filter) => listPredictors(context, filter),
    whyUnusable: (predictor) => whyUnusable(context, predictor),
    trainPredictor: (input, signal) => trainPredictor(context, input, signal),
    assessPredictor: (id, signal) => assessPredictor(context, id, signal),
    learningCurve: (id, signal) => learningCurve(context, id, signal),
    devicePage: (device, options) => devicePage(context, device, options),
    taskFindings: (task, signal) => taskFindings(context, task, signal),
    restorePredictor: (id) => restorePredictor(context, id),

    verifyFront: (input, signal) => verifyFront(context, input, signal),
    verification: async (id) => verificationOf(context, await namedRounds(context, id, "id")),
    verifications: (query) => listVerifications(context, query),
    frontOfVerification: async (id) => frontOfVerification(context, await namedRounds(context, id, "id")),
    failVerification: (input) => failVerification(context, input),
    cancelVerification: (input) => cancelVerification(context, input),

    startSearch: runs.useCases.startSearch,
    resumeSearch: runs.useCases.resumeSearch,
    cancelSearch: runs.useCases.cancelSearch,
    run: runs.useCases.run,
    failEvaluation: runs.useCases.failEvaluation,
    claimEvaluation: runs.useCases.claimEvaluation,
    extendLease: runs.useCases.extendLease,
    failClaim: runs.useCases.failClaim,
    completeEvaluation: (claim, measurement) => completeEvaluation(context, claim, measurement),
    evaluations: runs.useCases.evaluations,
    runs: runs.useCases.runs,
  });
  return {
    ...useCases,
    followRun: runs.useCases.followRun,
    followVerification: (id, signal) => followVerification(context, id, signal),
    followFront: (followed, signal) => followFront(context, followed, signal),

    createToken: (input) => createToken(context, input),
    tokens: () => listTokens(context),
    revokeToken: (named) => revokeToken(context, named),
    tokensSince: (stamp) => tokensSince(context, stamp),
    recordChange: (entry) => trail.append(entry),
    auditTrail: (page) => archive.auditTrail(page),

    cooperate: async (signal) => {
      const serve = runs.serveQueue((settled) => completeQueued(context, settled), signal);
      await Promise.all([runs.takeOver(signal), serve]);
    },
    queueState: () => queueState(context),
    checkArchive: () => archive.check(),
    archiveInfo: async () => ({ ...(await archive.counts()), location: archive.description }),
    backup: (file) => archive.backup(file),
    reset: async () => {
      await runs.interruptAll();
      await context.resets.reset(context.newId());
    },
    stopWork,
    close: async () => {
      await stopWork();
      leave();
      await endRelay?.();
      await dependencies.queue?.close();
      await archive.close();
    },
  };
}

type UpToDate = Omit<
  HarmonicService,
  | "followRun"
  | "followVerification"
  | "followFront"
  | "createToken"
  | "tokens"
  | "revokeToken"
  | "tokensSince"
  | "recordChange"
  | "auditTrail"
  | "cooperate"
  | "queueState"
  | "checkArchive"
  | "archiveInfo"
  | "backup"
  | "reset"
  | "stopWork"
  | "close"
>;

/**
 * Wraps the use cases so that each first checks whether another process has emptied the archive, and if so discards
 * what is cached in memory.
 */
function upToDate({ resets }: Context, useCases: UpToDate): UpToDate {
  const entries = Object.entries(useCases).map(([name, use]) => [
    name,
    async (...given: unknown[]) => {
      await resets.notice();
      return (use as (...given: unknown[]) => unknown)(...given);
    },
  ]);
  return Object.fromEntries(entries) as UpToDate;
}
