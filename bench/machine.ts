import { cpus, totalmem } from "node:os";

/** Describes in one line the machine on which figures were measured. */
export function machine(): string {
  const cores = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cores[0].model.trim()}, ${cores.length} cores, ${memory} GiB, Node ${process.versions.node}`;
}

/**
 * Returns the median time [ms] that `work` takes, after one run that does not count. `run` is -1 in that run, then 0,
 * 1, ...
 */
export async function medianMilliseconds(runs: number, work: (run: number) => unknown): Promise<number> {
  await work(-1);
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    await work(run);
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)];
}
