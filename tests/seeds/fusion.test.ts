import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { fusionSamplesFile } from "../../seeds/fusion-samples.js";
import { loadFusionTable } from "../../seeds/fusion-table.js";
import { FUSION_TASKS, fusionComposition, fusionSpace } from "../../seeds/fusion-tasks.js";
import { loadProfiles } from "../../seeds/load-profiles.js";
import { seedArchive } from "../../seeds/seed.js";
import { openArchive } from "../../src/archive/open.js";
import { architectureCost } from "../../src/hardware/cost-model.js";
import {
  fromArchitecture,
  isPartial,
  parseArchitecture,
  toArchitecture,
} from "../../src/space/architecture.js";
import { parseTable } from "../../src/tables/parse-table.js";
import { testService } from "../support/service.js";

const LEAST = { "av-mnist": 150, "av-mnist-hard": 400, "clip-art": 200 };

describe.each(FUSION_TASKS)("measured fusion networks of %s", (task) => {
  const table = loadFusionTable(task)!;
  const space = fusionSpace(task);

  it("are complete and canonical, with scores that the validation split can give", () => {
    expect(table.pairs.length).toBeGreaterThanOrEqual(LEAST[task]);
    for (const { genes, accuracy, seconds, seed } of table.pairs) {
      const genotype = parseArchitecture(space, genes);
      expect(isPartial(genotype)).toBe(false);
      expect(toArchitecture(space, genotype)).toEqual(genes);
      if (task !== "clip-art")
        expect(Math.abs(accuracy * 210 - Math.round(accuracy * 210))).toBeLessThan(1e-6);
      expect(accuracy).toBeGreaterThan(0);
      expect(accuracy).toBeLessThanOrEqual(1);
      expect(seconds).toBeGreaterThan(0);
      expect(Number.isInteger(seed)).toBe(true);
    }
    expect(new Set(table.pairs.map(({ seed }) => seed)).size).toBe(table.pairs.length);
  });

  it("are spread over every depth, size and operator", () => {
    const values = (gene: string) => new Set(table.pairs.map(({ genes }) => genes[gene]));
    for (const { prefix, stages } of fusionComposition(task).backbones)
      for (const s of stages.keys()) expect(values(`${prefix}depth_${s + 1}`).size).toBe(3);
    for (const gene of ["fusion.cells", "fusion.nodes"]) expect(values(gene).size).toBe(4);
    expect(values("fusion.operator_1_1").size).toBe(6);
  });

  it("have test accuracies only where three seeds confirmed a network", () => {
    expect(table.finals.length).toBeGreaterThan(0);
    for (const { seeds, validation, crossEntropy, test } of table.finals) {
      expect([seeds, validation, crossEntropy].map(({ length }) => length)).toEqual([3, 3, 3]);
      if (test !== undefined) expect(test).toHaveLength(3);
    }
    expect(table.finals.some(({ test }) => test !== undefined)).toBe(true);
  });

  it("ship as a table with the costs of the operator profiles", async () => {
    const data = await parseTable(readFileSync(fusionSamplesFile(task), "utf8"), space);
    expect(new Set(data.ids).size).toBe(data.rows);
    const tx2 = loadProfiles().filter(({ device }) => device === "jetson-tx2");
    const latency = data.columns.find(({ name }) => name === "jetson-tx2.latency_ms")!;
    for (const row of [0, Math.floor(data.rows / 2), data.rows - 1]) {
      const cost = architectureCost(space, data.genotypes[row], tx2, "jetson-tx2");
      expect(latency.values[row]).toBeCloseTo(cost.latency, 5);
    }
  });
});

describe("a fresh archive", () => {
  it("answers for a trained task from measurements and operator costs, confirmed with three seeds", async () => {
    const archive = await openArchive("sqlite::memory:");
    await seedArchive(archive, () => undefined, { predictors: false });
    const { service } = await testService(archive);
    const devices = ["jetson-tx2", "jetson-agx-xavier"];
    const asked = ["av-mnist-hard", "clip-art"].flatMap((task) =>
      devices.map((device) => ({ task, device })),
    );
    for (const question of asked) {
      const front = await service.paretoFront(question);
      expect(front.sources).toEqual(["MEASURED", "COST_MODEL"]);
      expect(front.points.length).toBeGreaterThan(4);
      for (const { accuracy, testAccuracy, latency } of front.points) {
        expect(accuracy).toMatchObject({ source: "MEASURED", repeats: 3 });
        expect(testAccuracy).toMatchObject({ source: "MEASURED", repeats: 3 });
        expect(latency!.source).toBe("COST_MODEL");
      }
    }
    await service.close();
  });

  it("has the table that a search can replay, under the task's name", async () => {
    const archive = await openArchive("sqlite::memory:");
    await seedArchive(archive, () => undefined, { predictors: false });
    const { service } = await testService(archive);
    const run = await service.startSearch({
      ...{ task: "av-mnist-hard", devices: ["jetson-tx2"], evaluator: "table", samples: "av-mnist-hard" },
      ...{ budget: 12, strategy: "random", seed: 1 },
    });
    for await (const progress of service.followRun(run.id, new AbortController().signal)) {
      if (progress.run.status.kind !== "running") {
        expect(progress.run.status.kind).toBe("finished");
        break;
      }
    }
    const space = fusionSpace("av-mnist-hard");
    const known = new Set(
      loadFusionTable("av-mnist-hard")!.pairs.map(({ genes }) => fromArchitecture(space, genes).join()),
    );
    for (const { genes } of await archive.findings(run.id))
      expect(known.has(fromArchitecture(space, genes).join())).toBe(true);
    await service.close();
  });
});
