import { costOf } from "../../seeds/build-lab.js";
import { hypervolume } from "../../src/pareto/hypervolume/hypervolume.js";
import { DEVICE, type Searched } from "./problem.js";

/**
 * Returns the hypervolume that each search reached, as a fraction of that of all networks of all searches together. The
 * reference point is the worst value of each objective among these, a hundredth of the range beyond.
 */
export function hypervolumeShares(task: string, runs: readonly (readonly Searched[])[]): readonly number[] {
  const columns = (networks: readonly Searched[]): Float64Array[] => {
    const costs = networks.map(({ genes }) => costOf(task, genes, DEVICE));
    return [
      Float64Array.from(networks, ({ accuracy }) => -accuracy),
      Float64Array.from(costs, ({ latency }) => latency),
      Float64Array.from(costs, ({ energy }) => energy),
    ];
  };
  const all = columns(runs.flat());
  const reference = all.map((values) => {
    const [least, most] = [Math.min(...values), Math.max(...values)];
    return most + (most - least) / 100;
  });
  const whole = hypervolume(all, reference);
  return runs.map((networks) => hypervolume(columns(networks), reference) / whole);
}
