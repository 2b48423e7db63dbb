import { costOf } from "../../seeds/build-lab.js";
import { fusionSpace } from "../../seeds/fusion-tasks.js";
import { loadProfiles } from "../../seeds/load-profiles.js";
import { deviceId } from "../../src/base/ids.js";
import { modalitiesOf } from "../../src/runs/execution/evaluators/modalities.js";
import type { BackboneScores } from "../../src/runs/network-trainer.js";
import type { Outcome, Problem } from "../../src/search/ports.js";
import { fromArchitecture } from "../../src/space/architecture.js";
import { tierOneOf } from "../../src/space/tier-one.js";
import type { Architecture } from "../../src/space/types.js";

/** The device whose latency and energy are searched. */
export const DEVICE = deviceId("jetson-tx2");

/** A network that a search evaluated: `run` names the search. The accuracy is that on the validation split. */
export interface Searched {
  readonly run: string;
  /** Position among the networks of its search, from 0. */
  readonly position: number;
  readonly genes: Architecture;
  readonly accuracy: number;
  readonly seconds: number;
}

/** The problem of tier 1: backbones and fusion sizes, for accuracy, latency and energy on the device. */
export function tierOneProblem(task: string, scores: readonly BackboneScores[]): Problem {
  const space = tierOneOf(fusionSpace(task));
  const objectives: Problem["objectives"] = [
    { metric: "accuracy" },
    { metric: "latency", device: DEVICE },
    { metric: "energy", device: DEVICE },
  ];
  const profiles = new Map([[DEVICE, loadProfiles().filter(({ device }) => device === DEVICE)]]);
  const modalities = modalitiesOf(scores, space, objectives, profiles);
  if (modalities === undefined) throw new Error(`${task}: the backbones have no scores`);
  return { space, objectives, limits: [], modalities };
}

/** What a search is told of a network. */
export function outcomeOf(task: string, { space }: Problem, { genes, accuracy }: Searched): Outcome {
  const { latency, energy } = costOf(task, genes, DEVICE);
  const decided = Object.fromEntries(Object.entries(genes).filter(([gene]) => space.position.has(gene)));
  return {
    kind: "evaluated",
    genotype: fromArchitecture(space, decided),
    values: [accuracy, latency, energy],
  };
}
