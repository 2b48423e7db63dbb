import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ofaChanges } from "../../seeds/ofa-tables.js";
import { seedArchive } from "../../seeds/seed.js";
import { openArchive } from "../../src/archive/open.js";
import type { Archive } from "../../src/records/archive.js";
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
    for (const { family, contest } of await service.predictors({}))
      expect(contest?.reason).toMatch(new RegExp(`^${family} \\(cross-validated`));
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

  it("that an earlier version filled gets only those predictors replaced that it cannot read", async () => {
    const archive = await openArchive("sqlite::memory:");
    await seedArchive(archive, () => undefined);
    const { service } = await testService(archive);
    const [first, second, third] = (await service.predictors({})).map(({ id }) => id);
    const current = (await archive.get("predictor", first))!;
    const outdated = { ...current, state: { ...current.state, version: 1 } };
    const own = { ...(await archive.get("predictor", third))!, createdAt: "2026-11-24T00:00:00.000Z" };
    await archive.commit([
      { type: "put", kind: "receipt", record: { id: "seeds", fingerprint: "1", answer: null } },
      { type: "put", kind: "predictor", record: { ...outdated, promoted: false } },
      { type: "put", kind: "predictor", record: { ...own, state: { ...own.state, version: 1 } } },
    ]);
    expect(await service.whyUnusable(first)).toMatch(/earlier version of the program/);
    const notes: string[] = [];
    await seedArchive(archive, (line) => notes.push(line));
    await seedArchive(archive, (line) => notes.push(line));
    expect(notes).toEqual([expect.stringContaining("renewing the shipped predictors")]);
    expect(await archive.get("predictor", first)).toEqual({ ...current, promoted: false });
    expect(await service.whyUnusable(second)).toBeUndefined();
    expect(await service.whyUnusable(third)).toMatch(/earlier version of the program/);
    await service.close();
  });

  it("is filled by one of two processes that open it at once", async () => {
    const folder = mkdtempSync(join(tmpdir(), "harmonic-seeds-"));
    const archives = await Promise.all([1, 2].map(() => openArchive(`sqlite:${folder}/a.db`)));
    const fill = (archive: Archive) => seedArchive(archive, () => undefined, { predictors: false });
    await Promise.all(archives.map(fill));
    expect((await archives[0].counts()).tasks).toMatchObject({ "av-mnist-published": { measured: 3 } });
    expect(await archives[1].counts()).toEqual(await archives[0].counts());
    for (const archive of archives) await archive.close();
    rmSync(folder, { recursive: true });
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

it("one measurement does not erase the predicted answer", async () => {
  const archive = await openArchive("sqlite::memory:");
  await seedArchive(archive, () => undefined);
  const { service } = await testService(archive);
  const on = { task: "imagenet", device: "v100-b64" };
  const query = { ...on, constraints: { maxLatency: 25, minAccuracy: 0.76 } };
  const before = await service.paretoFront(query);
  expect(before.points.length).toBeGreaterThan(10);
  expect(before).toMatchObject({ sources: ["PREDICTED"], hypervolume: 0 });
  const [{ id, architecture }, ...others] = before.points;
  await service.submitMeasurements({
    ...on,
    measurements: [{ architecture, accuracy: 0.7595, latency: 25.4 }],
  });
  const after = await service.paretoFront(query);
  expect(after.points.map((point) => point.id)).toEqual(others.map((point) => point.id));
  expect(after.hypervolume).toBe(0);
  expect(after.hypervolumePredicted).toBeGreaterThan(0);
  expect(await service.recommend(query)).toMatchObject({ kind: "point" });

  const wide = await service.paretoFront(on);
  expect(wide.points.map((point) => point.id)).toContain(id);
  expect(wide.notes.join()).toMatch(/4,829 networks without a measured accuracy are left out/);
  const known = await service.paretoFront({ ...on, sources: ["MEASURED", "COST_MODEL"] });
  expect(known.points.map((point) => point.id)).toEqual([id]);
  await archive.close();
});
