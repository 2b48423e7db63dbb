import fc from "fast-check";
import { expect, test } from "vitest";
import { deviceId, measurementId, spaceId, taskId } from "../../../src/base/ids.js";
import { CHUNK_ROWS } from "../../../src/projections/columns/float-column.js";
import { combineAccuracy, combineCost } from "../../../src/projections/measurements/combine.js";
import {
  type CombinedValues,
  SubjectEdit,
  SubjectTable,
} from "../../../src/projections/measurements/subject-table.js";
import type { Measurement } from "../../../src/records/measurement.js";
import { networksOf } from "../columns/networks.js";

type Of<Subject extends Measurement["subject"]> = Extract<Measurement, { subject: Subject }>;

const networks = networksOf(CHUNK_ROWS + 10);
const positive = fc.double({ min: 1e-3, max: 1e6, noNaN: true });
const unit = fc.double({ min: 0, max: 1, noNaN: true });
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const time = fc.oneof(
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc.constantFrom("2026-01-01T00:00:00Z", "2026-01-01T00:00:00.123456Z"),
);
const shared = {
  id: fc.uuid().map(measurementId),
  repeats: fc.integer({ min: 1, max: 1000 }),
  measuredAt: maybe(time),
  retracted: fc.boolean(),
};
const known = <T extends object>(fields: T): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
const base = { space: spaceId("s"), architecture: networks.id(0), origin: "test" };

const ofTask = fc
  .record({
    ...shared,
    accuracy: maybe(unit),
    accuracySd: maybe(fc.double({ min: 0, max: 0.2, noNaN: true })),
    examples: maybe(fc.integer({ min: 1, max: 100_000 })),
    metrics: maybe(fc.record({ "task:max:f1:": positive })),
    fidelity: fc.record({
      split: fc.constantFrom("validation", "test", "unspecified"),
      training: fc.constantFrom("", "25 epochs", "200 epochs"),
      seeds: fc.array(fc.nat(3), { maxLength: 2 }),
      seconds: maybe(positive),
    }),
  })
  .map((fields) =>
    known({ ...base, subject: "task", task: taskId("t"), ...fields, fidelity: known(fields.fidelity) }),
  );
const ofDevice = fc
  .record({
    ...shared,
    latency: maybe(positive),
    latencySd: maybe(positive),
    energy: maybe(positive),
    energySd: maybe(fc.constantFrom(0, 0.5)),
    metrics: maybe(fc.record({ "device:min:ram:MB": positive })),
  })
  .map((fields) => known({ ...base, subject: "device", device: deviceId("d"), ...fields }));

/** Sets rows of a table one after another, and compares each with what was set last. */
function follow(writes: readonly { readonly row: number; readonly combined: CombinedValues }[]): void {
  let table = new SubjectTable(0, networks, new Map(), new Map(), 0);
  const expected = new Map<number, CombinedValues>();
  for (const [i, { row, combined }] of writes.entries()) {
    const edit = new SubjectEdit(table, networks);
    edit.set(networks.id(row), combined);
    table = edit.done(i + 1);
    if (Object.keys(combined).length === 0) expected.delete(row);
    else expected.set(row, combined);
    for (const other of writes) {
      expect(table.get(networks.id(other.row))).toStrictEqual(expected.get(other.row));
    }
    expect([table.size, [...table.ids()]]).toEqual([
      expected.size,
      [...expected.keys()].sort((a, b) => a - b).map((at) => networks.id(at)),
    ]);
  }
}

const row = fc.constantFrom(0, 1, CHUNK_ROWS - 1, CHUNK_ROWS, CHUNK_ROWS + 9);

test("columns give back the combined estimates exactly: repeats, clashes, splits, trainings, own metrics", () => {
  const measured = fc.array(fc.record({ row, of: fc.array(ofTask, { maxLength: 4 }) }), { maxLength: 6 });
  fc.assert(
    fc.property(measured, (writes) =>
      follow(
        writes.map(({ row, of }) => ({ row, combined: combineAccuracy(of as unknown as Of<"task">[]) })),
      ),
    ),
    { numRuns: 150 },
  );
  const costs = fc.array(fc.record({ row, of: fc.array(ofDevice, { maxLength: 4 }) }), { maxLength: 6 });
  fc.assert(
    fc.property(costs, (writes) =>
      follow(writes.map(({ row, of }) => ({ row, combined: combineCost(of as unknown as Of<"device">[]) }))),
    ),
    { numRuns: 150 },
  );
});
