import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { InvalidInput } from "../../src/base/errors.js";
import type { StartSearch } from "../../src/runs/request/start-search.js";
import type { HarmonicService } from "../../src/service/service.js";
import { commandOf } from "../../web/runs/start/command.js";
import { type Fields, firstFields, limitables, objectiveNames } from "../../web/runs/start/fields.js";
import { requestOf } from "../../web/runs/start/request.js";
import { fillToy, startApi, type TestApi } from "../api/harness.js";
import { CommandLine } from "../cli/support/command-line.js";

const METRICS = [
  { name: "ram", of: "DEVICE", direction: "MIN", unit: "MB" },
  { name: "fairness", of: "TASK", direction: "MAX", unit: "" },
] as const;
const CATALOG = {
  viewer: { role: "ADMIN", name: "" },
  tasks: [{ key: "toy-task", name: "", measured: 24, space: { key: "toy" }, scoreName: "accuracy" }],
  metrics: METRICS,
  devices: ["toy-device", "other"].map((key) => ({ key, name: "", measured: 0 })),
} as const;
const TABLES = [
  { key: "toy-table", rows: 24, columns: ["depth", "toy-task.accuracy"], space: { key: "toy" } },
];
const FIRST = firstFields(CATALOG, TABLES, { task: "toy-task", devices: ["toy-device"] });

let api: TestApi;
const kept: { asked?: StartSearch } = {};
/** Keeps what was asked for, and starts nothing. */
const keeping = (service: HarmonicService): HarmonicService => ({
  ...service,
  async startSearch(input) {
    kept.asked = input;
    throw new InvalidInput("task", "kept");
  },
});
beforeAll(async () => {
  api = await startApi({ change: keeping });
  await fillToy(api.service);
});
afterAll(() => api.close());

const START = `mutation($input: StartSearchInput!) { startSearch(input: $input) { __typename } }`;

/** What a request asks of the service, over GraphQL and by the command. */
async function both(fields: Fields) {
  const input = requestOf(fields, METRICS);
  delete kept.asked;
  const answer = await api.ask(START, { input });
  expect(answer.errors).toEqual([]);
  const byForm = kept.asked as StartSearch | undefined;
  delete kept.asked;
  const words = commandOf(input).replace(/^npx harmonic/, "printf '%s\\n'");
  const parts = execFileSync("sh", ["-c", words], { encoding: "utf8" }).trimEnd().split("\n");
  const { stderr } = await new CommandLine(keeping(api.service)).run(...parts);
  expect(stderr).toContain("kept");
  return { byForm, byCommand: kept.asked as StartSearch | undefined };
}

const withoutEmpty = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown;

describe("the command that the form of a search shows", () => {
  it("asks for the same as the form, which begins with a table that has the task", async () => {
    expect(FIRST).toMatchObject({ evaluator: "TABLE", samples: "toy-table" });
    const { byForm, byCommand } = await both(FIRST);
    expect(withoutEmpty(byCommand)).toEqual(withoutEmpty(byForm));
    expect(byForm).toMatchObject({ task: "toy-task", devices: ["toy-device"], samples: "toy-table" });
  });

  it("does so with every setting, on one device and on several", async () => {
    const settings: Fields = {
      ...FIRST,
      ...{ seed: "7", parallel: "3", timeLimit: "60", plateau: "0.001", window: "20" },
      fidelities: [{ name: "early_accuracy", cost: "0.2" }],
    };
    for (const devices of [["toy-device"], ["toy-device", "other"]]) {
      const limited = limitables(devices, METRICS);
      const fields: Fields = {
        ...settings,
        devices,
        evaluator: devices.length === 1 ? "TABLE" : "TRAINING",
        fidelities: devices.length === 1 ? settings.fidelities : [{ name: "epochs_2", cost: "0.1" }],
        objectives: objectiveNames(devices, METRICS).slice(0, 4),
        limits: Object.fromEntries(limited.map(({ name }, i) => [name, String(i === 0 ? 0.5 : 10 + i)])),
      };
      const { byForm, byCommand } = await both(fields);
      expect(withoutEmpty(byCommand)).toEqual(withoutEmpty(byForm));
      expect(byForm?.fidelities).toHaveLength(1);
      expect(byForm?.plateau).toEqual({ gain: 0.001, window: 20 });
      expect(Object.keys(byForm?.constraints ?? {}).length).toBeGreaterThan(3);
    }
  });
});
