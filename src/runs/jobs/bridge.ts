import { setTimeout as sleep } from "node:timers/promises";
import { defined, optional } from "../../base/defined.js";
import { jobId } from "../../records/job.js";
import { declarationOf } from "../../space/network/backbone.js";
import type { RunContext } from "../run-context.js";
import type { JobExchange, OfferedJob, SettledJob } from "./exchange.js";
import { type OpenJob, openJobs, waitingForWorkers } from "./open-jobs.js";
import { failQueued } from "./queued-results.js";
import { isClaimable } from "./transitions.js";

/** Time between two rounds in which nothing is heard [ms]. */
const ROUND_MS = 500;
/** Time in which news counts as one [ms]. */
const GATHER_MS = 5;

/** Stores the result of a worker on a queue, unless there is one already. */
export type TakeResult = (settled: Extract<SettledJob, { kind: "result" }>) => Promise<void>;

/**
 * Keeps a queue in step with the archive until `signal` aborts: takes in what workers have settled, offers the
 * evaluations that runs wait for, and withdraws those that nobody waits for any more. Every server does so; whatever
 * several of them do at the same time is done once.
 */
export async function bridge(
  context: RunContext,
  exchange: JobExchange,
  takeResult: TakeResult,
  signal: AbortSignal,
): Promise<void> {
  const rounds = new Rounds(context, exchange, takeResult);
  let wake = new AbortController();
  const onNews = () => wake.abort();
  exchange.onSettled(onNews);
  const link = context.news.connect(onNews);
  let wasAway = false;
  try {
    while (!signal.aborted) {
      wake = new AbortController();
      const isAway = await rounds.next().then(
        () => false,
        (error: unknown) => {
          if (!wasAway && !signal.aborted)
            context.log.warn({ error }, "the queue and the archive are not in step");
          return true;
        },
      );
      if (wasAway && !isAway) context.log.info({ queue: exchange.description }, "the queue is in step again");
      wasAway = isAway;
      await sleep(GATHER_MS);
      const woken = AbortSignal.any(isAway ? [signal] : [signal, wake.signal]);
      await sleep(ROUND_MS, undefined, { signal: woken }).catch(() => undefined);
    }
  } finally {
    link.close();
  }
}

class Rounds {
  /** The evaluations that this server has offered and not seen settled. */
  readonly #offered = new Set<string>();

  constructor(
    private readonly context: RunContext,
    private readonly exchange: JobExchange,
    private readonly takeResult: TakeResult,
  ) {}

  async next(): Promise<void> {
    const { context, exchange } = this;
    for (const settled of await exchange.settled()) {
      await (settled.kind === "result" ? this.takeResult(settled) : failQueued(context, settled));
      await exchange.forget(settled.id);
      this.#offered.delete(settled.id);
    }
    const open: OpenJob[] = [];
    for (const run of await waitingForWorkers(context)) open.push(...(await openJobs(context, run)));
    const wanted = open.filter(({ record }) => isClaimable(record, context.clock()));
    const ids = new Set(open.map(({ run, id }) => jobId(run.id, id)));
    for (const id of this.#offered) {
      if (ids.has(id)) continue;
      if (await exchange.withdraw(id)) this.#offered.delete(id);
    }
    const jobs = await Promise.all(wanted.map((job) => offerOf(context, job)));
    await this.#keepNetworks(wanted);
    await exchange.offer(jobs);
    for (const { id } of jobs) this.#offered.add(id);
  }

  /** Stores the networks that are offered, as a claim does: what is measured of them names them. */
  async #keepNetworks(jobs: readonly OpenJob[]): Promise<void> {
    const fresh = jobs.filter(({ run, id }) => !this.#offered.has(jobId(run.id, id)));
    if (fresh.length === 0) return;
    await this.context.archive.commit(
      fresh.map(({ run, id, architecture }) => ({
        type: "architecture",
        record: { id, space: run.space, architecture },
      })),
    );
  }
}

async function offerOf({ catalog }: RunContext, { run, id, architecture }: OpenJob): Promise<OfferedJob> {
  const { task, devices } = run.settings;
  const [{ score }, space] = await Promise.all([catalog.task(task), catalog.space(run.space)]);
  return {
    ...{ id: jobId(run.id, id), run: run.id, task, space: run.space, devices, architecture },
    ...defined({
      definition: optional(declarationOf(space.spec), (own) => ({ id: run.space, ...own })),
      score,
    }),
  };
}
