import { beforeAll, describe, expect, it } from "vitest";
import type { Context } from "../../../../src/service/context.js";
import type { Preference } from "../../../../src/service/front/choose.js";
import { type RecommendInput, recommend } from "../../../../src/service/front/recommend.js";
import { importSamples } from "../../../../src/service/samples/import-samples.js";
import { toyContext } from "../../harness.js";

/** Networks on one front, with latencies on two boards: the geometric means are 8, 6 and 10. */
const TABLE = `depth,width,operator,toy-task.accuracy,A.latency_ms,B.latency_ms
1,16,a,0.7,2,32
1,16,b,0.71,6,6
1,16,c,0.8,4,25
1,32,d,0.6,9,30`;

let context: Context;
beforeAll(async () => {
  context = await toyContext();
  await importSamples(context, { name: "t", space: "toy", source: TABLE });
});

const ask = (given: Partial<RecommendInput>) =>
  recommend(context, { task: "toy-task", devices: ["A", "B"], ...given });
async function operator(given: Partial<RecommendInput>): Promise<unknown> {
  const answer = await ask(given);
  return answer.kind === "point" ? answer.point.architecture.operator : answer.kind;
}

describe("a recommendation for several devices", () => {
  it("prefers a cost on one device, or its geometric mean over all", async () => {
    const cheapest = (device?: string) => ({
      preference: { kind: "cheapest", metric: "latency", ...(device && { device }) } as const,
    });
    expect(await operator(cheapest("A"))).toBe("a");
    expect(await operator(cheapest("B"))).toBe("b");
    expect(await operator(cheapest())).toBe("b");
    expect(await ask(cheapest())).toMatchObject({
      reason: "the lowest geometric mean of latency over A, B among 3 points that meet the constraints",
    });
    expect(await operator({ preference: { kind: "accuracy" } })).toBe("c");
  });

  it("weighs a cost on every device, or on one", async () => {
    const weighted = (weights: Extract<Preference, { kind: "weighted" }>["weights"]) => ({
      preference: { kind: "weighted", weights } as const,
    });
    expect(await operator(weighted({ "A.latency": 1 }))).toBe("a");
    expect(await operator(weighted({ latency: 1 }))).toBe("b");
    expect(await operator(weighted({ latency: 1, "B.latency": 0 }))).toBe("a");
    expect(await ask(weighted({ accuracy: 1, latency: 2 }))).toMatchObject({
      reason: expect.stringContaining("weighted accuracy 1, A.latency 2, B.latency 2"),
    });
  });

  it("keeps the limits of each device, and shows its costs", async () => {
    const perDevice = [
      { device: "A", maxLatency: 5 },
      { device: "B", maxLatency: 30 },
    ];
    const answer = await ask({ constraints: { perDevice } });
    expect(answer).toMatchObject({
      kind: "point",
      point: { feasibility: 1, devices: { A: { latency: { value: 4 } }, B: { latency: { value: 25 } } } },
    });
    const none = await ask({ constraints: { perDevice: [{ device: "B", maxLatency: 5 }] } });
    expect(none).toMatchObject({ kind: "infeasible", nearest: [{ misses: { "B.latency": 1 } }, {}, {}, {}] });
  });

  it("with one device named, takes its name in preferences", async () => {
    const one = { devices: ["A"] };
    const preference = { kind: "cheapest", metric: "latency", device: "A" } as const;
    expect(await operator({ ...one, preference })).toBe("a");
    const weights = { "A.latency": 1 };
    expect(await operator({ ...one, preference: { kind: "weighted", weights } })).toBe("a");
  });

  it.each([
    [{ preference: { kind: "cheapest", metric: "latency", device: "C" } }, "preference"],
    [{ preference: { kind: "cheapest", metric: "energy" } }, "preference"],
    [{ preference: { kind: "weighted", weights: { "C.latency": 1 } } }, "preference.weights"],
    [{ preference: { kind: "weighted", weights: { "A.latency": -1 } } }, "preference.weights"],
    [{ preference: { kind: "weighted", weights: { energy: 1 } } }, "preference.weights"],
  ])("refuses %j on %s", async (given, field) => {
    await expect(ask(given as Partial<RecommendInput>)).rejects.toMatchObject({ field });
  });
});
