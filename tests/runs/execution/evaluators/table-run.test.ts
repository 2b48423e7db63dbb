import { describe, expect, it } from "vitest";
import { ended, findingsOf, REQUEST, startProcess, toyArchive } from "../../harness.js";

describe("a run on a sample table", () => {
  it("ends when its budget is used up, and shows what it found", async () => {
    const archive = await toyArchive();
    const process = startProcess(archive);
    const started = await process.runs.startSearch(REQUEST);
    expect(started).toMatchObject({ evaluations: 0, status: { kind: "running", owner: "here:1:a" } });
    const run = await ended(process, started.id);
    expect(run).toMatchObject({
      evaluations: 12,
      status: { kind: "finished", reason: expect.stringContaining("budget of 12") },
    });
    const progress = await process.runs.run(run.id);
    expect(progress).toMatchObject({ evaluations: 12, failed: 0, pending: [] });
    expect(progress.points.length).toBeGreaterThan(0);
    expect(progress.hypervolume).toBeGreaterThan(0);
    const latencies = progress.points.map((point) => point.latency?.value ?? 0);
    expect(latencies).toEqual([...latencies].sort((a, b) => b - a));
    expect(progress.points[0].accuracy).toMatchObject({ source: "MEASURED", repeats: 1 });
    expect(await process.runs.runs({ limit: 10 })).toEqual([run]);
  });

  it("ends on a plateau, and says which gain is expected where its strategy can estimate it", async () => {
    const process = startProcess(await toyArchive());
    const plateau = { gain: 0.05, window: 5 };
    const blind = await process.runs.startSearch({ ...REQUEST, budget: 24, plateau, strategy: "random" });
    expect((await ended(process, blind.id)).status).toMatchObject({
      kind: "finished",
      rule: "plateau",
      reason: "the last 5 evaluations raised the hypervolume by less than 5 %",
    });
    const { id } = await process.runs.startSearch({ ...REQUEST, budget: 24, plateau, strategy: "surrogate" });
    const { status, evaluations } = await ended(process, id);
    expect(status).toMatchObject({
      rule: "plateau",
      reason: expect.stringContaining("; 5 more are expected"),
    });
    expect(status.kind === "finished" && status.expectedGain).toBeLessThan(0.05);
    expect(evaluations).toBeLessThan(24);
  });

  it("ends when its time is up", async () => {
    const process = startProcess(await toyArchive());
    const { id } = await process.runs.startSearch({ ...REQUEST, timeLimitSeconds: 1e-9 });
    expect((await ended(process, id)).status).toMatchObject({
      rule: "time",
      reason: expect.stringContaining("1e-9 s"),
    });
  });

  it("has the worst value of the table as its reference point, or the limit", async () => {
    const archive = await toyArchive();
    const process = startProcess(archive);
    const { id } = await process.runs.startSearch({ ...REQUEST, constraints: { maxLatency: 3 } });
    await ended(process, id);
    const { points, referencePoint } = await process.runs.run(id);
    expect(referencePoint).toEqual({ accuracy: 0.632, latency: 3, energy: 27.32 });
    for (const point of points) expect(point.latency?.value).toBeLessThanOrEqual(3);
  });

  it("shows no point and a hypervolume of 0 where nothing is feasible", async () => {
    const process = startProcess(await toyArchive());
    const { id } = await process.runs.startSearch({ ...REQUEST, constraints: { minAccuracy: 1 } });
    await ended(process, id);
    expect(await process.runs.run(id)).toMatchObject({ evaluations: 12, points: [], hypervolume: 0 });
  });

  it("evaluates every network once where the budget allows it", async () => {
    const archive = await toyArchive();
    const process = startProcess(archive);
    const { id } = await process.runs.startSearch({ ...REQUEST, budget: 1000, strategy: "random" });
    const run = await ended(process, id);
    expect(run).toMatchObject({
      evaluations: 24,
      status: { kind: "finished", reason: "nothing is left to propose" },
    });
    const evaluated = (await findingsOf(archive, run)).map(({ architecture }) => architecture);
    expect(new Set(evaluated).size).toBe(24);
  });

  it("adds no measurement that the import stored, and those of evaluated networks where it stored none", async () => {
    const stored = await toyArchive();
    const before = await stored.measurementsSince({ space: "toy" as never, task: "toy-task" as never }, 0);
    const first = startProcess(stored);
    await ended(first, (await first.runs.startSearch(REQUEST)).id);
    const after = await stored.measurementsSince({ space: "toy" as never, task: "toy-task" as never }, 0);
    expect(after).toEqual(before);

    const replayed = await toyArchive({ measurements: false });
    const second = startProcess(replayed);
    const heard: unknown[] = [];
    const { news } = second.context;
    const announce = news.announce.bind(news);
    news.announce = (topic) => {
      if (topic.kind === "measurements") heard.push(topic);
      announce(topic);
    };
    await ended(second, (await second.runs.startSearch(REQUEST)).id);
    expect((await replayed.counts()).tasks["toy-task"]).toEqual({ measured: 12 });
    expect((await replayed.counts()).devices["toy-device"]).toEqual({ measured: 12 });
    expect(heard).toHaveLength(12);
  });

  it.each(["nsga2", "random", "surrogate"] as const)(
    "keeps the constraints on genes (%s)",
    async (strategy) => {
      const archive = await toyArchive();
      const process = startProcess(archive);
      const constraints = { genes: { operator: ["a", "c"], depth: 2 } };
      const { id } = await process.runs.startSearch({ ...REQUEST, budget: 100, strategy, constraints });
      const run = await ended(process, id);
      const evaluated = await findingsOf(archive, run);
      expect(evaluated.length).toBe(6);
      for (const { genes } of evaluated) {
        expect(genes.depth).toBe(2);
        expect(["a", "c"]).toContain(genes.operator);
      }
    },
  );

  it("is the same search for the same seed, and a different one for another seed", async () => {
    const archive = await toyArchive();
    const process = startProcess(archive);
    const run = async (seed: number) =>
      findingsOf(archive, await ended(process, (await process.runs.startSearch({ ...REQUEST, seed })).id));
    expect(await run(1)).toEqual(await run(1));
    expect(await run(1)).not.toEqual(await run(2));
  });
});
