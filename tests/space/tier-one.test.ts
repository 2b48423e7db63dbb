import * as fc from "fast-check";
import { expect, it } from "vitest";
import { Random } from "../../src/base/random.js";
import { fromArchitecture, parseArchitecture, toArchitecture } from "../../src/space/architecture.js";
import { builtInSpace } from "../../src/space/built-in/index.js";
import { compileSpace } from "../../src/space/compile.js";
import { architectureId } from "../../src/space/identity.js";
import { cardinality } from "../../src/space/sampling/cardinality.js";
import { sampler } from "../../src/space/sampling/sample.js";
import { tierOneOf } from "../../src/space/tier-one.js";
import { randomSpace } from "./random-space.js";

it("the space of tier 1 has the partial networks of the whole space, under the same ids", () => {
  fc.assert(
    fc.property(randomSpace, fc.nat(), (space, seed) => {
      const tierOne = tierOneOf(space);
      expect(tierOne.spec.id).toBe(space.spec.id);
      expect(tierOne.genes.every(({ tier }) => tier === 1)).toBe(true);
      expect(cardinality(tierOne)).toBe(cardinality(space, { partial: true }));
      const partial = sampler(space, { partial: true })(new Random(seed));
      const architecture = toArchitecture(space, partial);
      const genotype = parseArchitecture(tierOne, architecture);
      expect(architectureId(tierOne, genotype)).toBe(architectureId(space, partial));
      expect(fromArchitecture(space, toArchitecture(tierOne, genotype))).toEqual(partial);
    }),
    { numRuns: 150 },
  );
});

it("the space of tier 1 is the space itself where tier 2 decides nothing", () => {
  const cells = compileSpace(builtInSpace("nas-bench-201")!);
  expect(tierOneOf(cells)).toBe(cells);
  const fused = tierOneOf(compileSpace(builtInSpace("av-mnist")!));
  expect(fused.genes.filter(({ name }) => name.startsWith("fusion.")).map(({ name }) => name)).toEqual([
    "fusion.cells",
    "fusion.nodes",
  ]);
});
