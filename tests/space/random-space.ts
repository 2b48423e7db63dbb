import * as fc from "fast-check";
import { compileSpace } from "../../src/space/compile.js";
import { parseSpace } from "../../src/space/parse/parse-space.js";
import type { Space } from "../../src/space/space.js";

interface GeneDraft {
  readonly choices: number;
  readonly ordered: boolean;
  readonly tier: 1 | 2;
  /** The earlier genes it depends on, with the least choice each must have. */
  readonly needs: readonly (readonly [number, number])[];
}

const geneDraft: fc.Arbitrary<GeneDraft> = fc.record({
  choices: fc.integer({ min: 1, max: 3 }),
  ordered: fc.boolean(),
  tier: fc.constantFrom(1, 1, 2),
  needs: fc.array(fc.tuple(fc.nat(20), fc.nat(2)), { maxLength: 2 }),
});

/**
 * Generates small user-defined spaces with conditions, tiers and an increasing pair, by way of the space file format.
 */
export const randomSpace: fc.Arbitrary<Space> = fc
  .record({ drafts: fc.array(geneDraft, { minLength: 1, maxLength: 6 }), paired: fc.boolean() })
  .map(({ drafts, paired }) => {
    const genes = drafts.map((draft, i) => fileGene(draft, i, drafts));
    if (!paired) return compileSpace(parseSpace({ id: "random", genes }));
    const [first, second] = ["pair_1", "pair_2"].map((name) => ({
      name,
      choices: ["a", "b", "c"],
      activeWhen: genes[genes.length - 1].activeWhen,
      tier: genes[genes.length - 1].tier,
    }));
    const alone = { ...second, activeWhen: [] };
    return compileSpace(
      parseSpace({
        id: "random",
        genes: [...genes, first, drafts.length % 2 === 0 ? second : alone],
        increasing: [["pair_1", "pair_2"]],
      }),
    );
  });

function fileGene(draft: GeneDraft, i: number, drafts: readonly GeneDraft[]) {
  const needs = i === 0 ? [] : draft.needs.map(([which, least]) => [which % i, least] as const);
  return {
    name: `g${i}`,
    choices: Array.from({ length: draft.choices }, (_, choice) => choice),
    ordered: draft.ordered,
    tier: draft.tier,
    activeWhen: needs
      .filter(([which]) => draft.tier === 2 || drafts[which].tier === 1)
      .map(([which, least]) => ({ gene: `g${which}`, atLeast: Math.min(least, drafts[which].choices - 1) })),
  };
}
