import { paretoFront } from "../../pareto/front.js";
import { hypervolumeGains } from "../../pareto/hypervolume/gains.js";

/** What is believed of every network of a pool on one objective. */
export interface Belief {
  /** Per network, the value (minimised) that lies `z` standard deviations above the mean of the model's latent scale. */
  at(z: number): Float64Array;
  /**
   * What will be believed of some networks (`rows`) once their cheap score has come out `z` (one per row) standard deviations
   * above what is expected of it; absent where cheap scores have no bearing.
   */
  afterScore?(fidelity: number, rows: readonly number[], z: Float64Array): Belief;
}

/** What improvement is measured against, and over which joint outcomes it is averaged. */
export interface ImprovementTarget {
  /** Known points, minimised: `known[m][i]`. */
  readonly known: readonly Float64Array[];
  /** Limits are part of it: beyond the reference point nothing is gained. */
  readonly reference: readonly number[];
  /** `scenarios[s][m]`: standard deviations from the mean, objective m. */
  readonly scenarios: readonly ArrayLike<number>[];
}

/** After the first choice of a batch only so many of the best stay in the race: gains only shrink as a batch grows. */
const SHORTLIST = 400;

/** Expected hypervolume improvement of each network by itself, averaged over the scenarios. */
export function expectedGains(target: ImprovementTarget, beliefs: readonly Belief[]): Float64Array {
  return averageGains(scenariosOf(target, beliefs), target.reference);
}

/**
 * A batch that, chosen one by one, gains the most hypervolume on average over the scenarios. In each scenario a network
 * takes its value there, and a chosen one joins that scenario's front, so that what is near to it gains little more:
 * greedy batch expected improvement (Daulton, Balandat, Bakshy 2020, section 3), errors taken as fully dependent between
 * networks and independent between objectives.
 *
 * @returns at most `count` indices into the pool, best first; networks without any gain are not among them
 */
export function chooseBatch(target: ImprovementTarget, beliefs: readonly Belief[], count: number): number[] {
  return greedyBatch(target, beliefs, count).chosen;
}

/** Hypervolume that the batch which `chooseBatch` would choose gains on average over the scenarios. */
export function gainOfBatch(target: ImprovementTarget, beliefs: readonly Belief[], count: number): number {
  return greedyBatch(target, beliefs, count).gain;
}

function greedyBatch(
  target: ImprovementTarget,
  beliefs: readonly Belief[],
  count: number,
): { chosen: number[]; gain: number } {
  let race = scenariosOf(target, beliefs);
  let members = Int32Array.from({ length: race[0].pool[0].length }, (_, i) => i);
  const chosen: number[] = [];
  let gain = 0;
  for (;;) {
    const gains = averageGains(race, target.reference);
    const best = indexOfLargest(gains);
    if (best < 0) return { chosen, gain };
    chosen.push(members[best]);
    gain += gains[best];
    if (chosen.length === count) return { chosen, gain };
    const left = shortlist(gains, best);
    race = race.map(({ front, pool }) => ({
      front: front.map((column, m) => Float64Array.of(...column, pool[m][best])),
      pool: pool.map((column) => Float64Array.from(left, (i) => column[i])),
    }));
    members = Int32Array.from(left, (i) => members[i]);
  }
}

interface Scenario {
  readonly front: readonly Float64Array[];
  readonly pool: readonly Float64Array[];
}

function scenariosOf({ known, scenarios }: ImprovementTarget, beliefs: readonly Belief[]): Scenario[] {
  const members = paretoFront(known);
  const front = known.map((column) => Float64Array.from(members, (i) => column[i]));
  return scenarios.map((z) => ({ front, pool: beliefs.map((belief, m) => belief.at(z[m])) }));
}

function averageGains(scenarios: readonly Scenario[], reference: readonly number[]): Float64Array {
  const total = new Float64Array(scenarios[0].pool[0].length);
  for (const { front, pool } of scenarios) {
    const gains = hypervolumeGains(front, reference).gains(pool);
    for (let i = 0; i < total.length; i++) total[i] += gains[i] / scenarios.length;
  }
  return total;
}

/** -1 if none is positive. */
function indexOfLargest(values: Float64Array): number {
  let best = -1;
  for (let i = 0; i < values.length; i++) if (values[i] > (best < 0 ? 0 : values[best])) best = i;
  return best;
}

/** Positions of the largest gains but the chosen one, in their order. */
function shortlist(gains: Float64Array, chosen: number): number[] {
  const order = [...gains.keys()].filter((i) => i !== chosen && gains[i] > 0);
  return order.sort((a, b) => gains[b] - gains[a] || a - b).slice(0, SHORTLIST);
}
