import type { Predictor } from "../../predictors/port.js";
import { isMaximised, minimised } from "../base/metric.js";
import type { Problem } from "../search/ports.js";
import { minimisedColumns } from "../search/problem.js";
import { chooseBatch, type ImprovementTarget } from "../search/surrogate/acquisition.js";
import { scoreFreeBelief, withCertain } from "../search/surrogate/belief.js";
import { normalPoints } from "../search/surrogate/normal-points.js";
import type { Genotype } from "../space/types.js";

/** The networks of a front by predictions, and what is known of them. */
export interface PredictedNetworks {
  readonly problem: Pick<Problem, "objectives">;
  readonly networks: readonly Genotype[];
  /** The predictor of each objective. */
  readonly predictors: readonly Predictor[];
  /** What is known of each objective of each network, in natural units; NaN where it is not known. */
  readonly known: readonly Float64Array[];
}

/** Number of joint outcomes over which the gains are averaged. */
const SCENARIOS = 16;
/** If no network has an expected gain, values this many standard deviations better than the mean are assumed. */
const OPTIMISM = 3;

/**
 * Chooses the networks whose measurement promises the largest hypervolume, by predictions with their uncertainty
 * (`chooseBatch`), so that they cover the front. The reference point is the worst predicted value of each objective.
 * @returns at most `count` rows of which an objective is not known, best first
 */
export function chooseToVerify(input: PredictedNetworks, count: number): number[] {
  const { problem, networks, predictors, known } = input;
  const { objectives } = problem;
  const isKnown = (row: number) => known.every((column) => !Number.isNaN(column[row]));
  const open = [...networks.keys()].filter((row) => !isKnown(row));
  const asked = open.map((row) => networks[row]);
  const beliefs = objectives.map(({ metric }, m) => {
    const { latent, natural } = predictors[m];
    const belief = scoreFreeBelief({
      ...latent(asked),
      transform: { toNatural: natural },
      isMaximised: isMaximised(metric),
    });
    return withCertain(
      belief,
      Float64Array.from(open, (row) => minimised(metric, known[m][row])),
    );
  });
  const points = [...networks.keys()].filter(isKnown).map((row) => known.map((column) => column[row]));
  const columns = minimisedColumns(problem, points);
  const target: ImprovementTarget = {
    known: columns,
    reference: beliefs.map((belief, m) => Math.max(...belief.at(0), ...columns[m])),
    scenarios: normalPoints(SCENARIOS, objectives.length),
  };
  const optimistic = { ...target, scenarios: [objectives.map(() => -OPTIMISM)] };
  const chosen = new Set(chooseBatch(target, beliefs, count, open.length));
  if (chosen.size < count) for (const i of chooseBatch(optimistic, beliefs, count)) chosen.add(i);
  return [...chosen, ...[...open.keys()].filter((i) => !chosen.has(i))].slice(0, count).map((i) => open[i]);
}
