#!/usr/bin/env node
import "./composition/production.js";
import { userInfo } from "node:os";
import { fileURLToPath } from "node:url";
import type { Logger } from "pino";
import { seedArchive } from "../seeds/seed.js";
import { RequestScope } from "./api/observe/request-scope.js";
import type { OperationPool } from "./api/operations/pool.js";
import { shutDown } from "./api/shut-down.js";
import { trafficOptions } from "./api/traffic/options.js";
import { archiveCare } from "./archive/care.js";
import { callCell, closeCalls } from "./archive/sqlite/calls/interruptible.js";
import { archiveTransfer } from "./archive/transfer/transfer.js";
import { defined } from "./base/defined.js";
import { runCli } from "./cli/run-cli.js";
import type { Settings } from "./cli/settings.js";
import { processTerminal } from "./cli/terminal.js";
import type { AnsweringData } from "./composition/answering-thread.js";
import { openLog } from "./composition/log.js";
import {
  cooperation,
  openFilledArchive,
  openInstalledArchive,
  runExecutor,
  serviceDependencies,
} from "./composition/open-service.js";
import { announceOthersChanges } from "./composition/others-news.js";
import { recordedCare } from "./composition/recorded-care.js";
import { openTraces, tracedOrNot } from "./composition/traces.js";
import { version } from "./composition/version.js";
import { audited } from "./service/audit/audited.js";
import { createService } from "./service/create-service.js";
import type { HarmonicService } from "./service/service.js";
import { tableEvaluator } from "./tables/table-evaluator.js";
import { probeBackend } from "./training/backend/probe.js";
import { trainingProcess } from "./training/process/open.js";

const openService = async (settings: Settings, note: (line: string) => void): Promise<HarmonicService> => {
  const log = openLog(settings.logLevel, new RequestScope());
  return createService(serviceDependencies(await openFilledArchive(settings, note), settings, log));
};

/** The service as the command line uses it: changes are those of the operating system's user. */
const openForCli = async (settings: Settings, note: (line: string) => void): Promise<HarmonicService> =>
  audited(await openService(settings, note), { viewer: "cli", name: userName() });

/** Name of the user, or the number where the system knows no name, as in some containers. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? "unknown"}`;
  }
}

/**
 * Serves until SIGINT or SIGTERM. Requests that come while a new archive is filled wait for that. In the end running
 * searches are interrupted, so that they can be resumed; a second signal ends the process at once.
 */
async function serve(settings: Settings): Promise<void> {
  const { startServer } = await import("./api/server.js");
  for (const [name, value] of Object.entries(terminal.environment()))
    if (name.startsWith("OTEL_")) process.env[name] ??= value;
  const scope = new RequestScope();
  const log = openLog(settings.logLevel, scope, { sync: false });
  const tracing = await openTraces({ settings, version }, log);
  const archive = await openInstalledArchive(settings);
  const dependencies = {
    ...serviceDependencies(archive, settings, log),
    ...cooperation(settings, archive),
    ...defined({ executor: runExecutor(settings) }),
  };
  const service = tracedOrNot(dependencies, tracing);
  await announceOthersChanges(archive, dependencies.newsChannel ?? archive.description);
  const stopped = new Promise<void>((resolve) => terminal.onInterrupt(resolve));
  let fill = (): void => undefined;
  const filled = new Promise<void>((resolve) => {
    fill = () =>
      resolve(settings.seeds === "all" ? seedArchive(archive, (line) => log.info(line)) : undefined);
  });
  const pool = await openPool(settings, log);
  const { host, port, apiToken, oidc, traffic } = settings;
  const options = {
    service,
    host,
    port,
    logger: log,
    scope,
    filled,
    traffic,
    ...defined({ apiToken, oidc, tracing, pool }),
  };
  const server = await startServer(options).catch(async (error: unknown) => {
    await pool?.close();
    await service.close();
    throw error;
  });
  const leaving = new AbortController();
  const end = () => {
    leaving.abort();
    return shutDown({ server, service, logger: log, ...defined({ pool }) });
  };
  try {
    fill();
    await Promise.race([filled, stopped]);
    if (settings.queue !== "local") void service.cooperate(leaving.signal);
  } catch (error) {
    await end();
    throw error;
  }
  log.info({ url: server.url, archive: archive.description }, `GraphQL at ${server.url}`);
  await stopped;
  log.info("stopping; running searches are interrupted and can be resumed");
  const isClosed = await end();
  await tracing?.close();
  if (!isClosed) process.exit(1);
  setTimeout(() => process.exit(), EXIT_MS).unref();
}

/** Time after which a process that has ended everything ends, too, even if something keeps it alive [ms]. */
const EXIT_MS = 500;
const terminal = processTerminal();

/** Threads that execute operations. An archive in memory belongs to one thread, which then executes all of them. */
async function openPool(settings: Settings, log: Logger): Promise<OperationPool | undefined> {
  if (settings.archive === "sqlite::memory:") return undefined;
  const { AnsweringPool } = await import("./threads/answering/pool.js");
  const script = new URL("./composition/answering-thread.js", import.meta.url);
  const { queryTimeout } = trafficOptions(settings.traffic);
  const data = { settings, version };
  const options = { querySeconds: queryTimeout, isRemote: settings.archive.startsWith("mongodb"), log };
  return AnsweringPool.start(script, data, options, () => {
    const calls = callCell();
    return { data: { calls } satisfies Pick<AnsweringData, "calls">, mayEnd: () => closeCalls(calls) };
  });
}

process.exitCode = await runCli(process.argv, {
  ...terminal,
  version,
  program: fileURLToPath(import.meta.url),
  openService: openForCli,
  probeTensorBackend: ({ tensorBackend, tensorThreads }) => probeBackend(tensorBackend, tensorThreads),
  openTraining: async (note) => trainingProcess(note),
  openMlpTrainer: async (note) => (await import("./training/mlp.js")).openMlpTrainer(note),
  archiveCare: recordedCare(archiveCare, userName(), openLog("warn", new RequestScope())),
  archiveTransfer: archiveTransfer({ viewer: "cli", name: userName() }),
  replayTable: tableEvaluator,
  openQueue: async (...given) => (await import("./queue/bullmq-source.js")).bullmqSource(...given),
  serve,
});
