import { describe, expect, it } from "vitest";
import { architectureIdOf, deviceId, measurementId, runId, spaceId } from "../../src/base/ids.js";
import type { Archive, LoggedMeasurement } from "../../src/records/archive.js";
import type { Measurement } from "../../src/records/measurement.js";
import type { Subject } from "./archive.contract.js";
import {
  accuracy,
  DEVICE,
  fullLatency,
  latency,
  measure,
  put,
  retract,
  SPACE,
  TASK,
  task,
} from "./archive-samples.js";

const onDevice = { space: SPACE, device: DEVICE };
const ids = (log: readonly LoggedMeasurement[]) => log.map(({ measurement }) => measurement.id as string);

export function changeLogContract(subject: () => Subject): void {
  describe("measurements", () => {
    it("come back as they were stored, in order, per task or device and per space", async () => {
      const { archive } = subject();
      const elsewhere = latency("m5", 1, { space: spaceId("other") });
      const records = [
        fullLatency("m1", 1),
        accuracy("m2", 1),
        latency("m3", 2),
        accuracy("m4", 2),
        elsewhere,
      ];
      await archive.commit(records.map(measure));
      const device = await archive.measurementsSince(onDevice, 0);
      expect(device.map(({ measurement }) => measurement)).toEqual([records[0], records[2]]);
      const tasks = await archive.measurementsSince({ space: SPACE, task: TASK }, 0);
      expect(tasks.map(({ measurement }) => measurement)).toEqual([records[1], records[3]]);
      expect(ids(await archive.measurementsOf(architectureIdOf("a1")))).toEqual(["m1", "m2", "m5"]);
      expect(await archive.measurement(measurementId("m4"))).toEqual(records[3]);
      expect(await archive.measurement(measurementId("none"))).toBeUndefined();
      expect(await archive.measurementsSince({ space: SPACE, device: deviceId("none") }, 0)).toEqual([]);
    });

    it("keep own metrics, alone and beside built-in ones, also in rows that share all else", async () => {
      const { archive } = subject();
      const own = (id: string, n: number, metrics: Measurement["metrics"]): Measurement => {
        const { latency: _, ...rest } = latency(id, n) as Extract<Measurement, { subject: "device" }>;
        return { ...rest, metrics: metrics! };
      };
      const records = [
        latency("m1", 1, { metrics: { "device:min:ram:MB": 120.5 } }),
        own("m2", 1, { "device:min:ram:MB": 0, "device:max:rate:frames/s": 1 / 3 }),
        own("m3", 2, { "device:max:rate:frames/s": 7 }),
        latency("m4", 2),
        own("m5", 3, { "device:max:rate:frames/s": 8 }),
      ];
      await archive.commit(records.map(measure));
      const log = await archive.measurementsSince(onDevice, 0);
      expect(log.map(({ measurement }) => measurement)).toEqual(records);
      const { accuracy: __, ...rest } = accuracy("m6", 1) as Extract<Measurement, { subject: "task" }>;
      const ofTask: Measurement = { ...rest, metrics: { "task:max:f1:": 0.25 } };
      await archive.commit([measure(ofTask)]);
      expect(await archive.measurement(measurementId("m6"))).toEqual(ofTask);
    });

    it("keep each accuracy's own network file and examples, also of trainings that share all else", async () => {
      const { archive } = subject();
      const fidelity = { split: "validation", training: "14 epochs", seeds: [7], seconds: 3 } as const;
      const records = [
        accuracy("m1", 1, { fidelity, network: "digits.00aa.network" }),
        accuracy("m2", 1, { fidelity, network: "digits.11bb.network" }),
        accuracy("m3", 1, { fidelity }),
        accuracy("m4", 1, { fidelity, network: "digits.00aa.network" }),
        accuracy("m5", 1, { fidelity, network: "digits.00aa.network", examples: 210 }),
      ];
      await archive.commit(records.map(measure));
      const log = await archive.measurementsSince({ space: SPACE, task: TASK }, 0);
      expect(log.map(({ measurement }) => measurement)).toEqual(records);
      await archive.commit([retract("m2")]);
      expect(await archive.measurement(measurementId("m2"))).toEqual({ ...records[1], retracted: true });
    });

    it("keep the run that they belong to, also next to others that share all else", async () => {
      const { archive } = subject();
      const records = [
        latency("m1", 1, { run: runId("r1") }),
        latency("m2", 1, { run: runId("r2") }),
        latency("m3", 1),
        accuracy("m4", 1, { run: runId("r1") }),
      ];
      await archive.commit(records.map(measure));
      const log = await archive.measurementsOf(architectureIdOf("a1"));
      expect(log.map(({ measurement }) => measurement)).toEqual(records);
    });

    it("are stored once per id, and later ones with the same id are ignored", async () => {
      const { archive } = subject();
      expect(await archive.commit([measure(latency("m1", 1)), measure(fullLatency("m1", 2))])).toBe(1);
      expect(await archive.commit([measure(fullLatency("m1", 3)), measure(latency("m2", 1))])).toBe(1);
      expect(await archive.commit([measure(latency("m1", 1))])).toBe(0);
      const log = await archive.measurementsSince(onDevice, 0);
      expect(log.map(({ measurement }) => measurement)).toEqual([latency("m1", 1), latency("m2", 1)]);
    });

    it("are stored once per id also among hundreds, and only new ones take numbers in the change log", async () => {
      const { archive } = subject();
      const numbered = (from: number, to: number) =>
        Array.from({ length: to - from }, (_, i) => latency(`m${from + i}`, from + i));
      await archive.commit(numbered(50, 260).map(measure));
      const again = [...numbered(0, 120), ...numbered(90, 400), ...numbered(390, 410)];
      expect(await archive.commit(again.map(measure))).toBe(200);
      const log = await archive.measurementsSince(onDevice, 0);
      expect(log.map(({ measurement }) => measurement)).toEqual([
        ...numbered(50, 260),
        ...numbered(0, 50),
        ...numbered(260, 410),
      ]);
      const [first] = log;
      expect(log.map(({ sequence }) => sequence - first.sequence)).toEqual([...log.keys()]);
      const second = await archive.measurementsSince(onDevice, log[99].sequence, 100);
      expect(second).toEqual(log.slice(100, 200));
      expect(await archive.commit(again.map(measure))).toBe(0);
      await archive.commit([retract("m409"), measure(latency("m410", 1))]);
      const later = await archive.measurementsSince(onDevice, log.at(-1)!.sequence);
      expect(later.map(({ sequence }) => sequence - first.sequence)).toEqual([log.length, log.length + 1]);
    });

    it("appear once more in the change log when they are retracted", async () => {
      const { archive } = subject();
      await archive.commit([measure(latency("m1", 1)), measure(latency("m2", 1))]);
      const before = await archive.measurementsSince(onDevice, 0);
      await archive.commit([retract("m1"), retract("none")]);
      const later = await archive.measurementsSince(onDevice, before.at(-1)!.sequence);
      expect(later.map(({ measurement }) => measurement)).toEqual([latency("m1", 1, { retracted: true })]);
      await archive.commit([retract("m1"), measure(latency("m1", 1))]);
      expect(await archive.measurementsSince(onDevice, later[0].sequence)).toEqual([]);
      expect(ids(await archive.measurementsOf(architectureIdOf("a1")))).toEqual(["m2", "m1"]);
      await archive.commit([measure(latency("m3", 1)), retract("m3")]);
      expect((await archive.measurement(measurementId("m3")))?.retracted).toBe(true);
    });

    it("are counted by architecture, without retracted ones", async () => {
      const { archive } = subject();
      await archive.commit([
        put(task("untouched")),
        measure(latency("m1", 1)),
        measure(latency("m2", 1)),
        measure(latency("m3", 2)),
        measure(accuracy("m4", 1)),
        retract("m3"),
      ]);
      expect(await archive.counts()).toEqual({
        architectures: 0,
        tasks: { untouched: { measured: 0 }, [TASK]: { measured: 1 } },
        devices: { [DEVICE]: { measured: 1 } },
      });
    });

    it("have rising sequence numbers even after a reset", async () => {
      const { archive } = subject();
      await archive.commit([measure(latency("m1", 1))]);
      const [{ sequence }] = await archive.measurementsSince(onDevice, 0);
      await archive.reset();
      await archive.commit([measure(latency("m2", 1))]);
      expect(ids(await archive.measurementsSince(onDevice, sequence))).toEqual(["m2"]);
    });

    it("never show a smaller sequence number after a larger one, with two writers and a reader", async () => {
      const { archive, another, isShared } = subject();
      const writers = isShared ? [archive, await another()] : [archive, archive];
      const reader = isShared ? await another() : archive;
      let writing = true;
      const written = Promise.all(writers.map((writer, w) => write(writer, w))).finally(() => {
        writing = false;
      });
      const seen: LoggedMeasurement[] = [];
      for (let last = false; !last; ) {
        last = !writing;
        seen.push(...(await reader.measurementsSince(onDevice, seen.at(-1)?.sequence ?? 0)));
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      await written;
      expect(ids(seen)).toEqual(ids(await archive.measurementsSince(onDevice, 0)));
      expect(new Set(ids(seen)).size).toBe(2 * 15 * 4);
      const batches = ids(seen).map((id) => id.slice(0, -2));
      for (let i = 0; i < batches.length; i += 4) expect(new Set(batches.slice(i, i + 4)).size).toBe(1);
    });
  });
}

async function write(archive: Archive, writer: number): Promise<void> {
  for (let batch = 0; batch < 15; batch++) {
    await archive.commit([0, 1, 2, 3].map((i) => measure(latency(`w${writer} b${batch} ${i}`, i))));
  }
}
