import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { HarmonicService } from "../../src/service/service.js";
import type { CommandLine } from "./support/command-line.js";
import { toyFolder } from "./support/toy.js";
import { openToy } from "./support/toy-line.js";

const files = toyFolder();
const on = ["--task", "toy-task", "--device", "toy-device"];

interface Row {
  readonly number: number;
  readonly id: string;
  readonly status: string;
  readonly reason: string | null;
}
interface Listed {
  readonly total: number;
  readonly measurements: readonly Record<string, unknown>[];
}

describe("lists on the command line", () => {
  let service: HarmonicService;
  let line: CommandLine;
  const text = (...args: string[]) => line.text(...args);
  const list = async (...args: string[]) => (await line.json("measurements", "list", ...args)) as Listed;

  beforeEach(async () => {
    ({ service, line } = await openToy(files));
  });
  afterEach(() => service.close());

  /** Starts a run that waits for measurements, and returns its id and what it waits for. */
  async function waiting() {
    await service.registerTask({ id: "toy-task", space: "toy" });
    await service.registerDevice({ id: "toy-device" });
    const { id } = await service.startSearch({
      task: "toy-task",
      devices: ["toy-device"],
      budget: 3,
      evaluator: "external",
      strategy: "random",
    });
    return { id, pending: await pendingOf(id, 3) };
  }
  /** What a run waits for, once these are so many networks. */
  const pendingOf = async (id: string, count: number): Promise<readonly string[]> => {
    for (let tries = 0; tries < 500; tries++) {
      const ids = (await service.run(id)).pending.map((network) => network.id as string);
      if (ids.length === count) return ids;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    throw new Error(`the run never waited for ${count} networks`);
  };

  test("run evaluations: every network in order, as JSON, a table and CSV", async () => {
    const { run } = (await line.json(
      ...[
        "search",
        ...on,
        "--samples",
        files.table,
        "--space",
        "toy",
        "--budget",
        "6",
        "--strategy",
        "random",
      ],
    )) as { run: string };
    const rows = (await line.json("run", "evaluations", run)) as Row[];
    expect(rows).toHaveLength(6);
    expect(rows[0]).toEqual({
      number: 1,
      id: expect.stringMatching(/^[0-9a-f]{64}$/),
      architecture: { depth: expect.any(Number), width: expect.any(Number), operator: expect.any(String) },
      accuracy: expect.any(Number),
      latency: expect.any(Number),
      energy: expect.any(Number),
      device: "toy-device",
      fidelity: null,
      score: null,
      status: "done",
      reason: null,
      proposedBy: "random",
      startedAt: expect.stringMatching(/^2026-01-01T.*Z$/),
      seconds: expect.any(Number),
    });
    expect(rows.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
    const csv = (await text("run", "evaluations", run, "--format", "csv")).trim().split("\n");
    expect(csv[0]).toBe(
      "number,id,depth,width,operator,accuracy,latency,energy,device,fidelity,score,status,reason,proposedBy," +
        "startedAt,seconds",
    );
    expect(csv).toHaveLength(7);
    const best = await line.json(
      ...["run", "evaluations", run, "--sort", "accuracy", "--descending", "--limit", "2", "--skip", "1"],
    );
    const accuracies = rows.map((row) => (row as unknown as { accuracy: number }).accuracy);
    accuracies.sort((a, b) => b - a);
    expect(best).toMatchObject([{ accuracy: accuracies[1] }, { accuracy: accuracies[2] }]);
    expect(await text("run", "evaluations", run, "--limit", "2")).toMatch(
      /│ done +│[\s\S]*shown: 1 to 2 of 6 evaluations/,
    );
    const of = await list("--run", run);
    expect(of.total).toBe(12);
    expect(new Set(of.measurements.map(({ run }) => run))).toEqual(new Set([run]));
    expect(await line.json("measurements", "retract", "--run", run)).toMatchObject({
      retracted: 12,
      before: 0,
    });
    expect(await line.json("measurements", "retract", "--run", run)).toMatchObject({
      retracted: 0,
      before: 12,
    });
    expect(await list("--run", run, "--retracted", "no")).toMatchObject({ total: 0 });
  });

  test("measurements list: filtered, sorted, paged, and as CSV", async () => {
    await line.json("samples", "import", files.table, "--space", "toy");
    expect((await list()).total).toBe(48);
    expect((await list("--task", "toy-task")).measurements).toHaveLength(24);
    expect((await list(...on)).total).toBe(48);
    const { measurements } = await list("--device", "toy-device", "--sort", "latency", "--limit", "3");
    expect(measurements.map(({ latency }) => latency)).toEqual([0.8, 1.04, 1.28]);
    const id = String(measurements[0].architecture);
    expect((await list("--architecture", id.slice(0, 8))).total).toBe(2);
    expect((await list("--import", "toy-toy", "--task", "toy-task")).total).toBe(24);
    const csv = (await text("measurements", "list", "--device", "toy-device", "--format", "csv")).split("\n");
    expect(csv[0]).toMatch(/^measurement,architecture,space,task,device,accuracy,accuracySd,latency,/);
    expect(csv[1].split(",")).toHaveLength(csv[0].split(",").length);
    expect(csv[1]).toMatch(/^[0-9a-f]{32},[0-9a-f]{64},toy,,toy-device,,,\d/);
    expect(JSON.parse(await text("measurements", "list", "--format", "json", "--limit", "1"))).toMatchObject({
      total: 48,
      measurements: [{ origin: "table toy-toy" }],
    });
    expect(await line.run("measurements", "list", "--import", "none")).toMatchObject({
      code: 2,
      stderr: 'error: unknown import "none": known are toy-toy\n',
    });
    const both = await line.run("measurements", "list", "--import", "toy-toy", "--submission", "x");
    expect(both).toMatchObject({ code: 2, stderr: expect.stringContaining("either import or submission") });
  });

  test("measurements retract: a whole import or submission, all or nothing", async () => {
    await line.json("samples", "import", files.table, "--space", "toy");
    const file = files.file("one.csv", "depth,width,operator,accuracy,latency\n1,16,a,0.1,99\n");
    const { submission } = (await line.json("measurements", "submit", file, ...on)) as { submission: string };
    expect((await list("--submission", submission)).total).toBe(2);
    const keyed = ["--idempotency-key", "night-1"];
    await line.json("measurements", "submit", file, ...on, ...keyed);
    expect(await line.json("measurements", "submit", file, ...on, ...keyed)).toMatchObject({
      submission: "night-1",
    });
    expect(await text("measurements", "retract", "--submission", "night-1")).toBe(
      "retracted 2 measurements\n",
    );
    expect((await list("--retracted", "yes")).total).toBe(2);
    expect(await line.json("measurements", "retract", "--import", "toy-toy")).toMatchObject({
      retracted: 48,
    });
    expect((await list("--retracted", "no")).total).toBe(2);
    for (const wrong of [
      ["--submission", "none"],
      ["--run", "none"],
      ["--import", "toy-toy", "--run", "x"],
      [],
    ]) {
      const { code, stdout } = await line.run("measurements", "retract", ...wrong);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    }
    expect((await list("--retracted", "no")).total).toBe(2);
  });

  test("run evaluations keeps listing as pending what a cancelled run had asked for", async () => {
    const { id, pending } = await waiting();
    await service.cancelSearch(id);
    const rows = (await line.json("run", "evaluations", id)) as Row[];
    expect(rows.map((row) => [row.id, row.status, row.reason])).toEqual(
      pending.map((network) => [network, "pending", "the run is cancelled"]),
    );
    expect((await service.run(id)).pending).toEqual([]);
  });

  test("measurements fail: the run goes on, shows it, and does not propose the network again", async () => {
    const { id, pending } = await waiting();
    const [network] = pending;
    expect(await line.run("measurements", "fail", id, network, "--reason", " ")).toMatchObject({ code: 2 });
    expect(await line.run("measurements", "fail", id, "abcdefabcdef", "--reason", "x")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`waits for ${network}`),
    });
    expect(
      await line.json("measurements", "fail", id, network.slice(0, 10), "--reason", "out of memory"),
    ).toEqual({ run: id, architecture: network, reason: "out of memory" });
    const next = await pendingOf(id, 2);
    expect(next).not.toContain(network);
    const rows = (await line.json("run", "evaluations", id)) as Row[];
    expect(rows[0]).toMatchObject({ id: network, status: "failed", reason: "out of memory", accuracy: null });
    expect(rows.at(-1)).toMatchObject({ status: "pending" });
    expect(await text("run", "evaluations", id, "--status", "failed")).toMatch(/failed: out of memory/);
    expect((await service.run(id)).failed).toBe(1);
    expect(await line.run("measurements", "fail", id, network, "--reason", "again")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("failed already"),
    });
    const csv = `architecture,accuracy,latency,energy\n${next[0].slice(0, 12)},0.5,1,2\n`;
    await line.json("measurements", "submit", files.file("pending.csv", csv), ...on);
    const last = await pendingOf(id, 1);
    expect((await list("--run", id)).measurements).toMatchObject([
      { architecture: next[0], run: id },
      { architecture: next[0], run: id },
    ]);
    for (const one of last) await service.failEvaluation({ run: id, architecture: one, reason: "gone" });
    for await (const { run } of service.followRun(id, AbortSignal.timeout(5000)))
      if (run.status.kind !== "running") break;
    const ended = await service.run(id);
    expect(ended.run.status).toMatchObject({ kind: "finished", rule: "budget" });
    const late = await line.run("measurements", "fail", id, network, "--reason", "late");
    expect(late).toMatchObject({ code: 2, stderr: expect.stringContaining("is finished") });
  });
});
