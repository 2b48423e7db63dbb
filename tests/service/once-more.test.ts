import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openArchive } from "../../src/archive/open.js";
import { registerDevice } from "../../src/service/catalog/devices.js";
import { addMetric } from "../../src/service/catalog/metrics.js";
import { importOperatorProfile } from "../../src/service/catalog/profiles.js";
import { registerSearchSpace } from "../../src/service/catalog/spaces.js";
import { registerTask } from "../../src/service/catalog/tasks.js";
import type { Context } from "../../src/service/context.js";
import { submitMeasurements } from "../../src/service/measurements/submit.js";
import { importSamples } from "../../src/service/samples/import-samples.js";
import { TOY_SPACE, toyTable } from "../support/service.js";
import { contextOn, TOY, TOY_NETWORKS } from "./harness.js";

let folder: string;
let servers: Context[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "harmonic-once-"));
  const url = `sqlite:${join(folder, "archive.db")}`;
  servers = [await contextOn(await openArchive(url)), await contextOn(await openArchive(url))];
});
afterAll(async () => {
  for (const { archive } of servers) await archive.close();
  await rm(folder, { recursive: true });
});

/** Sends a request many times at once, half of them to each server. */
const atOnce = <T>(times: number, request: (server: Context) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: times }, (_, i) => request(servers[i % 2])));

describe("the same request, many times at once to two servers on one archive", () => {
  it("imports a table once", async () => {
    const input = { name: "toy", space: TOY_SPACE.id, source: toyTable() };
    const reports = await atOnce(8, (server) => importSamples(server, input));
    expect(reports.filter(({ alreadyImported }) => !alreadyImported)).toHaveLength(1);
    expect(new Set(reports.map(({ table }) => JSON.stringify(table))).size).toBe(1);
    expect(reports.reduce((sum, { measurementsStored }) => sum + measurementsStored, 0)).toBe(
      reports[0].measurements,
    );
  });

  it("stores measurements once per idempotency key, and gives everyone the same answer", async () => {
    for (const key of ["a", "b", "c"]) {
      const [{ architecture }] = TOY_NETWORKS;
      const input = { ...TOY, idempotencyKey: key, measurements: [{ architecture, latency: 3 }] };
      const answers = await atOnce(40, (server) => submitMeasurements(server, input));
      expect(new Set(answers.map(({ measurements }) => JSON.stringify(measurements))).size).toBe(1);
    }
    const [{ architecture }] = TOY_NETWORKS;
    const other = { ...TOY, idempotencyKey: "a", measurements: [{ architecture, latency: 4 }] };
    await expect(submitMeasurements(servers[0], other)).rejects.toMatchObject({
      code: "CONFLICT",
      field: "idempotencyKey",
    });
  });

  it("answers a request again as at first, although others have stored what contradicts it", async () => {
    const { architecture, energy } = TOY_NETWORKS[7];
    const first = { ...TOY, idempotencyKey: "at first", measurements: [{ architecture, energy }] };
    const answer = await submitMeasurements(servers[0], first);
    expect(answer.clashing).toEqual([]);
    const other = { ...first, idempotencyKey: "later", measurements: [{ architecture, energy: 9 * energy }] };
    const { clashing } = await submitMeasurements(servers[1], other);
    expect(clashing).toHaveLength(1);
    expect(await submitMeasurements(servers[1], first)).toEqual(answer);
    expect(await submitMeasurements(servers[0], other)).toMatchObject({ clashing });
  });

  it("registers a device, a task, a search space, a metric and a profile once", async () => {
    const space = { ...TOY_SPACE, id: "another-space" };
    const created = await Promise.all([
      atOnce(20, (server) => registerDevice(server, { id: "new-device" })),
      atOnce(20, (server) => registerTask(server, { id: "new-task", space: TOY_SPACE.id })),
      atOnce(20, (server) => registerSearchSpace(server, space)),
      atOnce(20, (server) => addMetric(server, { name: "ram", of: "device", direction: "min" })),
    ]);
    for (const answers of created) {
      expect((answers as { created: boolean }[]).filter((answer) => answer.created)).toHaveLength(1);
    }
    const content = [[{ gene: "depth", choice: 2, latency: 1 }]];
    const outcomes = await Promise.allSettled(
      Array.from({ length: 6 }, (_, i) =>
        importOperatorProfile(servers[i % 2], { device: "profiled", spaces: [TOY_SPACE.id], content }),
      ),
    );
    expect(new Set(outcomes.map(({ status }) => status)).size).toBe(1);
    for (const outcome of outcomes) {
      if (outcome.status === "rejected") expect(outcome.reason).not.toMatchObject({ code: "CONFLICT" });
    }
  });

  it("keeps everything of profiles that are imported at once", async () => {
    const contents = TOY_SPACE.genes.flatMap(({ name, choices }) =>
      choices.map((choice, i) => ({ gene: name, choice, latency: 1 + i })),
    );
    const importing = contents.map((content, i) =>
      importOperatorProfile(servers[i % 2], {
        device: "at-once",
        spaces: [TOY_SPACE.id],
        content: [[content]],
      }),
    );
    await Promise.all(importing);
    const stored = await servers[0].archive.get("profile", `at-once/${TOY_SPACE.id}`);
    expect(Object.keys(stored?.entries ?? {})).toHaveLength(contents.length);
  });
});
