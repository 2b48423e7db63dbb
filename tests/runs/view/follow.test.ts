import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { RunProgress } from "../../../src/runs/view/run-progress.js";
import { pausingTable, REQUEST, startProcess, toyArchive } from "../harness.js";

const never = new AbortController().signal;

async function collect(states: AsyncIterable<RunProgress>, pause = 0): Promise<RunProgress[]> {
  const seen: RunProgress[] = [];
  for await (const state of states) {
    seen.push(state);
    if (pause > 0) await sleep(pause);
  }
  return seen;
}

describe("following a run", () => {
  it("gives the current state at once, then growing states, and the last one", async () => {
    const archive = await toyArchive();
    const process = startProcess(archive, { evaluators: pausingTable(6, () => sleep(60)) });
    const { id } = await process.runs.startSearch(REQUEST);
    const seen = await collect(process.runs.followRun(id, never));
    const counts = seen.map(({ evaluations }) => evaluations);
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expect(counts).toContain(6);
    expect(seen.at(-1)).toMatchObject({ evaluations: 12, run: { status: { kind: "finished" } } });
    expect(
      seen.some(({ run, etaSeconds }) => run.status.kind === "running" && etaSeconds !== undefined),
    ).toBe(true);
    expect(seen.at(-1)?.elapsedSeconds).toBeGreaterThan(0.05);
  });

  it("skips states for a slow consumer", async () => {
    const process = startProcess(await toyArchive());
    const { id } = await process.runs.startSearch(REQUEST);
    const seen = await collect(process.runs.followRun(id, never), 150);
    expect(seen.length).toBeLessThan(5);
    expect(seen.at(-1)?.run.status.kind).toBe("finished");
  });

  it("gives one state of a run that has ended", async () => {
    const process = startProcess(await toyArchive());
    const { id } = await process.runs.startSearch(REQUEST);
    await collect(process.runs.followRun(id, never));
    expect(await collect(process.runs.followRun(id, never))).toHaveLength(1);
  });

  it("sees what another process does", async () => {
    const archive = await toyArchive();
    const worker = startProcess(archive, {
      owner: "elsewhere:1:a",
      evaluators: pausingTable(6, () => sleep(60)),
    });
    const { id } = await worker.runs.startSearch(REQUEST);
    const seen = await collect(startProcess(archive).runs.followRun(id, never));
    expect(seen.at(-1)).toMatchObject({ evaluations: 12, run: { status: { kind: "finished" } } });
  });

  it("stops when its signal aborts, in the middle of waiting", async () => {
    const archive = await toyArchive();
    const process = startProcess(archive);
    const request = {
      task: "toy-task",
      devices: ["blank-device"],
      budget: 5,
      evaluator: "external",
    } as const;
    const { id } = await process.runs.startSearch({ ...request, strategy: "random" });
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 30);
    const seen = await collect(process.runs.followRun(id, controller.signal));
    expect(seen.at(-1)?.run.status.kind).toBe("running");
    await process.close();
  });

  it("fails where there is no such run", async () => {
    const process = startProcess(await toyArchive());
    await expect(collect(process.runs.followRun("nothing", never))).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});
