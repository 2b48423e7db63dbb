import { randomBytes, randomUUID } from "node:crypto";
import { hostname } from "node:os";
import type { Logger } from "pino";
import { BackgroundTraining } from "../../predictors/training/background.js";
import { seedArchive } from "../../seeds/seed.js";
import { openArchive } from "../archive/open.js";
import { defined } from "../base/defined.js";
import { placesOf, type Settings } from "../cli/settings.js";
import type { TrainingTools } from "../cli/training-tools.js";
import { lazyExchange } from "../queue/lazy-exchange.js";
import { relayNews } from "../queue/news-relay.js";
import type { Archive } from "../records/archive.js";
import { RunProcesses } from "../run-processes/executor.js";
import { externalEvaluator } from "../runs/execution/evaluators/external-evaluator.js";
import type { JobExchange } from "../runs/jobs/exchange.js";
import type { RunExecutor } from "../runs/ports.js";
import type { ServiceDependencies } from "../service/context.js";
import { tableEvaluator } from "../tables/table-evaluator.js";
import { exporterOf } from "../training/networks/exporter.js";
import { trainingProcess } from "../training/process/open.js";
import { snapshotFolder } from "./snapshot-folder.js";

/** Opens the archive of an installation, with its quotas. */
export const openInstalledArchive = ({ archive, quotas }: Settings): Promise<Archive> =>
  openArchive(archive, defined({ quotas }));

/** Opens the archive of an installation, and fills a new one from the seeds. */
export async function openFilledArchive(settings: Settings, note: (line: string) => void): Promise<Archive> {
  const archive = await openInstalledArchive(settings);
  try {
    if (settings.seeds === "all") await seedArchive(archive, note);
  } catch (error) {
    await archive.close();
    throw error;
  }
  return archive;
}

/** A name for this process or thread among those that share an archive: host, process id and a random part. */
export const newOwner = (): string => `${hostname()}:${process.pid}:${randomBytes(4).toString("hex")}`;

/** What the service of an installation depends on, over an open archive. */
export function serviceDependencies(archive: Archive, settings: Settings, log: Logger): ServiceDependencies {
  const lanes: TrainingTools[] = [];
  const openLane = (lane: number) => {
    lanes[lane] ??= trainingProcess((line) => log.info(line));
    return lanes[lane];
  };
  const training = openLane(0);
  const places = placesOf(settings);
  const predictors = new BackgroundTraining(mlpModule);
  return {
    archive,
    clock: Date.now,
    newId: randomUUID,
    owner: newOwner(),
    newsChannel: `harmonic ${archive.description}`,
    log,
    ...defined({ snapshotFolder: snapshotFolder(settings.archive, archive.description) }),
    ...defined({ queue: queueOf(settings, log) }),
    train: (set, options) => predictors.train(set, options),
    endTraining: () => predictors.end(),
    exporter: exporterOf(training, places),
    evaluators: {
      table: tableEvaluator,
      external: externalEvaluator,
      training: {
        check: (subject) => training.checkFusion(subject, places),
        backboneScores: (subject) => training.backboneScores(subject, places),
        train: (request, signal, lane) => openLane(lane).trainFusion(request, places, () => {}, signal),
      },
    },
  };
}

/** Whether servers of an installation work together, and take over each other's runs. */
export const cooperates = ({ queue }: Settings): boolean => queue !== "local";

/** The queue of an installation; undefined where evaluations wait in the archive alone. */
const queueOf = (settings: Settings, log: Logger): JobExchange | undefined =>
  cooperates(settings) ? lazyExchange(settings.queue, (line) => log.warn(line)) : undefined;

/** What servers of one archive need beside, to work together; nothing for a server that works alone. */
export function cooperation(settings: Settings, archive: Archive): Partial<ServiceDependencies> {
  if (!cooperates(settings)) return {};
  return { takesOver: true, relayNews: (news) => relayNews(settings.queue, archive.description, news) };
}

/** Executes the runs of a server in processes of their own; undefined for an archive that no other process can open. */
export const runExecutor = (settings: Settings): RunExecutor | undefined =>
  settings.archive.endsWith(":memory:") ? undefined : new RunProcesses(settings);

/** Module that the training thread loads for predictors of the family `mlp-ensemble`. */
const mlpModule = new URL("../training/mlp.js", import.meta.url).href;
