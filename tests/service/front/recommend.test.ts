import { beforeEach, describe, expect, it } from "vitest";
import { queryFront } from "../../../src/service/front/query-front.js";
import { type RecommendInput, recommend } from "../../../src/service/front/recommend.js";
import { importSamples } from "../../../src/service/samples/import-samples.js";
import type { HarmonicService } from "../../../src/service/service.js";
import { TOY_SPACE, testService, toyTable } from "../../support/service.js";
import { importRows, named, rowsBut, TOY, TOY_NETWORKS, toyContext, trainAll } from "../harness.js";

let service: HarmonicService;

beforeEach(async () => {
  ({ service } = await testService());
  await service.registerSearchSpace(TOY_SPACE);
});

const importToy = (rows?: number) =>
  service.importSamples({ name: "toy", space: "toy", source: toyTable(rows) });

describe("a recommendation", () => {
  it("is the knee or the cheapest point within the limits", async () => {
    await importToy();
    const query = { task: "toy-task", device: "toy-device", constraints: { minAccuracy: 0.75 } };
    const knee = await service.recommend(query);
    expect(knee.kind).toBe("point");
    const cheapest = await service.recommend({
      ...query,
      preference: { kind: "cheapest", metric: "latency" },
    });
    const front = await service.paretoFront(query);
    const least = Math.min(...front.points.map((p) => p.latency!.value));
    expect(cheapest.kind === "point" && cheapest.point.latency?.value).toBe(least);
    const infeasible = await service.recommend({ ...query, constraints: { minAccuracy: 1 } });
    expect(infeasible.kind).toBe("infeasible");
  });

  it("is the best point of an objective that alone has a weight", async () => {
    await importToy();
    const query = { task: "toy-task", device: "toy-device" };
    const { points } = await service.paretoFront(query);
    const weighted = async (weights: { accuracy?: number; latency?: number }) => {
      const answer = await service.recommend({ ...query, preference: { kind: "weighted", weights } });
      return answer.kind === "point" ? answer.point : undefined;
    };
    expect((await weighted({ accuracy: 1 }))?.id).toBe(points[0].id);
    const least = Math.min(...points.map((point) => point.latency?.value ?? Number.POSITIVE_INFINITY));
    expect((await weighted({ latency: 2 }))?.latency?.value).toBe(least);
    await expect(weighted({})).rejects.toMatchObject({ field: "preference.weights" });
    await expect(weighted({ accuracy: -1, latency: 1 })).rejects.toMatchObject({
      field: "preference.weights",
    });
  });

  it("keeps the limits with the confidence asked for", async () => {
    const costOnly = toyTable()
      .split("\n")
      .map((line, i) => (i % 2 === 0 ? line : line.replace(/[^,]*$/, "")));
    await service.importSamples({ name: "toy", space: "toy", source: costOnly.join("\n") });
    for (const metric of ["accuracy", "latency", "energy"] as const) {
      await service.trainPredictor({ task: "toy-task", device: "toy-device", metric });
    }
    const query = {
      task: "toy-task",
      device: "toy-device",
      constraints: { maxEnergy: 12 },
      sources: ["MEASURED", "PREDICTED"] as const,
      preference: { kind: "weighted", weights: { accuracy: 1 } } as const,
    };
    const answer = await service.recommend({ ...query, confidence: 0.9 });
    expect(answer.kind === "point" && answer.point.feasibility).toBeGreaterThanOrEqual(0.9);
    const front = await service.paretoFront(query);
    const confidence = Math.max(...front.points.map((point) => point.feasibility));
    expect((await service.recommend({ ...query, confidence })).kind).toBe("point");
    await expect(service.recommend({ ...query, confidence: 1.1 })).rejects.toMatchObject({
      field: "confidence",
    });
  });
});

/** A context with three networks: one fast, one accurate, and one that is nearly as good as either in both. */
async function threeNetworks() {
  const context = await toyContext();
  const source = [
    "depth,width,operator,toy-task.accuracy,toy-device.latency_ms",
    "1,16,a,0.5,1",
    "1,32,a,0.9,2",
    "1,64,a,0.92,10",
  ].join("\n");
  await importSamples(context, { name: "three", space: "toy", source });
  return context;
}

describe("the choice on a front", () => {
  it("is the knee by default, with the number of points that it is chosen from", async () => {
    const context = await threeNetworks();
    expect(await recommend(context, TOY)).toMatchObject({
      kind: "point",
      point: { architecture: { width: 32 } },
      reason: "the knee of a front of 3 points: beyond it every gain costs more",
    });
    expect(await recommend(context, { ...TOY, constraints: { maxLatency: 1 } })).toMatchObject({
      point: { architecture: { width: 16 } },
      reason: "the knee of a front of one point: beyond it every gain costs more",
    });
  });

  it("is the most accurate point for those who prefer accuracy", async () => {
    const context = await threeNetworks();
    const accuracy = { kind: "accuracy" } as const;
    expect(await recommend(context, { ...TOY, preference: accuracy })).toMatchObject({
      point: { architecture: { width: 64 } },
      reason: "the highest accuracy among 3 points that meet the constraints",
    });
    const limited = { ...TOY, preference: accuracy, constraints: { maxLatency: 5 } };
    expect(await recommend(context, limited)).toMatchObject({ point: { architecture: { width: 32 } } });
    const costs = recommend(context, { ...TOY, preference: accuracy, objectives: ["latency"] });
    await expect(costs).rejects.toMatchObject({ field: "preference" });
  });

  it("says by which weights it was made, and which points the cheapest was compared with", async () => {
    const context = await threeNetworks();
    const weighted = { kind: "weighted", weights: { accuracy: 3, latency: 1 } } as const;
    expect(await recommend(context, { ...TOY, preference: weighted })).toMatchObject({
      point: { architecture: { width: 32 } },
      reason:
        "of a front of 3 points, nearest to the best and farthest from the worst of every objective, " +
        "weighted accuracy 3, latency 1",
    });
    const cheapest = { kind: "cheapest", metric: "latency" } as const;
    const constraints = { minAccuracy: 0.6 };
    expect(await recommend(context, { ...TOY, constraints, preference: cheapest })).toMatchObject({
      point: { architecture: { width: 32 } },
      reason: "the lowest latency among 2 points that meet the constraints",
    });
  });

  it.each<readonly [string, Partial<RecommendInput>, string, string]>([
    [
      "the cheapest by what is no objective",
      { preference: { kind: "cheapest", metric: "energy" } },
      "preference",
      "energy",
    ],
    [
      "a weight of what is no objective",
      { preference: { kind: "weighted", weights: { accuracy: 1, energy: 1 } } },
      "preference.weights",
      "energy",
    ],
    [
      "an infinite weight",
      { preference: { kind: "weighted", weights: { accuracy: Number.POSITIVE_INFINITY } } },
      "preference.weights",
      "accuracy",
    ],
    ["a confidence that is no number", { confidence: Number.NaN }, "confidence", "0 to 1"],
    ["a negative confidence", { confidence: -0.1 }, "confidence", "0 to 1"],
  ])("is refused for %s", async (_, input, field, message) => {
    const error = await recommend(await threeNetworks(), { ...TOY, ...input }).catch((reason) => reason);
    expect(error).toMatchObject({ code: "INVALID_INPUT", field, message: expect.stringContaining(message) });
  });
});

describe("a recommendation without a point", () => {
  it("gives the nearest points and the notes of the front", async () => {
    const context = await toyContext();
    await importRows(context, rowsBut());
    const query = { ...TOY, constraints: { minAccuracy: 0.99 }, sources: ["MEASURED", "PREDICTED"] } as const;
    const { nearest, notes } = await queryFront(context, query);
    expect(nearest).toHaveLength(5);
    expect(notes).toHaveLength(3);
    expect(await recommend(context, query)).toEqual({ kind: "infeasible", nearest, notes });
  });

  it("says how sure the surest point is, where none is sure enough", async () => {
    const context = await toyContext();
    await importRows(context, rowsBut(14));
    await importRows(context, [14], ["energy"]);
    await trainAll(context, ["energy"]);
    const genes = TOY_NETWORKS[14].architecture;
    const sources = ["MEASURED", "PREDICTED"] as const;
    const ask = (maxEnergy: number) =>
      queryFront(context, { ...TOY, sources, constraints: { genes, maxEnergy } });
    const [{ energy }] = (await ask(100)).points;
    const limit = energy!.value * 1.05;
    const { points, notes } = await ask(limit);
    const [point, ...others] = points;
    expect(others).toEqual([]);
    expect(named(point)).toBe("2,16,c");
    expect(notes).toHaveLength(2);
    expect(point.feasibility).toBeGreaterThan(0.5);
    expect(point.feasibility).toBeLessThan(0.95);
    const query = { ...TOY, sources, constraints: { genes, maxEnergy: limit } };
    expect((await recommend(context, { ...query, confidence: point.feasibility })).kind).toBe("point");
    expect(await recommend(context, { ...query, confidence: 0.95 })).toMatchObject({
      kind: "infeasible",
      notes: [
        ...notes,
        "no network keeps the limits with a probability of 0.95 or more: " +
          `the surest of 1 that keep them by estimate does with ${point.feasibility.toFixed(2)}`,
      ],
    });
  });
});
