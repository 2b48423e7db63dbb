import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { modelFiles } from "../../../src/cli/evaluate/model-file.js";
import { trainingEvaluator } from "../../../src/cli/evaluate/training.js";
import type { ExportRequest, TrainingPlaces, TrainingTools } from "../../../src/cli/training-tools.js";
import { externalEvaluator } from "../../../src/runs/execution/evaluators/external-evaluator.js";
import type { JobExchange, OfferedJob } from "../../../src/runs/jobs/exchange.js";
import type { FusionReport, FusionRequest } from "../../../src/runs/network-trainer.js";
import { createService } from "../../../src/service/create-service.js";
import { composed } from "../../../src/space/network/backbone.js";
import type { NetworkDeclaration } from "../../../src/space/network/declaration.js";
import { tableEvaluator } from "../../../src/tables/table-evaluator.js";
import { httpSource } from "../../../src/worker/http-source.js";
import { startApi } from "../../api/harness.js";

const NETWORKS = {
  classes: 3,
  backbones: {
    image: {
      ...{ kind: "elastic", input: [3, 16, 16], stem: 8, finalExpand: 16, featureMix: 16 },
      stages: [{ width: 8, stride: 2, squeezeExcitation: false }],
    },
    text: { kind: "maxout", input: [300] },
  },
  fusion: { cells: [1], nodes: [1], channels: 24 },
} satisfies NetworkDeclaration;
const PLACES: TrainingPlaces = { datasets: "d", supernets: "s", networkBytes: 0, backend: "cpu" };
const never = new AbortController().signal;

/** A server with a search that waits for a worker, in a space of one's own whose task is scored by macro F1. */
async function waitingServer() {
  const api = await startApi();
  await api.service.registerSearchSpace({ id: "own", ...NETWORKS });
  await api.service.registerTask({ id: "posters", space: "own", score: "macro-f1" });
  await api.service.registerDevice({ id: "board" });
  await api.service.startSearch({
    ...{ task: "posters", devices: ["board"], objectives: ["accuracy"], evaluator: "external" },
    ...{ strategy: "random", budget: 1, parallel: 1, seed: 1 },
  });
  return api;
}

it("a worker trains networks of a space of one's own, and scores them as the task declares", async () => {
  const api = await waitingServer();
  try {
    const job = await httpSource(api.server.url, undefined, "w").claim(60);
    expect(job).toMatchObject({ space: "own", definition: NETWORKS, score: "macro-f1" });
    const trained: FusionRequest[] = [];
    const exported: ExportRequest[] = [];
    const tools = {
      trainFusion: async (request: FusionRequest) => {
        trained.push(request);
        return { validation: { accuracy: 0.5 }, training: "1 epoch", seconds: 1 } as FusionReport;
      },
      exportNetwork: async (request: ExportRequest) => {
        exported.push(request);
        mkdirSync(request.out);
        writeFileSync(join(request.out, "model.onnx"), "model");
      },
    } as unknown as TrainingTools;
    await trainingEvaluator(async () => tools, PLACES, 1)(job!, never);
    const composition = composed(NETWORKS);
    expect(trained).toMatchObject([{ space: "own", score: "macro-f1", composition }]);
    const model = await modelFiles(async () => tools, PLACES)(job!, async (path) => path);
    expect(model).toMatch(/model\.onnx$/);
    expect(exported).toMatchObject([{ subject: { space: "own", composition } }]);
  } finally {
    await api.close();
  }
});

it("a queue offers them with what a worker has to know", async () => {
  const api = await waitingServer();
  const offered: OfferedJob[] = [];
  const queue = {
    ...{
      description: "a queue",
      withdraw: async () => true,
      settled: async () => [],
      forget: async () => {},
    },
    ...{
      counts: async () => ({ waiting: 0, claimed: 0, settled: 0 }),
      onSettled: () => {},
      close: async () => {},
    },
    offer: async (jobs) => void offered.push(...jobs),
  } satisfies JobExchange;
  const service = createService({
    ...{ archive: api.archive, clock: Date.now, newId: () => crypto.randomUUID(), owner: "a:1:a", queue },
    ...{
      evaluators: { table: tableEvaluator, external: externalEvaluator },
      log: { info: () => undefined, warn: () => undefined },
    },
    train: () => Promise.reject(new Error("nothing is trained here")),
  });
  const leaving = new AbortController();
  const cooperation = service.cooperate(leaving.signal);
  try {
    await expect
      .poll(() => offered, { timeout: 20_000 })
      .toMatchObject([
        { task: "posters", space: "own", definition: { id: "own", ...NETWORKS }, score: "macro-f1" },
      ]);
  } finally {
    leaving.abort();
    await cooperation;
    await api.close();
  }
});
