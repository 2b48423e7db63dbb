import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import { InvalidInput, Unavailable } from "../../../src/base/errors.js";
import { modelFiles } from "../../../src/cli/evaluate/model-file.js";
import { tableEvaluator } from "../../../src/cli/evaluate/table.js";
import { trainingEvaluator } from "../../../src/cli/evaluate/training.js";
import type { TrainingPlaces, TrainingTools } from "../../../src/cli/training-tools.js";
import { NotMeasured, Stopped } from "../../../src/profiling/runners/runner.js";
import type { FusionReport, FusionRequest } from "../../../src/runs/network-trainer.js";
import { parseArchitecture, toArchitecture } from "../../../src/space/architecture.js";
import { builtInSpace } from "../../../src/space/built-in/index.js";
import { compileSpace } from "../../../src/space/compile.js";
import { parseSpace } from "../../../src/space/parse/parse-space.js";
import { parseTable } from "../../../src/tables/parse-table.js";
import { httpSource } from "../../../src/worker/http-source.js";
import type { Job } from "../../../src/worker/job-source.js";
import { programEvaluator } from "../../../src/worker/program.js";
import { work } from "../../../src/worker/worker.js";
import { fillToy, startApi } from "../../api/harness.js";
import { TOY_SPACE } from "../../support/service.js";
import { CommandLine } from "../support/command-line.js";

const places: TrainingPlaces = { datasets: "d", supernets: "s", networkBytes: 0, backend: "cpu" };
const never = new AbortController().signal;
const job = (change: Partial<Job> = {}): Job => ({
  claim: `run/${"ab".repeat(32)}/1`,
  run: "run",
  task: "t",
  space: TOY_SPACE.id,
  devices: ["d"],
  architecture: { depth: 1, width: 16, operator: "a" },
  ...change,
});

/** A training that blocks a thread, as a long epoch does, until `end` is called. */
function blockingTraining(): { readonly report: Promise<FusionReport>; end(): void } {
  const gate = new Int32Array(new SharedArrayBuffer(4));
  const thread = new Worker(
    `const { parentPort, workerData } = require("node:worker_threads");
     Atomics.wait(workerData, 0, 0);
     parentPort.postMessage("trained");`,
    { eval: true, workerData: gate },
  );
  const report = new Promise<FusionReport>((resolve, reject) => {
    thread.once("message", () =>
      resolve({
        ...{ validation: { accuracy: 0.75 }, training: "1 epoch", seconds: 2, examples: 40 },
      } as FusionReport),
    );
    thread.once("error", reject);
  });
  const end = () => {
    Atomics.store(gate, 0, 1);
    Atomics.notify(gate, 0);
  };
  return { report, end };
}
const toolsWith = (trainFusion: (request: FusionRequest) => Promise<FusionReport>) =>
  ({ trainFusion }) as unknown as TrainingTools;

describe("a worker that trains", () => {
  it("keeps its lease over a training that blocks its thread for several leases", async () => {
    let now = Date.parse("2026-01-01T00:00:00Z");
    const api = await startApi({ clock: () => now });
    const stop = new AbortController();
    const training = blockingTraining();
    try {
      await fillToy(api.service);
      await api.service.registerDevice({ id: "board" });
      await api.service.registerTask({ id: "fresh", space: "toy" });
      const trained: FusionRequest[] = [];
      const tools = toolsWith((request) => {
        trained.push(request);
        return training.report;
      });
      const { id } = await api.service.startSearch({
        ...{ task: "fresh", devices: ["board"], objectives: ["accuracy"], evaluator: "external" },
        ...{ strategy: "random", budget: 1, parallel: 1, seed: 1 },
      });
      const source = httpSource(api.server.url, undefined, "trainer");
      const answers: boolean[] = [];
      const worker = work(
        {
          source: {
            ...source,
            async extend(...given) {
              const isHeld = await source.extend(...given);
              answers.push(isHeld);
              // Most of the lease passes before the next sign of life; five of them are four leases.
              now += 800;
              expect(await api.service.claimEvaluation({ worker: "greedy", run: id })).toBeUndefined();
              if (answers.length === 5) training.end();
              return isHeld;
            },
          },
          evaluate: trainingEvaluator(async () => tools, places, 3),
          ...{ parallel: 1, leaseSeconds: 1, drainMs: 60_000, note: () => undefined },
        },
        stop.signal,
      );
      while ((await api.service.run(id)).evaluations === 0) await sleep(20);
      stop.abort();
      expect(await worker).toEqual({ completed: 1, failed: 0, stale: 0, returned: 0 });
      expect(answers.slice(0, 5)).toEqual([true, true, true, true, true]);
      expect(trained).toMatchObject([{ task: "fresh", space: "toy", keepsNetwork: true }]);
      const [{ accuracy }] = (await api.service.evaluations(id)).evaluations;
      expect(accuracy).toBe(0.75);
    } finally {
      training.end();
      stop.abort();
      await api.close();
    }
  }, 60_000);

  it("gives each network a seed of its own, the same in every worker, and hands in how it was trained", async () => {
    const seeds: number[] = [];
    const evaluate = () =>
      trainingEvaluator(
        async () =>
          toolsWith(async ({ seed }) => {
            seeds.push(seed);
            return { validation: { accuracy: 0.5 }, training: "2 epochs", seconds: 4 } as FusionReport;
          }),
        places,
        1,
      );
    expect(await evaluate()(job(), never)).toEqual({
      ...{ accuracy: 0.5, training: "2 epochs", seconds: 4, seeds: [seeds[0]] },
    });
    await evaluate()(job(), never);
    await evaluate()(job({ architecture: { depth: 2 } }), never);
    expect(seeds[1]).toBe(seeds[0]);
    expect(seeds[2]).not.toBe(seeds[0]);
  });

  it("stops at once when it is told to, and does not use the process again before the epoch ends", async () => {
    let opened = 0;
    let end = (): void => undefined;
    const evaluate = trainingEvaluator(
      async () => {
        opened++;
        return toolsWith(
          () =>
            new Promise((resolve) => {
              end = () => resolve({ validation: { accuracy: 1 }, training: "", seconds: 0 } as FusionReport);
            }),
        );
      },
      places,
      1,
    );
    const stop = new AbortController();
    const stopped = evaluate(job(), stop.signal);
    await sleep(0);
    stop.abort();
    await expect(stopped).rejects.toBeInstanceOf(Stopped);
    const endFirst = end;
    const second = evaluate(job(), never);
    await sleep(0);
    expect(opened).toBe(2);
    end();
    await second;
    endFirst();
  });

  it("counts a lost process as a failure of the network, and ends where it cannot train the task", async () => {
    const failing = (error: Error) =>
      trainingEvaluator(async () => toolsWith(() => Promise.reject(error)), places, 1)(job(), never);
    await expect(failing(new Unavailable("the training process ended with SIGKILL"))).rejects.toBeInstanceOf(
      NotMeasured,
    );
    await expect(failing(new InvalidInput("task", "t.dataset does not exist"))).rejects.toBeInstanceOf(
      InvalidInput,
    );
  });
});

describe("a worker with a table", () => {
  const space = compileSpace(parseSpace(TOY_SPACE));
  const table = [
    "depth,width,operator,t.accuracy,d.latency_ms,e.energy_mj",
    "1,16,a,0.5,2,7",
    "1,16,a,0.7,4,",
    "2,16,a,0.9,,",
  ].join("\n");

  it("answers with the means of a network's rows, by the devices of the run", async () => {
    const evaluate = tableEvaluator(await parseTable(table, space), space);
    expect(await evaluate(job(), never)).toEqual({ accuracy: 0.6, latency: 3 });
    expect(await evaluate(job({ devices: ["d", "e"] }), never)).toEqual({
      accuracy: 0.6,
      devices: [
        { device: "d", latency: 3 },
        { device: "e", energy: 7 },
      ],
    });
    const second = toArchitecture(space, parseArchitecture(space, { depth: 2, width: 16, operator: "a" }));
    expect(await evaluate(job({ architecture: second }), never)).toEqual({ accuracy: 0.9 });
  });

  it("fails a network that the table lacks, and ends where the space is another one", async () => {
    const evaluate = tableEvaluator(await parseTable(table, space), space);
    const unknown = job({ architecture: { depth: 1, width: 32, operator: "a" } });
    await expect(evaluate(unknown, never)).rejects.toThrow("the table has no row of this network");
    await expect(evaluate(job({ space: "nas-bench-201" }), never)).rejects.toMatchObject({
      code: "INVALID_INPUT",
      field: "--space",
    });
  });
});

describe("the model of a job", () => {
  const ofa = compileSpace(builtInSpace("ofa-mobilenet-v3")!);
  const network = toArchitecture(ofa, new Uint8Array(ofa.genes.length));
  const withModel = modelFiles(
    async () =>
      ({
        exportNetwork: async ({ out }: { out: string }) => {
          mkdirSync(out);
          writeFileSync(join(out, "model.onnx"), "model");
        },
      }) as unknown as TrainingTools,
    places,
  );

  it("is the path of an ONNX model while the program runs", async () => {
    const evaluate = programEvaluator(
      `read -r job; path=$(printf '%s' "$job" | sed 's/.*"model":"\\([^"]*\\)".*/\\1/'); ` +
        `printf '{"path": "%s", "content": "%s"}\\n' "$path" "$(cat "$path")"`,
      10_000,
      withModel,
    );
    const answer = (await evaluate(job({ space: "ofa-mobilenet-v3", architecture: network }), never)) as {
      path: string;
      content: string;
    };
    expect(answer.content).toBe("model");
    expect(answer.path).toMatch(/model\.onnx$/);
    expect(existsSync(answer.path)).toBe(false);
  });

  it("is null where networks of the space cannot be exported, or this one is partial", async () => {
    expect(await withModel(job(), async (model) => model)).toBeNull();
    const partial = modelFiles(
      async () =>
        ({
          exportNetwork: () =>
            Promise.reject(new InvalidInput("architecture", "the architecture is partial")),
        }) as unknown as TrainingTools,
      places,
    );
    const given = job({ space: "ofa-mobilenet-v3", architecture: network });
    expect(await partial(given, async (model) => model)).toBeNull();
  });
});

it.each([
  [["--command", "x", "--samples", "t.csv"], "--command and --samples are two ways to evaluate"],
  [["--samples", "t.csv"], "--space must name the search space of --samples"],
  [["--space", "nas-bench-201"], "--space belongs to --samples"],
  [["--distinct", "x"], "--distinct belongs to --samples"],
  [["--samples", "no-such-file.csv", "--space", "nas-bench-201"], "no-such-file.csv"],
])("worker %j says what is wrong", async (args, message) => {
  const cli = new CommandLine(undefined);
  const { code, stderr } = await cli.run("worker", "--server", "http://127.0.0.1:1", ...args);
  expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
});
