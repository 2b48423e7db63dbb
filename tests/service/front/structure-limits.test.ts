import { beforeAll, describe, expect, it } from "vitest";
import { Random } from "../../../src/base/random.js";
import { registerDevice } from "../../../src/service/catalog/devices.js";
import { registerTask } from "../../../src/service/catalog/tasks.js";
import type { Context } from "../../../src/service/context.js";
import { queryFront } from "../../../src/service/front/query-front.js";
import { recommend } from "../../../src/service/front/recommend.js";
import { submitMeasurements } from "../../../src/service/measurements/submit.js";
import { toArchitecture } from "../../../src/space/architecture.js";
import { builtInSpace } from "../../../src/space/built-in/index.js";
import { compileSpace } from "../../../src/space/compile.js";
import { complexityOf } from "../../../src/space/network/index.js";
import { sampleDistinct } from "../../../src/space/sampling/sample.js";
import { importRows, rowsBut, TOY, toyContext } from "../harness.js";

const space = compileSpace(builtInSpace("nas-bench-201")!);
const ON = { task: "cells", device: "board" } as const;
/** Random networks with their MACs and parameters. The more MACs, the more accurate and the slower. */
const networks = sampleDistinct(space, 60, new Random(3)).map((genotype) => {
  const { macs, params } = complexityOf(space, genotype)!;
  const accuracy = 0.5 + macs / 1e9;
  return { architecture: toArchitecture(space, genotype), macs, params, accuracy, latency: 1 + macs / 1e7 };
});
const half = (size: "macs" | "params") => networks.map((network) => network[size]).sort((a, b) => a - b)[30];

let context: Context;
beforeAll(async () => {
  context = await toyContext();
  await registerTask(context, { id: ON.task, space: "nas-bench-201" });
  await registerDevice(context, { id: ON.device });
  const measurements = networks.map(({ architecture, accuracy, latency }) => ({
    architecture,
    accuracy,
    latency,
  }));
  await submitMeasurements(context, { ...ON, measurements });
});

describe("a limit on MACs or parameters", () => {
  it.each([
    ["macs", "maxMacs"],
    ["params", "maxParams"],
  ] as const)("on %s is kept by every point, as %s", async (size, field) => {
    const most = half(size);
    const within = networks.filter((network) => network[size] <= most);
    const { points } = await queryFront(context, { ...ON, constraints: { [field]: most } });
    const best = Math.max(...within.map(({ accuracy }) => accuracy));
    expect(points[0].accuracy!.value).toBe(best);
    const answer = await recommend(context, {
      ...ON,
      constraints: { [field]: most },
      preference: { kind: "accuracy" },
    });
    expect(answer).toMatchObject({ kind: "point", point: { id: points[0].id } });
  });

  it("that nothing keeps is answered by the nearest networks and what they miss", async () => {
    const least = Math.min(...networks.map(({ macs }) => macs));
    const constraints = { maxMacs: least / 2 || 1 };
    const { points, nearest } = await queryFront(context, { ...ON, constraints, sources: ["MEASURED"] });
    if (least === 0) expect(points.length).toBeGreaterThan(0);
    else expect(nearest[0].misses.macs).toBeCloseTo(least - constraints.maxMacs, 6);
  });

  it("is refused where they cannot be counted, and where it is no number above 0", async () => {
    const toy = await toyContext();
    await importRows(toy, rowsBut());
    const counted = queryFront(toy, { ...TOY, constraints: { maxMacs: 5 } });
    await expect(counted).rejects.toMatchObject({ field: "constraints.maxMacs" });
    const negative = queryFront(context, { ...ON, constraints: { maxMacs: -5 } });
    await expect(negative).rejects.toMatchObject({ field: "constraints.maxMacs" });
  });
});
