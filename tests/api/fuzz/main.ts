/**
 * Sends seeded requests to a server in a process of its own, over HTTP and WebSocket: valid in shape with hostile
 * values, and broken ones. Without a token and with a wrong one, nothing may change; with the admin token, changes are
 * allowed. Prints one JSON document; each failure has the seed and number that make its request again. Needs
 * `npm run build`.
 *
 *   npx tsx tests/api/fuzz/main.ts [--requests 20000] [--seed 1] [--only NUMBER]
 */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createSchema } from "../../../src/api/schema.js";
import { startServer } from "../../../src/benches/api/server.js";
import { archiveState } from "./archive-state.js";
import { fuzz } from "./fuzz.js";
import { knownNames } from "./known.js";
import { Operations } from "./operations.js";
import type { Credential } from "./senders.js";

const { values } = parseArgs({
  options: {
    requests: { type: "string", default: "20000" },
    seed: { type: "string", default: "1" },
    only: { type: "string" },
  },
});
const requests = Number(values.requests);
const seed = Number(values.seed);
const only = values.only === undefined ? undefined : Number(values.only);

const TOKEN = "the token of the fuzzed server";
const ADMIN: Credential = { name: "admin", authorization: `Bearer ${TOKEN}`, mayChange: true };
/** Shares of the requests under each credential. */
const CREDENTIALS: readonly (readonly [Credential, share: number])[] = [
  [{ name: "none", mayChange: false }, 0.1],
  [{ name: "wrong", authorization: "Bearer another", mayChange: false }, 0.1],
  [ADMIN, 0.8],
];

const stop = new AbortController();
process.once("SIGINT", () => stop.abort(new Error("stopped")));
const log: string[] = [];
const server = await startServer({
  program: fileURLToPath(new URL("../../../dist/src/main.js", import.meta.url)),
  environment: process.env,
  signal: stop.signal,
  settings: { API_TOKEN: TOKEN },
  onLog: (line) => {
    if (line.includes('"level":50')) log.push(line);
  },
});
const names = await knownNames(server.url, ADMIN.authorization);
const operations = new Operations(createSchema(), names);
const reports: Record<string, unknown> = {};
let from = 0;
for (const [credential, share] of CREDENTIALS) {
  const to = Math.round(from + share * requests);
  const before = archiveState(server.archive);
  const report = await fuzz({
    url: server.url,
    operations,
    credential,
    seed,
    from: only ?? from,
    to: only === undefined ? to : only + 1,
    onProgress: (sent) => {
      if (sent % 100 === 0) process.stderr.write(`${credential.name}: ${sent} of ${to - from}\n`);
    },
    onFailure: ({ number, faults }) => process.stderr.write(`request ${number}: ${faults.join(", ")}\n`),
  });
  const isChanged = archiveState(server.archive) !== before;
  reports[credential.name] = { ...report, isChanged, mayChange: credential.mayChange };
  from = to;
}
const isAlive = (await fetch(new URL("/health", server.url))).ok;
await server.stop();
process.stdout.write(`${JSON.stringify({ seed, requests, isAlive, ...reports, log }, null, 2)}\n`);
