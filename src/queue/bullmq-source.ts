import { randomUUID } from "node:crypto";
import { Job as BullJob, Worker } from "bullmq";
import { Unreachable } from "../profiling/client/retry.js";
import type { OfferedJob } from "../runs/jobs/exchange.js";
import type { Job, JobSource, Settled } from "../worker/job-source.js";
import { connect, limited, PREFIX, QUEUE, shownUrl } from "./connection.js";
import type { Answer } from "./messages.js";

/** Time between two looks for evaluations whose workers are lost [ms]. */
const STALLED_MS = 2000;
/** How often an evaluation is given to another worker. */
const MOST_STALLED = 5;
/** Codes of BullMQ for a lock that is gone or somebody else's, and for a job that is not being worked on. */
const STALE_CODES = [-1, -2, -3, -6];

type Claimed = BullJob<OfferedJob, Answer>;

/**
 * Evaluations of a BullMQ queue. The lock of a job is its lease, and the name of the lock its fencing token.
 *
 * @param worker names this worker, for people
 */
export async function bullmqSource(
  url: string,
  worker: string,
  leaseSeconds: number,
  note: (line: string) => void,
): Promise<JobSource> {
  const connection = connect(url, note);
  const bull = new Worker<OfferedJob, Answer>(QUEUE, null, {
    connection,
    prefix: PREFIX,
    skipVersionCheck: true,
    autorun: false,
    name: worker,
    lockDuration: 1000 * leaseSeconds,
    stalledInterval: STALLED_MS,
    maxStalledCount: MOST_STALLED,
  });
  bull.on("error", () => undefined);
  const description = shownUrl(url);
  const ask = <T>(answer: Promise<T>) =>
    limited(answer, () => new Unreachable(`the queue at ${description} does not answer`)).catch(unreachable);
  const held = new Map<string, { readonly job: Claimed; readonly token: string }>();
  void bull.startStalledCheckTimer().catch(() => undefined);

  /** Settles a job; a repetition of an answer that was stored counts as stored, whatever its lock is now. */
  const settle = async (
    claim: string,
    answer: (job: Claimed, token: string) => Promise<unknown>,
  ): Promise<Settled> => {
    const found = held.get(claim);
    if (found === undefined) return "stale";
    try {
      await ask(answer(found.job, found.token));
    } catch (error) {
      if (!isStale(error)) throw error;
      const now = await ask(BullJob.fromId<OfferedJob, Answer>(bull, found.job.id ?? ""));
      held.delete(claim);
      return now?.returnvalue?.token === found.token ? "stored" : "stale";
    }
    held.delete(claim);
    return "stored";
  };
  return {
    description,
    async claim() {
      const token = randomUUID();
      const job = (await ask(bull.getNextJob(token, { block: false }))) as Claimed | undefined;
      if (job === undefined) return undefined;
      const claimed = jobOf(job.data, token);
      held.set(claimed.claim, { job, token });
      return claimed;
    },
    async extend({ claim }, seconds) {
      const found = held.get(claim);
      if (found === undefined) return false;
      try {
        return (await ask(found.job.extendLock(found.token, 1000 * seconds))) === 1;
      } catch (error) {
        if (isStale(error)) return false;
        throw error;
      }
    },
    complete: ({ claim }, measurement) =>
      settle(claim, (job, token) => job.moveToCompleted({ worker, token, measurement }, token, false)),
    fail: ({ claim }, reason) =>
      settle(claim, (job, token) =>
        job.moveToFailed(new Error(JSON.stringify({ worker, reason })), token, false),
      ),
    async giveBack({ claim }) {
      await settle(claim, (job, token) => job.moveToWait(token));
    },
    async close() {
      await limited(bull.close(true), () => new Error("late")).catch(() => undefined);
      connection.disconnect();
    },
  };
}

const jobOf = ({ id, ...job }: OfferedJob, token: string): Job => ({ claim: `${id}/${token}`, ...job });

const isStale = (error: unknown): boolean =>
  error instanceof Error && "code" in error && STALE_CODES.includes(error.code as number);

/** What BullMQ and the driver throw while Redis is away or starts is no failure of the evaluation. */
function unreachable(error: unknown): never {
  if (isStale(error) || error instanceof Unreachable) throw error;
  throw new Unreachable(error instanceof Error ? error.message : String(error));
}
