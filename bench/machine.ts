import { cpus, totalmem } from "node:os";

/** One line that says where a figure was measured. */
export function machine(): string {
  const cores = cpus();
  return `${cores[0].model.trim()}, ${cores.length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`;
}

/** Median of the times [ms] that `work` takes, after one run that does not count. */
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
