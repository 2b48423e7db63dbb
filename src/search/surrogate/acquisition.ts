import { paretoFront } from "../../pareto/front.js";
import { hypervolumeGains } from "../../pareto/hypervolume/gains.js";

/** The posterior of one objective for every network of a pool. */
export interface Belief {
  /** Per network, the minimised value that lies `z` standard deviations above the mean on the model's latent scale. */
  at(z: number): Float64Array;
  /**
   * The posterior for the networks `rows` once their cheap score is known and lies `z` (one number per row) standard
   * deviations above its expectation. Absent if cheap scores have no influence on this objective.
   */
  afterScore?(fidelity: number, rows: readonly number[], z: Float64Array): Belief;
}

/** What hypervolume improvement is measured against, and the joint outcomes ("scenarios") over which it is averaged. */
export interface ImprovementTarget {
  /** Known points, minimised: `known[m][i]` is objective m of point i. */
  readonly known: readonly Float64Array[];
  /** Reference point, minimised. An objective with a limit has the limit here, so that nothing is gained beyond it. */
  readonly reference: readonly number[];
  /** `scenarios[s][m]` is the number of standard deviations above the mean in scenario s, objective m. */
  readonly scenarios: readonly ArrayLike<number>[];
}

/**
 * After each choice of a batch, only this many networks remain candidates, since gains shrink as it grows. A batch that
 * has to cover a whole front needs all of them.
 */
const SHORTLIST = 400;

/**
 * The expected hypervolume improvement by each network of a pool on its own: the average over the scenarios.
 * `beliefs[m]` is the belief about objective m.
 */
export function expectedGains(target: ImprovementTarget, beliefs: readonly Belief[]): Float64Array {
  return averageGains(scenariosOf(target, beliefs), target.reference);
}

/**
 * Chooses a batch greedily by expected hypervolume improvement (Daulton, Balandat, Bakshy 2020, section 3). In each
 * scenario a network has its value of that scenario, and a chosen network joins the scenario's front, so that networks
 * close to it gain little more. Errors are thereby taken as fully dependent between networks and as independent between
 * objectives. `beliefs[m]` is the belief about objective m.
 *
 * @param remaining the number of networks that remain candidates after each choice, those of the largest gain
 * @returns at most `count` indices into the pool, best first; networks without any gain are not among them
 */
export function chooseBatch(
  target: ImprovementTarget,
  beliefs: readonly Belief[],
  count: number,
  remaining = SHORTLIST,
): number[] {
  return greedyBatch(target, beliefs, count, remaining).chosen;
}

/** The hypervolume, averaged over the scenarios, that the batch chosen by `chooseBatch` gains. */
export function gainOfBatch(target: ImprovementTarget, beliefs: readonly Belief[], count: number): number {
  return greedyBatch(target, beliefs, count).gain;
}

function greedyBatch(
  target: ImprovementTarget,
  beliefs: readonly Belief[],
  count: number,
  remaining = SHORTLIST,
): { chosen: number[]; gain: number } {
  let scenarios = scenariosOf(target, beliefs);
  let members = Int32Array.from({ length: scenarios[0].pool[0].length }, (_, i) => i);
  const chosen: number[] = [];
  let gain = 0;
  for (;;) {
    const gains = averageGains(scenarios, target.reference);
    const best = indexOfLargest(gains);
    if (best < 0) return { chosen, gain };
    chosen.push(members[best]);
    gain += gains[best];
    if (chosen.length === count) return { chosen, gain };
    const left = shortlist(gains, best, remaining);
    scenarios = scenarios.map(({ front, pool }) => ({
      front: front.map((column, m) => Float64Array.of(...column, pool[m][best])),
      pool: pool.map((column) => Float64Array.from(left, (i) => column[i])),
    }));
    members = Int32Array.from(left, (i) => members[i]);
  }
}

/** The front of a scenario, and the value of every network of the pool there; both minimised columns. */
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

/** The index of the largest positive value; -1 if none is positive. */
function indexOfLargest(values: Float64Array): number {
  let best = -1;
  for (let i = 0; i < values.length; i++) if (values[i] > (best < 0 ? 0 : values[best])) best = i;
  return best;
}

/** Indices of the largest positive gains except the chosen one, largest first. */
function shortlist(gains: Float64Array, chosen: number, count: number): number[] {
  const order = [...gains.keys()].filter((i) => i !== chosen && gains[i] > 0);
  return order.sort((a, b) => gains[b] - gains[a] || a - b).slice(0, count);
}
