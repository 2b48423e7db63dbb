/**
 * What the audit trail and traces cost per change: submissions of one measurement, one after the other, to a new SQLite
 * archive in a temporary folder, through a service that is bare, audited, made as without traces, and traced with a
 * collector that takes every span. The kinds take turns, so that a busy machine slows all of them. Prints one JSON
 * document with medians over rounds.
 *
 *   npx tsx bench/observation.ts [--rounds 15] [--changes 100]
 */
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { pino } from "pino";
import { openTracing } from "../src/api/observe/tracing/open.js";
import { openArchive } from "../src/archive/open.js";
import { median } from "../src/base/statistics/median.js";
import { resolveSettings } from "../src/cli/settings.js";
import { serviceDependencies } from "../src/composition/open-service.js";
import { tracedOrNot } from "../src/composition/traces.js";
import { audited } from "../src/service/audit/audited.js";
import { createService } from "../src/service/create-service.js";
import type { HarmonicService } from "../src/service/service.js";
import { machine } from "./machine.js";

const { values } = parseArgs({
  options: { rounds: { type: "string", default: "15" }, changes: { type: "string", default: "100" } },
});
const rounds = Number(values.rounds);
const changes = Number(values.changes);

const collector = createServer((request, response) => {
  request.resume().on("end", () => response.setHeader("Content-Type", "application/json").end("{}"));
});
await new Promise<void>((resolve) => collector.listen(0, "127.0.0.1", resolve));
process.env.OTEL_EXPORTER_OTLP_ENDPOINT = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
const folder = await mkdtemp(join(tmpdir(), "harmonic-observation-"));
const settings = resolveSettings({}, { ARCHIVE: `sqlite:${join(folder, "archive.db")}`, SEEDS: "none" });
const log = pino({ level: "silent" });
const tracing = openTracing("bench", log);
const dependencies = serviceDependencies(await openArchive(settings.archive), settings, log);
const bare = createService(dependencies);
const kinds: Readonly<Record<string, HarmonicService>> = {
  bare,
  audited: audited(bare, { viewer: "bench", name: "bench" }),
  tracesOff: tracedOrNot(dependencies, undefined),
  tracesOn: tracedOrNot(dependencies, tracing),
};
const choices = Array.from({ length: 200 }, (_, i) => i);
await bare.registerSearchSpace({ id: "s", genes: [{ name: "g", choices, ordered: true }] });
await bare.registerTask({ id: "t", space: "s" });
await bare.registerDevice({ id: "d" });
const times: Record<string, number[]> = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, []]));
let latency = 1;
for (let round = 0; round <= rounds; round++) {
  for (const [kind, service] of Object.entries(kinds)) {
    const start = performance.now();
    for (let i = 0; i < changes; i++) {
      const measurements = [{ architecture: { g: i % choices.length }, latency: latency++ }];
      await service.submitMeasurements({ task: "t", device: "d", measurements });
    }
    if (round > 0) times[kind].push((performance.now() - start) / changes);
  }
}
await tracing.close();
await bare.close();
collector.closeAllConnections();
collector.close();
await rm(folder, { recursive: true });
const msPerChange = Object.fromEntries(Object.entries(times).map(([kind, all]) => [kind, median(all)]));
process.stdout.write(`${JSON.stringify({ machine: machine(), rounds, changes, msPerChange }, null, 2)}\n`);
