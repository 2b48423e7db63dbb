/**
 * What one request of each kind of `bench api`, and of their mix, costs a server that does nothing else: the processor
 * time of its threads, and how long the client waits. Eight clients ask at a time. Processor time depends less on what
 * else the machine does than other times, so that two versions can be compared side by side on a busy one. It reads
 * `/proc`, which only Linux has.
 *
 *   npm run build && npx tsx bench/request-cost.ts [--requests 400] [--profile FOLDER] [--kinds prediction,mix]
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { Random } from "../src/base/random.js";
import { Client } from "../src/benches/api/client.js";
import { Mix, makeDraws, predictedFront, type RequestKind, SHARES } from "../src/benches/api/mix.js";
import { quantilesOf } from "../src/benches/api/quantiles.js";
import { startServer } from "../src/benches/api/server.js";
import { withoutSettings } from "../src/cli/settings.js";

const CLIENTS = 8;
const WARM_UP = 0.5;

const { values } = parseArgs({
  options: {
    requests: { type: "string", default: "400" },
    profile: { type: "string" },
    kinds: { type: "string", default: [...SHARES.map(([kind]) => kind), "mix"].join(",") },
  },
});
const requests = Number(values.requests);
const server = await startServer({
  program: resolve("dist/src/main.js"),
  environment: withoutSettings(process.env),
  signal: new AbortController().signal,
  ...(values.profile === undefined ? {} : { profile: resolve(values.profile) }),
});
const clients = Array.from({ length: CLIENTS }, () => new Client(server.url));
try {
  const random = new Random("bench-api/1/warmed");
  const warmed = Array.from({ length: 3 }, () => predictedFront(random));
  for (const body of warmed) await answered(clients[0] as Client, body);
  const mix = new Mix(warmed, makeDraws(), 1, "request-cost");
  const rows: Record<string, object> = {};
  for (const kind of values.kinds.split(",") as (RequestKind | "mix")[]) {
    await ask(kind, mix, WARM_UP * requests);
    const before = cpuOf(server.pid);
    const durations = await ask(kind, mix, requests);
    const after = cpuOf(server.pid);
    const per = (from: number, to: number) => Number(((to - from) / requests).toFixed(2));
    rows[kind] = {
      "all threads [ms]": per(before.all, after.all),
      "main thread [ms]": per(before.main, after.main),
      "wait p50 [ms]": Number(quantilesOf(durations).p50.toFixed(1)),
    };
  }
  console.table(rows);
} finally {
  for (const client of clients) client.close();
  await server.stop();
}

/** Asks requests of one kind, and returns how long each took [ms]. */
async function ask(kind: RequestKind | "mix", mix: Mix, count: number): Promise<number[]> {
  const durations: number[] = [];
  let left = count;
  await Promise.all(
    clients.map(async (client) => {
      while (left-- > 0) {
        durations.push(await answered(client, kind === "mix" ? mix.next().body : mix.body(kind)));
      }
    }),
  );
  return durations;
}

/** Asks until there is an answer: a busy machine may refuse, or take too long. Returns how long that took [ms]. */
async function answered(client: Client, body: string): Promise<number> {
  for (;;) {
    const { outcome, milliseconds, text } = await client.ask(body);
    if (outcome === "answered") return milliseconds;
    if (outcome === "failed" && !text.includes('"TIMEOUT"'))
      throw new Error(`a request failed: ${text.slice(0, 300)}`);
  }
}

/** Processor time that the threads of a process have taken, all of them and the one that holds the connections [ms]. */
function cpuOf(pid: number): { readonly all: number; readonly main: number } {
  const folder = `/proc/${pid}/task`;
  let all = 0;
  for (const thread of readdirSync(folder)) all += cpuOfThread(pid, thread);
  return { all, main: cpuOfThread(pid, String(pid)) };
}

/** Processor time of one thread [ms]; 0 if it has ended. */
function cpuOfThread(pid: number, thread: string): number {
  const file = `/proc/${pid}/task/${thread}/schedstat`;
  return existsSync(file) ? Number(readFileSync(file, "utf8").split(" ")[0]) / 1e6 : 0;
}
