import { describe, expect, it, vi } from "vitest";
import { KNOWN_SOURCES, type Source } from "../../../src/base/metric.js";
import type { Context } from "../../../src/service/context.js";
import { type FrontChange, followFront } from "../../../src/service/front/follow-front.js";
import { queryFront } from "../../../src/service/front/query-front.js";
import { retractMeasurement } from "../../../src/service/measurements/retract.js";
import {
  idsOf,
  importRows,
  named,
  names,
  rowsBut,
  submitOne,
  TOY,
  TOY_NETWORKS,
  toyContext,
  trainAll,
} from "../harness.js";

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
    for await (const change of followFront(context, TOY, signal)) changes.push(change);
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
  it("begins with the whole front, so that a client that reconnects misses nothing", async () => {
    const { context, controller, changes, ended } = await following();
    const { points, hypervolume, hypervolumePredicted } = await queryFront(context, TOY);
    expect(points.length).toBeGreaterThan(2);
    const lists = { added: [], removed: [], changed: [] };
    expect(changes).toEqual([{ ...TOY, snapshot: points, ...lists, hypervolume, hypervolumePredicted }]);
    controller.abort();
    await ended;
  });

  it("yields what joined the front, what left it, and the new hypervolume", async () => {
    const { context, controller, changes, ended } = await following();
    const before = await queryFront(context, TOY);
    const [{ id, architecture }] = await submitOne(context, {
      architecture: TOY_NETWORKS[23].architecture,
      ...{ accuracy: 0.99, latency: 0.1, energy: 0.1 },
    });
    await vi.waitFor(() => expect(changes).toHaveLength(2));
    const after = await queryFront(context, TOY);
    expect(changes[1]).toMatchObject({ ...TOY, hypervolume: after.hypervolume, changed: [] });
    expect(changes[1]).not.toHaveProperty("snapshot");
    expect(idsOf(changes[1].added)).toEqual([architecture]);
    expect([...changes[1].removed].sort()).toEqual(idsOf(before.points).sort());

    await retractMeasurement(context, id);
    await vi.waitFor(() => expect(changes).toHaveLength(3));
    expect(changes[2].removed).toEqual([architecture]);
    expect(idsOf(changes[2].added)).toEqual(idsOf(before.points));
    expect(changes[2].hypervolume).toBe(before.hypervolume);
    controller.abort();
    await ended;
  });

  it("yields the new values of a network that stays on the front", async () => {
    const { context, controller, changes, ended } = await following();
    const member = changes[0].snapshot![0];
    const remeasured = member.latency!.value * 0.4;
    await submitOne(context, { architecture: member.architecture, latency: remeasured });
    await vi.waitFor(() => expect(changes).toHaveLength(2));
    expect(changes[1]).toMatchObject({ added: [], changed: [{ id: member.id }] });
    const [{ latency }] = changes[1].changed;
    expect(latency!.value).toBeLessThan(member.latency!.value);
    expect(latency).toMatchObject({ repeats: 2 });
    controller.abort();
    await ended;
  });

  it("gives the present front to whoever applies every event to the first", async () => {
    const { context, controller, changes, ended } = await following();
    const rows = [23, 20, 9, 3, 15];
    for (const [i, row] of rows.entries()) {
      const { architecture, accuracy, latency, energy } = TOY_NETWORKS[row];
      const better = { accuracy: accuracy + 0.01 * i, latency: latency * 0.8, energy: energy * 0.7 };
      await submitOne(context, { architecture, ...better });
    }
    const held = new Map<string, unknown>();
    await vi.waitFor(async () => {
      held.clear();
      for (const { snapshot = [], added, removed, changed } of changes) {
        for (const id of removed) held.delete(id);
        for (const point of [...snapshot, ...added, ...changed]) held.set(point.id, point);
      }
      const { points } = await queryFront(context, TOY);
      expect(held).toEqual(new Map(points.map((point) => [point.id, point])));
    });
    controller.abort();
    await ended;
  });

  it("includes predicted points by default, as the front does, and narrows with `sources`", async () => {
    const context = await toyContext();
    await importRows(context, rowsBut(5, 10, 14, 23));
    await trainAll(context);
    const first = async (sources?: readonly Source[]) => {
      const controller = new AbortController();
      const followed = { ...TOY, ...(sources && { sources }) };
      const { value } = await followFront(context, followed, controller.signal).next();
      controller.abort();
      return (value as FrontChange).snapshot;
    };
    const all = await first();
    expect(all).toEqual((await queryFront(context, TOY)).points);
    expect(all!.some(({ accuracy }) => accuracy?.source === "PREDICTED")).toBe(true);
    const known = await first(KNOWN_SOURCES);
    expect(known!.every(({ accuracy }) => accuracy?.source === "MEASURED")).toBe(true);
    await expect(first([])).rejects.toMatchObject({ code: "INVALID_INPUT", field: "sources" });
  });

  it("is silent about measurements by which nothing on the front changes", async () => {
    const { context, controller, counts, changes, ended } = await following();
    await submitOne(context, {
      architecture: TOY_NETWORKS[23].architecture,
      ...{ accuracy: 0.1, latency: 100, energy: 100 },
    });
    await vi.waitFor(() => expect(counts.waits).toBe(2));
    const shown = names(changes[0].snapshot!);
    const hidden = TOY_NETWORKS.find((network) => !shown.includes(named(network)))!;
    await submitOne(context, { architecture: hidden.architecture, latency: hidden.latency });
    await vi.waitFor(() => expect(counts.waits).toBe(3));
    expect(changes).toHaveLength(1);
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
    const first = followFront(context, { ...TOY, ...change }, new AbortController().signal).next();
    await expect(first).rejects.toMatchObject({ code: "NOT_FOUND", field });
  });
});
