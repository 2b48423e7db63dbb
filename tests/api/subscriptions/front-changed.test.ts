import { describe, expect, it } from "vitest";
import { collect, liveApi } from "./live.js";

const live = liveApi();

describe("frontChanged", () => {
  it("tells which networks joined and left the front", async () => {
    const client = live.connect();
    const events = client.iterate({
      query: `subscription { frontChanged(task: "toy-task", device: "toy-device") {
        task { key measured } device { key } hypervolume
        hypervolumePredicted snapshot { architecture { key } latency { value } }
        changed { architecture { key } latency { value } }
        added { architecture { key genes } latency { value } } removed { key genes } } }`,
    });
    const { value: first } = await events.next();
    expect(first.errors).toBeUndefined();
    const { snapshot } = first.data.frontChanged as { snapshot: { architecture: { key: string } }[] };
    expect(first.data.frontChanged).toMatchObject({ added: [], removed: [], changed: [] });
    const { data } = await live.api.ask(
      `{ paretoFront(task: "toy-task", device: "toy-device") { nodes { architecture { key } latency { value } } } }`,
    );
    expect(snapshot).toEqual((data as { paretoFront: { nodes: unknown } }).paretoFront.nodes);
    const next = events.next();
    await live.api.service.submitMeasurements({
      task: "toy-task",
      device: "toy-device",
      measurements: [
        { architecture: { depth: 2, width: 64, operator: "a" }, accuracy: 1, latency: 0.01, energy: 0.01 },
      ],
    });
    const { value } = await next;
    expect(value.errors).toBeUndefined();
    const change = value.data.frontChanged as Record<"added" | "removed" | "changed", unknown[]>;
    expect(change).toMatchObject({ task: { key: "toy-task" }, snapshot: null });
    expect(change.changed).toHaveLength(1);
    expect(change.added.length + change.removed.length).toBeGreaterThan(0);
    await events.return?.();
  });

  it("narrows with `sources`, an empty list of which is an error with a code", async () => {
    const ask = (sources: string) => ({
      query: `subscription { frontChanged(task: "toy-task", device: "toy-device", sources: [${sources}]) {
        snapshot { latency { source } } } }`,
    });
    const events = live.connect().iterate(ask("PREDICTED"));
    expect((await events.next()).value).toEqual({ data: { frontChanged: { snapshot: [] } } });
    await events.return?.();
    const refused = await collect(live.connect(), ask(""));
    expect(refused.error ?? (refused.events[0] as { errors: unknown }).errors).toMatchObject([
      { extensions: { code: "INVALID_INPUT", field: "sources" } },
    ]);
  });

  it("of an unknown device is an error with a code", async () => {
    const query = `subscription { frontChanged(task: "toy-task", device: "nothing") { hypervolume } }`;
    const { events, error } = await collect(live.connect(), { query });
    expect(error ?? (events[0] as { errors: unknown }).errors).toMatchObject([
      { extensions: { code: "NOT_FOUND", field: "device" } },
    ]);
  });
});
