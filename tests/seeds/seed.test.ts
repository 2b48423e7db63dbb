import { describe, expect, it } from "vitest";
import { ofaChanges } from "../../seeds/ofa-tables.js";
import { seedArchive } from "../../seeds/seed.js";
import { openArchive } from "../../src/archive/open.js";
import { parseArchitecture } from "../../src/space/architecture.js";
import { builtInSpace } from "../../src/space/built-in/index.js";
import { compileSpace } from "../../src/space/compile.js";
import { architectureId } from "../../src/space/identity.js";
import { testService } from "../support/service.js";

describe("the seeded tables", () => {
  it("hold valid networks under their own ids", () => {
    const space = compileSpace(builtInSpace("ofa-mobilenet-v3")!);
    let networks = 0;
    for (const change of ofaChanges()) {
      if (change.type !== "architecture") continue;
      networks++;
      const genotype = parseArchitecture(space, change.record.architecture);
      expect(architectureId(space, genotype)).toBe(change.record.id);
    }
    expect(networks).toBe(1612 + 5000);
  });
});

describe("a fresh archive", () => {
  it("is filled once, and then answers from measurements and from predictions with intervals", async () => {
    const archive = await openArchive("sqlite::memory:");
    const notes: string[] = [];
    await seedArchive(archive, (line) => notes.push(line));
    const before = await archive.counts();
    await seedArchive(archive, (line) => notes.push(line));
    expect(notes).toHaveLength(1);
    expect(await archive.counts()).toEqual(before);
    const { service } = await testService(archive);
    const published = await service.paretoFront({
      task: "av-mnist-published",
      device: "jetson-tx2",
      constraints: { maxLatency: 9, maxEnergy: 14 },
    });
    expect(published.sources).toEqual(["MEASURED"]);
    expect(published.points).toHaveLength(1);
    const predicted = await service.paretoFront({
      task: "imagenet",
      device: "2080ti-b1",
      constraints: { maxLatency: 20 },
    });
    expect(predicted.points.length).toBeGreaterThan(3);
    expect(predicted.sources).toContain("PREDICTED");
    for (const { accuracy, latency, architecture } of predicted.points) {
      expect(latency!.value).toBeLessThanOrEqual(20);
      expect(architecture.resolution).toBe(224);
      for (const estimate of [accuracy!, latency!]) {
        if (estimate.source !== "PREDICTED") continue;
        expect(estimate.lower).toBeLessThan(estimate.value);
        expect(estimate.upper).toBeGreaterThan(estimate.value);
        expect(estimate.extrapolated).toBeUndefined();
      }
    }
    await service.close();
  });

  it("is left alone where it holds something", async () => {
    const archive = await openArchive("sqlite::memory:");
    const { service } = await testService(archive);
    await service.registerDevice({ id: "mine" });
    await seedArchive(archive, () => undefined);
    expect((await service.devices()).map((device) => device.id)).toEqual(["mine"]);
    await service.close();
  });
});
