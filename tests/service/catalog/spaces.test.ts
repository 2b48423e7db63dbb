import { beforeEach, describe, expect, it } from "vitest";
import { Random } from "../../../src/base/random.js";
import { describeSpace } from "../../../src/service/catalog/spaces.js";
import type { HarmonicService } from "../../../src/service/service.js";
import { builtInSpaces } from "../../../src/space/built-in/index.js";
import { compileSpace } from "../../../src/space/compile.js";
import { complexityOf } from "../../../src/space/network/index.js";
import { sampleDistinct } from "../../../src/space/sampling/sample.js";
import { TOY_SPACE, testService } from "../../support/service.js";
import { toyContext } from "../harness.js";

let service: HarmonicService;

beforeEach(async () => {
  ({ service } = await testService());
  await service.registerSearchSpace(TOY_SPACE);
});

describe("search spaces", () => {
  it("are registered once; another one of the same id is refused", async () => {
    expect((await service.registerSearchSpace(TOY_SPACE)).created).toBe(false);
    const other = { ...TOY_SPACE, genes: TOY_SPACE.genes.slice(1) };
    await expect(service.registerSearchSpace(other)).rejects.toMatchObject({ code: "CONFLICT", field: "id" });
    await expect(service.registerSearchSpace({ ...TOY_SPACE, id: "nas-bench-201" })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    expect((await service.searchSpace("toy")).cardinality).toBe(24n);
  });
});

describe("the report on a space", () => {
  it.each(builtInSpaces.map(({ id }) => id))(
    "has sizes that bound those of every network (%s)",
    async (id) => {
      const { space, size } = await describeSpace(await toyContext(), id);
      const compiled = compileSpace(space);
      const complexities = sampleDistinct(compiled, 300, new Random(1)).map((network) =>
        complexityOf(compiled, network),
      );
      for (const unit of ["macs", "params"] as const) {
        const values = complexities.map((complexity) => complexity?.[unit] ?? Number.NaN);
        expect(Math.min(...values)).toBeGreaterThanOrEqual(size!.smallest[unit]);
        expect(Math.max(...values)).toBeLessThanOrEqual(size!.largest[unit]);
        expect(Math.max(...values)).toBeGreaterThan(Math.min(...values));
      }
    },
  );

  it("has no size where the layers of its networks are not known", async () => {
    const report = await describeSpace(await toyContext(), "toy");
    expect(report).toMatchObject({ space: TOY_SPACE, cardinality: 24n, partialCardinality: 24n });
    expect(report).not.toHaveProperty("size");
  });

  it("counts networks with and without what the fusion search decides", async () => {
    const { cardinality, partialCardinality } = await describeSpace(await toyContext(), "av-mnist");
    expect(partialCardinality).toBe(869306256n);
    expect(cardinality > partialCardinality).toBe(true);
  });

  it("needs a known space", async () => {
    const unknown = describeSpace(await toyContext(), "nowhere");
    await expect(unknown).rejects.toMatchObject({ code: "NOT_FOUND", field: "searchSpace" });
  });
});
