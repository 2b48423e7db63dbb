import { beforeEach, describe, expect, it } from "vitest";
import type { HarmonicService } from "../../../src/service/service.js";
import { TOY_SPACE, testService, toyTable } from "../../support/service.js";

let service: HarmonicService;

beforeEach(async () => {
  ({ service } = await testService());
  await service.registerSearchSpace(TOY_SPACE);
});

const importToy = (rows?: number) =>
  service.importSamples({ name: "toy", space: "toy", source: toyTable(rows) });

describe("a recommendation", () => {
  it("recommends the knee or the cheapest that meets the limits", async () => {
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

  it("recommends by weights: one alone takes the best of that objective", async () => {
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

  it("recommends only what keeps the limits with the confidence asked for", async () => {
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
