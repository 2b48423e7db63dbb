import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { architectureIdOf, measurementId, taskId } from "../../../src/base/ids.js";
import { milliseconds } from "../../../src/base/units.js";
import { Catalog } from "../../../src/projections/catalog.js";
import { announceMeasurements } from "../../../src/projections/measurements/announce.js";
import { SubjectTables } from "../../../src/projections/measurements/subject-tables.js";
import { SpaceNetworksStore } from "../../../src/projections/networks/stored-networks.js";
import { News } from "../../../src/projections/news.js";
import { Snapshots } from "../../../src/projections/snapshots/snapshots.js";
import type { Archive, LoggedMeasurement } from "../../../src/records/archive.js";
import type { Change } from "../../../src/records/changes.js";
import type { Measurement } from "../../../src/records/measurement.js";
import { architectureId } from "../../../src/space/identity.js";
import { expectWithin } from "../../support/within.js";
import { DEVICE, measuredChanges, NETWORKS, TASK, toyArchive, toySpace, valuesOf } from "../fixtures.js";

const SPACE = toySpace.spec.id;
const ids = NETWORKS.map((network) => architectureId(toySpace, network));
let archive: Archive;
let tables: SubjectTables;
beforeEach(async () => {
  archive = await toyArchive();
  tables = tablesOf(archive);
});
afterEach(() => archive.close());

function tablesOf(from: Archive, page?: number): SubjectTables {
  const snapshots = new Snapshots(from, { info: () => undefined, warn: () => undefined });
  return new SubjectTables(from, new SpaceNetworksStore(from, new Catalog(from), snapshots), snapshots, page);
}

const recordsOf = (changes: ReturnType<typeof measuredChanges>): Measurement[] =>
  changes.flatMap((change) => (change.type === "measurement" ? [change.record] : []));

describe("the table of a task or device", () => {
  it("follows what is stored and retracted, and leaves an earlier table as it was", async () => {
    await archive.commit(measuredChanges(NETWORKS.slice(0, 2)));
    const table = await tables.ofTask(SPACE, TASK);
    const valuesIn = (from: typeof table) => [...from.ids()].map((id) => [id, from.get(id)?.accuracy?.value]);
    const first = NETWORKS.slice(0, 2).map((network, i) => [ids[i], valuesOf(network).accuracy]);
    expect(valuesIn(table)).toEqual(first);

    const third = measuredChanges(NETWORKS.slice(2, 3));
    const [{ id: retracted }] = recordsOf(measuredChanges(NETWORKS.slice(0, 1), ["accuracy"]));
    await archive.commit([...third, { type: "retract", measurement: retracted }]);
    const later = await tables.ofTask(SPACE, TASK);
    expect([...later.ids()].sort()).toEqual(ids.slice(1, 3).sort());
    expect(later.size).toBe(2);
    expect(later.version).toBeGreaterThan(table.version);
    expect([valuesIn(table), table.size]).toEqual([first, 2]);
  });

  it("does not change while nothing is stored, and applies each change once to readers at the same time", async () => {
    await archive.commit(measuredChanges(NETWORKS.slice(0, 3)));
    const [table] = await Promise.all([1, 2, 3].map(() => tables.ofDevice(SPACE, DEVICE)));
    expect([...table.ids()].sort()).toEqual(ids.slice(0, 3).sort());
    expect(await tables.ofDevice(SPACE, DEVICE)).toBe(table);
  });

  it("is the same when the log is read in small pages, with repeats and retractions in later ones", async () => {
    await archive.commit(measuredChanges(NETWORKS));
    const repeats = recordsOf(measuredChanges(NETWORKS.slice(0, 5))).map(
      (record, i): Change => ({
        type: "measurement",
        record: { ...record, id: measurementId(`again${i}`), origin: "again" } as Measurement,
      }),
    );
    const [{ id }] = recordsOf(measuredChanges(NETWORKS.slice(1, 2), ["latency"]));
    await archive.commit([...repeats, { type: "retract", measurement: id }]);
    const whole = await tables.ofDevice(SPACE, DEVICE);
    const asked: number[] = [];
    const from: Archive = {
      ...archive,
      measurementsSince: async (subject, after, limit) => {
        asked.push(after);
        return archive.measurementsSince(subject, after, limit);
      },
    };
    const paged = await tablesOf(from, 3).ofDevice(SPACE, DEVICE);
    expect(asked.length).toBeGreaterThan(5);
    expect(new Set(asked).size).toBe(asked.length);
    expect(paged.version).toBe(whole.version);
    expect([...paged.ids()].map((own) => [own, paged.get(own)])).toEqual(
      [...whole.ids()].map((own) => [own, whole.get(own)]),
    );
  });

  it("combines 100,000 readings of one network, and of 12, without work for every pair", async () => {
    const [example] = recordsOf(measuredChanges(NETWORKS.slice(0, 1), ["latency"]));
    const logged = Array.from({ length: 100_000 }, (_, i): LoggedMeasurement => {
      const architecture = i < 60_000 ? architectureIdOf(`n${i % 12}`) : ids[0];
      const spread = { latency: milliseconds(3), latencySd: milliseconds(0.1) };
      return {
        sequence: i + 1,
        measurement: { ...example, ...spread, id: measurementId(`m${i}`), architecture } as Measurement,
      };
    });
    const measurementsSince = async (_: unknown, after: number) => logged.slice(after);
    const started = performance.now();
    const table = await tablesOf({ ...archive, measurementsSince, architectures: async () => [] }).ofDevice(
      SPACE,
      DEVICE,
    );
    expectWithin(performance.now() - started, 20_000);
    expect(table.get(ids[0])?.latency).toMatchObject({ value: 3, repeats: 40_000 });
    expect(table.size).toBe(13);
  }, 60_000);

  it("holds nothing of other tasks, and is made anew once it was forgotten", async () => {
    await archive.commit(measuredChanges(NETWORKS.slice(0, 3)));
    expect((await tables.ofTask(SPACE, taskId("other"))).size).toBe(0);
    const table = await tables.ofDevice(SPACE, DEVICE);
    tables.forget();
    const again = await tables.ofDevice(SPACE, DEVICE);
    expect(again).not.toBe(table);
    expect([...again.ids()].map((id) => [id, again.get(id)])).toEqual(
      [...table.ids()].map((id) => [id, table.get(id)]),
    );
  });
});

it("measurements are announced once per search space", () => {
  const news = new News();
  const announced: unknown[] = [];
  news.announce = (topic) => void announced.push(topic);
  const records = recordsOf(measuredChanges(NETWORKS.slice(0, 3)));
  announceMeasurements(news, [...records, { ...records[0], space: "other" as typeof SPACE }]);
  expect(announced).toEqual([
    { kind: "measurements", space: SPACE },
    { kind: "measurements", space: "other" },
  ]);
});
