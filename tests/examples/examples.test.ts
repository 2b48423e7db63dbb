import { execFile, execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startApi, type TestApi } from "../api/harness.js";

const run = promisify(execFile);
const EXAMPLES = "examples";
const tsx = (...args: readonly string[]) => run(process.execPath, ["--import", "tsx", ...args]);

/** A Python with what the client needs, made once; undefined where this machine has no Python or no package index. */
function pythonOrNothing(): string | undefined {
  const folder = join(".cache", "examples-python");
  const python = join(folder, "bin", "python");
  try {
    if (!existsSync(join(folder, "ready"))) {
      execFileSync("python3", ["-m", "venv", folder], { stdio: "ignore" });
      const requirements = join(EXAMPLES, "python-client", "requirements.txt");
      execFileSync(python, ["-m", "pip", "install", "--quiet", "-r", requirements], { stdio: "ignore" });
      execFileSync("touch", [join(folder, "ready")]);
    }
    return python;
  } catch {
    return undefined;
  }
}
const python = pythonOrNothing();

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
  const spec = JSON.parse(readFileSync(join(EXAMPLES, "search-space", "small-cnn.json"), "utf8"));
  const source = readFileSync(join(EXAMPLES, "search-space", "measured.csv"), "utf8");
  await api.service.registerSearchSpace(spec);
  await api.service.importSamples({ name: "measured", space: "small-cnn", source });
}, 120_000);
afterAll(() => api.close());
const ON = { task: "small-cnn-digits", device: "my-board" };

describe("the examples", () => {
  it("are under 80 lines each", () => {
    const files = readdirSync(EXAMPLES, { recursive: true, encoding: "utf8" }).filter(
      (file) => /\.(ts|py|json|csv)$/.test(file) && !file.includes("generated"),
    );
    expect(files.length).toBeGreaterThan(5);
    const long = files.filter((file) => readFileSync(join(EXAMPLES, file), "utf8").split("\n").length > 80);
    expect(long).toEqual([]);
  });

  it("have a search space and a table whose front can be asked for", async () => {
    const front = await api.service.paretoFront({ ...ON, constraints: { maxLatency: 4 } });
    expect(front.points.length).toBeGreaterThan(5);
    for (const { latency } of front.points) expect(latency?.value).toBeLessThanOrEqual(4);
  });

  it("have a strategy that beats random search", async () => {
    const { stdout } = await tsx(join(EXAMPLES, "strategy", "hill-climbing.ts"));
    const [own, random] = [...stdout.matchAll(/(\d+) to 99 %/g)].map(([, count]) => Number(count));
    expect(own).toBeLessThan(random);
  }, 60_000);

  it("have a predictor family that ranks networks", async () => {
    const { stdout } = await tsx(join(EXAMPLES, "predictor-family", "nearest-neighbours.ts"));
    expect(Number(/nearest-neighbours: .* tau ([\d.]+)/.exec(stdout)?.[1])).toBeGreaterThan(0.6);
  }, 60_000);

  it("have a worker that measures what a search waits for, to its end", async () => {
    const worker = join(EXAMPLES, "external-worker", "worker.ts");
    const { stdout } = await tsx(worker, api.server.url, ON.task, ON.device, "8");
    expect(stdout).toContain("8 networks measured; finished: the budget of 8 evaluations is used up");
  }, 60_000);

  describe("have a client in TypeScript", () => {
    const client = (...args: readonly string[]) =>
      tsx(join(EXAMPLES, "typescript-client", "client.ts"), api.server.url, ...args);
    const asked = ["--task", ON.task, "--device", ON.device];

    it("that lists tasks and devices", async () => {
      const { stdout } = await client();
      expect(stdout).toMatch(/^task small-cnn-digits: [1-9]\d+ networks measured$/m);
      expect(stdout).toMatch(/^device my-board: [1-9]\d+ networks measured$/m);
    }, 60_000);

    it("that shows all pages of the front within limits", async () => {
      const { points } = await api.service.paretoFront({ ...ON, constraints: { maxLatency: 4 } });
      const { stdout } = await client(...asked, "--max-latency", "4", "--page-size", "2");
      const shown = [...stdout.matchAll(/^\{"depth":.* accuracy \(measured\), ([\d.]+) ms \(measured\)$/gm)];
      expect(shown.map(([, latency]) => latency)).toEqual(points.map((p) => p.latency?.value.toFixed(3)));
      expect(stdout).toContain(`${points.length} networks on the front`);
    }, 60_000);

    it("that estimates a network", async () => {
      await api.service.trainPredictor({ ...ON, metric: "latency", family: "ridge" });
      const genes = { depth: 2, width_1: 16, width_2: 16, operator: "conv3x3" };
      const { stdout } = await client(...asked, "--genes", JSON.stringify(genes));
      expect(stdout).toMatch(/"operator":"conv3x3"\} [\d.]+ ms \(predicted, [\d.]+ to [\d.]+\)/);
    }, 60_000);

    it("that follows a search to its end", async () => {
      const table = { evaluator: "table", samples: "measured", strategy: "random" } as const;
      const { id } = await api.service.startSearch({
        task: ON.task,
        devices: [ON.device],
        budget: 8,
        ...table,
      });
      const { stdout } = await client("--run", id);
      expect(stdout).toMatch(/^8 of 8, finished: the budget of 8 evaluations is used up$/m);
    }, 60_000);

    it.each([
      ["as data", [...asked, "--genes", '{"depth":9}'], /^INVALID_INPUT \(architectures\[0\]\S*\): .*depth/],
      ["as an error", [...asked, "--max-latency", "0"], /^INVALID_INPUT \(constraints\.maxLatency\): /],
      ["as an error of a subscription", ["--run", "none"], /^NOT_FOUND \(id\): /],
    ])(
      "that says what is wrong, which comes %s",
      async (_, args, said) => {
        await expect(client(...args)).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(said) });
      },
      60_000,
    );
  });

  it.skipIf(python === undefined)(
    "have a worker in Python that evaluates what a search waits for (needs python3 and its package index)",
    async () => {
      const { id } = await api.service.startSearch({
        task: ON.task,
        devices: [ON.device],
        evaluator: "external",
        strategy: "random",
        budget: 6,
        parallel: 2,
        seed: 9,
      });
      const worker = join(EXAMPLES, "python-worker", "worker.py");
      const { stdout } = await run(python as string, [worker, "--url", api.server.url, "--idle", "3"]);
      expect(stdout).toContain("networks evaluated");
      expect((await api.service.run(id)).run).toMatchObject({ evaluations: 6, status: { kind: "finished" } });
      const { evaluations } = await api.service.evaluations(id);
      expect(evaluations.every(({ status }) => status === "done")).toBe(true);
    },
    60_000,
  );

  it.skipIf(python === undefined)(
    "have a client in Python that hands measurements in and shows the front (needs python3 and its package index)",
    async () => {
      const client = join(EXAMPLES, "python-client", "client.py");
      const ask = ["--url", api.server.url, "--task", ON.task, "--device", ON.device];
      const { stdout } = await run(python as string, [client, ...ask, "--max-latency", "3"]);
      expect(stdout).toMatch(/accuracy +latency/);
      expect(stdout.trim().split("\n").length).toBeGreaterThan(5);
    },
    60_000,
  );
});
