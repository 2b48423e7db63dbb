import { beforeEach, describe, expect, it } from "vitest";
import type { HarmonicService } from "../../../src/service/service.js";
import { TOY_SPACE, testService } from "../../support/service.js";

let service: HarmonicService;

beforeEach(async () => {
  ({ service } = await testService());
  await service.registerSearchSpace(TOY_SPACE);
});

describe("operator profiles", () => {
  const content = [{ "Sum-input:1_192_16-N:1-C:192-L:16": { lat: "0.05", enrg: 0.3 } }];

  it("are merged, and the same again changes nothing", async () => {
    const first = await service.importOperatorProfile({ device: "board", spaces: ["av-mnist"], content });
    expect(first).toMatchObject({ device: "board", entries: 1, changed: 1 });
    expect(
      (await service.importOperatorProfile({ device: "board", spaces: ["av-mnist"], content })).changed,
    ).toBe(0);
    expect((await service.device("board")).batch).toBe(1);
  });

  it("are refused with the field at fault, and then create no device", async () => {
    for (const [field, input] of [
      ["spaces", { device: "board", spaces: [], content }],
      ["spaces", { device: "board", spaces: ["nowhere"], content }],
      ["content", { device: "board", content: [] }],
      ["device", { device: "no spaces allowed", content }],
    ] as const) {
      await expect(service.importOperatorProfile(input)).rejects.toMatchObject({ field });
    }
    await expect(
      service.importOperatorProfile({ device: "board", content: [{ k: { lat: -1, enrg: 1 } }] }),
    ).rejects.toMatchObject({
      code: "INVALID_INPUT",
    });
    expect(await service.devices()).toEqual([]);
  });

  it("give no cost of an incomplete architecture", async () => {
    await service.importOperatorProfile({ device: "board", content });
    await service.registerTask({ id: "av", space: "av-mnist" });
    const architecture = { "image.depth_1": 2 };
    await expect(service.cost({ task: "av", device: "board", architecture })).rejects.toMatchObject({
      code: "INVALID_INPUT",
    });
  });
});
