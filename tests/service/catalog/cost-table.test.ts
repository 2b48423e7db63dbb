import { beforeEach, describe, expect, it } from "vitest";
import type { HarmonicService } from "../../../src/service/service.js";
import { TOY_SPACE, testService } from "../../support/service.js";

let service: HarmonicService;

const CSV = [
  "gene,choice,latency,energy",
  ...TOY_SPACE.genes.flatMap(({ name, choices }, g) =>
    (choices as readonly (string | number)[]).map(
      (choice, c) => `${name},${choice},${g + 1 + c / 8},${10 * g + c}`,
    ),
  ),
].join("\n");

beforeEach(async () => {
  ({ service } = await testService());
  await service.registerSearchSpace(TOY_SPACE);
  await service.registerTask({ id: "toy", space: "toy" });
});

const importing = (content: unknown, spaces: readonly string[] | undefined = ["toy"]) =>
  service.importOperatorProfile({ device: "board", content: [content], ...(spaces && { spaces }) });

describe("a cost table of one's own space", () => {
  it("is summed over the choices of a network", async () => {
    const report = await importing(CSV);
    const keys = (await service.profileTemplate("toy")).keys;
    expect(report).toMatchObject({ entries: keys.length, changed: keys.length });
    expect(report.coverage).toEqual([{ space: "toy", needed: keys.length, missing: [], unused: [] }]);
    const architecture = { depth: 2, width: 32, operator: "c" };
    const genes = Object.fromEntries(
      TOY_SPACE.genes.map(({ name, choices }) => [
        name,
        (architecture as Record<string, string | number>)[name] ?? choices[0],
      ]),
    );
    const { latency, energy, layers } = await service.cost({
      task: "toy",
      device: "board",
      architecture: genes,
    });
    expect(layers.map(({ key }) => key)).toEqual(
      Object.entries(genes).map(([gene, choice]) => `${gene}=${choice}`),
    );
    expect(latency).toBeCloseTo(
      layers.reduce((sum, layer) => sum + layer.latency, 0),
      10,
    );
    expect(layers[0]).toEqual({ key: "depth=2", latency: 1.125, energy: 1 });
    expect(layers[1]).toEqual({ key: "width=32", latency: 2.125, energy: 11 });
    expect(energy).toBe(layers.reduce((sum, layer) => sum + (layer.energy as number), 0));
  });

  it("reads the same from a list, from reference keys, and from other separators and numbers", async () => {
    await importing(CSV);
    const rows = CSV.split("\n").slice(1);
    const list = rows.map((row) => {
      const [gene, choice, latency, energy] = row.split(",");
      return { gene, choice, latency: Number(latency), energy: Number(energy) };
    });
    const reference = Object.fromEntries(
      list.map(({ gene, choice, latency, energy }) => [`${gene}=${choice}`, { lat: latency, enrg: energy }]),
    );
    const pandas = `\uFEFF${CSV.replace(/width,(\d+),/g, "width,$1.0,").replaceAll(",", ";")}\r\n\r\n`;
    for (const content of [list, reference, pandas, CSV.replaceAll(",", "\t")])
      expect(await importing(content)).toMatchObject({ entries: list.length, changed: 0 });
  });

  it("gives fronts and searches costs", async () => {
    await importing(CSV);
    const genes = TOY_SPACE.genes.map(({ name, choices }) => [name, choices[0]]);
    const architecture = Object.fromEntries(genes);
    await service.submitMeasurements({
      task: "toy",
      measurements: [{ architecture, accuracy: 0.5 }],
    } as never);
    const front = await service.paretoFront({
      task: "toy",
      device: "board",
      sources: ["MEASURED", "COST_MODEL"],
    });
    expect(front.points.map(({ latency }) => latency)).toEqual([{ value: 6, source: "COST_MODEL" }]);
  });

  it("lets a search ask for nothing but the accuracy", async () => {
    await importing(CSV);
    const { id } = await service.startSearch({
      task: "toy",
      devices: ["board"],
      budget: 3,
      evaluator: "external",
      strategy: "random",
    });
    const measured = new Set<string>();
    for (let tries = 0; tries < 500; tries++) {
      const { run, pending } = await service.run(id);
      if (run.status.kind !== "running") break;
      for (const { architecture, id: key } of pending.filter((network) => !measured.has(network.id))) {
        measured.add(key);
        await service.submitMeasurements({ task: "toy", measurements: [{ architecture, accuracy: 0.5 }] });
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const { run, points } = await service.run(id);
    expect(run).toMatchObject({ evaluations: 3, status: { kind: "finished" } });
    expect(points[0].latency).toMatchObject({ source: "COST_MODEL" });
  });

  it.each([
    ["gene", CSV.replace("depth,2,", "dept,2,"), 'toy has no gene "dept"; its genes are depth, width'],
    ["choice", CSV.replace("width,32,", "width,33,"), 'gene "width" of toy has the choices 16, 32, 64'],
    ["twice", `${CSV}\nwidth,32,1,1`, "lists width=32 for the second time"],
    [
      "cost",
      CSV.replace(/width,32,[\d.]+/, "width,32,fast"),
      '"lat" of operator "width=32" must be a number',
    ],
    ["header", CSV.replace("latency", "lat_ms"), "begins with the columns gene,choice,latency,energy"],
    ["column", CSV.replace("energy", "joules"), 'has "joules"; the columns are gene,choice,latency,energy'],
  ])("is refused with a wrong %s", async (_, content, says) => {
    await expect(importing(content)).rejects.toThrow(says);
    expect(await service.devices()).toEqual([]);
  });

  it("needs the name of a space", async () => {
    await expect(importing(CSV, undefined as never)).resolves.toBeDefined();
    await expect(service.importOperatorProfile({ device: "board", content: [CSV] })).rejects.toMatchObject({
      field: "spaces",
    });
  });

  it("says what it lacks", async () => {
    const report = await importing(CSV.split("\n").slice(0, -1).join("\n"));
    expect(report.coverage[0].missing).toEqual([(await service.profileTemplate("toy")).keys.at(-1)]);
  });
});

describe("a profile that the cost model cannot use in the space", () => {
  const operators = { "Sum-input:1_192_16-N:1-C:192-L:16": { lat: 0.05, enrg: 0.3 } };

  it("is refused with the keys that it needs", async () => {
    await expect(importing(operators)).rejects.toThrow(
      /reads none of these 1 keys .* in the space toy, .* It needs \d+ keys: depth=1, depth=2, width=16/,
    );
    await expect(importing({ conv1: { lat: 1, enrg: 1 } }, ["av-mnist"])).rejects.toThrow(
      /reads none of these 1 keys \(conv1\) in the space av-mnist.* It needs \d+ keys: ConvLayer-/,
    );
    await expect(importing({ "depth=2": { lat: 1, enrg: 1 } }, ["av-mnist"])).rejects.toThrow("av-mnist");
    expect(await service.devices()).toEqual([]);
  });

  it("is noted where it serves every space", async () => {
    const input = { device: "board", content: [{ conv1: { lat: 1, enrg: 1 } }] };
    expect((await service.importOperatorProfile(input)).notes).toEqual([
      "the cost model reads none of these 1 keys in any search space: conv1",
    ]);
    expect((await service.importOperatorProfile({ ...input, content: [operators] })).notes).toEqual([]);
  });

  it("counts what it does not use", async () => {
    const both = { ...operators, other: { lat: 1, enrg: 1 } };
    const [coverage] = (await importing(both, ["av-mnist"])).coverage;
    expect(coverage.unused).toEqual(["other"]);
    expect(coverage.missing.length).toBe(coverage.needed - 1);
  });
});
