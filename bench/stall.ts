/**
 * What strangers once stopped a server with, and how long others wait meanwhile. A server in a process of its own, with
 * an archive from the seeds, is given one piece of work after the other; beside it one client asks `{ __typename }`,
 * which the thread with the connections answers, and one asks for the tasks, which a quick thread answers, each again
 * and again. Prints the longest wait of both beside every piece of work, and as a multiple of their usual wait. It
 * takes about two minutes.
 *
 *   npm run build && npx tsx bench/stall.ts [--json]
 */
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { Client } from "../src/benches/api/client.js";
import { quantilesOf } from "../src/benches/api/quantiles.js";
import { startServer } from "../src/benches/api/server.js";
import { withoutSettings } from "../src/cli/settings.js";
import { machine } from "./machine.js";
import { WORKS, type Work } from "./stall/work.js";

const { values } = parseArgs({ options: { json: { type: "boolean", default: false } } });

/** Time between two questions of one client [ms]. */
const PAUSE_MS = 5;

/** The waits of both clients [ms], in the order in which they asked. */
interface Waits {
  readonly connections: readonly number[];
  readonly quick: readonly number[];
}

const server = await startServer({
  program: resolve("dist/src/main.js"),
  environment: withoutSettings(process.env),
  signal: new AbortController().signal,
});
const rows: object[] = [];
try {
  let usual: Waits | undefined;
  for (const work of WORKS) {
    const start = performance.now();
    const { outcome, waits } = await beside(work);
    const seconds = Number(((performance.now() - start) / 1000).toFixed(1));
    usual ??= waits;
    rows.push({
      work: work.name,
      outcome,
      seconds,
      ...longest("connections", waits, usual),
      ...longest("quick", waits, usual),
    });
    process.stderr.write(`${work.name}: ${outcome}\n`);
  }
} finally {
  await server.stop();
}
if (values.json) process.stdout.write(`${JSON.stringify({ machine: machine(), rows }, null, 2)}\n`);
else {
  console.table(rows);
  process.stdout.write(`${machine()}\n`);
}

/** Does a piece of work while two clients ask. */
async function beside({ run }: Work): Promise<{ readonly outcome: string; readonly waits: Waits }> {
  const end = new AbortController();
  const asking = [askOnAndOn("{ __typename }", end.signal), askOnAndOn("{ tasks { key } }", end.signal)];
  const outcome = await run(server.url);
  end.abort();
  const [connections, quick] = await Promise.all(asking);
  return { outcome, waits: { connections, quick } };
}

/** Asks until it is told to stop, and returns how long each answer took [ms]. */
async function askOnAndOn(query: string, signal: AbortSignal): Promise<readonly number[]> {
  const client = new Client(server.url);
  const waits: number[] = [];
  while (!signal.aborted) {
    waits.push((await client.ask(JSON.stringify({ query }))).milliseconds);
    await sleep(PAUSE_MS);
  }
  client.close();
  return waits;
}

/** The longest wait of a client, and how many times the usual median that is. */
function longest(client: keyof Waits, waits: Waits, usual: Waits) {
  const most = Math.max(...waits[client]);
  return {
    [`${client}: longest [ms]`]: Math.round(most),
    [`${client}: times the usual`]: Math.round(most / quantilesOf(usual[client]).p50),
  };
}
