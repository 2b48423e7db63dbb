import { afterEach, describe, expect, it } from "vitest";
import { fillToy, startApi, type TestApi } from "./harness.js";

let api: TestApi;
afterEach(() => api.close());

const QUERY = `query Columns($bins: Int) {
  frontColumns(task: "toy-task", device: "toy-device", bins: $bins) {
    task { key } device { key } total count bins objectiveNames ids front notes version
    metrics { metric unit direction values sources } genes { name choices ordered codes }
  }
}`;

interface Columns {
  readonly [field: string]: unknown;
  readonly ids: string;
  readonly front: string;
  readonly metrics: readonly Readonly<
    Record<"metric" | "unit" | "direction" | "values" | "sources", string>
  >[];
}

describe("frontColumns", () => {
  it("gives columns that a client can decode, in the order of the keys", async () => {
    api = await startApi();
    await fillToy(api.service);
    const columns = (await api.ask(QUERY)).data?.frontColumns as Columns;
    expect(columns).toMatchObject({
      task: { key: "toy-task" },
      device: { key: "toy-device" },
      total: 24,
      count: 24,
      bins: null,
      objectiveNames: ["accuracy", "latency", "energy"],
    });
    const keys = Buffer.from(columns.ids, "base64").toString("hex").match(/.{64}/g) ?? [];
    const front = [...Buffer.from(columns.front, "base64")];
    const { points } = await api.service.paretoFront({ task: "toy-task", device: "toy-device" });
    expect(keys.filter((_, i) => front[i] > 0).toSorted()).toEqual(points.map(({ id }) => id).toSorted());
    const [accuracy, latency] = columns.metrics;
    expect([accuracy.unit, accuracy.direction, latency.unit, latency.direction]).toEqual([
      "fraction",
      "MAX",
      "ms",
      "MIN",
    ]);
    const bytes = Buffer.from(latency.values, "base64");
    expect(bytes.readDoubleLE(8 * (keys as readonly string[]).indexOf(points[0].id))).toBe(
      points[0].latency?.value,
    );
    expect([...Buffer.from(latency.sources, "base64")]).toEqual(Array(24).fill(1));
  });

  it("gives the genes of the networks in the same rows", async () => {
    api = await startApi();
    await fillToy(api.service);
    const { ids, genes } = (await api.ask(QUERY)).data!.frontColumns as Columns & {
      readonly genes: readonly { name: string; choices: unknown[]; ordered: boolean; codes: string }[];
    };
    expect(genes.map(({ name, choices, ordered }) => [name, choices, ordered])).toEqual([
      ["depth", [1, 2], true],
      ["width", [16, 32, 64], true],
      ["operator", ["a", "b", "c", "d"], false],
    ]);
    const keys = Buffer.from(ids, "base64").toString("hex").match(/.{64}/g) ?? [];
    const row = 5;
    const { architecture } = await api.service.architecture(keys[row]);
    for (const { name, choices, codes } of genes)
      expect(choices[Buffer.from(codes, "base64")[row]]).toBe(architecture[name]);
  });

  it("names the argument at fault", async () => {
    api = await startApi();
    await fillToy(api.service);
    const { errors } = await api.ask(QUERY, { bins: 3 });
    expect(errors[0].extensions).toMatchObject({ field: "bins" });
  });
});
