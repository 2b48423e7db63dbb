import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { Random } from "../../src/base/random.js";

const program = resolve(import.meta.dirname, "../../dist/src/main.js");
const folder = mkdtempSync(join(tmpdir(), "harmonic-e2e-"));
const environment = {
  ...process.env,
  ARCHIVE: `sqlite:${join(folder, "archive.db")}`,
  SEEDS: "none",
  LOG_LEVEL: "error",
};

function start(...args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [program, ...args], { cwd: folder, env: environment });
}

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function end(child: ChildProcess, onError: (text: string) => void = () => undefined): Promise<Ended> {
  let stdout = "";
  let stderr = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr?.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
    onError(stderr);
  });
  return new Promise((done) => child.on("close", (code) => done({ code, stdout, stderr })));
}

const harmonic = (...args: readonly string[]) => end(start(...args));

async function json(...args: readonly string[]): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await harmonic(...args, "--json");
  expect(stderr, args.join(" ")).not.toMatch(/error/);
  expect(code).toBe(0);
  return JSON.parse(stdout) as Record<string, unknown>;
}

/** 2,000 cells of nas-bench-201 with made-up numbers, 60 of them with a latency on a second device. */
function cellTable(): string {
  const operators = ["none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3"];
  const edges = ["edge_0_1", "edge_0_2", "edge_1_2", "edge_0_3", "edge_1_3", "edge_2_3"];
  const random = new Random("e2e");
  const rows = Array.from({ length: 2000 }, (_, i) => {
    const genes = edges.map((_, e) => Math.floor((i * 7) / 5 ** e) % 5);
    const weight = genes.reduce((sum, gene) => sum + gene, 1);
    return [
      ...genes.map((gene) => operators[gene]),
      (0.3 + weight / 50 + random.next() / 20).toFixed(5),
      (1 + weight * (1 + random.next() / 5)).toFixed(4),
      i < 60 ? (2 + weight * 3).toFixed(4) : "",
    ];
  });
  const header = [...edges, "flowers.accuracy", "board.latency_ms", "tablet.latency_ms"];
  return [header, ...rows].map((row) => row.join(",")).join("\n");
}

const missing = existsSync(program) ? "" : " (skipped: npm run build first)";

describe.skipIf(missing !== "")(`the built program, a tour${missing}`, { timeout: 60_000 }, () => {
  const table = join(folder, "cells.csv");
  writeFileSync(table, cellTable());
  const on = ["--task", "flowers", "--device", "board"];
  afterAll(() => rmSync(folder, { recursive: true }));

  test("shows a space, imports a profile and samples, trains, asks for the front", async () => {
    expect(await json("space", "show", "nas-bench-201")).toMatchObject({
      id: "nas-bench-201",
      cardinality: "15625",
    });
    const profile = join(folder, "profile.json");
    writeFileSync(profile, JSON.stringify({ Sum: { lat: 0.5, enrg: 2 } }));
    expect(await json("device", "import-profile", profile, "--device", "board")).toMatchObject({
      entries: 1,
      changed: 1,
    });
    const imported = await json("samples", "import", table, "--space", "nas-bench-201");
    expect(imported).toMatchObject({
      rows: 2000,
      measurementsStored: expect.any(Number),
      tasksCreated: ["flowers"],
    });
    expect(
      await json("predictor", "train", "--task", "flowers", "--device", "tablet", "--metric", "latency"),
    ).toMatchObject({ promoted: true });
    const front = await json("front", ...on, "--max-latency", "15");
    expect((front.points as unknown[]).length).toBeGreaterThan(1);
    expect(await harmonic("front", ...on, "--max-latency", "fast", "--json")).toMatchObject({
      code: 2,
      stdout: "",
    });
  });

  test("Ctrl-C stops a search, which goes on where it was", async () => {
    const child = start(
      ...[
        "search",
        ...on,
        "--samples",
        table,
        "--space",
        "nas-bench-201",
        "--budget",
        "1200",
        "--strategy",
        "random",
        "--json",
      ],
    );
    let stopped = false;
    const { code, stdout, stderr } = await end(child, (text) => {
      if (stopped || !/^run \S+/m.test(text)) return;
      stopped = true;
      setTimeout(() => child.kill("SIGINT"), 300);
    });
    expect(stderr).toMatch(/stopped; go on with: harmonic search --resume \S+\n/);
    expect(code).toBe(130);
    const first = JSON.parse(stdout) as { run: string; evaluations: number; status: string };
    expect(first.evaluations).toBeLessThan(1200);
    expect(await json("run", "show", first.run)).toMatchObject({
      status: "cancelled",
      evaluations: first.evaluations,
    });
    const resumed = await json("search", "--resume", first.run);
    expect(resumed).toMatchObject({ run: first.run, status: "finished", evaluations: 1200 });
  });

  test("backs up, resets, and goes on from the backup", async () => {
    const before = await json("archive", "info");
    const copy = join(folder, "copy.db");
    await json("archive", "backup", copy);
    expect(await harmonic("archive", "reset", "--json")).toMatchObject({ code: 2, stdout: "" });
    await json("archive", "reset", "--yes");
    expect(await json("archive", "info")).toMatchObject({ architectures: 0 });
    const { location: _, ...counts } = before;
    expect(await json("archive", "info", "--archive", `sqlite:${copy}`)).toMatchObject(counts);
  });
});
