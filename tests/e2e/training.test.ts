import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Random } from "../../src/base/random.js";
import {
  generatedImage,
  generatedSound,
  SMALLEST_BACKBONES,
  wavBytes,
  writeGeneratedSources,
} from "../support/generated-av-mnist.js";
import { freePort } from "../support/redis.js";
import { listening } from "../torture/parts.js";

// A miniature of the whole way through the command line alone: from data files to a measured multimodal front.
const program = resolve(import.meta.dirname, "../../dist/src/main.js");
const folder = mkdtempSync(join(tmpdir(), "harmonic-training-"));
const environment = { ...process.env, ARCHIVE: `sqlite:${join(folder, "archive.db")}`, LOG_LEVEL: "error" };
const TASK = ["--task", "digits"] as const;
const PAIRS = { train: 100, validation: 40, test: 20 };
const SUPERNET = ["train", "supernet", ...TASK, "--epochs", "2", "--scores", "largest"] as const;

afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const start = (...args: readonly string[]): ChildProcess =>
  spawn(process.execPath, [program, ...args], { cwd: folder, env: environment });

function ended(child: ChildProcess): Promise<Ended> {
  const text = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const)
    child[stream]?.on("data", (chunk: Buffer) => {
      text[stream] += chunk.toString();
    });
  return new Promise((done) => child.on("close", (code) => done({ code, ...text })));
}

async function json<T>(...args: readonly string[]): Promise<T> {
  const { code, stdout, stderr } = await ended(start(...args, "--json"));
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as T;
}

/** Kills the command as soon as `file` exists, with SIGKILL, which leaves it no time to clean up. */
async function killedOnce(file: string, ...args: readonly string[]): Promise<void> {
  const child = start(...args);
  const end = ended(child);
  const deadline = Date.now() + 60_000;
  while (!existsSync(file) && child.exitCode === null && Date.now() < deadline)
    await new Promise((next) => setTimeout(next, 5));
  child.kill("SIGKILL");
  await end;
  expect(existsSync(file)).toBe(true);
}

/** Writes a data set of the user's own: images as 32-bit floats, sounds as wav files; returns its manifest. */
function writeManifest(random: Random): string {
  mkdirSync(join(folder, "pairs"));
  const lines = Object.entries(PAIRS).flatMap(([split, count]) =>
    Array.from({ length: count }, (_, i) => {
      const label = i % 10;
      const inputs = { image: `pairs/${split}-${i}.f32`, audio: `pairs/${split}-${i}.wav` };
      const image = Float32Array.from(generatedImage(label, random), (byte) => byte / 255);
      writeFileSync(join(folder, inputs.image), Buffer.from(image.buffer));
      writeFileSync(join(folder, inputs.audio), wavBytes(generatedSound(label, random)));
      return JSON.stringify({ split, label, inputs });
    }),
  );
  const manifest = join(folder, "pairs.ndjson");
  writeFileSync(manifest, `${lines.join("\n")}\n`);
  return manifest;
}

const supernetFile = (modality: string, where = "supernets") =>
  join(folder, "data", where, `digits.${modality}.1.supernet`);

describe("a two-epoch miniature", { timeout: 120_000 }, () => {
  beforeAll(async () => {
    const manifest = writeManifest(new Random(1));
    const imported = await json("dataset", "import", manifest, ...TASK);
    expect(imported).toMatchObject({ classes: 10, ...PAIRS });
    await json("task", "add", "digits", "--space", "av-mnist");
  }, 60_000);

  test("AV-MNIST-hard, built from idx and wav files", async () => {
    const { mnist, fsdd } = writeGeneratedSources(folder);
    const built = await json("dataset", "build", "av-mnist-hard", "--mnist", mnist, "--fsdd", fsdd);
    expect(built).toMatchObject({ classes: 10, train: 840, validation: 210, test: 450 });
  });

  test("supernets; one is killed after its first epoch and goes on", async () => {
    const file = supernetFile("audio");
    await killedOnce(`${file}.checkpoint`, ...SUPERNET, "--modality", "audio");
    expect(existsSync(file)).toBe(false);
    const audio = await json<{ epochs: number }>(...SUPERNET, "--modality", "audio");
    expect(audio).toMatchObject({ epochs: 2, networks: 1 });
    expect(existsSync(`${file}.checkpoint`)).toBe(false);
    const image = await json<{ largest: { accuracy: number } }>(...SUPERNET, "--modality", "image");
    expect(image.largest.accuracy).toBeGreaterThan(0.1);
  });

  test("a fusion network, searched, trained and drawn", async () => {
    const genes = JSON.stringify({ ...SMALLEST_BACKBONES, "fusion.cells": 1, "fusion.nodes": 1 });
    const svg = join(folder, "fusion.svg");
    const args = ["--architecture", genes, "--search-epochs", "2", "--epochs", "2", "--svg", svg];
    const report = await json<{ genes: Record<string, unknown>; validation: unknown; network: string }>(
      ...["train", "fusion", ...TASK, ...args],
    );
    expect(report).toMatchObject({ searchEpochs: 2, trainEpochs: 2 });
    expect(existsSync(join(folder, "data", "supernets", report.network))).toBe(true);
    expect(report.genes["fusion.operator_1_1"]).toBeTypeOf("string");
    expect(readFileSync(svg, "utf8")).toContain("</svg>");
    const kept = await json<{ recorded: unknown; scored: unknown }>("train", "score", report.network);
    expect(kept.recorded).toEqual(report.validation);
    expect(kept.scored).toEqual(report.validation);
  });

  test("a search that trains stores what it measured, and the archive's front has it", async () => {
    const run = ["--device", "jetson-tx2", "--evaluator", "training", "--budget", "2", "--seed", "7"];
    const search = await json<{ status: string; evaluations: number; points: { id: string }[] }>(
      ...["search", ...TASK, ...run, "--strategy", "random"],
    );
    expect(search).toMatchObject({ status: "finished", evaluations: 2 });
    const ids = new Set(search.points.map(({ id }) => id));
    for (const id of ids) {
      const { measurements } = await json<{
        measurements: { network: string; fidelity?: { split: string; seeds: number[] } }[];
      }>("measurements", "show", id);
      expect(existsSync(join(folder, "data", "supernets", measurements[0].network))).toBe(true);
      expect(measurements[0].fidelity).toMatchObject({ split: "validation" });
      expect(measurements[0].fidelity!.seeds).toHaveLength(1);
    }
  });

  test("a worker trains for a run of a server, and keeps a lease that is shorter than the training", async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const server = spawn(process.execPath, [program, "serve"], {
      cwd: folder,
      env: { ...environment, PORT: String(port) },
    });
    const ask = async <T>(query: string): Promise<T> => {
      const headers = { "content-type": "application/json" };
      const answer = await fetch(`${url}/graphql`, {
        method: "POST",
        headers,
        body: JSON.stringify({ query }),
      });
      return ((await answer.json()) as { data: T }).data;
    };
    try {
      await listening(port);
      const { startSearch } = await ask<{ startSearch: { run: { key: string } } }>(
        `mutation { startSearch(input: { task: "digits", devices: ["jetson-tx2"], evaluator: EXTERNAL, budget: 1,
          parallel: 1, objectives: [ACCURACY], strategy: RANDOM }) { ... on StartSearchSuccess { run { key } } } }`,
      );
      const { key } = startSearch.run;
      const worker = start("worker", "--server", url, "--lease", "1", "--json");
      const report = ended(worker);
      const status = async () =>
        (await ask<{ searchRun: { status: string } }>(`{ searchRun(id: "${key}") { status } }`)).searchRun
          .status;
      while ((await status()) === "RUNNING" && worker.exitCode === null)
        await new Promise((next) => setTimeout(next, 100));
      worker.kill("SIGTERM");
      const { code, stdout, stderr } = await report;
      expect([code, stderr]).toEqual([0, expect.any(String)]);
      expect(JSON.parse(stdout)).toEqual({ completed: 1, failed: 0, stale: 0, returned: 0 });
      const { evaluations } = await ask<{ evaluations: { nodes: object[] } }>(
        `{ evaluations(run: "${key}", first: 10) { nodes { status accuracy seconds } } }`,
      );
      expect(evaluations.nodes).toMatchObject([{ status: "DONE", accuracy: expect.any(Number) }]);
    } finally {
      server.kill("SIGTERM");
      await ended(server);
    }
  });

  test("a search for the most accurate network, with trainings of one epoch as cheap scores", async () => {
    const run = ["--device", "jetson-tx2", "--evaluator", "training", "--budget", "8", "--max-latency", "50"];
    const found = await json<Record<string, unknown> & { points: { accuracy: { value: number } }[] }>(
      ...["search", ...TASK, ...run, "--objectives", "accuracy", "--fidelity", "epochs_1=0.06"],
    );
    expect(found).toMatchObject({ status: "finished", evaluations: 7 });
    const { scores, spent } = found as Record<string, number>;
    expect(scores).toBeGreaterThanOrEqual(4);
    expect(spent).toBeCloseTo(7 + 0.06 * scores, 9);
    expect(new Set(found.points.map(({ accuracy }) => accuracy.value)).size).toBe(1);
  });

  test("tier 1 as published says which scores are missing, and how to add them", async () => {
    const run = ["--device", "jetson-tx2", "--evaluator", "training", "--budget", "4", "--strategy", "nsga2"];
    const { code, stderr } = await ended(start("search", ...TASK, ...run));
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining("train supernet --task digits --modality NAME --scores all"),
    ]);
  });
});
