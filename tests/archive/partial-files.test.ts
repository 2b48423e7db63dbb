import { spawn } from "node:child_process";
import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openArchive } from "../../src/archive/open.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "harmonic-partial-"));
});
afterAll(() => rm(folder, { recursive: true }));

const ID = "01234567-89ab-cdef-0123-456789abcdef";

it("a backup removes what killed processes left half-written in its folder, and nothing else", async () => {
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  const dead = spawn(process.execPath, ["-e", ""]);
  await new Promise((resolve) => dead.on("close", resolve));
  const host = hostname().replaceAll(/[^a-zA-Z0-9-]/g, "-");
  const old = `c.db.${ID}.partial`;
  const kept = [
    `a.db.${host}.${child.pid}.${ID}.partial`,
    `a.db.another-host.1.${ID}.partial`,
    "notes.partial",
    `${ID}.db`,
  ];
  for (const name of [...kept, `b.db.${host}.${dead.pid}.${ID}.partial`, old]) {
    await writeFile(join(folder, name), "half");
  }
  const long = new Date(Date.now() - 3 * 86_400_000);
  await utimes(join(folder, old), long, long);
  const archive = await openArchive("sqlite::memory:");
  await archive.backup(join(folder, "new.db"));
  await archive.close();
  child.kill("SIGKILL");
  expect((await readdir(folder)).sort()).toEqual([...kept, "new.db"].sort());
});
