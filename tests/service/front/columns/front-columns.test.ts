import { beforeEach, describe, expect, it } from "vitest";
import type { FrontColumnsQuery } from "../../../../src/service/front/columns/front-columns.js";
import type { HarmonicService } from "../../../../src/service/service.js";
import { TOY_SPACE, testService, toyTable } from "../../../support/service.js";

let service: HarmonicService;
const ON = { task: "toy-task", device: "toy-device" };

beforeEach(async () => {
  ({ service } = await testService());
  await service.registerSearchSpace(TOY_SPACE);
  await service.importSamples({ name: "toy", space: "toy", source: toyTable() });
});

const columns = (query: Partial<FrontColumnsQuery> = {}) => service.frontColumns({ ...ON, ...query });

/** The keys of the networks whose flag has one of these bits. */
const flagged = ({ ids, front }: Awaited<ReturnType<typeof columns>>, bits: number) =>
  ids.filter((_, row) => (front[row] & bits) !== 0).toSorted();

describe("columns of known networks", () => {
  it("have every network once, with its values and their sources", async () => {
    const found = await columns();
    expect([found.total, found.ids.length, new Set(found.ids).size]).toEqual([24, 24, 24]);
    expect(found.metrics.map(({ metric }) => metric)).toEqual(["accuracy", "latency", "energy"]);
    const front = await service.paretoFront(ON);
    for (const point of front.points) {
      const row = found.ids.indexOf(point.id);
      expect(found.metrics.map(({ values }) => values[row])).toEqual([
        point.accuracy?.value,
        point.latency?.value,
        point.energy?.value,
      ]);
    }
    expect(found.metrics.every(({ sources }) => sources.every((source) => source === 1))).toBe(true);
  });

  it("mark the points of the front, and no others", async () => {
    const ids = (await service.paretoFront(ON)).points.map(({ id }) => id).toSorted();
    expect(flagged(await columns(), 3)).toEqual(ids);
  });

  it("keep the whole front when they are thinned, and say how many networks there are", async () => {
    const numbers = Array.from({ length: 40 }, (_, i) => i);
    const genes = ["a", "b"].map((name) => ({ name, choices: numbers, ordered: true }));
    await service.registerSearchSpace({ id: "grid", genes });
    const rows = numbers.flatMap((a) =>
      numbers.map((b) => [a, b, 0.5 + 0.01 * a, 1 + 0.1 * a * a + 0.01 * ((7 * b) % 40)].join(",")),
    );
    const source = ["a,b,grid-task.accuracy,toy-device.latency_ms", ...rows].join("\n");
    await service.importSamples({ name: "grid", space: "grid", source });
    const ask = (bins?: number) =>
      service.frontColumns({ task: "grid-task", device: "toy-device", ...(bins !== undefined && { bins }) });
    const [whole, thinned] = [await ask(), await ask(16)];
    expect([whole.total, whole.ids.length, whole.bins]).toEqual([1600, 1600, undefined]);
    expect([thinned.total, thinned.bins]).toEqual([1600, 16]);
    expect(thinned.ids.length).toBeLessThan(600);
    expect(flagged(thinned, 3)).toEqual(flagged(whole, 3));
    expect(flagged(whole, 3)).toHaveLength(40);
    expect((await ask(64)).bins).toBeUndefined();
  });

  it("leave out networks with other choices of genes than asked for, and have the front of the rest", async () => {
    const genes = { depth: 1, operator: ["b", "c"] };
    const found = await columns({ genes });
    expect([found.total, found.ids.length]).toEqual([6, 6]);
    const codes = found
      .genes()
      .map(({ name, choices, codes }) => [name, [...codes].map((one) => choices[one])]);
    const { depth, operator } = Object.fromEntries(codes) as Record<string, unknown[]>;
    expect([new Set(depth), new Set(operator)]).toEqual([new Set([1]), new Set(["b", "c"])]);
    const { points } = await service.paretoFront({ ...ON, constraints: { genes } });
    expect(flagged(found, 3)).toEqual(points.map(({ id }) => id).toSorted());
    expect(found.version).not.toBe((await columns()).version);
    expect((await columns({ genes, bins: 16 })).ids).toEqual(found.ids);
    await expect(columns({ genes: { depth: 9 } })).rejects.toMatchObject({ field: "genes.depth" });
  });

  it("have the predictions and the front with them, and without where they are not asked for", async () => {
    ({ service } = await testService());
    await service.registerSearchSpace(TOY_SPACE);
    const lines = toyTable().split("\n");
    const costOnly = lines
      .map((line) => line.split(","))
      .map((cells) => [...cells.slice(0, 3), ...cells.slice(4)]);
    const source = costOnly.map((cells) => cells.join(",")).join("\n");
    await service.importSamples({ name: "cost", space: "toy", source });
    const scored = lines.filter((_, i) => i % 2 === 0).map((line) => line.split(",").slice(0, 4).join(","));
    await service.importSamples({ name: "scored", space: "toy", source: scored.join("\n") });
    await service.trainPredictor({ task: "toy-task", metric: "accuracy" });
    const all = await columns();
    const [accuracy] = all.metrics;
    expect(new Set(accuracy.sources)).toEqual(new Set([1, 3]));
    const front = await service.paretoFront(ON);
    expect(flagged(all, 3)).toEqual(front.points.map(({ id }) => id).toSorted());
    const known = await columns({ sources: ["MEASURED", "COST_MODEL"] });
    expect(flagged(known, 3)).toEqual(flagged(all, 1));
    expect(new Set(known.metrics[0].sources)).toEqual(new Set([0, 1]));
    expect(known.metrics[0].values.filter((value) => !Number.isNaN(value))).toHaveLength(12);
  });

  it("name the argument at fault", async () => {
    await expect(columns({ bins: 8 })).rejects.toMatchObject({ field: "bins" });
    await expect(columns({ bins: 20.5 })).rejects.toMatchObject({ field: "bins" });
    await expect(columns({ device: "none" })).rejects.toMatchObject({ field: "device" });
    await expect(columns({ sources: [] })).rejects.toMatchObject({ field: "sources" });
  });
});
