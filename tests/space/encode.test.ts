import { expect, it } from "vitest";
import { Random } from "../../src/base/random.js";
import { parseArchitecture, toArchitecture } from "../../src/space/architecture.js";
import { builtInSpace } from "../../src/space/built-in/index.js";
import { compileSpace } from "../../src/space/compile.js";
import { distance } from "../../src/space/distance.js";
import { encodeGenes } from "../../src/space/encode.js";
import { largest, smallest } from "../../src/space/extremes.js";
import { parseSpace } from "../../src/space/parse/parse-space.js";
import { sampler } from "../../src/space/sampling/sample.js";
import { mutate } from "../../src/space/sampling/variation.js";

const space = compileSpace(
  parseSpace({
    id: "mixed",
    genes: [
      { name: "extra", choices: ["yes", "no"] },
      { name: "expand", choices: [3, 4, 6], ordered: true },
      { name: "kernel", choices: [3, 5, 7], ordered: true, activeWhen: { gene: "extra", equals: "yes" } },
      { name: "size", choices: ["small", "big"], ordered: true },
      { name: "late", choices: ["p", "q"], tier: 2 },
    ],
  }),
);

it("features are scaled values, existence and one-hot choices; absent genes are 0, open ones the mean", () => {
  const encoded = encodeGenes(space, [
    parseArchitecture(space, { extra: "yes", expand: 4, kernel: 3, size: "big", late: "q" }),
    parseArchitecture(space, { extra: "no", expand: 6, size: "small" }),
  ]);
  expect(encoded.names).toEqual([
    "extra=yes",
    "extra=no",
    "expand",
    "kernel",
    "kernel:exists",
    "size",
    "late=p",
    "late=q",
  ]);
  expect([...encoded.groups]).toEqual([0, 0, 1, 2, 2, 3, 4, 4]);
  expect([...encoded.data.subarray(0, 8)]).toEqual([1, 0, 1 / 3, 0, 1, 1, 0, 1]);
  expect([...encoded.data.subarray(8)]).toEqual([0, 1, 1, 0, 0, 0, 0.5, 0.5]);
});

it("without a cost, the extremes are decided by order, then by the number of genes that exist", () => {
  expect(toArchitecture(space, smallest(space))).toEqual({
    extra: "no",
    expand: 3,
    size: "small",
    late: "p",
  });
  expect(toArchitecture(space, largest(space))).toEqual({
    extra: "yes",
    expand: 6,
    kernel: 7,
    size: "big",
    late: "p",
  });
});

it("a gene that exists in only one of two networks adds 1 to their distance", () => {
  const a = parseArchitecture(space, { extra: "yes", expand: 4, kernel: 3, size: "big", late: "q" });
  const b = parseArchitecture(space, { extra: "no", expand: 4, size: "big", late: "q" });
  expect(distance(a, b)).toBe(2);
});

it("mutation changes the given share of genes, all of them at rate 1", () => {
  const cells = compileSpace(builtInSpace("nas-bench-201")!);
  const random = new Random(1);
  const draw = sampler(cells);
  let changed = 0;
  for (let i = 0; i < 3000; i++) {
    const parent = draw(random);
    changed += distance(parent, mutate(cells, parent, 1 / 6, random));
    expect(distance(parent, mutate(cells, parent, 1, random))).toBe(6);
  }
  expect(changed / 3000).toBeCloseTo(1, 1);
});
