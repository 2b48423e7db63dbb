import { afterEach, expect, test } from "vitest";
import { seededDevices, seededTasks } from "../../../../seeds/catalogue.js";
import { profileChanges } from "../../../../seeds/harmonic-nas.js";
import { openArchive } from "../../../../src/archive/open.js";
import type { Archive } from "../../../../src/records/archive.js";
import type { FusionReport, FusionRequest } from "../../../../src/runs/network-trainer.js";
import { testService } from "../../../support/service.js";
import { QuickTrainer } from "./quick-trainer.js";

let archive: Archive | undefined;
afterEach(() => archive?.close());

/** Takes 10 ms for each training, and records which lanes are in use at the same time. */
class SlowTrainer extends QuickTrainer {
  readonly #lanes = new Set<number>();
  most = 0;
  highest = 0;

  override async train(request: FusionRequest, signal?: AbortSignal, lane = 0): Promise<FusionReport> {
    expect(this.#lanes).not.toContain(lane);
    this.#lanes.add(lane);
    this.most = Math.max(this.most, this.#lanes.size);
    this.highest = Math.max(this.highest, lane);
    await new Promise((resolve) => setTimeout(resolve, 10));
    this.#lanes.delete(lane);
    signal?.throwIfAborted();
    return super.train(request);
  }
}

test.each([
  [undefined, 1],
  [1, 1],
  [3, 3],
])("with parallel %s, up to %i networks are trained at the same time", async (parallel, most) => {
  archive = await openArchive("sqlite::memory:");
  await archive.commit([
    ...seededTasks.map((record) => ({ type: "put", kind: "task", record }) as const),
    ...seededDevices.map((record) => ({ type: "put", kind: "device", record }) as const),
    ...profileChanges(),
  ]);
  const trainer = new SlowTrainer();
  const { service } = await testService(archive, trainer);
  const run = await service.startSearch({
    task: "av-mnist-hard",
    devices: ["jetson-tx2"],
    evaluator: "training",
    budget: 7,
    strategy: "random",
    seed: 3,
    ...(parallel === undefined ? {} : { parallel }),
  });
  for await (const { run: now } of service.followRun(run.id, new AbortController().signal)) {
    if (now.status.kind !== "running")
      expect(now).toMatchObject({ evaluations: 7, status: { rule: "budget" } });
  }
  expect(trainer).toMatchObject({ most, highest: most - 1 });
  expect(new Set(trainer.requests.map(({ genes }) => JSON.stringify(genes))).size).toBe(7);
});
