import { beforeEach, describe, expect, it } from "vitest";
import type { HarmonicService } from "../../../src/service/service.js";
import { TOY_SPACE, testService } from "../../support/service.js";

let service: HarmonicService;

beforeEach(async () => {
  ({ service } = await testService());
  await service.registerSearchSpace(TOY_SPACE);
});

describe("tasks", () => {
  it("are named by the error where one is not known, and so are devices", async () => {
    await expect(service.task("nope")).rejects.toMatchObject({ code: "NOT_FOUND", field: "task" });
    await expect(service.paretoFront({ task: "nope", device: "x" })).rejects.toMatchObject({ field: "task" });
    await service.registerTask({ id: "toy-task", space: "toy" });
    await expect(service.paretoFront({ task: "toy-task", device: "x" })).rejects.toMatchObject({
      field: "device",
    });
  });

  it("keep their space; their texts can be replaced one by one", async () => {
    const first = await service.registerTask({ id: "t", space: "toy", description: "first" });
    expect(first).toEqual({
      created: true,
      task: { id: "t", space: "toy", name: "t", description: "first" },
    });
    const second = await service.registerTask({ id: "t", space: "toy", name: "Task" });
    expect(second).toEqual({
      created: false,
      task: { id: "t", space: "toy", name: "Task", description: "first" },
    });
    await expect(service.registerTask({ id: "t", space: "nas-bench-201" })).rejects.toMatchObject({
      code: "CONFLICT",
      field: "space",
    });
    expect(await service.tasks()).toEqual([second.task]);
  });

  it.each([
    ["an id with a space", { id: "my task" }, "id"],
    ["an unknown space", { space: "nowhere" }, "space"],
    ["a name that is too long", { name: "x".repeat(201) }, "name"],
  ])("are refused with %s", async (_, change, field) => {
    await expect(service.registerTask({ id: "t", space: "toy", ...change })).rejects.toMatchObject({ field });
    expect(await service.tasks()).toEqual([]);
  });
});
