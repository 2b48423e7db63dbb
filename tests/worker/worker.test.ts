import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { httpSource } from "../../src/worker/http-source.js";
import { programEvaluator } from "../../src/worker/program.js";
import { type WorkerReport, work } from "../../src/worker/worker.js";
import { fillToy, startApi, type TestApi } from "../api/harness.js";

let api: TestApi;
let folder: string;
const running: { stop: AbortController; done: Promise<WorkerReport> }[] = [];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "worker-"));
  api = await startApi({ clock: Date.now });
  await fillToy(api.service);
  await api.service.registerDevice({ id: "board" });
});
afterEach(async () => {
  for (const { stop, done } of running.splice(0)) {
    stop.abort();
    await done.catch(() => undefined);
  }
  await api.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A program that sleeps for a time that follows from the network, notes the job in a file, and answers. */
function program(
  body = "setTimeout(() => console.log(JSON.stringify({ latency: value })), 5 * (value % 7));",
): string {
  const file = join(folder, "evaluate.mjs");
  writeFileSync(
    file,
    `import { appendFileSync, readFileSync } from "node:fs";
const job = JSON.parse(readFileSync(0, "utf8"));
appendFileSync(${JSON.stringify(join(folder, "jobs"))}, JSON.stringify(job) + "\\n");
const value = Object.values(job.architecture).reduce((sum, one) => sum + (Number(one) || one.charCodeAt?.(0)), 0);
${body}`,
  );
  return `'${process.execPath}' '${file}'`;
}
const jobs = () =>
  readFileSync(join(folder, "jobs"), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

function startWorker(
  command: string,
  change: { parallel?: number; leaseSeconds?: number; drainMs?: number; limit?: number } = {},
) {
  const stop = new AbortController();
  const done = work(
    {
      source: httpSource(api.server.url, undefined, `w${running.length}`),
      evaluate: programEvaluator(command, change.limit ?? 10_000, (_, use) => use(null)),
      parallel: 1,
      leaseSeconds: 3,
      drainMs: 3000,
      note: () => undefined,
      ...change,
    },
    stop.signal,
  );
  running.push({ stop, done });
  return { stop: () => stop.abort(), done };
}

const start = async (budget: number, parallel: number) =>
  (
    await api.service.startSearch({
      task: "toy-task",
      devices: ["board"],
      objectives: ["latency"],
      evaluator: "external",
      strategy: "nsga2",
      budget,
      parallel,
      seed: 5,
    })
  ).id;
async function finished(run: string) {
  for (let tries = 0; tries < 600; tries++) {
    if ((await api.service.run(run)).run.status.kind !== "running") break;
    await sleep(50);
  }
  const { run: end } = await api.service.run(run);
  expect(end.status.kind).toBe("finished");
  return (await api.service.evaluations(run)).evaluations;
}

it("evaluates what a run waits for with a program that gets the job and answers", async () => {
  const run = await start(4, 2);
  const { stop, done } = startWorker(program());
  const evaluations = await finished(run);
  expect(evaluations.map(({ status }) => status)).toEqual(["done", "done", "done", "done"]);
  expect(jobs()).toHaveLength(4);
  for (const job of jobs()) {
    expect(job).toMatchObject({
      claim: expect.any(String),
      task: "toy-task",
      devices: ["board"],
      model: null,
    });
    const evaluated = evaluations.find(
      ({ architecture }) => JSON.stringify(architecture) === JSON.stringify(job.architecture),
    );
    expect(evaluated?.costs.get("board" as never)?.latency).toBeGreaterThan(0);
  }
  stop();
  expect(await done).toEqual({ completed: 4, failed: 0, stale: 0, returned: 0 });
}, 30_000);

it("a worker that is added in the middle helps, and the run is the same however many there are", async () => {
  const several = await start(12, 4);
  startWorker(program());
  await sleep(300);
  startWorker(program(), { parallel: 3 });
  const together = await finished(several);
  for (const { stop, done } of running.splice(0)) {
    stop.abort();
    expect((await done).completed).toBeGreaterThan(0);
  }
  await api.close();
  api = await startApi({ clock: Date.now });
  await fillToy(api.service);
  await api.service.registerDevice({ id: "board" });
  startWorker(program());
  const alone = await finished(await start(12, 4));
  const compared = (list: typeof alone) => list.map(({ number, id, costs }) => ({ number, id, costs }));
  expect(compared(together)).toEqual(compared(alone));
}, 60_000);

it.each([
  ["console.log('hello')", /last line that --command prints must be a JSON object.*not "hello"/],
  ["", /but it printed nothing/],
  ["console.log('{}')", /measurement must have an accuracy/],
  ["console.log('{\"latency\": -1}')", /measurement\.latency must be a number \[ms\] above 0/],
  ["console.log('{\"speed\": 1}')", /"speed"/],
  ["console.error('no board'); process.exit(3)", /ended with exit code 3: no board/],
  ["setTimeout(() => {}, 60_000)", /took longer than 0\.5 s/],
])(
  "says clearly what is wrong with a program that does %j",
  async (body, reason) => {
    const run = await start(2, 1);
    startWorker(program(body), { limit: body.includes("60_000") ? 500 : 10_000 });
    let reasons: string[] = [];
    for (let tries = 0; reasons.length === 0 && tries < 400; tries++) {
      await sleep(25);
      reasons = (await api.service.run(run)).pending.flatMap(
        ({ job }) => job?.past.map((past) => past.reason) ?? [],
      );
    }
    expect(reasons[0]).toMatch(reason);
  },
  30_000,
);

it("finishes what it has when it is told to stop, and takes nothing more", async () => {
  const run = await start(6, 1);
  const { stop, done } = startWorker(program("setTimeout(() => console.log('{\"latency\": 1}'), 500);"));
  await until(async () =>
    (await api.service.run(run)).pending.some(({ job }) => job?.state.kind === "claimed"),
  );
  stop();
  expect(await done).toMatchObject({ completed: 1, returned: 0 });
  await until(async () => (await api.service.run(run)).evaluations === 1);
}, 30_000);

it("gives back what it cannot finish in time, and another gets it at once", async () => {
  const run = await start(1, 1);
  const { stop, done } = startWorker(program("setTimeout(() => {}, 60_000);"), {
    drainMs: 50,
    leaseSeconds: 600,
  });
  await until(async () =>
    (await api.service.run(run)).pending.some(({ job }) => job?.state.kind === "claimed"),
  );
  stop();
  expect(await done).toMatchObject({ completed: 0, returned: 1, failed: 0 });
  startWorker(program());
  expect(await finished(run)).toMatchObject([{ status: "done" }]);
}, 30_000);

it("keeps its lease during an evaluation that takes longer, and a lost worker's goes to another", async () => {
  const run = await start(1, 1);
  startWorker(program("setTimeout(() => console.log('{\"latency\": 1}'), 2500);"), { leaseSeconds: 1 });
  await sleep(200);
  startWorker(program(), { leaseSeconds: 1 });
  expect(await finished(run)).toMatchObject([{ status: "done" }]);
  expect(jobs()).toHaveLength(1);

  const second = await start(1, 1);
  await until(async () => (await api.service.run(second)).pending.length === 1);
  await api.service.claimEvaluation({ worker: "lost", leaseSeconds: 1, run: second });
  expect(await finished(second)).toMatchObject([{ status: "done" }]);
}, 30_000);

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    if (await holds()) return;
    await sleep(25);
  }
  throw new Error("the condition did not come to hold");
}
