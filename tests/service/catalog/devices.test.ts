import { beforeEach, describe, expect, it } from "vitest";
import type { HarmonicService } from "../../../src/service/service.js";
import { TOY_SPACE, testService, toyTable } from "../../support/service.js";

let service: HarmonicService;

beforeEach(async () => {
  ({ service } = await testService());
  await service.registerSearchSpace(TOY_SPACE);
});

const importToy = (rows?: number) =>
  service.importSamples({ name: "toy", space: "toy", source: toyTable(rows) });

describe("a device that is measured", () => {
  beforeEach(async () => {
    await service.registerTask({ id: "t", space: "toy" });
  });
  const measure = (device: string) =>
    service.submitMeasurements({
      task: "t",
      device,
      measurements: [{ architecture: { depth: 1, width: 16, operator: "a" }, latency: 2 }],
    });

  it("keeps its batch and runtime, which its measurements belong to", async () => {
    await service.registerDevice({ id: "d", batch: 4 });
    expect((await service.registerDevice({ id: "d", batch: 8, runtime: "litert" })).device.batch).toBe(8);
    const { measurements } = await measure("d");
    for (const change of [{ batch: 1 }, { runtime: "onnx" }]) {
      const [field] = Object.keys(change);
      const answer = service.registerDevice({ id: "d", name: "D", ...change });
      await expect(answer).rejects.toMatchObject({ code: "CONFLICT", field });
    }
    expect(await service.device("d")).toMatchObject({ name: "d", batch: 8, runtime: "litert" });
    await service.registerDevice({ id: "d", name: "D", batch: 8, runtime: "litert" });
    await service.retractMeasurement(measurements[0].id);
    expect((await service.registerDevice({ id: "d", batch: 1 })).device).toMatchObject({
      name: "D",
      batch: 1,
    });
  });

  it("may be completed where a table's column gave only its name", async () => {
    await importToy();
    const complete = { id: "toy-device", batch: 32, runtime: "onnx" };
    expect((await service.registerDevice(complete)).device).toMatchObject(complete);
    await expect(service.registerDevice({ id: "toy-device", batch: 1 })).rejects.toMatchObject({
      code: "CONFLICT",
    });
  });
});
