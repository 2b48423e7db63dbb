import { describe, expect, it } from "vitest";
import type { Archive } from "../../../src/records/archive.js";
import type { SearchRun } from "../../../src/records/run.js";
import { importSamples } from "../../../src/service/samples/import-samples.js";
import { scoredToyTable, toyTable } from "../../support/service.js";
import { ended, findingsOf, hang, pausingTable, REQUEST, startProcess, toyArchive } from "../harness.js";

/** Runs a search of this budget to its end. */
async function runOf(archive: Archive, request: Partial<typeof REQUEST>): Promise<SearchRun> {
  const process = startProcess(archive);
  return ended(process, (await process.runs.startSearch({ ...REQUEST, ...request })).id);
}

/** Interrupts a run of 12 evaluations just before finding number `at`. */
async function interrupted(archive: Archive, at: number): Promise<SearchRun> {
  const first = startProcess(archive, { evaluators: pausingTable(at, () => void first.interruptAll()) });
  return ended(first, (await first.runs.startSearch({ ...REQUEST, strategy: "random" })).id);
}

describe("a run whose budget is extended", () => {
  it.each([
    ["surrogate", [3, 20]],
    ["surrogate", [11, 20]],
    ["surrogate", [12, 15, 20]],
    ["nsga2", [9, 20]],
    ["random", [1, 7, 20]],
  ] as const)("ends as one that had it from the start (%s, budgets %j)", async (strategy, budgets) => {
    const archive = await toyArchive();
    const straight = await runOf(archive, { strategy, budget: 20 });
    const { id } = await runOf(archive, { strategy, budget: budgets[0] });
    for (const budget of budgets.slice(1)) {
      const process = startProcess(archive);
      const before = await archive.findings(id);
      expect((await process.runs.resumeSearch(id, budget)).settings.budget).toBe(budget);
      expect(await ended(process, id)).toMatchObject({
        evaluations: budget,
        settings: { budget, initialBudget: budgets[0] },
        status: { kind: "finished", rule: "budget", reason: expect.stringContaining(`budget of ${budget} `) },
      });
      expect((await archive.findings(id)).slice(0, before.length)).toEqual(before);
    }
    const extended = await archive.get("run", id);
    expect(await findingsOf(archive, extended!)).toEqual(await findingsOf(archive, straight));
    const { runs } = startProcess(archive);
    const [{ points, hypervolume }, same] = [await runs.run(id), await runs.run(straight.id)];
    expect([points, hypervolume]).toEqual([same.points, same.hypervolume]);
  });

  it("may be an interrupted one, and may also end earlier, but not before what was already spent", async () => {
    const archive = await toyArchive();
    const process = startProcess(archive);
    const longer = await interrupted(archive, 5);
    await process.runs.resumeSearch(longer.id, 15);
    expect(await ended(process, longer.id)).toMatchObject({
      evaluations: 15,
      settings: { initialBudget: 12 },
    });
    const shorter = await interrupted(archive, 5);
    await expect(process.runs.resumeSearch(shorter.id, shorter.evaluations - 1)).rejects.toMatchObject({
      code: "INVALID_INPUT",
      field: "budget",
      message: expect.stringContaining(`at least ${shorter.evaluations}`),
    });
    expect(await archive.get("run", shorter.id)).toEqual(shorter);
    await process.runs.resumeSearch(shorter.id, 8);
    expect(await ended(process, shorter.id)).toMatchObject({ evaluations: 8, status: { rule: "budget" } });
  });

  it.each([
    [12, /at least 13: .* 12$/],
    [3, /at least 13: .* 12$/],
    [0, /at least 1/],
    [12.5, /whole number/],
    [Number.NaN, /number/],
  ])("is refused a budget of %d once 12 evaluations are spent", async (budget, message) => {
    const archive = await toyArchive();
    const run = await runOf(archive, {});
    await expect(startProcess(archive).runs.resumeSearch(run.id, budget)).rejects.toMatchObject({
      code: "INVALID_INPUT",
      field: "budget",
      message: expect.stringMatching(message),
    });
    expect(await archive.get("run", run.id)).toEqual(run);
  });

  it("counts cheap scores as spent", async () => {
    const archive = await toyArchive();
    const { context } = startProcess(archive);
    await importSamples(context, { name: "scored", space: "toy", source: scoredToyTable() });
    const fidelities = [{ name: "early_accuracy", cost: 0.3 }];
    const process = startProcess(archive);
    const request = { ...REQUEST, samples: "scored", strategy: "surrogate", budget: 18, fidelities } as const;
    const { id } = await process.runs.startSearch(request);
    await ended(process, id);
    const { spent, scores } = await process.runs.run(id);
    expect(scores).toBeGreaterThan(0);
    await expect(process.runs.resumeSearch(id, Math.ceil(spent + 1) - 1)).rejects.toMatchObject({
      field: "budget",
      message: expect.stringContaining(`already spent ${spent}`),
    });
    await process.runs.resumeSearch(id, Math.ceil(spent + 1));
    await ended(process, id);
    expect((await process.runs.run(id)).spent).toBeGreaterThan(spent);
  });

  it("keeps its budget where it cannot be resumed, and is refused where another rule ended it", async () => {
    const archive = await toyArchive();
    const process = startProcess(archive);
    const late = await process.runs.startSearch({ ...REQUEST, timeLimitSeconds: 1e-9 });
    await ended(process, late.id);
    await expect(process.runs.resumeSearch(late.id, 20)).rejects.toMatchObject({
      code: "CONFLICT",
      field: "id",
      message: expect.stringMatching(/time limit.*no budget would change that/),
    });
    const run = await runOf(archive, {});
    await importSamples(process.context, { name: "toy", space: "toy", source: toyTable(20) });
    await expect(process.runs.resumeSearch(run.id, 20)).rejects.toMatchObject({ field: "samples" });
    expect(await archive.get("run", run.id)).toEqual(run);
  });

  it("goes to one of two requests at once, and to none while it is running", async () => {
    const archive = await toyArchive();
    const { id } = await runOf(archive, {});
    const process = startProcess(archive, { evaluators: pausingTable(2, hang) });
    const both = await Promise.allSettled([14, 18].map((budget) => process.runs.resumeSearch(id, budget)));
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(process.runs.resumeSearch(id, 20)).rejects.toMatchObject({ code: "CONFLICT", field: "id" });
  });
});
