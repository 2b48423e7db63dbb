import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InvalidInput } from "../../src/base/errors.js";
import { Random } from "../../src/base/random.js";
import {
  fromArchitecture,
  isPartial,
  parseArchitecture,
  toArchitecture,
} from "../../src/space/architecture.js";
import { distance } from "../../src/space/distance.js";
import { encodeGenes } from "../../src/space/encode.js";
import { largest, smallest } from "../../src/space/extremes.js";
import { architectureId, canonicalForm, genotypeKey } from "../../src/space/identity.js";
import { parseSpace } from "../../src/space/parse/parse-space.js";
import { cardinality } from "../../src/space/sampling/cardinality.js";
import { enumerate } from "../../src/space/sampling/enumerate.js";
import { sampleDistinct, sampler } from "../../src/space/sampling/sample.js";
import { crossover, mutate } from "../../src/space/sampling/variation.js";
import type { Space } from "../../src/space/space.js";
import type { Architecture, Choice } from "../../src/space/types.js";
import { randomSpace } from "./random-space.js";

const runs = { numRuns: 150 };

/** Finds the canonical forms by trying every combination of choices and keeping those that validation accepts. */
function everyValid(space: Space, partial: boolean): Set<string> {
  let maps: Architecture[] = [{}];
  for (const gene of space.genes) {
    if (partial && gene.tier === 2) continue;
    maps = maps.flatMap((map) => gene.choices.map((choice: Choice) => ({ ...map, [gene.name]: choice })));
  }
  const forms = new Set<string>();
  for (const map of maps) {
    try {
      forms.add(canonicalForm(space, parseArchitecture(space, map)));
    } catch {
      // The combination breaks the rule of an increasing pair.
    }
  }
  return forms;
}

describe("in any space", () => {
  it.each([false, true])(
    "counting, enumerating and trying all combinations agree (partial: %s)",
    (partial) => {
      fc.assert(
        fc.property(randomSpace, (space) => {
          const listed = [...enumerate(space, { partial })].map((genotype) => canonicalForm(space, genotype));
          expect(new Set(listed)).toEqual(everyValid(space, partial));
          expect(BigInt(listed.length)).toBe(cardinality(space, { partial }));
        }),
        runs,
      );
    },
  );

  it("architectures round-trip, also when written without what is open", () => {
    fc.assert(
      fc.property(randomSpace, fc.nat(), (space, seed) => {
        const random = new Random(seed);
        for (const partial of [false, true]) {
          const genotype = sampler(space, { partial })(random);
          const architecture = toArchitecture(space, genotype);
          expect(parseArchitecture(space, architecture)).toEqual(genotype);
          expect(fromArchitecture(space, architecture)).toEqual(genotype);
          expect(Object.keys(architecture).every((name) => space.position.has(name))).toBe(true);
          expect(canonicalForm(space, genotype)).toBe(JSON.stringify(architecture));
        }
      }),
      runs,
    );
  });

  it.each([false, true])(
    "children by mutation and crossover are valid and canonical (partial: %s)",
    (partial) => {
      fc.assert(
        fc.property(
          randomSpace,
          fc.nat(),
          fc.double({ min: 0, max: 1, noNaN: true }),
          (space, seed, rate) => {
            const random = new Random(seed);
            const draw = sampler(space, { partial });
            const [a, b] = [draw(random), draw(random)];
            for (const child of [mutate(space, a, rate, random), crossover(space, a, b, random)]) {
              expect(parseArchitecture(space, toArchitecture(space, child))).toEqual(child);
              if (!partial) expect(isPartial(child)).toBe(false);
            }
            expect(mutate(space, a, 0, random)).toEqual(a);
            expect(crossover(space, a, a, random)).toEqual(a);
          },
        ),
        runs,
      );
    },
  );

  it("a child has a parent's choice in every gene that a parent has, pairs aside", () => {
    fc.assert(
      fc.property(randomSpace, fc.nat(), (space, seed) => {
        const random = new Random(seed);
        const draw = sampler(space);
        const [a, b] = [draw(random), draw(random)];
        const child = crossover(space, a, b, random);
        const inPair = new Set(space.spec.increasing.flat());
        child.forEach((choice, p) => {
          if (inPair.has(space.genes[p].name) || choice === 255) return;
          if (a[p] !== 255 || b[p] !== 255) expect([a[p], b[p]]).toContain(choice);
        });
      }),
      runs,
    );
  });

  it("a child of a partial and a complete parent is valid", () => {
    fc.assert(
      fc.property(randomSpace, fc.nat(), (space, seed) => {
        const random = new Random(seed);
        const [a, b] = [sampler(space)(random), sampler(space, { partial: true })(random)];
        const child = crossover(space, a, b, random);
        expect(parseArchitecture(space, toArchitecture(space, child))).toEqual(child);
        const grandchild = mutate(space, child, 0.7, random);
        expect(parseArchitecture(space, toArchitecture(space, grandchild))).toEqual(grandchild);
      }),
      runs,
    );
  });

  it("the extremes are complete networks of the space", () => {
    fc.assert(
      fc.property(randomSpace, (space) => {
        for (const genotype of [smallest(space), largest(space)]) {
          expect(parseArchitecture(space, toArchitecture(space, genotype))).toEqual(genotype);
          expect(isPartial(genotype)).toBe(false);
        }
      }),
      runs,
    );
  });

  it("distinct samples are distinct, and all of a space when more are wanted", () => {
    fc.assert(
      fc.property(randomSpace, fc.nat(), fc.integer({ min: 1, max: 50 }), (space, seed, count) => {
        const size = Number(cardinality(space));
        const drawn = sampleDistinct(space, count, new Random(seed));
        expect(new Set(drawn.map(genotypeKey)).size).toBe(Math.min(count, size));
        expect(drawn).toHaveLength(Math.min(count, size));
        expect(sampleDistinct(space, count, new Random(seed))).toEqual(drawn);
      }),
      runs,
    );
  });

  it("different genotypes have different ids, features and a distance", () => {
    fc.assert(
      fc.property(randomSpace, (space) => {
        const all = [...enumerate(space)].slice(0, 200);
        const { data, columns, names, groups } = encodeGenes(space, all);
        expect(names).toHaveLength(columns);
        expect(groups).toHaveLength(columns);
        expect(data.every((value) => value >= 0 && value <= 1)).toBe(true);
        const rows = all.map((_, row) => data.slice(row * columns, (row + 1) * columns).join());
        expect(new Set(rows).size).toBe(all.length);
        expect(new Set(all.map((genotype) => architectureId(space, genotype))).size).toBe(all.length);
        expect(distance(all[0], all[0])).toBe(0);
        if (all.length > 1) expect(distance(all[0], all[1])).toBe(distance(all[1], all[0]));
      }),
      runs,
    );
  });
});

describe("anything from outside", () => {
  const junk = fc.jsonValue({ maxDepth: 4 });

  it("is an architecture or InvalidInput", () => {
    const values = fc.dictionary(
      fc.constantFrom("g0", "g1", "pair_1", "__proto__", "x"),
      fc.oneof(junk, fc.nat(2)),
    );
    fc.assert(
      fc.property(randomSpace, fc.oneof(junk, values), (space, value) => {
        expectRefusalAtMost(() => parseArchitecture(space, value));
      }),
      runs,
    );
  });

  it("is a space or InvalidInput", () => {
    const gene = fc.record(
      {
        name: fc.constantFrom("a", "b", "c", "__proto__"),
        choices: fc.oneof(fc.array(fc.oneof(fc.nat(3), fc.string(), junk)), junk),
        ordered: fc.oneof(fc.boolean(), junk),
        activeWhen: fc.oneof(junk, fc.record({ gene: fc.constantFrom("a", "b"), atLeast: fc.nat(3) })),
        tier: fc.oneof(fc.constantFrom(1, 2), junk),
      },
      { requiredKeys: ["name", "choices"] },
    );
    const file = fc.record(
      { id: fc.constant("x"), genes: fc.array(gene), structure: junk, increasing: junk },
      { requiredKeys: ["id", "genes"] },
    );
    fc.assert(
      fc.property(fc.oneof(junk, file), (value) => {
        expectRefusalAtMost(() => parseSpace(value));
      }),
      { numRuns: 500 },
    );
  });
});

function expectRefusalAtMost(parse: () => unknown): void {
  try {
    parse();
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidInput);
  }
}
