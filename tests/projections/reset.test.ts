import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openArchive } from "../../src/archive/open.js";
import { REQUEST, startProcess, toyArchive, until } from "../runs/harness.js";
import { TOY_SPACE, testService, toyTable } from "../support/service.js";

it("a reset by another process leaves nothing of the old archive in this one's memory", async () => {
  const folder = mkdtempSync(join(tmpdir(), "harmonic-reset-"));
  const open = async () => (await testService(await openArchive(`sqlite:${folder}/a.db`))).service;
  const [one, other] = [await open(), await open()];
  await one.registerSearchSpace(TOY_SPACE);
  await one.importSamples({ name: "toy", space: "toy", source: toyTable() });
  const ask = () => one.paretoFront({ task: "toy-task", device: "toy-device" });
  expect((await ask()).points.length).toBeGreaterThan(1);
  const abort = new AbortController();
  const news = one
    .followFront({ task: "toy-task", device: "toy-device" }, abort.signal)
    [Symbol.asyncIterator]();
  expect((await news.next()).value.snapshot.length).toBeGreaterThan(1);
  const change = news.next();
  await ask();

  await other.reset();
  await expect(one.registerTask({ id: "t", space: "toy" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await other.registerSearchSpace(TOY_SPACE);
  await other.importSamples({ name: "toy", space: "toy", source: toyTable(1) });
  expect((await ask()).points).toHaveLength(1);
  expect((await change).value.removed.length).toBeGreaterThan(0);
  abort.abort();
  await one.close();
  await other.close();
  rmSync(folder, { recursive: true });
});

it("a reset in the middle of a run's write leaves nothing of the run behind", async () => {
  const archive = await toyArchive();
  const commit = archive.commit.bind(archive);
  archive.commit = async (changes) => {
    const batch = [...changes];
    const isFourth = batch.some(
      ({ type, ...change }) => type === "finding" && "record" in change && isIndex(change.record, 3),
    );
    if (isFourth) await archive.reset();
    return commit(batch);
  };
  const process = startProcess(archive);
  const { id } = await process.runs.startSearch(REQUEST);
  await until(async () => (await archive.get("run", id)) === undefined);
  await process.close();
  expect(await archive.listRuns({ limit: 10 })).toEqual([]);
  expect(await archive.findings(id)).toEqual([]);
  expect((await archive.counts()).architectures).toBe(0);
});

const isIndex = (record: object, index: number): boolean => "index" in record && record.index === index;
