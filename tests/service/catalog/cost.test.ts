import { expect, it } from "vitest";
import { profileChanges } from "../../../seeds/harmonic-nas.js";
import { cost } from "../../../src/service/catalog/cost.js";
import { registerDevice } from "../../../src/service/catalog/devices.js";
import { importOperatorProfile } from "../../../src/service/catalog/profiles.js";
import { registerTask } from "../../../src/service/catalog/tasks.js";
import { SMALLEST_BACKBONES } from "../../support/generated-av-mnist.js";
import { toyContext } from "../harness.js";

const architecture = {
  ...SMALLEST_BACKBONES,
  ...{ "fusion.cells": 1, "fusion.nodes": 1, "fusion.input_1_1": "image.1", "fusion.input_1_2": "audio.1" },
  ...{ "fusion.edge_1_1_1": "input.1", "fusion.edge_1_1_2": "input.2", "fusion.operator_1_1": "Sum" },
};

async function profiledContext() {
  const context = await toyContext();
  await context.archive.commit([...profileChanges()]);
  for (const id of ["jetson-tx2", "blank-device"]) await registerDevice(context, { id });
  await registerTask(context, { id: "digits", space: "av-mnist" });
  return context;
}

it("the cost of a network is the sum of its layers by the device's operator profile", async () => {
  const context = await profiledContext();
  const { id, latency, energy, layers } = await cost(context, {
    task: "digits",
    device: "jetson-tx2",
    architecture,
  });
  expect(id).toMatch(/^[0-9a-f]{64}$/);
  expect(layers.length).toBeGreaterThan(5);
  expect(layers.reduce((sum, layer) => sum + layer.latency, 0)).toBeCloseTo(latency, 9);
  expect(layers.reduce((sum, layer) => sum + (layer.energy as number), 0)).toBeCloseTo(energy as number, 9);
  const gated = { ...architecture, "fusion.operator_1_1": "LinearGLU" };
  const other = await cost(context, { task: "digits", device: "jetson-tx2", architecture: gated });
  expect(other.id).not.toBe(id);
  expect(other.latency).not.toBe(latency);
});

it("a network with operators that the profile lacks has no cost, and the keys are named", async () => {
  const context = await profiledContext();
  const content = [{ "Sum-input:1_192_16-N:1-C:192-L:16": { lat: 0.05, enrg: 0.3 } }];
  await importOperatorProfile(context, { device: "blank-device", content });
  const asked = cost(context, { task: "digits", device: "blank-device", architecture });
  await expect(asked).rejects.toMatchObject({
    code: "MISSING_PROFILE_ENTRIES",
    device: "blank-device",
    keys: expect.arrayContaining(["LinearLayer-input:80-in_ch:80-out_ch:10"]),
  });
});

it("a device without an operator profile has no costs to sum", async () => {
  const context = await profiledContext();
  const asked = cost(context, { task: "digits", device: "blank-device", architecture });
  await expect(asked).rejects.toMatchObject({
    code: "NOT_FOUND",
    field: "device",
    message: expect.stringContaining("device import-profile"),
  });
});
