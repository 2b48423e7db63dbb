import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { openArchive } from "../../../src/archive/open.js";
import { runId } from "../../../src/base/ids.js";
import { Random } from "../../../src/base/random.js";
import { csv, SPACE, samples } from "./my-space.js";
import { ask, cleanUp, folder, follow, missing, type Served, serve, stop } from "./served.js";

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
  afterAll(cleanUp);

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
