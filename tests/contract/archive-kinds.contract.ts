import { describe, expect, it } from "vitest";
import {
  architectureIdOf,
  deviceId,
  measurementId,
  predictorId,
  runId,
  spaceId,
  taskId,
} from "../../src/base/ids.js";
import type { Change } from "../../src/records/changes.js";
import type { Subject } from "./archive.contract.js";
import {
  architecture,
  finding,
  latency,
  measure,
  note,
  predictor,
  run,
  SPACE,
  store,
  TASK,
} from "./archive-samples.js";

/** The kinds of content with rules of their own: architectures, predictors, runs with their findings, and blobs. */
export function kindsContract(subject: () => Subject): void {
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
