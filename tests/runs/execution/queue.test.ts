import { afterEach, describe, expect, it } from "vitest";
import type { Archive } from "../../../src/records/archive.js";
import type { SearchRun } from "../../../src/records/run.js";
import { statusName } from "../../../src/runs/view/status-name.js";
import { expectWithin } from "../../support/within.js";
import { ended, type Process, pausingTable, REQUEST, startProcess, toyArchive, until } from "../harness.js";

let archive: Archive;
afterEach(() => archive.close());

const statusOf = async ({ runs }: Process, id: string) => statusName((await runs.run(id)).run.status);

/** A process whose table runs go on once `release` is called. */
async function heldProcess(options: { readonly measurements?: boolean } = {}) {
  archive = await toyArchive(options);
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { process: startProcess(archive, { evaluators: pausingTable(0, () => held) }), release };
}

describe("more runs than are executed at the same time", () => {
  it("wait for their turn, and then end like any other", async () => {
    const { process, release } = await heldProcess();
    const runs: SearchRun[] = [];
    for (let i = 0; i < 5; i++) runs.push(await process.runs.startSearch({ ...REQUEST, seed: i }));
    await until(async () => (await statusOf(process, runs[4].id)) === "queued");
    const statuses = await Promise.all(runs.map(({ id }) => statusOf(process, id)));
    expect(statuses).toEqual(["running", "running", "queued", "queued", "queued"]);
    release();
    const done = await Promise.all(runs.map(({ id }) => ended(process, id)));
    expect(done.map(({ status }) => status.kind)).toEqual(Array(5).fill("finished"));
    await process.close();
  });

  it("can be cancelled in the queue within a second, and resumed", async () => {
    const { process, release } = await heldProcess();
    const runs: SearchRun[] = [];
    for (let i = 0; i < 4; i++) runs.push(await process.runs.startSearch({ ...REQUEST, seed: i }));
    const start = performance.now();
    const cancelled = await process.runs.cancelSearch(runs[2].id);
    expectWithin(performance.now() - start, 1_000);
    expect([cancelled.status.kind, cancelled.evaluations]).toEqual(["cancelled", 0]);
    await process.runs.resumeSearch(runs[2].id);
    await until(async () => (await statusOf(process, runs[2].id)) === "queued");
    release();
    for (const { id } of runs) expect((await ended(process, id)).status.kind).toBe("finished");
    await process.close();
  });

  it("are interrupted in the queue when the process ends", async () => {
    const { process, release } = await heldProcess();
    const runs: SearchRun[] = [];
    for (let i = 0; i < 3; i++) runs.push(await process.runs.startSearch({ ...REQUEST, seed: i }));
    const closed = process.close();
    release();
    await closed;
    expect((await archive.get("run", runs[2].id))?.status.kind).toBe("interrupted");
  });

  it("do not wait for external runs", async () => {
    const { process, release } = await heldProcess({ measurements: false });
    release();
    const { samples: _, ...rest } = REQUEST;
    const external: SearchRun[] = [];
    for (let i = 0; i < 3; i++)
      external.push(await process.runs.startSearch({ ...rest, evaluator: "external", seed: i }));
    const run = await process.runs.startSearch(REQUEST);
    expect((await ended(process, run.id)).status.kind).toBe("finished");
    expect(await Promise.all(external.map(({ id }) => statusOf(process, id)))).toEqual(
      Array(3).fill("running"),
    );
    await process.close();
  });
});
