import { beforeEach, describe, expect, it } from "vitest";
import { openArchive } from "../../src/archive/open.js";
import { genesOf, namedArchitecture, resolveKey } from "../../src/projections/named.js";
import type { Archive } from "../../src/records/archive.js";
import { compileSpace } from "../../src/space/compile.js";
import { parseSpace } from "../../src/space/parse/parse-space.js";
import { architecture, latency, measure, run, store } from "../contract/archive-samples.js";

describe("a key that a user gives", () => {
  let archive: Archive;
  beforeEach(async () => {
    archive = await openArchive("sqlite::memory:");
    await archive.commit([
      { type: "put", kind: "run", record: run("short") },
      { type: "put", kind: "run", record: run("abcdef-1") },
      { type: "put", kind: "run", record: run("abcdef-12") },
      ...["bcdef0", "bcdef1", "cdefgh"].map((n) => store(architecture(n))),
      ...["0b6f7c1e", "0b6f7c2e"].map((id) => measure(latency(id, "bcdef0"))),
    ]);
  });

  it("may be the whole key, even if it is short or begins another", async () => {
    expect(await resolveKey(archive, "run", "short", "id")).toBe("short");
    expect(await resolveKey(archive, "run", "abcdef-1", "id")).toBe("abcdef-1");
  });

  it("may be a unique beginning of at least 6 characters", async () => {
    expect(await resolveKey(archive, "run", "abcdef-12", "id")).toBe("abcdef-12");
    expect(await resolveKey(archive, "architecture", "acdefg", "id")).toBe("acdefgh");
    expect(await resolveKey(archive, "measurement", "0b6f7c2", "id")).toBe("0b6f7c2e");
    expect((await namedArchitecture(archive, "acdefg", "id")).id).toBe("acdefgh");
  });

  it("is refused with the candidates if several begin with it", async () => {
    await expect(resolveKey(archive, "run", "abcdef", "run")).rejects.toMatchObject({
      code: "INVALID_INPUT",
      field: "run",
      message: 'run "abcdef" is ambiguous: the keys abcdef-1, abcdef-12 begin with it; give more characters',
    });
    await expect(resolveKey(archive, "measurement", "0b6f7c", "id")).rejects.toMatchObject({
      message: expect.stringContaining("0b6f7c1e, 0b6f7c2e"),
    });
  });

  it("is refused as unknown with what is near, or with the newest runs", async () => {
    const unknown = (kind: Parameters<typeof resolveKey>[1], named: string) =>
      expect(resolveKey(archive, kind, named, "id")).rejects;
    await unknown("architecture", "abcdef99").toMatchObject({
      code: "NOT_FOUND",
      key: "abcdef99",
      message: 'unknown architecture "abcdef99": did you mean abcdef0, abcdef1?',
    });
    await unknown("run", "zzzzzz").toMatchObject({
      code: "NOT_FOUND",
      message: expect.stringContaining("the newest runs are"),
    });
    await unknown("run", "abcde").toMatchObject({
      code: "NOT_FOUND",
      message: 'unknown run "abcde": give its key, or at least the first 6 characters of the key',
    });
    await unknown("measurement", "").toMatchObject({ code: "NOT_FOUND" });
  });

  it("names an architecture of the right space only", async () => {
    const space = compileSpace(parseSpace({ id: "toy", genes: [{ name: "depth", choices: [1, 2] }] }));
    await expect(genesOf(archive, space, "acdefg", "architecture")).rejects.toMatchObject({
      code: "INVALID_INPUT",
      field: "architecture",
      message: expect.stringContaining('of search space "space", not of "toy"'),
    });
    expect(await genesOf(archive, space, { depth: 1 }, "architecture")).toEqual({ depth: 1 });
  });
});
