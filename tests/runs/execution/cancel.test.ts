import { describe, expect, it } from "vitest";
import { ended, pausingTable, REQUEST, startProcess, toyArchive, until } from "../harness.js";

describe("a cancelled run", () => {
  it("keeps what it evaluated, and goes on when resumed", async () => {
    const archive = await toyArchive();
    const process = startProcess(archive, {
      evaluators: pausingTable(4, () => void process.runs.cancelSearch(started.id)),
    });
    const started = await process.runs.startSearch(REQUEST);
    const cancelled = await ended(process, started.id);
    expect(cancelled.status.kind).toBe("cancelled");
    expect(await archive.findings(started.id)).toHaveLength(cancelled.evaluations);
    expect(await process.runs.cancelSearch(started.id)).toMatchObject({ status: { kind: "cancelled" } });
    const other = startProcess(archive);
    await other.runs.resumeSearch(started.id);
    expect(await ended(other, started.id)).toMatchObject({ evaluations: 12, status: { kind: "finished" } });
  });

  it("is stopped in whatever process executes it", async () => {
    const archive = await toyArchive();
    const owner = startProcess(archive, { owner: "elsewhere:1:a" });
    const { id } = await owner.runs.startSearch({
      task: "toy-task",
      devices: ["blank-device"],
      budget: 5,
      evaluator: "external",
      strategy: "random",
    });
    const other = startProcess(archive);
    await until(async () => (await other.runs.run(id)).pending.length === 5);
    expect(await other.runs.cancelSearch(id)).toMatchObject({ status: { kind: "cancelled" } });
    await until(async () => (await owner.runs.resumeSearch(id).catch(() => undefined)) !== undefined);
    expect((await owner.runs.run(id)).run.status.kind).toBe("running");
    await owner.close();
  });

  it("cannot be one that has finished or does not exist", async () => {
    const process = startProcess(await toyArchive());
    const { id } = await process.runs.startSearch(REQUEST);
    await ended(process, id);
    await expect(process.runs.cancelSearch(id)).rejects.toMatchObject({ code: "CONFLICT", field: "id" });
    await expect(process.runs.cancelSearch("nothing")).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("closing the runs of a process", () => {
  it("interrupts every run, and refuses to start another", async () => {
    const archive = await toyArchive();
    const process = startProcess(archive);
    const request = {
      task: "toy-task",
      devices: ["blank-device"],
      budget: 5,
      evaluator: "external",
    } as const;
    const { id } = await process.runs.startSearch({ ...request, strategy: "random" });
    await process.close();
    expect((await archive.get("run", id))?.status).toEqual({ kind: "interrupted" });
    await expect(process.runs.startSearch(REQUEST)).rejects.toMatchObject({ code: "UNAVAILABLE" });
  });
});
