import { beforeEach, describe, expect, it } from "vitest";
import type { HarmonicService } from "../../../src/service/service.js";
import { TOY_SPACE, testService } from "../../support/service.js";

let service: HarmonicService;

beforeEach(async () => {
  ({ service } = await testService());
  await service.registerSearchSpace(TOY_SPACE);
});

describe("tasks", () => {
  it("names what is known when something is not", async () => {
    await expect(service.task("nope")).rejects.toMatchObject({ code: "NOT_FOUND", field: "task" });
    await expect(service.paretoFront({ task: "nope", device: "x" })).rejects.toMatchObject({ field: "task" });
    await service.registerTask({ id: "toy-task", space: "toy" });
    await expect(service.paretoFront({ task: "toy-task", device: "x" })).rejects.toMatchObject({
      field: "device",
    });
  });
});
