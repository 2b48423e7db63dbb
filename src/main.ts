#!/usr/bin/env node
import { randomBytes, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { pino, stdSerializers } from "pino";
import { endTraining, trainInBackground } from "../predictors/training/background.js";
import { seedArchive } from "../seeds/seed.js";
import { archiveCare } from "./archive/care.js";
import { openArchive } from "./archive/open.js";
import { defined } from "./base/defined.js";
import { runCli } from "./cli/run-cli.js";
import { placesOf, type Settings } from "./cli/settings.js";
import { processTerminal } from "./cli/terminal.js";
import type { TrainingTools } from "./cli/training-tools.js";
import { externalEvaluator } from "./runs/execution/evaluators/external-evaluator.js";
import { createService } from "./service/create-service.js";
import type { HarmonicService } from "./service/service.js";
import { tableEvaluator } from "./tables/table-evaluator.js";
import { probeBackend } from "./training/backend/probe.js";
import { exporterOf } from "./training/networks/exporter.js";
import { trainingProcess } from "./training/process/open.js";

const log = pino(
  {
    base: null,
    level: process.env.LOG_LEVEL ?? "info",
    serializers: { error: stdSerializers.err, err: stdSerializers.err },
  },
  pino.destination({ dest: 2, sync: true }),
);

/** Opens the archive, fills a new one from the seeds, and makes the service. */
async function openService(settings: Settings, note: (line: string) => void): Promise<HarmonicService> {
  const archive = await openArchive(settings.archive);
  try {
    if (settings.seeds === "all") await seedArchive(archive, note);
  } catch (error) {
    await archive.close();
    throw error;
  }
  const lanes: TrainingTools[] = [];
  const openLane = (lane: number) => {
    lanes[lane] ??= trainingProcess((line) => log.info(line));
    return lanes[lane];
  };
  const training = openLane(0);
  const places = placesOf(settings);
  return createService({
    archive,
    clock: Date.now,
    newId: randomUUID,
    owner: `${hostname()}:${process.pid}:${randomBytes(4).toString("hex")}`,
    log,
    train: (set, options) => trainInBackground(set, options, mlpModule),
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
  });
}

/** Serves until SIGINT or SIGTERM. Running searches are then interrupted cleanly and can be resumed. */
async function serve(settings: Settings): Promise<void> {
  const { startServer } = await import("./api/server.js");
  const service = await openService(settings, (line) => log.info(line));
  const { host, port, apiToken } = settings;
  const server = await startServer({ service, host, port, logger: log, ...defined({ apiToken }) }).catch(
    async (error: unknown) => {
      await service.close();
      throw error;
    },
  );
  log.info({ url: server.url, archive: (await service.archiveInfo()).location }, `GraphQL at ${server.url}`);
  await new Promise<void>((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
  log.info("stopping; running searches are interrupted and can be resumed");
  await server.close();
  await endTraining();
  await service.close();
}

/** Module that the training thread loads for predictors of the family `mlp-ensemble`. */
const mlpModule = new URL("./training/mlp.js", import.meta.url).href;
const packageFile = new URL("../../package.json", import.meta.url);
const { version } = JSON.parse(readFileSync(packageFile, "utf8")) as { version: string };

process.exitCode = await runCli(process.argv, {
  ...processTerminal(),
  version,
  openService,
  probeTensorBackend: ({ tensorBackend, tensorThreads }) => probeBackend(tensorBackend, tensorThreads),
  openTraining: async (note) => trainingProcess(note),
  openMlpTrainer: async (note) => (await import("./training/mlp.js")).openMlpTrainer(note),
  archiveCare,
  replayTable: tableEvaluator,
  serve,
});
