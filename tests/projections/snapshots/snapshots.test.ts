import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Catalog } from "../../../src/projections/catalog.js";
import { SubjectTables } from "../../../src/projections/measurements/subject-tables.js";
import { SpaceNetworksStore } from "../../../src/projections/networks/stored-networks.js";
import { Snapshots } from "../../../src/projections/snapshots/snapshots.js";
import type { Archive } from "../../../src/records/archive.js";
import { resetChange } from "../../../src/records/whole/reset-receipt.js";
import { DEVICE, measuredChanges, NETWORKS, TASK, toyArchive, toySpace } from "../fixtures.js";

const SPACE = toySpace.spec.id;
let archive: Archive;
let folder: string;
let warnings: unknown[];
beforeEach(async () => {
  warnings = [];
  folder = await mkdtemp(join(tmpdir(), "harmonic-snapshots-"));
  archive = await toyArchive();
  await archive.commit(measuredChanges(NETWORKS.slice(0, 10)));
});
afterEach(async () => {
  await archive.close();
  await rm(folder, { recursive: true });
});

/** What is known of task and device, and how much of the archive was read for it. */
async function read(from = archive) {
  const readings: unknown[] = [];
  const watched = {
    ...from,
    get: from.get.bind(from),
    measurementsOf: from.measurementsOf.bind(from),
    measurementsSince: async (...args: Parameters<Archive["measurementsSince"]>) => {
      const found = await from.measurementsSince(...args);
      readings.push(found.length);
      return found;
    },
    architectures: async (...args: Parameters<Archive["architectures"]>) => {
      const found = await from.architectures(...args);
      readings.push(found.length);
      return found;
    },
  } as Archive;
  const log = { info: () => undefined, warn: (fields: unknown) => void warnings.push(fields) };
  // Only what is flushed is written, however slow the machine is.
  const snapshots = new Snapshots(watched, log, folder, 1, 3_600_000);
  const networks = new SpaceNetworksStore(watched, new Catalog(from), snapshots);
  const subjects = new SubjectTables(watched, networks, snapshots);
  const tables = [await subjects.ofTask(SPACE, TASK), await subjects.ofDevice(SPACE, DEVICE)];
  const values = tables.map((table) => [table.size, [...table.ids()].map((id) => [id, table.get(id)])]);
  const genotypes = Array.from({ length: tables[1].networks.count }, (_, row) =>
    tables[1].networks.genotype(row),
  );
  return { values, genotypes, readings, flush: () => snapshots.flush() };
}

/** Does something with every file of the folder. */
async function change(how: (bytes: Buffer) => Buffer): Promise<void> {
  for (const name of await readdir(folder)) {
    const file = join(folder, name);
    await writeFile(file, how(await readFile(file)));
  }
}

describe("snapshots of columns", () => {
  it("are what a start goes on from: it reads only what came later", async () => {
    const first = await read();
    await first.flush();
    expect((await readdir(folder)).every((name) => name.endsWith(".columns"))).toBe(true);
    const second = await read();
    expect([second.values, second.genotypes]).toEqual([first.values, first.genotypes]);
    // The last architecture alone is read again, to see that the archive is the same.
    expect(second.readings.filter((count) => Number(count) > 1)).toEqual([]);
    await archive.commit(measuredChanges(NETWORKS.slice(10, 12)));
    const third = await read();
    expect(third.genotypes).toEqual(NETWORKS.slice(0, 12));
    expect(warnings).toEqual([]);
    await change(() => Buffer.alloc(0));
    expect(third.values).toEqual((await read()).values);
  });

  it("are ignored where they are damaged anywhere, which the log says", async () => {
    const first = await read();
    await first.flush();
    const whole = new Map<string, Buffer>();
    for (const name of await readdir(folder)) whole.set(name, await readFile(join(folder, name)));
    const damages: ((bytes: Buffer) => Buffer)[] = [
      () => Buffer.alloc(0),
      (bytes) => bytes.subarray(0, 30),
      (bytes) => bytes.subarray(0, bytes.length - 1),
      ...[0, 20, 25, 0.5, 0.9].map((at) => (bytes: Buffer) => {
        const copy = Buffer.from(bytes);
        copy[at < 1 ? Math.floor(at * bytes.length) : at] ^= 1;
        return copy;
      }),
    ];
    for (const damage of damages) {
      warnings = [];
      await change(damage);
      const found = await read();
      expect([found.values, found.genotypes]).toEqual([first.values, first.genotypes]);
      expect(warnings).toHaveLength(3);
      for (const [name, bytes] of whole) await writeFile(join(folder, name), bytes);
    }
  });

  it("are ignored where they are of another archive, of a later time of it, or of before a reset", async () => {
    await (await read()).flush();
    const other = await toyArchive();
    await other.commit(measuredChanges(NETWORKS.slice(4, 12)));
    expect((await read(other)).genotypes).toEqual(NETWORKS.slice(4, 12));
    expect(warnings).toHaveLength(3);
    const earlier = await toyArchive();
    await earlier.commit(measuredChanges(NETWORKS.slice(0, 9)));
    expect((await read(earlier)).genotypes).toEqual(NETWORKS.slice(0, 9));
    expect(warnings).toHaveLength(6);
    await archive.commit([resetChange("once")]);
    await read();
    expect(warnings).toHaveLength(9);
    await Promise.all([other.close(), earlier.close()]);
  });
});
