import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { architectureIdOf, measurementId, taskId } from "../../../src/base/ids.js";
import { milliseconds } from "../../../src/base/units.js";
import { announceMeasurements } from "../../../src/projections/measurements/announce.js";
import { SubjectTables } from "../../../src/projections/measurements/subject-tables.js";
import { News } from "../../../src/projections/news.js";
import type { Archive, LoggedMeasurement } from "../../../src/records/archive.js";
import type { Measurement } from "../../../src/records/measurement.js";
import { architectureId } from "../../../src/space/identity.js";
import { DEVICE, measuredChanges, NETWORKS, TASK, toyArchive, toySpace, valuesOf } from "../fixtures.js";

const SPACE = toySpace.spec.id;
const ids = NETWORKS.map((network) => architectureId(toySpace, network));
let archive: Archive;
let tables: SubjectTables;
beforeEach(async () => {
  archive = await toyArchive();
  tables = new SubjectTables(archive);
});
afterEach(() => archive.close());

const recordsOf = (changes: ReturnType<typeof measuredChanges>): Measurement[] =>
  changes.flatMap((change) => (change.type === "measurement" ? [change.record] : []));

describe("the table of a task or device", () => {
  it("follows what is stored and retracted, and lists what has changed since", async () => {
    await archive.commit(measuredChanges(NETWORKS.slice(0, 2)));
    const table = await tables.ofTask(SPACE, TASK);
    expect([...table.combined].map(([id, { accuracy }]) => [id, accuracy?.value])).toEqual(
      NETWORKS.slice(0, 2).map((network, i) => [ids[i], valuesOf(network).accuracy]),
    );
    const [read, version] = [table.changes.length, table.version];

    const third = measuredChanges(NETWORKS.slice(2, 3));
    const [{ id: first }] = recordsOf(measuredChanges(NETWORKS.slice(0, 1), ["accuracy"]));
    await archive.commit([...third, { type: "retract", measurement: first }]);
    expect(await tables.ofTask(SPACE, TASK)).toBe(table);
    expect([...table.combined.keys()].sort()).toEqual(ids.slice(1, 3).sort());
    expect(table.changes.slice(read).sort()).toEqual([ids[0], ids[2]].sort());
    expect(table.version).toBeGreaterThan(version);
  });

  it("does not change while nothing is stored, and applies each change once to readers at the same time", async () => {
    await archive.commit(measuredChanges(NETWORKS.slice(0, 3)));
    const [table] = await Promise.all([1, 2, 3].map(() => tables.ofDevice(SPACE, DEVICE)));
    expect([...table.changes].sort()).toEqual(ids.slice(0, 3).sort());
    const { version } = table;
    await tables.ofDevice(SPACE, DEVICE);
    expect([table.version, table.changes.length]).toEqual([version, 3]);
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
    const table = await new SubjectTables({ ...archive, measurementsSince }).ofDevice(SPACE, DEVICE);
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(table.combined.get(ids[0])?.latency).toMatchObject({ value: 3, repeats: 40_000 });
    expect(table.combined.size).toBe(13);
  }, 60_000);

  it("holds nothing of other tasks, and is made anew once it was forgotten", async () => {
    await archive.commit(measuredChanges(NETWORKS.slice(0, 3)));
    expect((await tables.ofTask(SPACE, taskId("other"))).combined.size).toBe(0);
    const table = await tables.ofDevice(SPACE, DEVICE);
    tables.forget();
    const again = await tables.ofDevice(SPACE, DEVICE);
    expect(again).not.toBe(table);
    expect(again.combined).toEqual(table.combined);
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
