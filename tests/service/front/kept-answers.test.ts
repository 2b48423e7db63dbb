import { expect, it } from "vitest";
import type { NetworkRows } from "../../../src/projections/networks/network-rows.js";
import { KeptAnswers } from "../../../src/service/front/kept-answers.js";

it("finds an answer once for the same networks and question, and forgets the oldest of many", () => {
  const kept = new KeptAnswers<number>();
  const [before, after] = [{} as NetworkRows, {} as NetworkRows];
  let found = 0;
  const ask = (networks: NetworkRows, key: string) => kept.of(networks, key, () => ++found);
  expect([ask(before, "a"), ask(before, "a"), ask(before, "b"), ask(after, "a")]).toEqual([1, 1, 2, 3]);
  for (let i = 0; i < 8; i++) ask(before, `other ${i}`);
  expect(ask(before, "a")).toBe(12);
  expect(ask(after, "a")).toBe(3);
});
