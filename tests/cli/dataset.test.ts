import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { writeGeneratedSources } from "../support/generated-av-mnist.js";
import { testService } from "../support/service.js";
import { CommandLine } from "./support/command-line.js";

const folder = mkdtempSync(join(tmpdir(), "harmonic-datasets-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sets = join(folder, "sets");
const other = join(folder, "other");

describe("DATASETS", { timeout: 60_000 }, () => {
  let cli: CommandLine;
  const manifest = join(folder, "pairs.ndjson");

  beforeAll(async () => {
    const inputs = { image: new Array(784).fill(1), audio: new Array(400).fill(2) };
    const lines = ["train", "validation", "test"].map((split) => JSON.stringify({ split, label: 1, inputs }));
    writeFileSync(manifest, lines.join("\n"));
    cli = new CommandLine((await testService()).service);
    cli.environment = { DATASETS: sets };
  });

  test("is where `dataset import` writes to, unless --datasets or --out says otherwise", async () => {
    const report = await cli.json("dataset", "import", manifest, "--task", "own");
    expect(report).toMatchObject({ file: join(sets, "own.dataset") });
    expect(existsSync(join(sets, "own.dataset"))).toBe(true);
    for (const flag of ["--datasets", "--out"]) {
      const elsewhere = await cli.json(
        "dataset",
        "import",
        manifest,
        "--task",
        "own",
        flag,
        `${other}${flag}`,
      );
      expect(elsewhere).toMatchObject({ file: join(`${other}${flag}`, "own.dataset") });
    }
  });

  test("is where `dataset build` writes to", async () => {
    const { mnist, fsdd } = writeGeneratedSources(folder);
    const built = await cli.json("dataset", "build", "av-mnist", "--mnist", mnist, "--fsdd", fsdd);
    expect(built).toMatchObject({ file: join(sets, "av-mnist.dataset") });
  });

  test("is where training reads from", async () => {
    const args = ["--task", "av-mnist-hard", "--modality", "image"];
    await cli.json("task", "add", "av-mnist-hard", "--space", "av-mnist");
    const { code, stderr } = await cli.run("train", "supernet", ...args);
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining(`${join(sets, "av-mnist-hard.dataset")} does not exist`),
    ]);
  });
});
