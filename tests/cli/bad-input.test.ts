import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { HarmonicService } from "../../src/service/service.js";
import { CommandLine } from "./support/command-line.js";
import { toyFolder } from "./support/toy.js";
import { openFilledToy } from "./support/toy-line.js";

const files = toyFolder();
const notJson = files.file("broken.json", "{");
const notRequest = files.file("request.json", '{"measurements": 3}');
const badRow = files.file("bad.csv", "depth,width,operator,toy-task.accuracy\n1,16,a,0.5\n1,16,a,7\n");

const front = ["front", "--task", "toy-task", "--device", "toy-device"];
const search = ["search", "--task", "toy-task", "--device", "toy-device", "--samples", files.table];
const bench = ["bench", "search", "--samples", files.table, "--space", files.space, "--task", "toy-task"];
const benchToy = [...bench, "--device", "toy-device", "--seeds", "1"];

const cases: (readonly [string, readonly string[], RegExp])[] = [
  ["unknown command", ["fron"], /unknown command 'fron' \(Did you mean front\?\)/],
  ["unknown subcommand", ["space", "lst"], /unknown command 'lst' \(Did you mean list\?\)/],
  ["missing subcommand", ["space"], /missing after "harmonic space": one of list, show, add/],
  ["a flag without a command", ["--json"], /a command is missing after "harmonic"/],
  [
    "unknown option",
    [...front, "--max-latancy", "3"],
    /unknown option '--max-latancy' \(Did you mean --max-latency\?\)/,
  ],
  [
    "picture in a missing folder",
    ["train", "fusion", "--task", "toy-task", "--architecture", "{}", "--svg", "nowhere/fusion.svg"],
    /cannot write nowhere\/fusion\.svg: no such folder/,
  ],
  [
    "data set for a task of a space without modalities",
    ["dataset", "import", "none.ndjson", "--task", "toy-task"],
    /search space "toy" fuses no modalities/,
  ],
  [
    "missing manifest for a task that is not known yet",
    ["dataset", "import", "none.ndjson", "--task", "new-task"],
    /none\.ndjson cannot be read: ENOENT/,
  ],
  ["missing option", ["front", "--task", "toy-task"], /required option '--device <ids>' not specified/],
  ["missing argument", ["space", "show"], /missing required argument 'id'/],
  ["one argument too many", ["space", "show", "toy", "toy"], /too many arguments/],
  ["negative latency", [...front, "--max-latency", "-1"], /--max-latency <ms>' argument '-1' is invalid/],
  ["latency of 0", [...front, "--max-latency=0"], /--max-latency .* above 0/],
  ["NaN", [...front, "--max-energy", "NaN"], /--max-energy <mj>' argument 'NaN' is invalid/],
  ["overflow", [...front, "--max-energy", "1e400"], /--max-energy/],
  ["number with a unit", [...front, "--max-latency", "3ms"], /--max-latency/],
  ["hexadecimal", [...front, "--max-latency", "0x10"], /--max-latency/],
  ["empty number", [...front, "--max-latency", ""], /--max-latency/],
  ["accuracy in percent", [...front, "--min-accuracy", "90"], /--min-accuracy .* from 0 to 1/],
  [
    "unknown metric",
    [...front, "--objectives", "accuracy,speed"],
    /must be one of accuracy, latency, energy, not "speed"/,
  ],
  ["metric twice", [...front, "--objectives", "latency,latency"], /names "latency" twice/],
  [
    "unknown source",
    [...front, "--sources", "guessed"],
    /"guessed" is none of measured, cost_model, predicted/,
  ],
  ["unknown format", [...front, "--format", "xml"], /--format <format>' argument 'xml' is invalid/],
  [
    "unknown task",
    ["front", "--task", "nope", "--device", "toy-device"],
    /unknown task "nope": known are toy-task/,
  ],
  [
    "unknown device",
    ["front", "--task", "toy-task", "--device", "nope"],
    /unknown device "nope": known are toy-device/,
  ],
  ["unknown space", ["space", "show", "nope"], /unknown search space "nope"/],
  ["missing file", ["space", "add", "no-such.json"], /cannot read no-such.json: no such file/],
  ["folder for a file", ["space", "add", files.folder], /cannot read .*: it is a folder/],
  ["broken JSON file", ["space", "add", notJson], /broken.json is not valid JSON/],
  [
    "broken JSON",
    ["cost", "--task", "toy-task", "--device", "toy-device", "--architecture", "{"],
    /--architecture is not valid JSON/,
  ],
  ["unknown gene", ["predict", "--task", "toy-task", "--architecture", '{"deep":1}'], /deep/],
  [
    "missing table",
    ["samples", "import", "none.csv", "--space", "toy"],
    /cannot read none.csv: no such file/,
  ],
  ["bad row", ["samples", "import", badRow, "--space", "toy"], /line 3/],
  [
    "measurements that are not a list",
    ["measurements", "submit", notRequest],
    /request.json must hold a list of measurements/,
  ],
  ["unknown measurement", ["measurements", "retract", "nope"], /nope/],
  ["unknown architecture", ["measurements", "show", "nope"], /unknown architecture "nope"/],
  ["budget that is not a number", [...search, "--budget", "abc"], /--budget <n>' argument 'abc' is invalid/],
  ["budget of 0", [...search, "--budget", "0"], /--budget/],
  ["half a budget", [...search, "--budget", "1.5"], /--budget .* whole number/],
  ["no budget", search, /required option '--budget <n>' not specified/],
  [
    "replay of a task that the table does not have",
    [
      "search",
      "--task",
      "nope",
      "--device",
      "toy-device",
      "--samples",
      files.table,
      "--space",
      "toy",
      "--budget",
      "3",
    ],
    /toy.csv has no column nope.accuracy, which --task asks for/,
  ],
  [
    "replay of a device that the table does not have",
    ["search", "--task", "toy-task", "--device", "nope", "--samples", files.table, "--budget", "3"],
    /toy.csv has no column nope.latency_ms or nope.energy_mj/,
  ],
  [
    "replay of an empty file",
    [
      "search",
      "--task",
      "toy-task",
      "--device",
      "toy-device",
      "--samples",
      files.file("empty.csv", ""),
      "--budget",
      "3",
    ],
    /empty.csv is empty/,
  ],
  ["negative seed", [...search, "--budget", "3", "--seed", "-1"], /--seed/],
  ["empty device list", ["search", "--task", "toy-task", "--device", "a,,b", "--budget", "3"], /--device/],
  [
    "table without samples",
    ["search", "--task", "toy-task", "--device", "toy-device", "--budget", "3"],
    /--samples FILE.csv/,
  ],
  [
    "samples for external",
    [...search, "--budget", "3", "--evaluator", "external"],
    /--samples is for the table evaluator/,
  ],
  [
    "unknown evaluator",
    [...search.slice(0, 5), "--budget", "3", "--evaluator", "luck"],
    /--evaluator <name>' argument 'luck' is invalid\. Allowed choices are table, training, external/,
  ],
  ["unknown run", ["search", "--resume", "nope"], /nope/],
  ["unknown run to show", ["run", "show", "nope"], /nope/],
  [
    "unknown family",
    ["predictor", "train", "--task", "toy-task", "--metric", "accuracy", "--family", "oracle"],
    /oracle/,
  ],
  ["latency without a device", ["predictor", "train", "--task", "toy-task", "--metric", "latency"], /device/],
  ["reset without --yes", ["archive", "reset"], /confirm it with --yes/],
  ["bad setting", ["space", "list", "--port", "abc"], /--port must be a whole number/],
  [
    "bench of an unknown space",
    [...bench.with(5, "nope"), "--device", "d", "--budget", "3", "--seeds", "1"],
    /unknown search space "nope"/,
  ],
  ["bench of an unknown device", [...bench, "--device", "nope", "--budget", "3", "--seeds", "1"], /nope/],
  ["bench of an unknown task", [...benchToy.with(7, "nope"), "--budget", "3"], /nope/],
  [
    "bench without seeds",
    [...bench, "--device", "toy-device", "--budget", "3"],
    /--seeds <k>' not specified/,
  ],
  ["bench with 0 seeds", [...bench, "--device", "toy-device", "--budget", "3", "--seeds", "0"], /--seeds/],
  [
    "bench within impossible limits",
    [...benchToy, "--budget", "3", "--max-latency", "0.06", "--min-accuracy", "1"],
    /limits/,
  ],
  [
    "bench with a setting that it does not use",
    [...benchToy, "--budget", "3", "--archive", "sqlite:x"],
    /unknown option '--archive'/,
  ],
];

const predictorBench = [
  "bench",
  "predictor",
  "--samples",
  files.table,
  "--space",
  files.space,
  "--seeds",
  "1",
];
cases.push(
  [
    "predictor bench without a device",
    [...predictorBench, "--train", "5", "--metric", "latency"],
    /device must be given/,
  ],
  ["predictor bench with 0 networks", [...predictorBench, "--train", "0", "--metric", "latency"], /--train/],
  [
    "predictor bench on all networks",
    [...predictorBench, "--train", "24", "--metric", "latency", "--device", "toy-device"],
    /train is 24, but the table has 24/,
  ],
  [
    "predictor bench with an unknown feature",
    [...predictorBench, "--train", "9", "--metric", "latency", "--device", "toy-device", "--feature", "nope"],
    /unknown column "nope"/,
  ],
  [
    "predictor bench with a feature twice",
    [...predictorBench, "--train", "9", "--metric", "latency", "--feature", "a", "--feature", "a"],
    /"a" is named twice/,
  ],
);

describe("bad input", () => {
  let service: HarmonicService;
  let line: CommandLine;

  beforeAll(async () => {
    ({ service, line } = await openFilledToy(files));
  });
  afterAll(() => service.close());

  test.each(cases)(
    "%s: exit code 2, one line on stderr, nothing on stdout, nothing changed",
    async (_, args, message) => {
      const state = async () => [
        await service.archiveInfo(),
        await service.sampleTables(),
        await service.runs({ limit: 9 }),
      ];
      const before = await state();
      const { code, stdout, stderr } = await line.run(...args, "--json");
      expect(stderr).toMatch(message);
      expect(stderr).toMatch(/^error: [^\n]+\n$/);
      expect(stdout).toBe("");
      expect(code).toBe(2);
      expect(await state()).toEqual(before);
    },
  );

  test("every service that was opened is closed", () => {
    expect(line.closed).toBe(line.opened.length);
    expect(line.opened.length).toBeGreaterThan(10);
  });

  test("a bug is not bad input: exit code 1, one line", async () => {
    const { code, stdout, stderr } = await new CommandLine(undefined).run("space", "list");
    expect(stderr).toBe("internal error: this test opens no service (set HARMONIC_DEBUG=1 for the stack)\n");
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  });
});
