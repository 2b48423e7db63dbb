import { expect, test } from "vitest";
import { BenchNetworks, DEVICES } from "../../src/benches/archive/networks.js";
import { paretoFront } from "../../src/pareto/front.js";
import { genotypeKey } from "../../src/space/identity.js";

test("the networks of the bench are distinct, follow from the seed, and have fronts of 275 points", () => {
  const networks = new BenchNetworks(3000, 1);
  const rows = [...Array(networks.count).keys()];
  expect(new Set(rows.map((i) => genotypeKey(networks.genotype(i)))).size).toBe(3000);
  const again = new BenchNetworks(3000, 1);
  for (const i of [0, 1, 2999]) expect(again.values(i)).toEqual(networks.values(i));
  const values = rows.map((i) => networks.values(i));
  for (const d of DEVICES.keys()) {
    const front = paretoFront([
      Float64Array.from(values, ({ accuracy }) => -accuracy),
      Float64Array.from(values, ({ costs }) => costs[d].latency),
      Float64Array.from(values, ({ costs }) => costs[d].energy),
    ]);
    expect(front).toHaveLength(275);
  }
  expect(values.every(({ accuracy }) => accuracy > 0 && accuracy < 1)).toBe(true);
});
