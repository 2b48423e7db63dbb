import { describe, expect, it, vi } from "vitest";
import type { Context } from "../../../src/service/context.js";
import { type FrontChange, followFront } from "../../../src/service/front/follow-front.js";
import { queryFront } from "../../../src/service/front/query-front.js";
import { retractMeasurement } from "../../../src/service/measurements/retract.js";
import { idsOf, importRows, rowsBut, submitOne, TOY, TOY_NETWORKS, toyContext } from "../harness.js";

/**
 * Follows the front of the toy task on the toy device. `counts` tells how often the follower has begun to wait for
 * news, and how many subscriptions are open.
 */
function followed(context: Context, signal: AbortSignal) {
  const counts = { waits: 0, open: 0 };
  const subscribe = context.news.subscribe.bind(context.news);
  context.news.subscribe = (topic) => {
    counts.open++;
    const { wait, close } = subscribe(topic);
    return {
      wait: (patience, aborted) => {
        counts.waits++;
        return wait(patience, aborted);
      },
      close: () => {
        counts.open--;
        close();
      },
    };
  };
  const changes: FrontChange[] = [];
  const ended = (async () => {
    for await (const change of followFront(context, TOY.task, TOY.device, signal)) changes.push(change);
  })();
  return { counts, changes, ended };
}

async function following() {
  const context = await toyContext();
  await importRows(context, rowsBut(23));
  const controller = new AbortController();
  const follower = followed(context, controller.signal);
  await vi.waitFor(() => expect(follower.counts.waits).toBe(1));
  return { context, controller, ...follower };
}

describe("following a front", () => {
  it("yields what joined the front, what left it, and the new hypervolume", async () => {
    const { context, controller, changes, ended } = await following();
    const before = await queryFront(context, TOY);
    expect(changes).toEqual([]);
    const [{ id, architecture }] = await submitOne(context, {
      architecture: TOY_NETWORKS[23].architecture,
      ...{ accuracy: 0.99, latency: 0.1, energy: 0.1 },
    });
    await vi.waitFor(() => expect(changes).toHaveLength(1));
    const after = await queryFront(context, TOY);
    expect(changes[0]).toMatchObject({ ...TOY, hypervolume: after.hypervolume });
    expect(idsOf(changes[0].added)).toEqual([architecture]);
    expect([...changes[0].removed].sort()).toEqual(idsOf(before.points).sort());

    await retractMeasurement(context, id);
    await vi.waitFor(() => expect(changes).toHaveLength(2));
    expect(changes[1].removed).toEqual([architecture]);
    expect(idsOf(changes[1].added)).toEqual(idsOf(before.points));
    expect(changes[1].hypervolume).toBe(before.hypervolume);
    controller.abort();
    await ended;
  });

  it("is silent about measurements by which no network joins or leaves the front", async () => {
    const { context, controller, counts, changes, ended } = await following();
    await submitOne(context, {
      architecture: TOY_NETWORKS[23].architecture,
      ...{ accuracy: 0.1, latency: 100, energy: 100 },
    });
    await vi.waitFor(() => expect(counts.waits).toBe(2));
    await submitOne(context, { architecture: TOY_NETWORKS[22].architecture, latency: 9.0 });
    await vi.waitFor(() => expect(counts.waits).toBe(3));
    expect(changes).toHaveLength(0);
    controller.abort();
    await ended;
  });

  it("ends when it is aborted, and closes its subscription", async () => {
    const { controller, counts, ended } = await following();
    expect(counts.open).toBe(1);
    controller.abort();
    await ended;
    expect(counts.open).toBe(0);
  });

  it.each([
    ["task", { task: "nothing" }],
    ["device", { device: "nothing" }],
  ])("fails where there is no such %s", async (field, change) => {
    const context = await toyContext();
    await importRows(context, rowsBut());
    const { task, device } = { ...TOY, ...change };
    const first = followFront(context, task, device, new AbortController().signal).next();
    await expect(first).rejects.toMatchObject({ code: "NOT_FOUND", field });
  });
});
