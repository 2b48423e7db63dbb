import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createClient } from "graphql-ws";
import { afterAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { openArchive } from "../../src/archive/open.js";
import { runId } from "../../src/base/ids.js";
import { Random } from "../../src/base/random.js";

const program = resolve(import.meta.dirname, "../../dist/src/main.js");
const folder = mkdtempSync(join(tmpdir(), "harmonic-graphql-"));
const missing = existsSync(program) ? "" : " (skipped: npm run build first)";

const SPACE = {
  id: "my-space",
  genes: [
    { name: "depth", choices: [1, 2, 3, 4], ordered: true },
    ...[1, 2, 3, 4].map((layer) => ({
      name: `kernel_${layer}`,
      choices: [3, 5, 7],
      ordered: true,
      activeWhen: { gene: "depth", atLeast: layer },
    })),
    { name: "width", choices: [8, 16, 32, 64], ordered: true },
    { name: "activation", choices: ["relu", "gelu", "swish"], ordered: false },
  ],
};

interface Sample {
  readonly architecture: Record<string, number | string>;
  readonly accuracy: number;
  readonly latency: number;
}

/** A sample of every network of the space (1,440), with made-up numbers. */
function everySample(): Sample[] {
  const random = new Random("graphql-only");
  const samples: Sample[] = [];
  for (const depth of [1, 2, 3, 4])
    for (let code = 0; code < 3 ** depth; code++)
      for (const width of [8, 16, 32, 64])
        for (const [a, activation] of ["relu", "gelu", "swish"].entries()) {
          const kernels = Array.from({ length: depth }, (_, i) => 3 + 2 * (Math.floor(code / 3 ** i) % 3));
          const work = kernels.reduce((sum, kernel) => sum + kernel, 0) * Math.sqrt(width);
          samples.push({
            architecture: {
              depth,
              ...Object.fromEntries(kernels.map((kernel, i) => [`kernel_${i + 1}`, kernel])),
              width,
              activation,
            },
            accuracy: Number((0.9 - 2 / (4 + work / 8) + 0.01 * a + 0.02 * random.next()).toFixed(5)),
            latency: Number((0.5 + work * (0.1 + 0.02 * a) * (1 + 0.1 * random.next())).toFixed(4)),
          });
        }
  return samples;
}

const samples = everySample();
const genes = SPACE.genes.map(({ name }) => name);
const csv = [
  [...genes, "my-task.accuracy", "my-device.latency_ms"],
  ...samples.map((s) => [...genes.map((gene) => s.architecture[gene] ?? ""), s.accuracy, s.latency]),
]
  .map((row) => row.join(","))
  .join("\n");

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}

interface Served {
  readonly child: ChildProcess;
  readonly url: string;
}

const children: ChildProcess[] = [];

async function serve(archive: string): Promise<Served> {
  const port = await freePort();
  const child = spawn(process.execPath, [program, "serve"], {
    cwd: folder,
    env: {
      ...process.env,
      ARCHIVE: `sqlite:${archive}`,
      SEEDS: "none",
      PORT: String(port),
      LOG_LEVEL: "warn",
    },
    stdio: ["ignore", "ignore", "pipe"],
  });
  children.push(child);
  let stderr = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const url = `http://127.0.0.1:${port}`;
  for (let i = 0; i < 300; i++) {
    if (child.exitCode !== null) throw new Error(`the server ended: ${stderr}`);
    const healthy = await fetch(`${url}/health`).then(
      (r) => r.ok,
      () => false,
    );
    if (healthy) return { child, url: `${url}/graphql` };
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`the server did not come up: ${stderr}`);
}

async function stop({ child }: Served, signal: "SIGTERM" | "SIGKILL"): Promise<void> {
  const ended = once(child, "exit");
  child.kill(signal);
  await ended;
}

// biome-ignore lint/suspicious/noExplicitAny: answers are JSON, and what is expected of them is the test
async function ask({ url }: Served, query: string, variables: object = {}): Promise<any> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: unknown; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

interface Progress {
  readonly evaluations: number;
  readonly hypervolume: number;
  readonly run: { readonly status: string };
  readonly points: readonly unknown[];
}

/** Follows a run by subscription until it ends, or `until` says enough. */
async function follow({ url }: Served, id: string, until: (progress: Progress) => boolean = () => false) {
  const client = createClient({ url: url.replace("http", "ws"), webSocketImpl: WebSocket, retryAttempts: 0 });
  const query = `subscription ($id: ID!) { searchProgress(id: $id) { evaluations hypervolume run { status }
    points { architecture { key } accuracy { value } latency { value } } } }`;
  let last: Progress | undefined;
  for await (const { data } of client.iterate<{ searchProgress: Progress }>({ query, variables: { id } })) {
    last = data?.searchProgress;
    if (last !== undefined && until(last)) break;
  }
  await client.dispose();
  if (last === undefined) throw new Error("the subscription gave nothing");
  return last;
}

const PROBLEM = "... on Problem { code message field }";

/** Gives an empty archive a device, a space, a task, measurements, predictors and an imported table. */
async function setUp(server: Served): Promise<void> {
  const registered = await ask(
    server,
    `mutation ($space: JSON!) {
      registerDevice(input: { id: "my-device", runtime: "litert" }) { __typename ${PROBLEM} }
      registerSearchSpace(input: { space: $space }) {
        __typename ${PROBLEM} ... on RegisterSearchSpaceSuccess { space { cardinality } } }
      registerTask(input: { id: "my-task", space: "my-space" }) { __typename ${PROBLEM} } }`,
    { space: SPACE },
  );
  expect(registered).toMatchObject({
    registerDevice: { __typename: "RegisterDeviceSuccess" },
    registerSearchSpace: { space: { cardinality: "1440" } },
    registerTask: { __typename: "RegisterTaskSuccess" },
  });
  const measurements = new Random("submitted").shuffle(samples).slice(0, 40);
  const submitted = await ask(
    server,
    `mutation ($input: SubmitMeasurementsInput!) { submitMeasurements(input: $input) {
      ${PROBLEM} ... on SubmitMeasurementsSuccess { stored clashing { key } } } }`,
    { input: { task: "my-task", device: "my-device", measurements, idempotencyKey: "first" } },
  );
  expect(submitted.submitMeasurements).toEqual({ stored: 80, clashing: [] });
  for (const metric of ["ACCURACY", "LATENCY"]) {
    const { retrainPredictor } = await ask(
      server,
      `mutation ($metric: Metric!) {
        retrainPredictor(input: { task: "my-task", device: "my-device", metric: $metric }) {
        ${PROBLEM} ... on RetrainPredictorSuccess { promoted quality { kendallTau } } } }`,
      { metric },
    );
    expect(retrainPredictor).toMatchObject({ promoted: true });
  }
  const { importSamples } = await ask(
    server,
    `mutation ($csv: String!) {
      importSamples(input: { name: "my-table", space: "my-space", csv: $csv, measurements: false }) {
      ${PROBLEM} ... on ImportSamplesSuccess { networks measurementsStored } } }`,
    { csv },
  );
  expect(importSamples).toEqual({ networks: 1440, measurementsStored: 0 });
}

async function startSearch(server: Served, strategy: string, budget: number): Promise<string> {
  const { startSearch } = await ask(
    server,
    `mutation ($input: StartSearchInput!) { startSearch(input: $input) {
      ${PROBLEM} ... on StartSearchSuccess { run { id } } } }`,
    {
      input: {
        task: "my-task",
        devices: ["my-device"],
        budget,
        evaluator: "TABLE",
        samples: "my-table",
        strategy,
        seed: 7,
      },
    },
  );
  return startSearch.run.id as string;
}

const keyOf = (id: string) => Buffer.from(id, "base64url").toString().replace("SearchRun:", "");

/** The acknowledged evaluations of a run, read from the archive while no server holds it. */
async function acknowledged(file: string, run: string): Promise<readonly string[]> {
  const archive = await openArchive(`sqlite:${file}`);
  const evaluations = await archive.findings(runId(keyOf(run)));
  await archive.close();
  expect(evaluations.map(({ index }) => index)).toEqual(evaluations.map((_, i) => i));
  return evaluations.map(({ architecture }) => architecture);
}

describe.skipIf(missing !== "")(`over GraphQL alone${missing}`, { timeout: 120_000 }, () => {
  afterAll(() => {
    for (const child of children) child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  });

  test("predicts from measurements, and shows the front of what is measured and predicted", async () => {
    const server = await serve(join(folder, "tour.db"));
    await setUp(server);
    const known = new Set(new Random("submitted").shuffle(samples).slice(0, 40));
    const unknown = samples.filter((sample) => !known.has(sample)).slice(0, 50);
    const { predict, paretoFront } = await ask(
      server,
      `query ($architectures: [JSON!]!) {
        predict(task: "my-task", device: "my-device", architectures: $architectures) { ${PROBLEM}
          ... on Predictions { predictions { latency { value lower upper source } accuracy { value source } } } }
        paretoFront(task: "my-task", device: "my-device", constraints: { maxLatency: 8 }) { sources totalCount
          nodes { accuracy { value source } latency { value source } } } }`,
      { architectures: unknown.map(({ architecture }) => architecture) },
    );
    expect(predict.predictions).toHaveLength(50);
    for (const { latency } of predict.predictions) {
      expect(latency.source).toBe("PREDICTED");
      expect(latency.lower).toBeLessThanOrEqual(latency.value);
      expect(latency.upper).toBeGreaterThanOrEqual(latency.value);
    }
    expect(paretoFront.sources).toEqual(["MEASURED", "PREDICTED"]);
    expect(paretoFront.totalCount).toBeGreaterThan(0);
    for (const { latency } of paretoFront.nodes) expect(latency.value).toBeLessThanOrEqual(8);
    await stop(server, "SIGTERM");
    expect(server.child.exitCode).toBe(0);
  });

  test.each([
    ["NSGA2", 900, 120],
    ["SURROGATE", 40, 15],
  ])("a %s search killed with SIGKILL goes on as if it had not been", async (strategy, budget, enough) => {
    const file = join(folder, `killed-${strategy}.db`);
    let server = await serve(file);
    await setUp(server);
    const run = await startSearch(server, strategy, budget);
    await follow(server, run, ({ evaluations }) => evaluations >= enough);
    await stop(server, "SIGKILL");
    // The process of the run notices within moments; what it stores until then counts, too.
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    const before = await acknowledged(file, run);
    expect(before.length).toBeGreaterThanOrEqual(enough);
    expect(before.length).toBeLessThan(budget);

    server = await serve(file);
    const status = `query ($id: ID!) { searchRun(id: $id) { status evaluations } }`;
    expect((await ask(server, status, { id: run })).searchRun).toEqual({
      status: "INTERRUPTED",
      evaluations: before.length,
    });
    const { resumeSearch } = await ask(
      server,
      `mutation ($id: ID!) { resumeSearch(id: $id) { ${PROBLEM} ... on ResumeSearchSuccess { run { id status } } } }`,
      { id: run },
    );
    expect(resumeSearch).toEqual({ run: { id: run, status: "RUNNING" } });
    const resumed = await follow(server, run);
    expect(resumed).toMatchObject({ evaluations: budget, run: { status: "FINISHED" } });
    const { paretoFront } = await ask(
      server,
      `{ paretoFront(task: "my-task", device: "my-device", sources: [MEASURED]) { totalCount hypervolume } }`,
    );
    expect(paretoFront.totalCount).toBeGreaterThanOrEqual(resumed.points.length);
    await stop(server, "SIGTERM");
    const after = await acknowledged(file, run);
    expect(after.slice(0, before.length)).toEqual(before);
    expect(new Set(after).size).toBe(budget);

    const whole = join(folder, `whole-${strategy}.db`);
    server = await serve(whole);
    await setUp(server);
    const other = await startSearch(server, strategy, budget);
    const uninterrupted = await follow(server, other);
    await stop(server, "SIGTERM");
    expect(await acknowledged(whole, other)).toEqual(after);
    expect(resumed.points).toEqual(uninterrupted.points);
    expect(resumed.hypervolume).toBe(uninterrupted.hypervolume);
  });
});
