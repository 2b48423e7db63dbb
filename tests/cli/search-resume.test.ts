import { expect, test } from "vitest";
import { requireSameSettings } from "../../src/cli/commands/search-resume.js";
import type { SearchRun } from "../../src/records/run.js";

const [early, late] = [
  { name: "early", cost: 0.1 },
  { name: "late", cost: 0.3 },
];
const run = {
  id: "r",
  space: "toy",
  settings: { constraints: {}, fidelities: [late, early] },
} as unknown as SearchRun;

test("a run is resumed if its cheap scores are given in any order, but not at other costs", async () => {
  await requireSameSettings(run, { fidelity: [early, late] });
  await requireSameSettings(run, { fidelity: [late, early] });
  await requireSameSettings(run, {});
  await expect(requireSameSettings(run, { fidelity: [early] })).rejects.toThrow(
    /--fidelity is early=0.1, but/,
  );
  await expect(requireSameSettings(run, { fidelity: [early, { ...late, cost: 0.2 }] })).rejects.toThrow(
    /--fidelity is early=0.1,late=0.2, but run r has early=0.1,late=0.3;/,
  );
});
