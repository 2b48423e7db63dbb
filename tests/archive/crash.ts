import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import { openArchive } from "../../src/archive/open.js";
import { runId } from "../../src/base/ids.js";
import { DEVICE, SPACE } from "../contract/archive-samples.js";

const WRITER = fileURLToPath(new URL("child-writer.ts", import.meta.url));

/**
 * Kills a writing process in the middle of its work, and expects that every acknowledged batch is stored, and of the
 * other batches all or nothing.
 *
 * @param threadFrom changes from which on a thread writes a batch; as in `ArchiveOptions`
 */
export async function survivesCrashes(url: string, threadFrom?: number): Promise<void> {
  const acknowledged = await writeUntilKilled(url, 20, threadFrom);
  const archive = await openArchive(url);
  const tasks = await archive.list("task");
  const evaluations = await archive.findings(runId("r"));
  const log = await archive.measurementsSince({ space: SPACE, device: DEVICE }, 0);
  const last = Buffer.from((await archive.blob("last"))!).toString();
  await archive.close();
  expect(tasks.length).toBeGreaterThanOrEqual(acknowledged);
  expect(tasks.length).toBeLessThanOrEqual(acknowledged + 1);
  expect(evaluations.map(({ index }) => index)).toEqual(tasks.map((_, i) => i));
  expect(log.map(({ measurement }) => measurement.id)).toEqual(
    tasks.flatMap((_, batch) => [0, 1, 2].map((i) => `${batch}/${i}`)),
  );
  expect(last).toBe(String(tasks.length - 1));
}

/** Lets a process write until it has acknowledged `count` batches, kills it, and returns how many it acknowledged. */
async function writeUntilKilled(url: string, count: number, threadFrom?: number): Promise<number> {
  const given = threadFrom === undefined ? [url] : [url, String(threadFrom)];
  const child = spawn(process.execPath, ["--import", "tsx", WRITER, ...given], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let acknowledged = 0;
  for await (const _line of createInterface(child.stdout)) {
    acknowledged++;
    if (acknowledged === count) child.kill("SIGKILL");
  }
  if (acknowledged < count) throw new Error(`the writer ended by itself after ${acknowledged} batches`);
  return acknowledged;
}
