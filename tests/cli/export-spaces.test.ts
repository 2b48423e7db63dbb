import { beforeAll, describe, expect, test } from "vitest";
import { Random } from "../../src/base/random.js";
import { toArchitecture } from "../../src/space/architecture.js";
import { builtInSpace } from "../../src/space/built-in/index.js";
import { compileSpace } from "../../src/space/compile.js";
import { sampler } from "../../src/space/sampling/sample.js";
import { testService } from "../support/service.js";
import { CommandLine } from "./support/command-line.js";
import { exportFolder } from "./support/export-folder.js";

const { at, manifestOf, node } = exportFolder();

let cli: CommandLine;
beforeAll(async () => {
  cli = new CommandLine((await testService()).service);
  cli.environment = { DATASETS: at("datasets"), SUPERNETS: at("supernets"), TENSOR_THREADS: "1" };
});

describe("export by search space", { timeout: 60_000 }, () => {
  test.each([
    [
      "memes-politics",
      [
        ["image", 3, 112, 112],
        ["text", 300],
      ],
      3,
    ],
    ["ofa-mobilenet-v3", [["network", 3, 128, 128]], 1000],
  ] as const)("of a network of %s runs", async (space, inputs, classes) => {
    await cli.json("task", "add", `t-${space}`, "--space", space);
    const compiled = compileSpace(builtInSpace(space)!);
    const drawn = toArchitecture(compiled, sampler(compiled)(new Random(space)));
    const genes = space === "memes-politics" ? drawn : { ...drawn, resolution: 128 };
    await cli.json("export", JSON.stringify(genes), "--task", `t-${space}`, "--out", at(space));
    expect(
      manifestOf(space).inputs.map((entry: { name: string; shape: number[] }) => [
        entry.name,
        ...entry.shape.slice(1),
      ]),
    ).toEqual(inputs);
    expect(node(space).logits).toHaveLength(classes);
  });

  test("of a space whose networks are not known is refused", async () => {
    await cli.json("task", "add", "cells", "--space", "nas-bench-201");
    const genes = JSON.stringify(
      Object.fromEntries(
        ["0_1", "0_2", "1_2", "0_3", "1_3", "2_3"].map((edge) => [`edge_${edge}`, "skip_connect"]),
      ),
    );
    const ended = await cli.run("export", genes, "--task", "cells", "--out", at("cells"));
    expect([ended.code, ended.stderr]).toEqual([2, expect.stringContaining("cannot be exported")]);
  });
});
