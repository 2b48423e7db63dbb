import { describe, expect, it } from "vitest";
import { importSamples } from "../../../src/service/samples/import-samples.js";
import { ended, REQUEST, startProcess, toyArchive } from "../harness.js";

/** A table of the toy space with three more devices: `x` has latencies only, `y` and `z` energies as well. */
function wideTable(): string {
  const lines = [
    "depth,width,operator,toy-task.accuracy,x.latency_ms,y.latency_ms,y.energy_mj,z.latency_ms,z.energy_mj",
  ];
  for (const depth of [1, 2]) {
    for (const width of [16, 32, 64]) {
      for (const [k, operator] of ["a", "b", "c", "d"].entries()) {
        const accuracy = (depth * width + k) / 200;
        lines.push([depth, width, operator, accuracy, depth * width, 9 - k, k + 1, depth, width].join(","));
      }
    }
  }
  return lines.join("\n");
}

describe("a run for several devices", () => {
  it("optimises every cost of each device, and shows the costs of the first", async () => {
    const archive = await toyArchive();
    const process = startProcess(archive);
    await importSamples(process.context, { name: "wide", space: "toy", source: wideTable() });
    const request = {
      ...REQUEST,
      samples: "wide",
      devices: ["x", "y"],
      budget: 24,
      strategy: "random",
    } as const;
    const { id } = await process.runs.startSearch(request);
    await ended(process, id);
    const outcomes = (await archive.findings(id)).map(({ outcome }) => outcome);
    for (const outcome of outcomes) expect(outcome).toMatchObject({ values: { length: 4 } });
    const { points, referencePoint, hypervolume } = await process.runs.run(id);
    expect(referencePoint).toEqual({ accuracy: 0.08, latency: 128, energy: 4 });
    expect(
      points.every(
        (point) =>
          point.latency?.value === Number(point.architecture.depth) * Number(point.architecture.width),
      ),
    ).toBe(true);
    expect(points.every((point) => point.energy === undefined)).toBe(true);
    expect(hypervolume).toBeGreaterThan(0);
  });

  it("has at most five objectives", async () => {
    const process = startProcess(await toyArchive());
    await importSamples(process.context, { name: "wide", space: "toy", source: wideTable() });
    const request = { ...REQUEST, samples: "wide", devices: ["x", "y", "z"] };
    await expect(process.runs.startSearch(request)).rejects.toMatchObject({
      field: "devices",
      code: "INVALID_INPUT",
    });
  });

  it("may limit more costs than it optimises", async () => {
    const archive = await toyArchive();
    const process = startProcess(archive);
    await importSamples(process.context, { name: "wide", space: "toy", source: wideTable() });
    const { id } = await process.runs.startSearch({
      ...REQUEST,
      ...{ samples: "wide", devices: ["x", "y", "z"], budget: 20, strategy: "surrogate" },
      ...{ objectives: ["accuracy", "latency"], constraints: { maxEnergy: 32 } },
    });
    await ended(process, id);
    const outcomes = (await archive.findings(id)).map(({ outcome }) => outcome);
    for (const outcome of outcomes) expect(outcome).toMatchObject({ values: { length: 6 } });
  });
});
