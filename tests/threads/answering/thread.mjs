// A thread of the pool with an answerer of its own, which does what the body of an operation says.
import { setTimeout as sleep } from "node:timers/promises";
import { parentPort, threadId, workerData } from "node:worker_threads";
import { NeedsTime } from "../../../dist/src/projections/networks/needs-time.js";
import { serveThread } from "../../../dist/src/threads/answering/serve-thread.js";

async function http({ body }, signal) {
  const { does, ms } = body;
  if (does === "block") for (const end = Date.now() + ms; Date.now() < end; );
  if (does === "wait") await sleep(ms, undefined, { signal }).catch(() => undefined);
  if (does === "fail") throw new Error("it failed");
  if (does === "exit") process.exit(3);
  if (does === "long" && workerData.kind === "quick") throw new NeedsTime("a front");
  return { status: signal.aborted ? 499 : 200, headers: {}, body: `${workerData.kind} ${threadId}` };
}

async function subscribe(_, signal) {
  let events = 0;
  return {
    next: async () =>
      signal.aborted || events === 3
        ? { done: true, value: undefined }
        : { done: false, value: { json: `{"event":${++events}}`, codes: [] } },
  };
}

async function execute({ variables: { length } }) {
  return { json: JSON.stringify({ data: "x".repeat(length) }), codes: ["SOME"] };
}

serveThread(parentPort, { http, execute, subscribe }, async () => undefined, workerData.begun);
