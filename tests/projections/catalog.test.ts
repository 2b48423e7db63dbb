import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openArchive } from "../../src/archive/open.js";
import { NotFound } from "../../src/base/errors.js";
import { deviceId, spaceId, taskId } from "../../src/base/ids.js";
import { millijoules, milliseconds } from "../../src/base/units.js";
import { namedDevice } from "../../src/hardware/named-device.js";
import type { OperatorProfile } from "../../src/hardware/types.js";
import { Catalog, profileVersion } from "../../src/projections/catalog.js";
import type { Archive } from "../../src/records/archive.js";
import { builtInSpaces } from "../../src/space/built-in/index.js";
import { DEVICE, TASK, toyArchive, toySpace } from "./fixtures.js";

let archive: Archive;
let catalog: Catalog;
beforeEach(async () => {
  archive = await toyArchive();
  catalog = new Catalog(archive);
});
afterEach(() => archive.close());

const refusal = (looked: Promise<unknown>): Promise<unknown> =>
  looked.then(
    () => new Error("was found"),
    (error: unknown) => error,
  );

const profileOf = (
  entries: Readonly<Record<string, number>>,
  spaces?: readonly string[],
): OperatorProfile => ({
  device: DEVICE,
  ...(spaces && { spaces: spaces.map(spaceId) }),
  source: "test",
  entries: Object.fromEntries(
    Object.entries(entries).map(([key, latency]) => [
      key,
      { latency: milliseconds(latency), energy: millijoules(0) },
    ]),
  ),
});
const put = (id: string, profile: OperatorProfile) =>
  archive.commit([{ type: "put", kind: "profile", record: { ...profile, id } }]);

describe("looking up by id", () => {
  it("finds tasks, devices and spaces, and everything of a task on a device at once", async () => {
    expect((await catalog.task("toy-task")).id).toBe(TASK);
    expect((await catalog.device("toy-device")).id).toBe(DEVICE);
    const on = await catalog.taskOnDevice("toy-task", "toy-device");
    expect([on.task.id, on.device.id, on.space.spec.id, on.profiles]).toEqual([TASK, DEVICE, "toy", []]);
  });

  it("names what is unknown and lists what is known", async () => {
    await archive.commit([{ type: "put", kind: "device", record: namedDevice("other") }]);
    const device = await refusal(catalog.device("nope"));
    expect(device).toBeInstanceOf(NotFound);
    expect(device).toMatchObject({
      field: "device",
      message: 'unknown device "nope": known are other, toy-device',
    });
    expect(await refusal(catalog.task("nope", "tasks[1]"))).toMatchObject({
      field: "tasks[1]",
      message: 'unknown task "nope": known are toy-task',
    });
    const ids = [...builtInSpaces.map(({ id }) => id), "toy"].join(", ");
    expect(await refusal(catalog.space("nope"))).toMatchObject({
      field: "space",
      message: `unknown search space "nope": known are ${ids}`,
    });
    expect(await refusal(catalog.taskOnDevice("toy-task", "nope"))).toMatchObject({ field: "device" });
    expect(await refusal(catalog.taskOnDevice("nope", "nope"))).toMatchObject({ field: "task" });
  });

  it("says that the archive has none, and does not list more than 40", async () => {
    const empty = await openArchive("sqlite::memory:");
    expect(await refusal(new Catalog(empty).task("nope"))).toMatchObject({
      message: 'unknown task "nope": the archive has none',
    });
    await empty.commit(
      Array.from({ length: 42 }, (_, i) => ({
        type: "put",
        kind: "device",
        record: namedDevice(`d${String(i + 10)}`),
      })),
    );
    const { message } = (await refusal(new Catalog(empty).device("nope"))) as NotFound;
    expect(message).toContain("known are d10, d11, ");
    expect(message).toMatch(/, d49, and 2 more$/);
    await empty.close();
  });
});

describe("search spaces", () => {
  it("are listed with the built-in ones first", async () => {
    expect((await catalog.spaces()).map(({ id }) => id)).toEqual([
      ...builtInSpaces.map(({ id }) => id),
      "toy",
    ]);
  });

  it("are compiled once, until everything is forgotten", async () => {
    for (const id of ["toy", "av-mnist"]) {
      const space = await catalog.space(id);
      expect(await catalog.space(id)).toBe(space);
      catalog.forget();
      const again = await catalog.space(id);
      expect(again).not.toBe(space);
      expect(again.spec).toEqual(space.spec);
    }
  });
});

describe("operator profiles of a device in a space", () => {
  it("are the general one, then the space's own, and none of other spaces or devices", async () => {
    expect(await catalog.profilesOf(DEVICE, toySpace)).toEqual([]);
    const [general, own] = [profileOf({ a: 1 }), profileOf({ b: 2 }, ["toy"])];
    await put("toy-device/toy", own);
    await put("toy-device", general);
    await put("toy-device/av-mnist", profileOf({ c: 3 }, ["av-mnist"]));
    await put("other", { ...profileOf({ d: 4 }), device: deviceId("other") });
    const keys = (await catalog.profilesOf(DEVICE, toySpace)).map(({ entries }) => Object.keys(entries));
    expect(keys).toEqual([["a"], ["b"]]);
  });

  it("are the same list until an entry changes", async () => {
    await put("toy-device", profileOf({ a: 1, b: 2 }));
    const first = await catalog.profilesOf(DEVICE, toySpace);
    expect(await catalog.profilesOf(DEVICE, toySpace)).toBe(first);
    await put("toy-device", profileOf({ a: 1, b: 2 }));
    await put("toy-device/av-mnist", profileOf({ a: 9 }, ["av-mnist"]));
    expect(await catalog.profilesOf(DEVICE, toySpace)).toBe(first);

    await put("toy-device", profileOf({ a: 1, b: 3 }));
    const changed = await catalog.profilesOf(DEVICE, toySpace);
    expect(changed).not.toBe(first);
    expect(changed[0].entries.b.latency).toBe(3);
    await put("toy-device/toy", profileOf({ c: 1 }, ["toy"]));
    expect(await catalog.profilesOf(DEVICE, toySpace)).toHaveLength(2);

    const last = await catalog.profilesOf(DEVICE, toySpace);
    catalog.forget();
    expect(await catalog.profilesOf(DEVICE, toySpace)).not.toBe(last);
  });

  it("have a version that changes with every key and value, and with nothing else", () => {
    const entries = fc.dictionary(fc.constantFrom("a", "b", "c"), fc.nat(3));
    fc.assert(
      fc.property(entries, entries, (one, other) => {
        const isEqual = JSON.stringify(one) === JSON.stringify(other);
        expect(profileVersion([profileOf(one)]) === profileVersion([profileOf(other)])).toBe(isEqual);
        expect(profileVersion([{ ...profileOf(one), source: "elsewhere" }])).toBe(
          profileVersion([profileOf(one)]),
        );
      }),
    );
    const [a, b] = [profileOf({ a: 1 }), profileOf({ b: 1 })];
    expect(profileVersion([a, b])).not.toBe(profileVersion([profileOf({ a: 1, b: 1 })]));
  });
});

it("an id of a task is not one of a device", async () => {
  expect(await refusal(catalog.device(taskId("toy-task")))).toBeInstanceOf(NotFound);
});
