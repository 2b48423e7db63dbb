import { beforeEach, describe, expect, it } from "vitest";
import type { HarmonicService } from "../../../src/service/service.js";
import { TOY_SPACE, testService } from "../../support/service.js";

let service: HarmonicService;

beforeEach(async () => {
  ({ service } = await testService());
  await service.registerSearchSpace(TOY_SPACE);
});

describe("search spaces", () => {
  it("registers a space once and refuses another of the same id", async () => {
    expect((await service.registerSearchSpace(TOY_SPACE)).created).toBe(false);
    const other = { ...TOY_SPACE, genes: TOY_SPACE.genes.slice(1) };
    await expect(service.registerSearchSpace(other)).rejects.toMatchObject({ code: "CONFLICT", field: "id" });
    await expect(service.registerSearchSpace({ ...TOY_SPACE, id: "nas-bench-201" })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    expect((await service.searchSpace("toy")).cardinality).toBe(24n);
  });
});
