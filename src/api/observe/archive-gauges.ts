import type { HarmonicService } from "../../service/service.js";
import type { MetricSources } from "./metrics.js";
import type { Readiness } from "./readiness.js";

/** Time for which what was read is good [ms], so that scrapes do not read the archive each time. */
const PREDICTORS_MS = 10_000;
const RUNS_MS = 2_000;
/** The number of newest runs among which those under way are counted. */
const NEWEST_RUNS = 500;

/** Makes the reader of the ages of the predictors in use; undefined while the archive does not answer. */
export function predictorAges(
  service: HarmonicService,
  readiness: Readiness,
): MetricSources["predictorAges"] {
  const read = kept(PREDICTORS_MS, readiness, async () =>
    (await service.predictors({}))
      .filter(({ promoted }) => promoted)
      .map(({ createdAt }) => Date.parse(createdAt)),
  );
  return async () => {
    const times = await read();
    if (times === undefined || times.length === 0) return undefined;
    const age = (time: number) => Math.max(0, (Date.now() - time) / 1000);
    return { newest: age(Math.max(...times)), oldest: age(Math.min(...times)) };
  };
}

/** Makes the reader of the numbers of runs under way; undefined while the archive does not answer. */
export function runCounts(service: HarmonicService, readiness: Readiness): MetricSources["runs"] {
  return kept(RUNS_MS, readiness, async () => {
    const counts = { running: 0, queued: 0 };
    for (const { status } of await service.runs({ limit: NEWEST_RUNS }))
      if (status.kind === "running") counts[status.queued === true ? "queued" : "running"]++;
    return counts;
  });
}

/** Makes the reader of the evaluations that wait for workers; undefined while the archive does not answer. */
export const queueGauges = (service: HarmonicService, readiness: Readiness): MetricSources["queue"] =>
  kept(RUNS_MS, readiness, () => service.queueState());

/** Reads at most once in `ms`, and not at all while the archive does not answer: a scrape does not wait for it. */
function kept<T>(ms: number, readiness: Readiness, read: () => Promise<T>): () => Promise<T | undefined> {
  let value: T | undefined;
  let goodUntil = Number.NEGATIVE_INFINITY;
  return async () => {
    if (!(await readiness.archiveAnswers())) return undefined;
    if (performance.now() > goodUntil) {
      value = await read();
      goodUntil = performance.now() + ms;
    }
    return value;
  };
}
