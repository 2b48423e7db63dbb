import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, test } from "vitest";

const program = resolve(import.meta.dirname, "../../dist/src/main.js");
/** The bench's scratch folders are made in here. */
const folder = mkdtempSync(join(tmpdir(), "harmonic-bench-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const start = (...args: readonly string[]) =>
  spawn(process.execPath, [program, "bench", "api", ...args], {
    cwd: folder,
    env: { ...process.env, TMPDIR: folder, ARCHIVE: "sqlite:/nowhere/that/is/no/archive.db", PORT: "1" },
  });

function end(child: ReturnType<typeof start>): Promise<{ code: number | null; out: string; error: string }> {
  let out = "";
  let error = "";
  child.stdout.on("data", (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    error += chunk.toString();
  });
  return new Promise((done) => child.on("close", (code) => done({ code, out, error })));
}

const figures = {
  requestsPerSecond: expect.any(Number),
  trivial: { p50: expect.any(Number), p99: expect.any(Number) },
  mixed: { p50: expect.any(Number), p99: expect.any(Number) },
  errors: 0,
  refused: expect.any(Number),
  eventLoopDelay: { p99: expect.any(Number), max: expect.any(Number) },
};

describe("bench api", () => {
  test("loads a real server, idle and busy, and prints figures of both", async () => {
    const { code, out, error } = await end(
      start(...["--clients", "8", "--seconds", "3", "--warmed", "2", "--json"]),
    );
    expect(error).not.toMatch(/error|warning/i);
    expect(code).toBe(0);
    const report = JSON.parse(out) as Record<string, never>;
    expect(report).toMatchObject({
      ...figures,
      idle: figures,
      searches: 2,
      evaluations: expect.any(Number),
      trainings: { begun: expect.any(Number) },
      unseenFronts: { count: expect.any(Number), failed: expect.any(Number) },
      firstError: null,
    });
    expect(report.evaluations).toBeGreaterThanOrEqual(50);
    for (const part of [report, report.idle as typeof report]) {
      const counts = Object.values(part.kinds as Record<string, { count: number }>).map(({ count }) => count);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(5);
    }
    expect(readdirSync(folder)).toEqual([]);
  }, 300_000);

  test("ends the server and removes its files at Ctrl-C", async () => {
    const child = start(...["--clients", "2", "--seconds", "600", "--warmed", "100"]);
    const ended = end(child);
    await new Promise<void>((resolve) => {
      child.stderr.on("data", (chunk: Buffer) => {
        if (chunk.toString().includes("warming predicted fronts: ")) resolve();
      });
    });
    child.kill("SIGINT");
    expect(await ended).toMatchObject({ code: 130, out: "" });
    expect(readdirSync(folder)).toEqual([]);
  }, 120_000);
});
