import { type Job, Queue, QueueEvents } from "bullmq";
import { Unavailable } from "../base/errors.js";
import type { JobExchange, OfferedJob, SettledJob } from "../runs/jobs/exchange.js";
import { connect, limited, PREFIX, QUEUE, shownUrl } from "./connection.js";
import type { Answer } from "./messages.js";

/** How many settled evaluations are read at a time. */
const PAGE = 100;

/**
 * Evaluations on BullMQ. A worker that fails does not make BullMQ repeat the job: the archive counts failures, and the
 * job is offered again.
 *
 * @param note takes a line when Redis is away
 */
export function bullmqExchange(url: string, note: (line: string) => void): JobExchange {
  const connection = connect(url, note);
  const blocking = connect(url, () => undefined);
  const options = { prefix: PREFIX, skipVersionCheck: true };
  const queue = new Queue<OfferedJob, Answer>(QUEUE, { ...options, connection });
  const events = new QueueEvents(QUEUE, { ...options, connection: blocking });
  const description = shownUrl(url);
  queue.on("error", () => undefined);
  events.on("error", () => undefined);
  const away = () => new Unavailable(`the queue at ${description} does not answer`);
  const ask = <T>(answer: Promise<T>) => limited(answer, away);
  return {
    description,
    async offer(jobs) {
      const opts = { attempts: 1 };
      if (jobs.length > 0)
        await ask(
          queue.addBulk(jobs.map((data) => ({ name: "evaluate", data, opts: { ...opts, jobId: data.id } }))),
        );
    },
    async withdraw(id) {
      const job = await ask(queue.getJob(id));
      if (job === undefined) return true;
      const state = await ask(job.getState());
      if (state !== "waiting" && state !== "delayed" && state !== "prioritized") return false;
      return (await ask(queue.remove(id))) === 1;
    },
    async settled() {
      const [completed, failed] = await Promise.all([
        ask(queue.getCompleted(0, PAGE - 1)),
        ask(queue.getFailed(0, PAGE - 1)),
      ]);
      return [...(completed as Job<OfferedJob, Answer>[]).map(resultOf), ...(failed as Job[]).map(failureOf)];
    },
    async forget(id) {
      await ask(queue.remove(id));
    },
    async counts() {
      const counts = await ask(
        queue.getJobCounts("wait", "prioritized", "delayed", "active", "completed", "failed"),
      );
      const { wait = 0, prioritized = 0, delayed = 0, active = 0, completed = 0, failed = 0 } = counts;
      return { waiting: wait + prioritized + delayed, claimed: active, settled: completed + failed };
    },
    onSettled(listener) {
      events.on("completed", listener);
      events.on("failed", listener);
    },
    async close() {
      await Promise.allSettled([limited(events.close(), away), limited(queue.close(), away)]);
      for (const one of [connection, blocking]) one.disconnect();
    },
  };
}

function resultOf({ id = "", returnvalue }: Job<OfferedJob, Answer>): SettledJob {
  const { worker, measurement } = returnvalue;
  return { kind: "result", id, worker, measurement };
}

/** Failures of workers begin with their name, in a JSON text; any other is that of BullMQ, which found no worker. */
function failureOf({ id = "", failedReason }: Job): SettledJob {
  try {
    const { worker, reason } = JSON.parse(failedReason) as { worker: string; reason: string };
    return { kind: "failed", id, worker, reason };
  } catch {
    return { kind: "lost", id, worker: "", reason: failedReason };
  }
}
