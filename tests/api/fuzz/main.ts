/**
 * Sends seeded requests to a server in a process of its own, with an archive filled from the seeds and without rate
 * limits, over HTTP and WebSocket: valid in shape with hostile values, and broken ones. Without a token, and with one
 * that is wrong, expired, revoked or read-only, nothing may change. Prints one JSON document, and ends with code 1
 * where a request failed, something changed that may not, or the server has ended. Each failure has the seed and number
 * that make its request again. Answers are counted by outcome, and the slowest are listed with their numbers. Needs
 * `npm run build`, or the program's file as `--program`.
 *
 *   npx tsx tests/api/fuzz/main.ts [--requests 20000] [--seed 1] [--only NUMBER --as CREDENTIAL] [--program FILE]
 */
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createSchema } from "../../../src/api/schema.js";
import { startServer } from "../../../src/benches/api/server.js";
import { archiveState } from "./archive-state.js";
import { ADMIN, ADMIN_TOKEN, credentials } from "./credentials.js";
import { type FuzzReport, fuzz } from "./fuzz.js";
import { knownNames } from "./known.js";
import { Operations } from "./operations.js";
import { GIVEN_UP } from "./senders.js";
import { LATE } from "./verdict.js";

const { values } = parseArgs({
  options: {
    requests: { type: "string", default: "20000" },
    seed: { type: "string", default: "1" },
    only: { type: "string" },
    as: { type: "string", default: "admin" },
    program: {
      type: "string",
      default: fileURLToPath(new URL("../../../dist/src/main.js", import.meta.url)),
    },
  },
});
const requests = Number(values.requests);
const seed = Number(values.seed);

/** Shares of the requests under each credential, without those of the administrator, which are the rest. */
const SHARES: Readonly<Record<string, number>> = {
  none: 0.06,
  wrong: 0.03,
  expired: 0.03,
  revoked: 0.03,
  "read-only": 0.2,
  write: 0.2,
};

const stop = new AbortController();
process.once("SIGINT", () => stop.abort(new Error("stopped")));
const log: string[] = [];
const server = await startServer({
  program: resolve(values.program),
  environment: process.env,
  signal: stop.signal,
  settings: { API_TOKEN: ADMIN_TOKEN },
  onLog: (line) => {
    if (/"level":[56]0/.test(line)) log.push(line);
  },
});
const all = await credentials(server.url);
const operations = new Operations(createSchema(), await knownNames(server.url, ADMIN.authorization));
const reports: Record<string, FuzzReport & { readonly isChanged: boolean; readonly mayChange: boolean }> = {};
let from = 0;
for (const credential of all) {
  const to = credential === ADMIN ? requests : from + Math.round((SHARES[credential.name] ?? 0) * requests);
  const range = values.only === undefined ? [from, to] : [Number(values.only), Number(values.only) + 1];
  from = to;
  if (values.only !== undefined && credential.name !== values.as) continue;
  const before = archiveState(server.archive);
  const report = await fuzz({
    url: server.url,
    operations,
    credential,
    seed,
    from: range[0],
    to: range[1],
    onProgress: (sent) => {
      if (sent % 100 === 0) process.stderr.write(`${credential.name}: ${sent} of ${range[1] - range[0]}\n`);
    },
    onFailure: ({ number, faults }) => process.stderr.write(`request ${number}: ${faults.join(", ")}\n`),
  });
  const isChanged = archiveState(server.archive) !== before;
  reports[credential.name] = { ...report, isChanged, mayChange: credential.mayChange };
}
const isAlive = await fetch(new URL("/health", server.url)).then(
  ({ ok }) => ok,
  () => false,
);
await server.stop();
const failures = Object.values(reports).flatMap((report) => report.failures);
const failed = failures.length;
// The sender gives up on an answer that does not come, with a status of its own.
const saysLate = (fault: string): boolean => fault.startsWith(LATE);
const late = failures.filter(
  ({ faults }) =>
    faults.some(saysLate) && faults.every((fault) => saysLate(fault) || fault === `status ${GIVEN_UP}`),
).length;
const changed = Object.entries(reports).flatMap(([name, one]) =>
  one.isChanged && !one.mayChange ? [name] : [],
);
const reached = reports.admin && reports.admin.reached / reports.admin.shaped;
const summary = {
  seed,
  requests,
  isAlive,
  failed,
  late,
  changed,
  reachedAsAdmin: reached,
  errorsLogged: log.length,
};
process.stdout.write(`${JSON.stringify({ ...summary, reports, log }, null, 2)}\n`);
process.exitCode = isAlive && failed === 0 && changed.length === 0 && log.length === 0 ? 0 : 1;
