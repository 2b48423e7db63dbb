import { describe, expect, it } from "vitest";
import { deviceId, spaceId, taskId } from "../../../src/base/ids.js";
import {
  type MeasurementInput,
  readMeasurement,
} from "../../../src/service/measurements/read-measurement.js";
import { submitMeasurements } from "../../../src/service/measurements/submit.js";
import { compileSpace } from "../../../src/space/compile.js";
import { parseSpace } from "../../../src/space/parse/parse-space.js";
import { TOY_SPACE } from "../../support/service.js";
import { importRows, TOY, toyContext } from "../harness.js";

const subjects = {
  space: compileSpace(parseSpace(TOY_SPACE)),
  task: { id: taskId("t"), space: spaceId("toy"), name: "t", description: "" },
  device: deviceId("d"),
  origin: "a test",
  submissionId: "s",
  declared: [],
};
const architecture = { depth: 1, width: 16, operator: "a" };

const read = (input: Partial<MeasurementInput>, index = 0) =>
  readMeasurement({ architecture, ...input }, index, subjects).measurements;

describe("a measurement", () => {
  it("becomes one record of the task and one of the device", () => {
    const [ofTask, ofDevice, ...others] = read({ accuracy: 0.9, latency: 2, energy: 3, repeats: 4 });
    expect(others).toEqual([]);
    const shared = { space: "toy", origin: "a test", retracted: false, repeats: 4 };
    expect(ofTask).toEqual({
      ...{ ...shared, id: ofTask.id, architecture: ofTask.architecture },
      ...{ subject: "task", task: "t", accuracy: 0.9 },
      fidelity: { split: "validation", training: "", seeds: [] },
    });
    expect(ofDevice).toEqual({
      ...{ ...shared, id: ofDevice.id, architecture: ofTask.architecture },
      ...{ subject: "device", device: "d", latency: 2, energy: 3 },
    });
  });

  it("keeps how many examples an accuracy was scored on, and refuses that without an accuracy", () => {
    expect(read({ accuracy: 1, examples: 210 })).toMatchObject([{ subject: "task", examples: 210 }]);
    expect(() => read({ latency: 1, examples: 210 })).toThrow(
      "measurements[0].examples is the number of examples",
    );
    for (const examples of [0, 1.5, 1e10]) {
      expect(() => read({ accuracy: 1, examples })).toThrow("measurements[0].examples must be a");
    }
  });

  it("has ids that follow from the submission and its place in it", () => {
    const ids = (index: number) => read({ accuracy: 0.9, latency: 2 }, index).map(({ id }) => id);
    expect(ids(0)).toEqual(ids(0));
    expect(new Set([...ids(0), ...ids(1)]).size).toBe(4);
  });

  it("keeps how an accuracy was trained and how a cost was measured, each with its own record", () => {
    const how = { split: "test", training: "25 epochs", seeds: [1, 2], seconds: 60 } as const;
    const where = { batch: 8, powerMode: "MAXN", runtime: "onnx" };
    const measuredAt = "2026-01-01T12:00:00+01:00";
    const [ofTask, ofDevice] = read({ accuracy: 0.9, latency: 2, measuredAt, ...how, ...where });
    expect(ofTask).toMatchObject({ fidelity: how, measuredAt: "2026-01-01T11:00:00.000Z" });
    expect(ofDevice).toMatchObject({ ...where, measuredAt: "2026-01-01T11:00:00.000Z" });
    for (const name of Object.keys(where)) expect(ofTask).not.toHaveProperty(name);
    expect(ofDevice).not.toHaveProperty("fidelity");
  });

  it.each<readonly [string, Partial<MeasurementInput>, string, RegExp]>([
    ["nothing measured", {}, "measurements[2]", /an accuracy, a latency \[ms\] or an energy \[mJ\]/],
    [
      "an unknown gene",
      { architecture: { height: 1 }, latency: 1 },
      "measurements[2].architecture.height",
      /height/,
    ],
    ["a latency of 0", { latency: 0 }, "measurements[2].latency", /\[ms\] above 0/],
    ["a negative energy", { energy: -1 }, "measurements[2].energy", /\[mJ\] above 0/],
    ["an accuracy in percent", { accuracy: 90 }, "measurements[2].accuracy", /\[fraction\].* at most 1/],
    [
      "a training of negative length",
      { accuracy: 0.9, seconds: -1 },
      "measurements[2].seconds",
      /\[s\] at least 0/,
    ],
    ["half a seed", { accuracy: 0.9, seeds: [1, 0.5] }, "measurements[2].seeds[1]", /whole number/],
    ["a batch of 0", { latency: 1, batch: 0 }, "measurements[2].batch", /at least 1/],
  ])("is refused with %s", (_, input, field, message) => {
    expect(() => read(input, 2)).toThrow(
      expect.objectContaining({ code: "INVALID_INPUT", field, message: expect.stringMatching(message) }),
    );
  });

  it("needs a device for a cost", () => {
    const withoutDevice = { ...subjects, device: undefined };
    expect(readMeasurement({ architecture, accuracy: 0.9 }, 0, withoutDevice).measurements).toHaveLength(1);
    expect(() => readMeasurement({ architecture, energy: 1 }, 0, withoutDevice)).toThrow(
      expect.objectContaining({ code: "INVALID_INPUT", field: "device" }),
    );
  });
});

describe("the standard deviations of a measurement", () => {
  it("are written, each with its own value", () => {
    const values = { accuracy: 0.9, latency: 2, energy: 3 };
    const [ofTask, ofDevice] = read({ ...values, accuracySd: 0.01, latencySd: 0.2, energySd: 0.3 });
    expect(ofTask).toMatchObject({ accuracy: 0.9, accuracySd: 0.01 });
    expect(ofDevice).toMatchObject({ latency: 2, latencySd: 0.2, energy: 3, energySd: 0.3 });
    for (const name of ["latencySd", "energySd", "sd"]) expect(ofTask).not.toHaveProperty(name);
    for (const name of ["accuracySd", "sd"]) expect(ofDevice).not.toHaveProperty(name);
  });

  it("are stored, and shown with the combined values", async () => {
    const context = await toyContext();
    await importRows(context, [23]);
    const values = { accuracy: 0.9, accuracySd: 0.01, latency: 2, latencySd: 0.2, energy: 3, energySd: 0.3 };
    const measurements = [{ architecture, repeats: 5, ...values }];
    const [{ architecture: id }] = (await submitMeasurements(context, { ...TOY, measurements })).measurements;
    const stored = (await context.archive.measurementsOf(id)).map(({ measurement }) => measurement);
    const { accuracy, accuracySd, ...costs } = values;
    expect(stored.find(({ subject }) => subject === "task")).toMatchObject({ accuracy, accuracySd });
    expect(stored.find(({ subject }) => subject === "device")).toMatchObject(costs);
    const { space } = stored[0];
    const task = await context.subjects.ofTask(space, taskId(TOY.task));
    expect(task.get(id)?.accuracy?.sd).toBeCloseTo(0.01, 12);
    const device = await context.subjects.ofDevice(space, deviceId(TOY.device));
    expect(device.get(id)?.latency?.sd).toBeCloseTo(0.2, 12);
    expect(device.get(id)?.energy?.sd).toBeCloseTo(0.3, 12);
  });

  it("may be 0, and of a cost above 1", () => {
    expect(read({ accuracy: 0.9, accuracySd: 0 })).toMatchObject([{ accuracySd: 0 }]);
    expect(read({ energy: 40, energySd: 5 })).toMatchObject([{ energySd: 5 }]);
  });

  it.each<readonly [string, Partial<MeasurementInput>, RegExp]>([
    ["accuracySd", { latency: 2, accuracySd: 0.01 }, /the accuracy, which is not given/],
    ["latencySd", { accuracy: 0.9, energy: 3, latencySd: 0.2 }, /the latency, which is not given/],
    ["energySd", { accuracy: 0.9, latency: 2, energySd: 0.3 }, /the energy, which is not given/],
    ["accuracySd", { accuracy: 0.9, accuracySd: 1.5 }, /\[fraction\] .*at most 1/],
    ["latencySd", { latency: 2, latencySd: -0.2 }, /\[ms\] at least 0/],
    ["energySd", { energy: 3, energySd: Number.NaN }, /\[mJ\] at least 0/],
  ])("are refused naming %s for %j", (name, input, message) => {
    const field = `measurements[0].${name}`;
    expect(() => read(input)).toThrow(
      expect.objectContaining({ code: "INVALID_INPUT", field, message: expect.stringMatching(message) }),
    );
  });
});

describe("the former name sd", () => {
  it("means the latency's where a latency is given, also beside an accuracy", () => {
    const [ofTask, ofDevice] = read({ accuracy: 0.9, latency: 2, energy: 3, sd: 0.2 });
    expect(ofDevice).toMatchObject({ latencySd: 0.2 });
    expect(ofDevice).not.toHaveProperty("energySd");
    expect(ofDevice).not.toHaveProperty("sd");
    expect(ofTask).not.toHaveProperty("accuracySd");
  });

  it("means the accuracy's where no latency is given, also beside an energy", () => {
    const [ofTask, ofDevice] = read({ accuracy: 0.9, energy: 3, sd: 0.02 });
    expect(ofTask).toMatchObject({ accuracySd: 0.02 });
    expect(ofDevice).not.toHaveProperty("energySd");
  });

  it("may stand beside the name of another metric's", () => {
    const [ofTask, ofDevice] = read({
      accuracy: 0.9,
      accuracySd: 0.01,
      latency: 2,
      sd: 0.2,
      energy: 3,
      energySd: 0.3,
    });
    expect(ofTask).toMatchObject({ accuracySd: 0.01 });
    expect(ofDevice).toMatchObject({ latencySd: 0.2, energySd: 0.3 });
  });

  it.each<readonly [string, Partial<MeasurementInput>, RegExp]>([
    [
      "beside latencySd, which it means",
      { latency: 2, latencySd: 0.2, sd: 0.2 },
      /sd and latencySd mean the same/,
    ],
    [
      "beside accuracySd, which it means",
      { accuracy: 0.9, accuracySd: 0.01, sd: 0.01 },
      /sd and accuracySd mean/,
    ],
    ["with an energy alone", { energy: 3, sd: 0.3 }, /give that of an energy as energySd/],
    ["above 1 for an accuracy", { accuracy: 0.9, sd: 2 }, /\[fraction\] .*at most 1/],
    ["below 0 for a latency", { latency: 2, sd: -1 }, /\[ms\] at least 0/],
  ])("is refused %s", (_, input, message) => {
    expect(() => read(input)).toThrow(
      expect.objectContaining({
        code: "INVALID_INPUT",
        field: "measurements[0].sd",
        message: expect.stringMatching(message),
      }),
    );
  });
});
