#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { userInfo } from "node:os";
import { fileURLToPath } from "node:url";
import { endTraining } from "../predictors/training/background.js";
import type { OperationPool } from "./api/operations/pool.js";
import { archiveCare } from "./archive/care.js";
import { defined } from "./base/defined.js";
import { runCli } from "./cli/run-cli.js";
import type { Settings } from "./cli/settings.js";
import { processTerminal } from "./cli/terminal.js";
import type { AnsweringData } from "./composition/answering-thread.js";
import { openLog } from "./composition/log.js";
import { openFilledArchive, serviceDependencies } from "./composition/open-service.js";
import { audited } from "./service/audit/audited.js";
import { createService } from "./service/create-service.js";
import type { HarmonicService } from "./service/service.js";
import { tableEvaluator } from "./tables/table-evaluator.js";
import { probeBackend } from "./training/backend/probe.js";
import { trainingProcess } from "./training/process/open.js";

const log = openLog();

const openService = async (settings: Settings, note: (line: string) => void): Promise<HarmonicService> =>
  createService(serviceDependencies(await openFilledArchive(settings, note), settings, log));

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

/** Serves until SIGINT or SIGTERM. Running searches are then interrupted cleanly and can be resumed. */
async function serve(settings: Settings): Promise<void> {
  const { startServer } = await import("./api/server.js");
  const service = await openService(settings, (line) => log.info(line));
  const { host, port, apiToken, oidc } = settings;
  const pool = await openPool(settings);
  const server = await startServer({
    service,
    host,
    port,
    logger: log,
    ...defined({ apiToken, oidc, pool }),
  }).catch(async (error: unknown) => {
    await pool?.close();
    await service.close();
    throw error;
  });
  log.info({ url: server.url, archive: (await service.archiveInfo()).location }, `GraphQL at ${server.url}`);
  await new Promise<void>((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
  log.info("stopping; running searches are interrupted and can be resumed");
  await server.close();
  await pool?.close();
  await endTraining();
  await service.close();
}

/** Threads that execute operations. An archive in memory belongs to one thread, which then executes all of them. */
async function openPool(settings: Settings): Promise<OperationPool | undefined> {
  if (settings.archive === "sqlite::memory:") return undefined;
  const { AnsweringPool } = await import("./threads/answering/pool.js");
  const script = new URL("./composition/answering-thread.js", import.meta.url);
  return AnsweringPool.start(script, { settings } satisfies AnsweringData, log);
}

const packageFile = new URL("../../package.json", import.meta.url);
const { version } = JSON.parse(readFileSync(packageFile, "utf8")) as { version: string };

process.exitCode = await runCli(process.argv, {
  ...processTerminal(),
  version,
  program: fileURLToPath(import.meta.url),
  openService: openForCli,
  probeTensorBackend: ({ tensorBackend, tensorThreads }) => probeBackend(tensorBackend, tensorThreads),
  openTraining: async (note) => trainingProcess(note),
  openMlpTrainer: async (note) => (await import("./training/mlp.js")).openMlpTrainer(note),
  archiveCare,
  replayTable: tableEvaluator,
  serve,
});
