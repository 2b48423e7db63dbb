import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pathsThrough } from "../../../predictors/features/paths.js";
import type { DeviceId } from "../../../src/base/ids.js";
import { spaceId } from "../../../src/base/ids.js";
import { Random } from "../../../src/base/random.js";
import { connectionTest } from "../../../src/search/candidates/connected.js";
import { initialDesign } from "../../../src/search/candidates/initial-design.js";
import { SurrogateSearch } from "../../../src/search/surrogate/surrogate.js";
import { builtInSpace } from "../../../src/space/built-in/index.js";
import { compileSpace } from "../../../src/space/compile.js";
import type { Genotype } from "../../../src/space/types.js";

const cells = compileSpace(builtInSpace("nas-bench-201")!);
const accuracy = [{ metric: "accuracy" }] as const;
const latency = [{ metric: "latency", device: "d" as DeviceId }] as const;
const { structure } = cells.spec;
if (structure?.kind !== "cell") throw new Error("the space has no cell");
const edges = Object.values(structure.edges);
const positions = Object.keys(structure.edges).map((name) => cells.position.get(name)!);
const paths = pathsThrough(edges, 100);

/** Follows every path of the cell. */
const hasLivePath = (network: Genotype): boolean =>
  paths.some((path) =>
    path.every((edge) => cells.genes[positions[edge]].choices[network[positions[edge]]] !== "none"),
  );

const network = fc
  .array(fc.nat(4), { minLength: 6, maxLength: 6 })
  .map((choices) => Uint8Array.from(choices));

describe("a connected cell", () => {
  const isConnected = connectionTest({ space: cells, objectives: accuracy });

  it("has a path without a removed edge", () => {
    fc.assert(fc.property(network, (genotype) => isConnected(genotype) === hasLivePath(genotype)));
    expect(isConnected(Uint8Array.from([0, 0, 0, 0, 0, 0]))).toBe(false);
  });

  it("is asked for only where something is learnt, and in spaces of cells", () => {
    const nothing = Uint8Array.from([0, 0, 0, 0, 0, 0]);
    expect(connectionTest({ space: cells, objectives: latency })(nothing)).toBe(true);
    const { structure: _, ...plain } = builtInSpace("nas-bench-201")!;
    const space = compileSpace({ ...plain, id: spaceId("plain") });
    expect(connectionTest({ space, objectives: accuracy })(nothing)).toBe(true);
  });
});

describe("a search among cells of known costs", () => {
  const objectives = [...accuracy, ...latency];
  const costOf = (genotype: Genotype) => 1 + genotype.reduce((sum, choice) => sum + choice, 0);
  const known = [
    {
      objective: 1,
      networks: [],
      isComplete: true,
      valuesOf: (networks: readonly Genotype[]) => Float64Array.from(networks, costOf),
    },
  ];
  const problem = { space: cells, objectives, limits: [undefined, undefined], known };

  it("begins with connected ones", () => {
    for (let seed = 1; seed <= 30; seed++) {
      const design = initialDesign(problem, 10, new Random(seed), { isBalanced: true });
      expect(design).toHaveLength(10);
      expect(design.every(hasLivePath)).toBe(true);
    }
  });

  it("evaluates the others last", async () => {
    const unconnected = ["000000", "300000", "030000", "003000"];
    const connected = Array.from({ length: 14 }, (_, i) => `${i % 5}${(i * 2) % 5}${i % 3}${1 + (i % 4)}20`);
    const candidates = [...unconnected, ...connected].map((digits) => Uint8Array.from(digits, Number));
    const search = new SurrogateSearch({ ...problem, candidates }, 1);
    const asked: Genotype[] = [];
    for (let batch = await search.ask(2); batch.length > 0; batch = await search.ask(2)) {
      asked.push(...batch);
      // The unconnected ones would be the cheapest.
      search.tell(
        batch.map((genotype) => ({
          kind: "evaluated",
          genotype,
          values: [hasLivePath(genotype) ? 0.5 : 0.01, costOf(genotype)],
        })),
      );
    }
    expect(asked.map(hasLivePath)).toEqual([...connected.map(() => true), ...unconnected.map(() => false)]);
  });
});
