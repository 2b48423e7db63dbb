import { describe, expect, it } from "vitest";
import type { Archive } from "../../../src/records/archive.js";
import type { SearchRun } from "../../../src/records/run.js";
import { importSamples } from "../../../src/service/samples/import-samples.js";
import { toyTable } from "../../support/service.js";
import {
  ended,
  findingsOf,
  hang,
  pausingTable,
  REQUEST,
  startProcess,
  toyArchive,
  until,
} from "../harness.js";

/** Starts a run, interrupts it just before finding number `at`, and waits until it is interrupted. */
async function interruptedRun(
  archive: Archive,
  at: number,
  strategy: "nsga2" | "random" | "surrogate",
  budget = 12,
) {
  const first = startProcess(archive, {
    evaluators: pausingTable(at, () => void first.interruptAll()),
  });
  const { id } = await first.runs.startSearch({ ...REQUEST, strategy, budget });
  return ended(first, id);
}

/** The run stored as running, by this owner and with this heartbeat. */
const runningBy = (run: SearchRun, owner: string, heartbeatAt = new Date().toISOString()): SearchRun => ({
  ...run,
  status: { kind: "running", owner, heartbeatAt },
});

describe("a resumed run", () => {
  it.each([
    ["nsga2", 0],
    ["nsga2", 5],
    ["nsga2", 10],
    ["random", 3],
    ["surrogate", 5],
    ["surrogate", 17],
  ] as const)("ends as if it had never stopped (%s, stopped at %i)", async (strategy, at) => {
    const archive = await toyArchive();
    const whole = startProcess(archive);
    const budget = at < 12 ? 12 : 20;
    const request = { ...REQUEST, strategy, budget };
    const straight = await ended(whole, (await whole.runs.startSearch(request)).id);
    const stopped = await interruptedRun(archive, at, strategy, budget);
    expect(stopped.status.kind).toBe("interrupted");
    expect(stopped.evaluations).toBeGreaterThanOrEqual(at);
    expect(stopped.evaluations).toBeLessThan(budget);
    const second = startProcess(archive, { owner: "here:2:b" });
    await second.runs.resumeSearch(stopped.id);
    const finished = await ended(second, stopped.id);
    expect(finished).toMatchObject({ evaluations: budget, status: { kind: "finished" } });
    expect(await findingsOf(archive, finished)).toEqual(await findingsOf(archive, straight));
    const { points, hypervolume } = await second.runs.run(finished.id);
    const { points: same, hypervolume: volume } = await whole.runs.run(straight.id);
    expect([points, hypervolume]).toEqual([same, volume]);
  });

  it("is refused once it is finished, with the reason", async () => {
    const process = startProcess(await toyArchive());
    const { id } = await process.runs.startSearch(REQUEST);
    await ended(process, id);
    await expect(process.runs.resumeSearch(id)).rejects.toMatchObject({
      code: "CONFLICT",
      field: "id",
      message: expect.stringMatching(/finished.*budget of 12/),
    });
  });

  it("is refused where there is none of that id", async () => {
    const process = startProcess(await toyArchive());
    await expect(process.runs.resumeSearch("nothing")).rejects.toMatchObject({
      code: "NOT_FOUND",
      field: "id",
    });
  });

  it("is refused while a living process executes it, this one or another", async () => {
    const archive = await toyArchive();
    const first = startProcess(archive, { owner: "elsewhere:1:a", evaluators: pausingTable(3, hang) });
    const { id } = await first.runs.startSearch(REQUEST);
    const second = startProcess(archive);
    for (const process of [first, second]) {
      await expect(process.runs.resumeSearch(id)).rejects.toMatchObject({
        code: "CONFLICT",
        message: expect.stringContaining("elsewhere:1:a"),
      });
    }
  });

  it("may not be resumed twice at once", async () => {
    const archive = await toyArchive();
    const stopped = await interruptedRun(archive, 2, "random");
    const process = startProcess(archive);
    const both = await Promise.allSettled([
      process.runs.resumeSearch(stopped.id),
      process.runs.resumeSearch(stopped.id),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await ended(process, stopped.id)).toMatchObject({ evaluations: 12 });
  });

  it("goes to one of two processes that ask at once", async () => {
    const archive = await toyArchive();
    const stopped = await interruptedRun(archive, 2, "random");
    const processes = ["one:1:a", "two:1:b"].map((owner) => startProcess(archive, { owner }));
    await Promise.allSettled(processes.map((process) => process.runs.resumeSearch(stopped.id)));
    const finished = await ended(processes[0], stopped.id);
    expect(finished).toMatchObject({ evaluations: 12, status: { kind: "finished" } });
    expect(await archive.findings(finished.id)).toHaveLength(12);
  });

  it("is refused when its table was replaced", async () => {
    const archive = await toyArchive();
    const stopped = await interruptedRun(archive, 2, "random");
    const process = startProcess(archive);
    await importSamples(process.context, { name: "toy", space: "toy", source: toyTable(20) });
    await expect(process.runs.resumeSearch(stopped.id)).rejects.toMatchObject({
      code: "CONFLICT",
      field: "samples",
    });
    expect((await process.runs.run(stopped.id)).run.status.kind).toBe("interrupted");
  });

  it("may be one that has failed, and then goes on", async () => {
    const archive = await toyArchive();
    const broken = pausingTable(4, () => Promise.reject(new Error("a bug")));
    const first = startProcess(archive, { evaluators: broken });
    const failed = await ended(first, (await first.runs.startSearch(REQUEST)).id);
    expect(failed).toMatchObject({
      evaluations: 4,
      status: { kind: "failed", reason: expect.not.stringContaining("a bug") },
    });
    const second = startProcess(archive);
    await second.runs.resumeSearch(failed.id);
    expect(await ended(second, failed.id)).toMatchObject({ evaluations: 12, status: { kind: "finished" } });
  });
});

describe("a run whose process is gone", () => {
  it("is interrupted once its heartbeat is too old, and what was acknowledged is not repeated", async () => {
    const archive = await toyArchive();
    let wake: () => void = () => undefined;
    const asleep = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const first = startProcess(archive, {
      owner: "elsewhere:1:a",
      evaluators: pausingTable(5, () => asleep),
    });
    const { id } = await first.runs.startSearch(REQUEST);
    await until(async () => (await archive.findings(id)).length === 5);
    const acknowledged = await archive.findings(id);
    const later = startProcess(archive, { ahead: 10_000 });
    expect((await later.runs.run(id)).run.status).toEqual({ kind: "interrupted" });
    expect((await later.runs.runs({ limit: 1 }))[0].status).toEqual({ kind: "interrupted" });
    await later.runs.resumeSearch(id);
    expect(await ended(later, id)).toMatchObject({ evaluations: 12, status: { kind: "finished" } });
    expect((await archive.findings(id)).slice(0, 5)).toEqual(acknowledged);
    wake();
    await first.interruptAll();
    expect(await archive.findings(id)).toHaveLength(12);
    expect((await later.runs.run(id)).run.status.kind).toBe("finished");
  });

  it("is interrupted at once where the process was on the same host", async () => {
    const archive = await toyArchive();
    const first = startProcess(archive, { owner: "here:1:a", evaluators: pausingTable(3, hang) });
    const { id } = await first.runs.startSearch(REQUEST);
    await until(async () => (await archive.findings(id)).length === 3);
    const run = (await archive.get("run", id)) as SearchRun;
    const statusOf = async (owner: string, heartbeatAt?: string) => {
      await archive.commit([{ type: "put", kind: "run", record: runningBy(run, owner, heartbeatAt) }]);
      return (await startProcess(archive, { owner: `here:${process.pid}:b` }).runs.run(id)).run.status.kind;
    };
    expect(await statusOf("here:999999999:x")).toBe("interrupted");
    expect(await statusOf(`here:${process.ppid}:x`)).toBe("running");
    expect(await statusOf("elsewhere:999999999:x")).toBe("running");
    expect(await statusOf(`here:${process.pid}:x`)).toBe("running");
    expect(await statusOf(`here:${process.pid}:b`)).toBe("interrupted");
  });
});
