import fc from "fast-check";
import { expect, test } from "vitest";
import { Random } from "../../../../src/base/random.js";
import { type Fingerprint, nearDuplicateGroups } from "../../../../src/training/data/near-duplicates.js";

const bitsThatDiffer = (a: bigint, b: bigint): number => (a ^ b).toString(2).replaceAll("0", "").length;

/** The same groups by comparing all pairs. */
function plainGroups(prints: readonly Fingerprint[]): readonly number[] {
  const first = prints.map((_, i) => i);
  const isNear = (a: Fingerprint, b: Fingerprint): boolean =>
    bitsThatDiffer(a.bits, b.bits) <= 3 && a.colour.every((value, c) => Math.abs(value - b.colour[c]) <= 4);
  for (let i = 0; i < prints.length; i++)
    for (let j = 0; j < i; j++) {
      if (!isNear(prints[i], prints[j])) continue;
      const [from, to] = [Math.max(first[i], first[j]), Math.min(first[i], first[j])];
      for (let k = 0; k < first.length; k++) if (first[k] === from) first[k] = to;
    }
  return first;
}

test("groups of pictures that look nearly the same are those of comparing all pairs", () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 3 }), (seed, channels) => {
      const random = new Random(seed);
      const originals = Array.from(
        { length: 6 },
        () => BigInt(random.int(2 ** 31)) * BigInt(random.int(2 ** 31)),
      );
      const prints = Array.from({ length: 40 }, (): Fingerprint => {
        let bits = random.pick(originals);
        for (let flips = random.int(4); flips > 0; flips--) bits ^= 1n << BigInt(random.int(62));
        return { bits, colour: Array.from({ length: channels }, () => 100 + 6 * random.next()) };
      });
      expect(nearDuplicateGroups(prints)).toEqual(plainGroups(prints));
    }),
    { numRuns: 60 },
  );
});
