import { describe, expect, it } from "vitest";
import { KeptNetworks, keptNetworks } from "../../../../src/runs/execution/evaluators/kept-networks.js";
import { builtInSpace } from "../../../../src/space/built-in/index.js";
import { compileSpace } from "../../../../src/space/compile.js";

const OBJECTIVES = [{ metric: "accuracy" }, { metric: "latency", device: "board" }] as never;

describe("networks that are kept", () => {
  it("are on the front unless another is better in every objective: accuracy up, latency down", () => {
    const kept = new KeptNetworks(OBJECTIVES);
    expect(kept.front()).toEqual([]);
    kept.add("a", [0.8, 5]);
    kept.add("b", [0.7, 6]);
    kept.add("c", [0.7, 4]);
    expect(kept.front()).toEqual(["a", "c"]);
    kept.add("d", [0.9, 3]);
    expect(kept.front()).toEqual(["d"]);
  });

  it("are found in the archive, of the same task, with a file, not retracted and with known values", async () => {
    const space = compileSpace(builtInSpace("nas-bench-201")!);
    const edges = ["0_1", "0_2", "1_2", "0_3", "1_3", "2_3"].map((edge) => [`edge_${edge}`, "skip_connect"]);
    const measured = (id: string) =>
      [
        { subject: "task", task: "t", retracted: false, network: `${id}.network` },
        { subject: "task", task: "t", retracted: true, network: `${id}-retracted.network` },
        { subject: "task", task: "other", retracted: false, network: `${id}-other.network` },
        { subject: "task", task: "t", retracted: false },
      ].map((measurement) => ({ sequence: 1, measurement }));
    const asked: string[] = [];
    const context = {
      subjects: { ofTask: async () => ({ ids: () => ["x"] }) },
      archive: {
        measurementsOf: async (id: string) => measured(id),
        architecture: async (id: string) => {
          asked.push(id);
          return { architecture: Object.fromEntries(edges) };
        },
      },
    } as never;
    const find = (values: readonly number[] | undefined) =>
      keptNetworks(context, { id: "t" } as never, space, {
        objectives: OBJECTIVES,
        values: { refresh: async () => 1, of: () => values },
      });
    expect((await find([0.8, 5])).front()).toEqual(["x.network"]);
    expect((await find(undefined)).front()).toEqual([]);
    expect(asked).toEqual(["x", "x"]);
  });
});
