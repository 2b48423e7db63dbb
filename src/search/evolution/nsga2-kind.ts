import type { StrategyKind } from "../strategy-kind.js";
import { Nsga2 } from "./nsga2.js";
import { TwoTierNsga2 } from "./two-tier.js";

/** NSGA-II over whole networks; for a problem with modalities, tier 1 of Harmonic-NAS over their backbones. */
export const nsga2: StrategyKind<"nsga2"> = {
  name: "nsga2",
  description: "NSGA-II with constrained dominance.",
  modelsObjectives: false,
  requestsScores: false,
  backboneScores: "needed",
  create: (problem, { seed, populationSize }) =>
    problem.modalities === undefined
      ? new Nsga2(problem, seed, populationSize)
      : new TwoTierNsga2(problem, problem.modalities, seed, populationSize),
};
