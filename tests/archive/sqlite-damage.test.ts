import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import Database from "libsql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { archiveCare } from "../../src/archive/care.js";
import { openArchive } from "../../src/archive/open.js";
import { measurementId } from "../../src/base/ids.js";
import type { RepairReport, VerifyReport } from "../../src/records/whole/archive-care.js";
import { DEVICE, put, SPACE, task } from "../contract/archive-samples.js";
import { damageSamples, readings } from "./damage-samples.js";
import { VERSION_1 } from "./fixtures.js";

const CHILD = fileURLToPath(new URL("child-damage.ts", import.meta.url));
const PLACES = 40;
const nothing = () => undefined;

type Answers = Readonly<Record<string, string>>;

/** What the child prints for one place. */
interface Outcome {
  readonly place: number;
  readonly mask: number;
  readonly before: Answers;
  readonly verified: VerifyReport;
  /** A text is an error: a damaged first page may name no table any more. */
  readonly repaired: RepairReport | string;
  readonly again: VerifyReport;
  readonly after: Answers;
}

let folder: string;
let file: string;
let right: Answers;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "harmonic-damage-"));
  file = join(folder, "archive.db");
  const archive = await openArchive(`sqlite:${file}`);
  await archive.commit(damageSamples());
  const answers: Record<string, string> = {};
  for (const [name, read] of Object.entries(readings)) answers[name] = JSON.stringify(await read(archive));
  right = answers;
  await archive.close();
});
afterAll(() => rm(folder, { recursive: true }));

describe("one changed byte anywhere in an SQLite archive", () => {
  it.each([1, 2])(
    "gives a right answer or an error that says what to do, and is verified and repaired (seed %i)",
    { timeout: 240_000 },
    async (seed) => {
      const outcomes = await damage(seed);
      expect(outcomes).toHaveLength(PLACES);
      for (const { place, mask, before, verified, repaired, again, after } of outcomes) {
        const at = `place ${place}, mask ${mask}`;
        for (const [name, answer] of Object.entries(before)) {
          if (answer === right[name]) continue;
          expect(answer, at).toMatch(
            /^error: .*(damaged|newer release|not an SQLite database|another program)/,
          );
        }
        if (Object.entries(before).some(([name, answer]) => answer !== right[name])) {
          expect(verified.damaged, at).not.toEqual([]);
        }
        if (typeof repaired === "string") {
          expect(repaired, at).toMatch(/^error: .* cannot be read at all .*; restore a backup/);
          expect(place, at).toBeLessThan(4096);
          continue;
        }
        expect(again.damaged, at).toEqual([]);
        expect(repaired.setAside, at).toBeLessThanOrEqual(5);
        expect(after.open, at).toBeUndefined();
        const changed = Object.keys(right).filter(
          (name) => name !== "derived" && after[name] !== right[name],
        );
        if (repaired.damaged.every(({ kind }) => kind === "file")) expect(changed, at).toEqual([]);
        for (const answer of Object.values(after)) expect(answer, at).not.toMatch(/^(error|bug):/);
      }
    },
  );

  async function damage(seed: number): Promise<Outcome[]> {
    const copy = join(folder, `copy ${seed}.db`);
    const child = spawn(
      process.execPath,
      ["--expose-gc", "--import", "tsx", CHILD, file, copy, String(seed), String(PLACES)],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    const ended = new Promise((resolve) => child.on("close", (code, signal) => resolve(signal ?? code)));
    const outcomes: Outcome[] = [];
    for await (const line of createInterface(child.stdout)) outcomes.push(JSON.parse(line));
    expect(await ended).toBe(0);
    return outcomes;
  }
});

describe("a damaged record", () => {
  it("is named, leaves everything else readable, and is set aside by a repair", async () => {
    const copy = await copyOf("named.db");
    await replaceBytes(copy, '"name":"Task t3"', '"name":"T\xffsk t3"', "task t3");
    const archive = await openArchive(`sqlite:${copy}`);
    await expect(archive.get("task", "t3")).rejects.toMatchObject({
      code: "UNAVAILABLE",
      message: expect.stringMatching(/the task "t3" is damaged .*archive verify.*archive repair/),
    });
    expect(await archive.get("task", "t4")).toBeDefined();
    expect(await archive.measurementsSince({ space: SPACE, device: DEVICE }, 0)).toHaveLength(600);
    await archive.close();
    const { damaged } = await archiveCare.verify(`sqlite:${copy}`, nothing);
    expect(damaged).toEqual([{ kind: "task", id: "t3", reason: "its content does not match its checksum" }]);
    await collectGarbage();
    const { setAside, setAsideIn, kept } = await archiveCare.repair(`sqlite:${copy}`, nothing);
    expect({ setAside, kept }).toEqual({ setAside: 1, kept: 1205 });
    expect(JSON.parse(await readFile(setAsideIn!, "utf8"))).toMatchObject({ kind: "task", id: "t3" });
    const repaired = await openArchive(`sqlite:${copy}`);
    expect(await repaired.list("task")).toHaveLength(29);
    await repaired.close();
  });

  it("of an earlier release, without checksums, is found by its form; repair adds checksums", async () => {
    const old = join(folder, "old.db");
    const db = new Database(old);
    db.exec(VERSION_1);
    db.exec("INSERT INTO records VALUES ('task', 'bad', CAST(x'7bff7d' AS TEXT))");
    db.close();
    const before = await archiveCare.verify(`sqlite:${old}`, nothing);
    expect(before.withoutChecksum).toBeGreaterThan(5);
    expect(before.damaged).toMatchObject([{ kind: "task", id: "bad" }]);
    const archive = await openArchive(`sqlite:${old}`);
    await expect(archive.list("task")).rejects.toMatchObject({
      message: expect.stringMatching(/task "bad"/),
    });
    expect(await archive.measurement(measurementId("m2"))).toBeDefined();
    await archive.close();
  });

  it("is not found where there is no archive, and nothing is created", async () => {
    const nowhere = `sqlite:${join(folder, "nowhere.db")}`;
    const none = { code: "UNAVAILABLE", message: expect.stringMatching(/there is no archive/) };
    await expect(archiveCare.verify(nowhere, nothing)).rejects.toMatchObject(none);
    await expect(archiveCare.repair(nowhere, nothing)).rejects.toMatchObject(none);
    expect(await readdir(folder)).not.toContain("nowhere.db");
  });

  it("is not repaired while another process uses the archive", async () => {
    const copy = await copyOf("used.db");
    await replaceBytes(copy, '"name":"Task t3"', '"name":"T\xffsk t3"', "task t3");
    const other = new Database(copy);
    other.prepare("SELECT count(*) FROM clock").get([]);
    await expect(archiveCare.repair(`sqlite:${copy}`, nothing)).rejects.toMatchObject({
      code: "UNAVAILABLE",
      message: expect.stringMatching(/used by another process; stop it/),
    });
    other.close();
  });
});

describe("an undamaged archive", () => {
  it("has no damage, and a repair changes nothing", async () => {
    const archive = await openArchive(`sqlite:${join(folder, "whole.db")}`);
    await archive.commit([put(task("a"))]);
    await archive.close();
    const url = `sqlite:${join(folder, "whole.db")}`;
    await collectGarbage();
    expect(await archiveCare.repair(url, nothing)).toMatchObject({ damaged: [], setAside: 0, rebuilt: [] });
    expect((await readdir(folder)).filter((name) => /^whole.*(damaged|partial)/.test(name))).toEqual([]);
  });
});

/** Lets go of connections: the driver ends one only when its statements were collected. */
async function collectGarbage(): Promise<void> {
  setFlagsFromString("--expose-gc");
  for (let i = 0; i < 3; i++) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    runInNewContext("gc")();
  }
}

async function copyOf(name: string): Promise<string> {
  const copy = join(folder, name);
  await writeFile(copy, await readFile(file));
  return copy;
}

/**
 * Replaces all occurrences of a text, byte for byte; characters are bytes. Pages may hold more than one, of which one
 * is in use.
 */
async function replaceBytes(path: string, from: string, to: string, what: string): Promise<void> {
  const bytes = await readFile(path);
  let place = bytes.indexOf(Buffer.from(from, "latin1"));
  if (place === -1) throw new Error(`${what} is not in the file`);
  for (; place !== -1; place = bytes.indexOf(Buffer.from(from, "latin1"), place + 1)) {
    Buffer.from(to, "latin1").copy(bytes, place);
  }
  await writeFile(path, bytes);
}
