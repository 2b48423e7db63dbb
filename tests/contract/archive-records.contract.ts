import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Overtaken } from "../../src/base/errors.js";
import {
  architectureIdOf,
  deviceId,
  measurementId,
  predictorId,
  runId,
  spaceId,
  taskId,
} from "../../src/base/ids.js";
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
  predictor,
  put,
  run,
  SPACE,
  store,
  TASK,
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

  describe("architectures", () => {
    it("are listed per space in order of insertion, from any position", async () => {
      const { archive } = subject();
      const other = spaceId("other");
      await archive.commit([store(architecture(3)), store(architecture("x", other)), store(architecture(1))]);
      await archive.commit([store(architecture(3)), store(architecture(2)), store(architecture(2))]);
      const order = [architecture(3), architecture(1), architecture(2)];
      for (let skip = 0; skip <= 3; skip++)
        for (const limit of [undefined, 0, 1, 2, 3, 9])
          expect(await archive.architectures(SPACE, skip, limit)).toEqual(order.slice(skip).slice(0, limit));
      expect(await archive.architectures(other, 0)).toEqual([architecture("x", other)]);
      expect(await archive.architecture(architectureIdOf("a1"))).toEqual(architecture(1));
      expect(await archive.architecture(architectureIdOf("none"))).toBeUndefined();
    });

    it("keep their order among hundreds, some of them known and some only named by a measurement", async () => {
      const { archive } = subject();
      const numbered = (from: number, to: number) =>
        Array.from({ length: to - from }, (_, i) => architecture(from + i));
      const named = [130, 175, 310].map((number) => measure(latency(`m${number}`, number)));
      await archive.commit([...numbered(50, 60), ...numbered(150, 170)].map(store));
      await archive.commit(named);
      await archive.commit([...numbered(0, 250), ...numbered(240, 320)].map(store));
      const order = [
        ...numbered(50, 60),
        ...numbered(150, 170),
        ...numbered(0, 50),
        ...numbered(60, 150),
        ...numbered(170, 320),
      ];
      expect(await archive.architectures(SPACE, 0)).toEqual(order);
      expect(await archive.architectures(SPACE, 200)).toEqual(order.slice(200));
      const [{ measurement }] = await archive.measurementsOf(architecture(175).id);
      expect(measurement).toEqual(latency("m175", 175));
    });

    it("never change once they are stored", async () => {
      const { archive } = subject();
      await archive.commit([store(architecture(1))]);
      await archive.commit([store({ ...architecture(1), architecture: { depth: 9 } })]);
      expect(await archive.architectures(SPACE, 0)).toEqual([architecture(1)]);
    });
  });

  describe("predictors", () => {
    it("come back with exactly their state, and are listed without it, newest version first", async () => {
      const { archive } = subject();
      const old = predictor("p1", { promoted: true });
      const young = predictor("p2", { version: 2, learntUpTo: measurementId("m1") });
      const { task: _task, ...costly } = predictor("p3", { metric: "latency", device: deviceId("d") });
      await archive.commit(
        [old, young, costly].map((record): Change => ({ type: "put", kind: "predictor", record })),
      );
      expect(await archive.get("predictor", "p2")).toEqual(young);
      const { state: _state, ...listed } = young;
      const accuracies = await archive.listPredictors({ space: SPACE, task: TASK, metric: "accuracy" });
      expect(accuracies.map((found) => found.id)).toEqual(["p2", "p1"]);
      expect(accuracies[0]).toEqual(listed);
      const ids = async (filter: Parameters<typeof archive.listPredictors>[0]) =>
        (await archive.listPredictors(filter)).map((found) => found.id);
      expect(await ids({ promoted: true })).toEqual(["p1"]);
      expect(await ids({ promoted: false, task: TASK })).toEqual(["p2"]);
      expect(await ids({ device: deviceId("d") })).toEqual(["p3"]);
      expect(await ids({ task: taskId("none") })).toEqual([]);
      expect(await ids({})).toHaveLength(3);
    });

    it("are in use one at a time per kind: storing one takes the others out of use", async () => {
      const { archive } = subject();
      const put = (record: ReturnType<typeof predictor>): Change => ({
        type: "put",
        kind: "predictor",
        record,
      });
      const other = predictor("q1", { metric: "latency", promoted: true });
      await archive.commit([put(predictor("p1", { promoted: true })), put(other)]);
      await archive.commit([put(predictor("p2", { version: 2, promoted: true }))]);
      const inUse = await archive.listPredictors({ promoted: true });
      expect(inUse.map(({ id }) => id).sort()).toEqual(["p2", "q1"]);
      expect(await archive.get("predictor", "p1")).toEqual(predictor("p1", { promoted: false }));
    });

    it("are listed with how their family was chosen, if it was stored", async () => {
      const { archive } = subject();
      const contest = {
        scale: "log",
        entries: [
          { family: "ridge", kendallTau: 1 / 3, intervalScore90: Number.POSITIVE_INFINITY, score: -0 },
          { family: "stack", kendallTau: 1, intervalScore90: 2, score: 1, weights: { "a.b": 0.4, $c: 0.6 } },
        ],
        reason: "stack leads",
      };
      const records = [predictor("p1"), predictor("p2", { version: 2, contest })];
      await archive.commit(records.map((record): Change => ({ type: "put", kind: "predictor", record })));
      const [young, old] = await archive.listPredictors({});
      expect(young.contest).toEqual(contest);
      expect(old).not.toHaveProperty("contest");
    });

    it("may be promoted and deleted in one batch", async () => {
      const { archive } = subject();
      await archive.commit([{ type: "put", kind: "predictor", record: predictor("p1", { promoted: true }) }]);
      await archive.commit([
        { type: "put", kind: "predictor", record: predictor("p2", { version: 2, promoted: true }) },
        { type: "delete", kind: "predictor", id: "p1" },
      ]);
      expect((await archive.listPredictors({ promoted: true })).map(({ id }) => id)).toEqual([
        predictorId("p2"),
      ]);
      expect(await archive.get("predictor", "p1")).toBeUndefined();
    });

    it("may have a state larger than a database document", async () => {
      const { archive } = subject();
      const weights = Array.from({ length: 1_000_000 }, (_, i) => i + 1 / 3);
      const record = predictor("large", { state: { version: 1, metric: "accuracy", weights } });
      await archive.commit([{ type: "put", kind: "predictor", record }]);
      expect((await archive.get("predictor", "large"))?.state.weights).toEqual(weights);
    });
  });

  describe("runs", () => {
    it("are paged, newest first and ties by id", async () => {
      const { archive } = subject();
      const runs = [
        run("a", "2026-01-01"),
        run("b", "2026-01-02"),
        run("c", "2026-01-02"),
        run("d", "2026-01-03"),
      ];
      await archive.commit(runs.map((record): Change => ({ type: "put", kind: "run", record })));
      const seen: string[] = [];
      let after: { createdAt: string; id: ReturnType<typeof runId> } | undefined;
      for (;;) {
        const page = await archive.listRuns(after === undefined ? { limit: 1 } : { limit: 1, after });
        if (page.length === 0) break;
        seen.push(page[0].id);
        after = page[0];
      }
      expect(seen).toEqual(["d", "c", "b", "a"]);
      expect((await archive.listRuns({ limit: 3 })).map(({ id }) => id)).toEqual(["d", "c", "b"]);
      expect(await archive.get("run", "b")).toEqual(runs[1]);
    });

    it("keep their findings in order, and refuse a second finding with the same index", async () => {
      const { archive } = subject();
      const all = Array.from({ length: 12 }, (_, i) => finding("r", i));
      await archive.commit([{ type: "put", kind: "run", record: run("r") }, ...all.map(note)]);
      expect(await archive.findings(runId("r"))).toEqual(all);
      expect(await archive.findings(runId("r"), 10)).toEqual(all.slice(10));
      const clash = [note(finding("r", 12)), note(finding("r", 11))];
      await expect(archive.commit(clash)).rejects.toMatchObject({ code: "CONFLICT" });
      expect(await archive.findings(runId("r"), 12)).toEqual([]);
      await archive.commit([note(finding("other", 0)), { type: "delete", kind: "run", id: "r" }]);
      expect(await archive.findings(runId("r"))).toEqual([]);
      expect(await archive.findings(runId("other"))).toHaveLength(1);
    });
  });

  describe("blobs", () => {
    it("of any size come back byte for byte, and can be replaced", async () => {
      const { archive } = subject();
      const large = Uint8Array.from({ length: 5_000_001 }, (_, i) => (i * 31) % 251);
      const bytes = new Uint8Array([9, 0, 255, 9]).subarray(1, 3);
      await archive.commit([
        { type: "blob", key: "large", bytes: large },
        { type: "blob", key: "small", bytes },
        { type: "blob", key: "empty", bytes: new Uint8Array(0) },
      ]);
      expect(Buffer.compare((await archive.blob("large"))!, large)).toBe(0);
      expect(await archive.blob("small")).toEqual(new Uint8Array([0, 255]));
      expect(await archive.blob("empty")).toEqual(new Uint8Array(0));
      expect(await archive.blob("none")).toBeUndefined();
      await archive.commit([{ type: "blob", key: "large", bytes }]);
      expect(await archive.blob("large")).toEqual(new Uint8Array([0, 255]));
    });
  });
}
