import { beforeEach, describe, expect, it } from "vitest";
import { registerDevice } from "../../../../src/service/catalog/devices.js";
import type { Context } from "../../../../src/service/context.js";
import type { Front, FrontQuery } from "../../../../src/service/front/front.js";
import { queryFront } from "../../../../src/service/front/query-front.js";
import { submitMeasurements } from "../../../../src/service/measurements/submit.js";
import { trainPredictor } from "../../../../src/service/prediction/train.js";
import { importSamples } from "../../../../src/service/samples/import-samples.js";
import { plainDominates, slicedVolume } from "../../../support/plain-pareto.js";
import { TOY_NETWORKS, toyContext } from "../../harness.js";

const TASK = "toy-task";
const DEVICES = ["board.A", "board-B"] as const;

/** The costs of each toy network on two boards: B likes depth, A does not; only A has energies. */
const ROWS = TOY_NETWORKS.map(({ architecture, accuracy, latency, energy }, i) => ({
  architecture,
  accuracy,
  a: latency,
  e: energy,
  b: 20 - latency / 2 + (i % 5),
}));
type Row = (typeof ROWS)[number];

function tableOf(rows: readonly Row[], ...without: readonly ("accuracy" | "a" | "e" | "b")[]): string {
  const head =
    "depth,width,operator,toy-task.accuracy,board.A.latency_ms,board.A.energy_mj,board-B.latency_ms";
  const lines = rows.map((row) => {
    const values = (["accuracy", "a", "e", "b"] as const).map((key) =>
      without.includes(key) ? "" : row[key],
    );
    return [...Object.values(row.architecture), ...values].join(",");
  });
  return [head, ...lines].join("\n");
}

let context: Context;
let imported = 0;
const add = (rows: readonly Row[], ...without: Parameters<typeof tableOf>[1][]) =>
  importSamples(context, { name: `t${++imported}`, space: "toy", source: tableOf(rows, ...without) });
const ask = (query: Partial<FrontQuery> = {}): Promise<Front> =>
  queryFront(context, { task: TASK, devices: DEVICES, ...query });
const idOf = (row: Pick<Row, "architecture">) => JSON.stringify(row.architecture);
const idsOf = (rows: readonly Pick<Row, "architecture">[]) => rows.map(idOf).sort();
const minimised = ({ accuracy, a, e, b }: Row) => [-accuracy, a, e, b];
const plainFront = (rows: readonly Row[], values = minimised) =>
  rows.filter((row) => !rows.some((other) => plainDominates(values(other), values(row))));

beforeEach(async () => {
  context = await toyContext();
});

describe("a front over several devices", () => {
  it("has the costs on each device as objectives, and shows them by name", async () => {
    await add(ROWS);
    const front = await ask();
    expect(front.objectives).toEqual(["accuracy", "board.A.latency", "board.A.energy", "board-B.latency"]);
    expect(idsOf(front.points)).toEqual(idsOf(plainFront(ROWS)));
    for (const point of front.points) {
      const row = ROWS.find((own) => idOf(own) === idOf(point)) as Row;
      expect([point.latency, point.energy]).toEqual([undefined, undefined]);
      expect(point.accuracy?.value).toBe(row.accuracy);
      expect(point.devices?.["board.A"]).toMatchObject({
        latency: { value: row.a },
        energy: { value: row.e },
      });
      expect(point.devices?.["board-B"]).toEqual({
        latency: expect.objectContaining({ value: row.b, source: "MEASURED" }),
      });
    }
    const worst = [0, 1, 2, 3].map((m) => Math.max(...ROWS.map((row) => minimised(row)[m])));
    expect(Object.values(front.referencePoint)).toEqual([-worst[0], ...worst.slice(1)]);
    expect(front.hypervolume).toBeCloseTo(slicedVolume(ROWS.map(minimised), worst), 9);
    expect(front.notes).toEqual([]);
  });

  it("keeps general limits on each device, and limits per device instead of them", async () => {
    await add(ROWS);
    const within = (keeps: (row: Row) => boolean) => idsOf(plainFront(ROWS.filter(keeps)));
    const general = await ask({ constraints: { maxLatency: 18 } });
    expect(idsOf(general.points)).toEqual(within(({ a, b }) => a <= 18 && b <= 18));
    const own = await ask({
      constraints: { maxLatency: 4, minAccuracy: 0.7, perDevice: [{ device: "board-B", maxLatency: 21 }] },
    });
    expect(idsOf(own.points)).toEqual(within(({ a, b, accuracy }) => a <= 4 && b <= 21 && accuracy >= 0.7));
    expect(own.points.length).toBeGreaterThan(0);
    expect(own.referencePoint).toMatchObject({
      accuracy: 0.7,
      "board.A.latency": 4,
      "board-B.latency": 21,
    });
    const none = await ask({
      constraints: {
        perDevice: [
          { device: "board-B", maxLatency: 1 },
          { device: "board.A", maxLatency: 1 },
        ],
      },
    });
    expect(none.points).toEqual([]);
    expect(none.nearest).toHaveLength(5);
    const [{ point, misses }] = none.nearest;
    expect(misses["board-B.latency"]).toBeCloseTo(point.devices!["board-B"].latency!.value - 1, 9);
  });

  it("takes objectives of single devices, which may be limited elsewhere", async () => {
    await add(ROWS);
    const front = await ask({
      objectives: ["board-B.latency", "accuracy"],
      constraints: { perDevice: [{ device: "board.A", maxEnergy: 12 }] },
    });
    expect(front.objectives).toEqual(["board-B.latency", "accuracy"]);
    const kept = ROWS.filter(({ e }) => e <= 12);
    expect(idsOf(front.points)).toEqual(idsOf(plainFront(kept, ({ accuracy, b }) => [b, -accuracy])));
    expect((await ask({ objectives: ["accuracy", "latency"] })).objectives).toEqual([
      "accuracy",
      "board.A.latency",
      "board-B.latency",
    ]);
  });

  it("is the front of one device, in its form, where one is named", async () => {
    await add(ROWS);
    const limits = { constraints: { perDevice: [{ device: "board.A", maxLatency: 4 }] } };
    const listed = await queryFront(context, { task: TASK, devices: ["board.A"], ...limits });
    const plain = { task: TASK, device: "board.A", constraints: { maxLatency: 4 } };
    expect(listed).toEqual(await queryFront(context, plain));
    expect(listed.objectives).toEqual(["accuracy", "latency", "energy"]);
    const named = await queryFront(context, { ...plain, objectives: ["accuracy", "board.A.latency"] });
    expect(named.objectives).toEqual(["accuracy", "latency"]);
  });

  it("is over known and predicted networks, says each source and counts what it leaves out", async () => {
    await add(ROWS.slice(0, 16));
    await add(ROWS.slice(16, 20), "b");
    await add(ROWS.slice(20), "a", "e");
    const known = await ask();
    expect(idsOf(known.points)).toEqual(idsOf(plainFront(ROWS.slice(0, 16))));
    const notes = known.notes.join("\n");
    expect(notes).toMatch(
      /no predictor of latency is trained for device board-B: 4 networks whose latency on board-B/,
    );
    expect(notes).toMatch(
      /no predictor of energy is trained for device board\.A: 4 networks whose energy on board\.A/,
    );
    for (const [device, metric] of [
      ["board.A", "accuracy"],
      ["board.A", "latency"],
      ["board.A", "energy"],
      ["board-B", "latency"],
    ] as const)
      await trainPredictor(context, { task: TASK, device, metric, family: "ridge" });
    const front = await ask();
    expect(front.sources).toEqual(["MEASURED", "PREDICTED"]);
    const shown = new Set(idsOf(front.points));
    for (const id of idsOf(known.points)) expect(shown.has(id)).toBe(true);
    expect(front.hypervolume).toBeCloseTo(known.hypervolume, 9);
    expect(front.hypervolumePredicted).toBeGreaterThanOrEqual(front.hypervolume);
    const mixed = front.points.find((point) => point.devices?.["board-B"].latency?.source === "PREDICTED");
    expect(mixed?.devices?.["board-B"].latency?.lower).toBeDefined();
    expect(idsOf((await ask({ sources: ["MEASURED"] })).points)).toEqual(idsOf(known.points));
    const likely = await ask({ constraints: { perDevice: [{ device: "board-B", maxLatency: 15 }] } });
    for (const { feasibility } of likely.points) expect(feasibility).toBeGreaterThan(0.4);
  });

  it("finds networks that the archive does not know by predictors of every device", async () => {
    await add(ROWS.filter((_, i) => i % 3 !== 0));
    for (const [device, metric] of [
      ["board.A", "accuracy"],
      ["board.A", "latency"],
      ["board.A", "energy"],
      ["board-B", "latency"],
    ] as const)
      await trainPredictor(context, { task: TASK, device, metric, family: "ridge" });
    const { points } = await ask();
    const unknown = points.filter(({ accuracy }) => accuracy?.source === "PREDICTED");
    expect(unknown.length).toBeGreaterThan(0);
    for (const { devices } of unknown) {
      expect(devices?.["board.A"].energy?.source).toBe("PREDICTED");
      expect(devices?.["board-B"].latency?.source).toBe("PREDICTED");
    }
  });

  it("notices a measurement, and says which device has no cost at all", async () => {
    await add(ROWS.slice(1), "b");
    await registerDevice(context, { id: "blank" });
    const before = await ask({ devices: ["board.A", "blank"] });
    expect(before.objectives).toEqual(["accuracy", "board.A.latency", "board.A.energy"]);
    expect(before.notes).toContain(
      "no cost on blank is measured, summed or predicted, so it adds no objective",
    );
    const best = { architecture: ROWS[0].architecture, accuracy: 0.99, latency: 0.01, energy: 0.01 };
    await submitMeasurements(context, { task: TASK, device: "board.A", measurements: [best] });
    const after = await ask({ devices: ["board.A", "blank"] });
    expect(idsOf(after.points)).toEqual([idOf(ROWS[0])]);
    expect(after.version).not.toBe(before.version);
    const asked = await ask({ devices: ["board.A", "blank"], objectives: ["accuracy", "blank.latency"] });
    expect(asked.points).toEqual([]);
    expect(asked.notes.join()).toContain("no predictor of latency is trained for device blank");
  });

  it.each([
    [{ device: "board.A" }, "devices"],
    [{ devices: undefined }, "device"],
    [{ devices: [] }, "devices"],
    [{ devices: ["board.A", "board.A"] }, "devices[1]"],
    [{ devices: ["board.A", "nothing"] }, "devices[1]"],
    [{ devices: Array.from({ length: 9 }, (_, i) => `d${i}`) }, "devices"],
    [{ objectives: ["accuracy", "board.A.accuracy"] }, "objectives"],
    [{ objectives: ["latency", "board.A.latency"] }, "objectives"],
    [{ objectives: ["blank.latency"] }, "objectives"],
    [{ objectives: [] }, "objectives"],
    [{ constraints: { perDevice: [{ device: "blank", maxLatency: 1 }] } }, "constraints.perDevice[0].device"],
    [{ constraints: { perDevice: "board.A=9" } }, "constraints.perDevice"],
  ])("refuses %j on %s", async (given, field) => {
    await add(ROWS);
    await expect(ask(given as unknown as Partial<FrontQuery>)).rejects.toMatchObject({ field });
  });

  it("has at most five objectives, and says how to choose them", async () => {
    await add(ROWS);
    const more = ["c", "d"].map((name) => `${name}.latency_ms,${name}.energy_mj`).join();
    const source = `depth,width,operator,${more}\n1,16,a,1,2,3,4`;
    await importSamples(context, { name: "more", space: "toy", source });
    await expect(ask({ devices: ["board.A", "c", "d"] })).rejects.toMatchObject({
      field: "objectives",
      message: expect.stringContaining("c.latency, c.energy, d.latency, d.energy"),
    });
  });
});
