import { afterEach, describe, expect, it } from "vitest";
import { queueReport } from "../../../src/api/observe/queue-report.js";
import type { QueueState } from "../../../src/service/evaluations/queue-state.js";
import { CommandLine } from "../../cli/support/command-line.js";
import { fillToy, startApi, type TestApi } from "../harness.js";
import { metricsOf } from "./metrics-of.js";

let api: TestApi | undefined;
afterEach(async () => {
  await api?.close();
  api = undefined;
});

const none = { waiting: 0, claimed: 0, retried: 0, stale: 0, dead: 0, oldestSeconds: 0 };
const local: QueueState = { ...none, isAway: false };
const up: QueueState = {
  ...{ ...none, isAway: false },
  queue: { description: "redis://***@host", waiting: 3, claimed: 2, settled: 1 },
};
const away: QueueState = { ...none, isAway: true };
const withQueue = (state: QueueState) =>
  startApi({ change: (service) => ({ ...service, queueState: async () => state }) });
const ready = async () => {
  const response = await fetch(new URL("/ready", (api as TestApi).server.url));
  return { httpStatus: response.status, ...((await response.json()) as object) };
};

describe("the queue of a server", () => {
  it("is told by /ready, which is 200 whatever it is, and by /metrics", async () => {
    api = await withQueue(up);
    expect(await ready()).toEqual({ httpStatus: 200, status: "ready", queue: "up" });
    const metrics = await metricsOf(api.server);
    expect(metrics.get("queue_up")).toBe(1);
    const jobs = ["waiting", "claimed", "settled"].map((state) =>
      metrics.get(`queue_jobs{state="${state}"}`),
    );
    expect(jobs).toEqual([3, 2, 1]);
    await api.close();
    api = await withQueue(away);
    expect(await ready()).toEqual({ httpStatus: 200, status: "ready", queue: "away" });
    expect((await metricsOf(api.server)).get("queue_up")).toBe(0);
    await api.close();
    api = await withQueue(local);
    expect(await ready()).toEqual({ httpStatus: 200, status: "ready", queue: "local" });
    expect((await metricsOf(api.server)).has("queue_up")).toBe(false);
  });

  it("holds no probe up while it does not answer, and is asked once at a time", async () => {
    let asked = 0;
    let answer = (_: QueueState): void => undefined;
    const report = queueReport(() => {
      asked++;
      return new Promise((resolve) => {
        answer = resolve;
      });
    });
    expect(await Promise.all([report(), report()])).toEqual(["unknown", "unknown"]);
    expect(asked).toBe(1);
    answer(away);
    expect(await report()).toBe("away");
    const late = report();
    answer(up);
    expect(await late).toBe("up");
  });

  it("counts in /metrics what runs wait for, also what a lost worker had", async () => {
    let now = Date.parse("2026-01-01T00:00:00Z");
    api = await startApi({ clock: () => now });
    const { service, server } = api;
    await fillToy(service);
    await service.registerDevice({ id: "board" });
    const { id: run } = await service.startSearch({
      ...{ task: "toy-task", devices: ["board"], objectives: ["latency"], evaluator: "external" },
      ...{ strategy: "random", budget: 4, parallel: 3, seed: 1 },
    });
    const claimed = async (worker: string, leaseSeconds: number) => {
      for (;;) {
        const claim = await service.claimEvaluation({ worker, leaseSeconds, run });
        if (claim !== undefined) return claim;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    };
    await claimed("lost", 10);
    const failing = await claimed("failing", 60);
    await claimed("busy", 60);
    await service.failClaim(failing.claim, "no board");
    now += 10_000;
    const metrics = await metricsOf(server);
    const counts = ["waiting", "claimed", "retried", "stale", "dead"].map((state) =>
      metrics.get(`queue_evaluations{state="${state}"}`),
    );
    expect(counts).toEqual([2, 1, 1, 1, 0]);
    expect(metrics.get("queue_age_seconds")).toBeGreaterThanOrEqual(10);
  });

  it.each([
    [local, /^queue: +local$/m, []],
    [away, /^queue: +local, which does not answer$/m, [expect.stringContaining("start Redis there")]],
    [{ ...local, waiting: 2, claimed: 1, dead: 4 }, /^evaluations: +2 wait, 1 claimed, 4 dead letters$/m, []],
  ])("is told by doctor: %j", async (state, shown, advice) => {
    api = await startApi();
    const line = new CommandLine({ ...api.service, queueState: async () => state });
    expect((await line.run("doctor")).stdout).toMatch(shown);
    const report = (await line.json("doctor")) as { advice: readonly string[] };
    expect(report.advice.filter((text) => text.includes("QUEUE"))).toEqual(advice);
  });
});
