import { expect, it } from "vitest";
import { architectureReport } from "../../src/service/architecture-report.js";
import { registerTask } from "../../src/service/catalog/tasks.js";
import { retractMeasurement } from "../../src/service/measurements/retract.js";
import { submitMeasurements } from "../../src/service/measurements/submit.js";
import { SMALLEST_BACKBONES } from "../support/generated-av-mnist.js";
import { importRows, submitOne, TOY_NETWORKS, toyContext } from "./harness.js";

it("the report on an architecture has its genes and every measurement, retracted ones included", async () => {
  const context = await toyContext();
  await importRows(context, [0]);
  const { architecture } = TOY_NETWORKS[0];
  const [wrong] = await submitOne(context, { architecture, accuracy: 0.1 });
  await retractMeasurement(context, wrong.id);
  const report = await architectureReport(context, wrong.architecture);
  expect(report).toMatchObject({ id: wrong.architecture, space: "toy", architecture, partial: false });
  expect(report).not.toHaveProperty("macs");
  expect(report.measurements).toHaveLength(3);
  expect(report.measurements.filter(({ retracted }) => retracted)).toEqual([{ ...wrong, retracted: true }]);
});

it("it has the size of a network whose layers are known, and says whether genes are missing", async () => {
  const context = await toyContext();
  await registerTask(context, { id: "digits", space: "av-mnist" });
  const open = { ...SMALLEST_BACKBONES, "fusion.cells": 1, "fusion.nodes": 1 };
  const whole = {
    ...{ ...open, "fusion.input_1_1": "image.1", "fusion.input_1_2": "audio.1" },
    ...{ "fusion.edge_1_1_1": "input.1", "fusion.edge_1_1_2": "input.2", "fusion.operator_1_1": "Sum" },
  };
  const { measurements } = await submitMeasurements(context, {
    task: "digits",
    measurements: [open, whole].map((architecture) => ({ architecture, accuracy: 0.9 })),
  });
  const [partial, complete] = await Promise.all(
    measurements.map(({ architecture }) => architectureReport(context, architecture)),
  );
  expect([partial.partial, complete.partial]).toEqual([true, false]);
  expect(complete.macs).toBeGreaterThan(0);
  expect(complete.params).toBeGreaterThan(0);
});

it("it exists for archived architectures only", async () => {
  const unknown = architectureReport(await toyContext(), "0".repeat(64));
  await expect(unknown).rejects.toMatchObject({ code: "NOT_FOUND", field: "id" });
});
