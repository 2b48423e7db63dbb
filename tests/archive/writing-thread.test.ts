import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "libsql";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openArchive } from "../../src/archive/open.js";
import type { Archive } from "../../src/records/archive.js";
import type { Change } from "../../src/records/changes.js";
import {
  accuracy,
  architecture,
  finding,
  latency,
  measure,
  note,
  put,
  retract,
  store,
  task,
} from "../contract/archive-samples.js";
import { survivesCrashes } from "./crash.js";

const isBuilt = existsSync(new URL("../../dist/src/archive/sqlite/writing/thread.js", import.meta.url));

/** Changes of every sort, with repeats, of which some are known when they are written again. */
const mixed = (from: number): Change[] => [
  put(task(`t${from}`)),
  ...Array.from({ length: 250 }, (_, i) => store(architecture(from + i))),
  ...Array.from({ length: 250 }, (_, i) =>
    measure(latency(`l${from + i}`, from + i, { retracted: i === 7 })),
  ),
  ...Array.from({ length: 250 }, (_, i) => measure(accuracy(`a${from + i}`, from + i))),
  retract(`l${from + 3}`),
  measure(latency(`n${from}`, `named only ${from}`)),
  store(architecture(from + 10, "other" as ReturnType<typeof architecture>["space"])),
  note(finding("r", from)),
  { type: "blob", key: "file", bytes: new Uint8Array([0, from, 255]) },
];

async function contentOf(archive: Archive): Promise<string> {
  const pages: unknown[] = [];
  for await (const page of archive.contents()) pages.push(page);
  return JSON.stringify(pages);
}

describe.skipIf(!isBuilt)("large batches, which a thread writes (needs the program: npm run build)", () => {
  let folder: string;
  const open: Archive[] = [];
  const openAt = async (name: string, options = {}) => {
    const archive = await openArchive(`sqlite:${join(folder, name)}`, { threadFrom: 1, ...options });
    open.push(archive);
    return archive;
  };
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "harmonic-writing-"));
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((archive) => archive.close()));
    await rm(folder, { recursive: true });
  });

  it("store the same as the calling thread, also what is partly known, and say how much is new", async () => {
    const [thread, here] = [await openAt("a.db"), await openAt("b.db", { threadFrom: 1e9 })];
    for (const from of [0, 100, 50, 200]) {
      expect(await thread.commit(mixed(from))).toBe(await here.commit(mixed(from)));
      expect(await contentOf(thread)).toBe(await contentOf(here));
    }
  });

  it("are stored as a whole or not at all, whatever fails, and the next one is stored", async () => {
    const archive = await openAt("a.db", { quotas: { networks: 300 } });
    await archive.commit([
      ...mixed(0).slice(0, 251),
      { type: "insert", kind: "task", record: task("first") },
    ]);
    const before = await contentOf(archive);
    const fails = async (changes: Iterable<Change>, problem: object, signal?: AbortSignal) => {
      await expect(archive.commit(changes, signal)).rejects.toMatchObject(problem);
      expect(await contentOf(archive)).toBe(before);
    };
    await fails([...mixed(50), { type: "insert", kind: "task", record: task("first") }], {
      name: "Overtaken",
      code: "CONFLICT",
      field: "id",
    });
    await fails([{ type: "update", kind: "task", record: task("absent") }, ...mixed(50)], {
      name: "Conflict",
    });
    await fails(mixed(100), { name: "Conflict", field: "QUOTA_NETWORKS" });
    const broken = function* (): Generator<Change> {
      yield* mixed(20);
      throw new Error("the table has a bad row");
    };
    await fails(broken(), { message: "the table has a bad row" });
    const controller = new AbortController();
    const cancelled = function* (): Generator<Change> {
      yield* mixed(20);
      controller.abort();
      yield put(task("late"));
    };
    await fails(cancelled(), { code: "CANCELLED" }, controller.signal);
    await archive.commit([put(task("after"))]);
    expect(await archive.get("task", "after")).toEqual(task("after"));
  });

  it("wait for another writer, and fail with a message where that takes too long", async () => {
    const archive = await openAt("a.db", { busyTimeout: 100 });
    const other = new Database(join(folder, "a.db"));
    other.exec("BEGIN IMMEDIATE");
    const held = { code: "UNAVAILABLE", message: expect.stringMatching(/held by another process; stop it/) };
    await expect(archive.commit(mixed(0))).rejects.toMatchObject(held);
    other.exec("ROLLBACK");
    other.close();
    await archive.commit(mixed(0));
    expect(await archive.get("task", "t0")).toBeDefined();
  });

  it("survive that the process is killed: what was acknowledged is there, and nothing by halves", async () => {
    await survivesCrashes(`sqlite:${join(folder, "killed.db")}`, 1);
  });
});
