import { expect, it } from "vitest";
import { compileSpace } from "../../../src/space/compile.js";
import { parseSpace } from "../../../src/space/parse/parse-space.js";
import { enumerate } from "../../../src/space/sampling/enumerate.js";
import { listNetworks } from "../../../src/space/sampling/list-networks.js";

const spaceOf = (...sizes: readonly number[]) =>
  compileSpace(
    parseSpace({
      id: "sized",
      genes: sizes.map((size, g) => ({ name: `g${g}`, choices: Array.from({ length: size }, (_, i) => i) })),
    }),
  );

it("a space of up to 20,000 networks is listed in full, a larger one is not", () => {
  const small = spaceOf(2, 3);
  expect(listNetworks(small)).toEqual([...enumerate(small)]);
  expect(listNetworks(spaceOf(200, 100))).toHaveLength(20_000);
  // 20,001 = 3 x 59 x 113
  expect(listNetworks(spaceOf(3, 59, 113))).toBeUndefined();
});
