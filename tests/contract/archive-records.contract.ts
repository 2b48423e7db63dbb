import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Overtaken } from "../../src/base/errors.js";
import { deviceId, runId, spaceId } from "../../src/base/ids.js";
import type { NamedKind } from "../../src/records/archive.js";
import type { Change } from "../../src/records/changes.js";
import type { Subject } from "./archive.contract.js";
import {
  architecture,
  finding,
  insert,
  latency,
  measure,
  note,
  put,
  run,
  SPACE,
  store,
  task,
  verification,
} from "./archive-samples.js";

export function recordsContract(subject: () => Subject): void {
  describe("records", () => {
    it("come back as they were put, are replaced by a later put, and are gone after a delete", async () => {
      const { archive } = subject();
      await archive.commit([put(task("b")), put(task("a")), put(task("b", { name: "renamed" }))]);
      expect(await archive.get("task", "b")).toEqual(task("b", { name: "renamed" }));
      expect(await archive.list("task")).toEqual([task("a"), task("b", { name: "renamed" })]);
      await archive.commit([{ type: "delete", kind: "task", id: "a" }]);
      expect(await archive.get("task", "a")).toBeUndefined();
      expect(await archive.get("device", "b")).toBeUndefined();
    });

    it("keep any JSON, any text and every number exactly", async () => {
      const { archive } = subject();
      const values = fc.jsonValue({ maxDepth: 3 });
      await fc.assert(
        fc.asyncProperty(fc.string({ unit: "grapheme" }), values, async (id, answer) => {
          const record = { id: `#${id}`, fingerprint: id, answer };
          await archive.commit([{ type: "put", kind: "receipt", record }]);
          expect(await archive.get("receipt", `#${id}`)).toEqual(record);
        }),
        { numRuns: 40 },
      );
    });

    it("are found by a prefix of their ids, in order and only so many", async () => {
      const { archive } = subject();
      await archive.commit([
        ...["r-10", "r-1", "r-2", "R-1", "r", "é-1"].map(
          (id): Change => ({ type: "put", kind: "run", record: run(id) }),
        ),
        ...[7, 70, 71, "é", 8].map((n) => store(architecture(n))),
        ...["m1", "m10", "m2"].map((id) => measure(latency(id, "named only"))),
      ]);
      const find = (kind: NamedKind, prefix: string, limit = 10) =>
        archive.idsWithPrefix(kind, prefix, limit);
      expect(await find("run", "r-1")).toEqual(["r-1", "r-10"]);
      expect(await find("run", "r")).toEqual(["r", "r-1", "r-10", "r-2"]);
      expect(await find("run", "r", 2)).toEqual(["r", "r-1"]);
      expect(await find("run", "r", 0)).toEqual([]);
      expect(await find("run", "é")).toEqual(["é-1"]);
      expect(await find("run", "%")).toEqual([]);
      expect(await find("architecture", "a7")).toEqual(["a7", "a70", "a71"]);
      expect(await find("architecture", "an")).toEqual([]);
      expect(await find("measurement", "m1")).toEqual(["m1", "m10"]);
      expect(await find("measurement", "")).toEqual(["m1", "m10", "m2"]);
    });

    it("are distinguished by Unicode ids, and listed in a stable order", async () => {
      const { archive } = subject();
      const ids = ["é", "e", "zürich", "Zürich", "模型", "🚀", "a/b", "a b", "a'b", '"', "$x.y"];
      await archive.commit(ids.map((id) => put(task(id))));
      const listed = (await archive.list("task")).map((record) => record.id as string);
      expect([...listed].sort()).toEqual([...ids].sort());
      for (const id of ids) expect((await archive.get("task", id))?.id).toBe(id);
    });

    it("refuse an insert of a known id, and with it the whole batch", async () => {
      const { archive } = subject();
      await archive.commit([insert(task("a"))]);
      const batch = [put(task("b")), insert(task("a", { name: "other" })), put(task("c"))];
      await expect(archive.commit(batch)).rejects.toMatchObject({ code: "CONFLICT" });
      await expect(archive.commit([insert(task("d")), insert(task("d"))])).rejects.toMatchObject({
        code: "CONFLICT",
      });
      expect(await archive.list("task")).toEqual([task("a")]);
      await archive.commit([{ type: "delete", kind: "task", id: "a" }, insert(task("a", { name: "new" }))]);
      expect(await archive.list("task")).toEqual([task("a", { name: "new" })]);
    });

    it("refuse an update of an unknown id, and with it the whole batch", async () => {
      const { archive } = subject();
      const update = (record: Parameters<typeof put>[0]): Change => ({
        type: "update",
        kind: "task",
        record,
      });
      await archive.commit([insert(task("a"))]);
      await archive.commit([update(task("a", { name: "new" }))]);
      expect(await archive.list("task")).toEqual([task("a", { name: "new" })]);
      await expect(archive.commit([put(task("b")), update(task("c"))])).rejects.toMatchObject({
        code: "CONFLICT",
      });
      await expect(archive.commit([{ type: "update", kind: "run", record: run("r") }])).rejects.toMatchObject(
        {
          code: "CONFLICT",
        },
      );
      await archive.commit([note(finding("r", 0)), { type: "put", kind: "run", record: run("r") }]);
      await archive.commit([{ type: "update", kind: "run", record: { ...run("r"), evaluations: 1 } }]);
      expect(await archive.get("run", "r")).toEqual({ ...run("r"), evaluations: 1 });
      expect(await archive.findings(runId("r"))).toHaveLength(1);
    });

    it("are replaced only if nobody has changed them since, and else the whole batch is refused", async () => {
      const { archive } = subject();
      const replace = (was: ReturnType<typeof task>, name: string): Change => ({
        type: "replace",
        kind: "task",
        record: task("a", { name }),
        was,
      });
      await archive.commit([insert(task("a", { description: 'é "\u0000" \ud800 1e-7' }))]);
      const read = await archive.get("task", "a");
      await archive.commit([replace(read!, "first")]);
      for (const stale of [read!, task("b")]) {
        const late = archive.commit([put(task("c")), replace(stale, "second")]);
        await expect(late).rejects.toBeInstanceOf(Overtaken);
      }
      expect(await archive.list("task")).toEqual([task("a", { name: "first" })]);
      const current = (await archive.get("task", "a"))!;
      const tries = ["x", "y", "z"].map((name) => archive.commit([replace(current, name)]));
      const outcomes = await Promise.allSettled(tries);
      expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    });

    it("of verifications are inserted once per round, and other connections see them as they were", async () => {
      const { archive, another, isShared } = subject();
      const rounds = [verification("v", 1), verification("v", 2), verification("w", 1)];
      const changes = rounds.map((record): Change => ({ type: "insert", kind: "verification", record }));
      await archive.commit(changes);
      await expect(archive.commit([changes[1]])).rejects.toMatchObject({ code: "CONFLICT" });
      const reader = isShared ? await another() : archive;
      expect(await reader.list("verification")).toEqual(rounds);
      expect(await archive.get("verification", "v/2")).toEqual(rounds[1]);
    });

    it("of different kinds may have the same id", async () => {
      const { archive } = subject();
      const space = { id: SPACE, genes: [], increasing: [] };
      const device = { id: deviceId("same"), name: "d", description: "", runtime: "", batch: 1 };
      const profile = { id: "same", device: deviceId("same"), source: "s", entries: {} };
      await archive.commit([
        { type: "put", kind: "space", record: { ...space, id: spaceId("same") } },
        { type: "put", kind: "device", record: device },
        { type: "put", kind: "profile", record: profile },
        put(task("same")),
      ]);
      expect(await archive.list("space")).toEqual([{ ...space, id: "same" }]);
      expect(await archive.list("device")).toEqual([device]);
      expect(await archive.list("profile")).toEqual([profile]);
      expect(await archive.list("sampleTable")).toEqual([]);
    });
  });
}
