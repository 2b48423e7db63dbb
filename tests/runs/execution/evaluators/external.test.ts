import { describe, expect, it } from "vitest";
import type { StartSearch } from "../../../../src/runs/request/start-search.js";
import { registerTask } from "../../../../src/service/catalog/tasks.js";
import { submitMeasurements } from "../../../../src/service/measurements/submit.js";
import type { Architecture } from "../../../../src/space/types.js";
import { ended, type Process, startProcess, toyArchive, until } from "../../harness.js";

const REQUEST: StartSearch = {
  task: "toy-task",
  devices: ["blank-device"],
  budget: 6,
  evaluator: "external",
  strategy: "nsga2",
  seed: 3,
};

const latencyOf = ({ depth, width }: Architecture) => Number(depth) * Number(width);

/** Acts as a worker: measures these networks and submits the measurements. */
async function work(process: Process, networks: readonly { readonly architecture: Architecture }[]) {
  await submitMeasurements(process.context, {
    task: "toy-task",
    device: "blank-device",
    measurements: networks.map(({ architecture }) => ({ architecture, latency: latencyOf(architecture) })),
  });
}

const pendingOf = async (process: Process, id: string) => (await process.runs.run(id)).pending;

describe("an external run", () => {
  it("waits for measurements, takes them in as they come, and ends", async () => {
    const archive = await toyArchive();
    const process = startProcess(archive);
    const { id } = await process.runs.startSearch(REQUEST);
    await until(async () => (await pendingOf(process, id)).length === 6);
    const [first, ...others] = await pendingOf(process, id);
    await work(process, [first]);
    await until(async () => (await process.runs.run(id)).evaluations === 1);
    expect((await pendingOf(process, id)).map((network) => network.id)).toEqual(
      others.map((network) => network.id),
    );
    await work(process, others);
    expect(await ended(process, id)).toMatchObject({ evaluations: 6, status: { kind: "finished" } });
    const { points, pending } = await process.runs.run(id);
    expect(pending).toEqual([]);
    for (const point of points)
      expect(point.latency).toMatchObject({ value: latencyOf(point.architecture), source: "MEASURED" });
  });

  it("finds what another process stored", async () => {
    const archive = await toyArchive();
    const owner = startProcess(archive, { owner: "elsewhere:1:a" });
    const other = startProcess(archive);
    const { id } = await owner.runs.startSearch(REQUEST);
    await until(async () => (await pendingOf(other, id)).length === 6);
    await work(other, await pendingOf(other, id));
    expect(await ended(owner, id)).toMatchObject({ evaluations: 6 });
  });

  it.each(["surrogate", "nsga2", "random"] as const)(
    "of a task without accuracies knows the costs, and asks for no network beyond a limit (%s)",
    async (strategy) => {
      const archive = await toyArchive();
      const process = startProcess(archive);
      await registerTask(process.context, { id: "fresh-task", space: "toy" });
      const request = { ...REQUEST, task: "fresh-task", devices: ["toy-device"], strategy };
      const { id } = await process.runs.startSearch({ ...request, constraints: { maxLatency: 3 } });
      await until(async () => (await pendingOf(process, id)).length >= 2);
      const known = await process.context.known.of(
        await process.context.catalog.taskOnDevice("fresh-task", "toy-device"),
      );
      for (const { id: network } of await pendingOf(process, id)) {
        expect(known.values("latency").at(known.networks.rowOf(network) ?? -1)).toBeLessThanOrEqual(3);
      }
      await process.interruptAll();
    },
  );

  it("is told known networks at no cost, and shows them on its front", async () => {
    const archive = await toyArchive();
    const process = startProcess(archive);
    const known = { architecture: { depth: 1, width: 16, operator: "d" } };
    await work(process, [known]);
    const { id } = await process.runs.startSearch(REQUEST);
    await until(async () => (await pendingOf(process, id)).length > 0);
    const progress = await process.runs.run(id);
    expect(progress.evaluations).toBe(0);
    expect(progress.points.map((point) => point.architecture)).toEqual([known.architecture]);
    expect(progress.pending.map((network) => network.architecture)).not.toContainEqual(known.architecture);
    await process.close();
  });

  it("survives a restart: asks again for what it lacks, and finds what was measured meanwhile", async () => {
    const archive = await toyArchive();
    const first = startProcess(archive);
    const { id } = await first.runs.startSearch(REQUEST);
    await until(async () => (await pendingOf(first, id)).length === 6);
    const asked = await pendingOf(first, id);
    await work(first, asked.slice(0, 2));
    await until(async () => (await first.runs.run(id)).evaluations === 2);
    await first.close();
    const second = startProcess(archive, { owner: "here:2:b" });
    const waiting = (await pendingOf(second, id)).map((network) => network.id).sort();
    expect(waiting).toEqual(
      asked
        .slice(2)
        .map((network) => network.id)
        .sort(),
    );
    await work(second, asked.slice(2, 4));
    await second.runs.resumeSearch(id);
    await until(async () => (await second.runs.run(id)).evaluations === 4);
    await until(async () => (await pendingOf(second, id)).length === 2);
    expect((await pendingOf(second, id)).map((n) => n.id).sort()).toEqual(
      asked
        .slice(4)
        .map((n) => n.id)
        .sort(),
    );
    await work(second, asked.slice(4));
    expect(await ended(second, id)).toMatchObject({ evaluations: 6, status: { kind: "finished" } });
  });

  it("optimises the costs that are known of each device", async () => {
    const archive = await toyArchive();
    const process = startProcess(archive);
    const { id } = await process.runs.startSearch({ ...REQUEST, devices: ["toy-device", "blank-device"] });
    await until(async () => (await pendingOf(process, id)).length === 6);
    const [first] = await pendingOf(process, id);
    await work(process, [first]);
    await until(async () => (await process.runs.run(id)).evaluations === 1);
    expect((await archive.findings(id as never))[0].outcome).toMatchObject({ values: { length: 4 } });
    const { points } = await process.runs.run(id);
    expect(points[0].devices?.["toy-device"].energy?.value).toBeGreaterThan(0);
    await process.close();
  });

  it("asks for networks within the constraints only", async () => {
    const process = startProcess(await toyArchive());
    const { id } = await process.runs.startSearch({
      ...REQUEST,
      constraints: { genes: { width: [32], depth: 1 } },
    });
    await until(async () => (await pendingOf(process, id)).length === 4);
    for (const { architecture } of await pendingOf(process, id))
      expect(architecture).toMatchObject({ width: 32, depth: 1 });
    await process.close();
  });
});
