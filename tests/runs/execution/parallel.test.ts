import { describe, expect, it } from "vitest";
import { submitMeasurements } from "../../../src/service/measurements/submit.js";
import { ended, findingsOf, pausingTable, REQUEST, startProcess, toyArchive, until } from "../harness.js";

const EXTERNAL = {
  task: "toy-task",
  devices: ["blank-device"],
  budget: 8,
  evaluator: "external",
  seed: 3,
} as const;

/** Submits the latency of one pending network, as a worker would. */
async function measure(process: ReturnType<typeof startProcess>, id: string, position: number) {
  const { pending } = await process.runs.run(id);
  const network = pending[position % pending.length];
  const { architecture } = network;
  await submitMeasurements(process.context, {
    task: "toy-task",
    device: "blank-device",
    measurements: [{ architecture, latency: Number(architecture.depth) * Number(architecture.width) }],
  });
  await until(async () => !(await pendingIds(process, id)).includes(network.id));
}

const pendingIds = async (process: ReturnType<typeof startProcess>, id: string) =>
  (await process.runs.run(id)).pending.map((network) => network.id);

describe("a parallel run", () => {
  it.each(["surrogate", "random"] as const)(
    "lists as many pending networks at all times (%s)",
    async (strategy) => {
      const process = startProcess(await toyArchive());
      const { id } = await process.runs.startSearch({ ...EXTERNAL, strategy, parallel: 3 });
      for (let answered = 0; answered < 8; answered++) {
        await until(async () => (await pendingIds(process, id)).length === Math.min(3, 8 - answered));
        await measure(process, id, 2 * answered);
      }
      expect(await ended(process, id)).toMatchObject({
        evaluations: 8,
        settings: { parallel: 3 },
        status: { rule: "budget" },
      });
      expect(await pendingIds(process, id)).toEqual([]);
    },
  );

  it("asks for the same networks again when it is resumed, and for more or fewer if told so", async () => {
    const archive = await toyArchive();
    const first = startProcess(archive);
    const { id } = await first.runs.startSearch({ ...EXTERNAL, parallel: 4 });
    await until(async () => (await pendingIds(first, id)).length === 4);
    await measure(first, id, 1);
    await until(async () => (await pendingIds(first, id)).length === 4);
    const before = await pendingIds(first, id);
    await first.close();
    const second = startProcess(archive, { owner: "here:2:b" });
    expect(await pendingIds(second, id)).toEqual(before);
    expect((await second.runs.resumeSearch(id, undefined, 5)).settings).toMatchObject({
      parallel: 5,
      budget: 8,
    });
    await until(async () => (await pendingIds(second, id)).length === 5);
    expect((await pendingIds(second, id)).slice(0, 4)).toEqual(before);
    await second.close();
    const third = startProcess(archive, { owner: "here:3:c" });
    await third.runs.resumeSearch(id, undefined, 2);
    await until(async () => (await pendingIds(third, id)).length === 2);
    expect(await pendingIds(third, id)).toEqual(before.slice(0, 2));
    const other = startProcess(archive, { owner: "elsewhere:1:a" });
    expect(await pendingIds(other, id)).toEqual(before.slice(0, 2));
    for (let answered = 1; answered < 8; answered++) {
      await until(async () => (await pendingIds(third, id)).length === Math.min(2, 8 - answered));
      await measure(third, id, 0);
    }
    const findings = await findingsOf(archive, await ended(third, id));
    expect(new Set(findings.map(({ architecture }) => architecture)).size).toBe(8);
    for (const network of before) expect(findings.map(({ architecture }) => architecture)).toContain(network);
  });

  it.each([
    ["surrogate", 4],
    ["surrogate", 11],
    ["nsga2", 6],
    ["random", 9],
  ] as const)("on a table, ends as if it had never stopped (%s, stopped at %i)", async (strategy, at) => {
    const request = { ...REQUEST, strategy, budget: 18, parallel: 3 };
    const archive = await toyArchive();
    const whole = startProcess(archive);
    const straight = await ended(whole, (await whole.runs.startSearch(request)).id);
    const first = startProcess(archive, { evaluators: pausingTable(at, () => void first.interruptAll()) });
    const stopped = await ended(first, (await first.runs.startSearch(request)).id);
    expect(stopped.status.kind).toBe("interrupted");
    const second = startProcess(archive, { owner: "here:2:b" });
    await second.runs.resumeSearch(stopped.id);
    const finished = await ended(second, stopped.id);
    expect(finished).toMatchObject({ evaluations: 18, status: { kind: "finished", rule: "budget" } });
    const networks = async (run: typeof finished) =>
      (await findingsOf(archive, run)).map(({ architecture }) => architecture);
    expect(new Set(await networks(finished)).size).toBe(18);
    expect((await networks(finished)).slice(0, at)).toEqual((await networks(straight)).slice(0, at));
  });

  it("says when each of its evaluations began", async () => {
    const archive = await toyArchive();
    const process = startProcess(archive);
    const { id } = await process.runs.startSearch({ ...EXTERNAL, budget: 3, parallel: 2 });
    await until(async () => (await pendingIds(process, id)).length === 2);
    for (let answered = 0; answered < 3; answered++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      await measure(process, id, 0);
    }
    await ended(process, id);
    const starts = (await archive.findings(id as never)).map(({ startedAt }) => Date.parse(startedAt ?? ""));
    expect(starts[1] - starts[0]).toBeLessThan(15);
    expect(starts[2] - starts[0]).toBeGreaterThanOrEqual(20);
  });

  it.each([0, 65, 1.5, -3, Number.NaN, "4"])(
    "is refused a number of %s by name, and stores nothing",
    async (given) => {
      const archive = await toyArchive();
      const { runs } = startProcess(archive);
      const parallel = given as number;
      const problem = {
        code: "INVALID_INPUT",
        field: "parallel",
        message: expect.stringContaining("parallel must be"),
      };
      await expect(runs.startSearch({ ...REQUEST, parallel })).rejects.toMatchObject(problem);
      expect(await runs.runs({ limit: 5 })).toEqual([]);
      const run = await ended({ runs } as never, (await runs.startSearch(REQUEST)).id);
      await expect(runs.resumeSearch(run.id, 20, parallel)).rejects.toMatchObject(problem);
      expect(await archive.get("run", run.id)).toEqual(run);
    },
  );

  it("that was started without a number has none", async () => {
    const process = startProcess(await toyArchive());
    const run = await process.runs.startSearch(REQUEST);
    expect(run.settings).not.toHaveProperty("parallel");
    await ended(process, run.id);
  });
});
