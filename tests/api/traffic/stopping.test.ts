import { afterEach, expect, it } from "vitest";
import type { HarmonicService } from "../../../src/service/service.js";
import { fillToy, startApi, type TestApi } from "../harness.js";

/** The signals of the use cases that have begun; each goes on until its signal aborts. */
let begun: AbortSignal[];
let api: TestApi;
afterEach(() => api.close());

const isSignal = (value: unknown): value is AbortSignal => value instanceof AbortSignal;

async function startHolding(name: keyof HarmonicService): Promise<void> {
  begun = [];
  const change = (service: HarmonicService): HarmonicService => ({
    ...service,
    [name]: (...given: unknown[]) => {
      const [, second] = given;
      const signal = isSignal(second) ? second : (second as { signal?: AbortSignal } | undefined)?.signal;
      return new Promise((_, reject) => {
        if (signal === undefined) return;
        begun.push(signal);
        signal.addEventListener("abort", () => reject(new Error("stopped")));
      });
    },
  });
  api = await startApi({ change });
  await fillToy(api.service);
}

const ON = 'task: "toy-task", device: "toy-device"';
const SEARCH = 'task: "toy-task", devices: ["toy-device"], evaluator: TABLE, samples: "toy-table", budget: 3';

it.each([
  ["suggestMeasurements", `{ suggestMeasurements(${ON}, count: 1) { key } }`],
  ["devicePage", '{ device(id: "toy-device") { findings { kind } } }'],
  ["taskFindings", '{ task(id: "toy-task") { findings { kind } } }'],
  ["exportArchitecture", '{ exportArchitecture(task: "toy-task", architecture: {}) { __typename } }'],
] as const)("%s stops when its client leaves", async (name, query) => {
  await startHolding(name);
  const left = new AbortController();
  const body = JSON.stringify({ query });
  const headers = { "content-type": "application/json" };
  const asked = fetch(api.server.url, { method: "POST", body, headers, signal: left.signal });
  await expect.poll(() => begun.length).toBe(1);
  expect(begun[0].aborted).toBe(false);
  left.abort();
  await asked.catch(() => undefined);
  await expect.poll(() => begun[0].aborted).toBe(true);
});

it("a download stops when its client leaves", async () => {
  await startHolding("exportArchitecture");
  const left = new AbortController();
  const url = new URL("/export/x.zip?task=toy-task&architecture={}", api.server.url);
  const asked = fetch(url, { signal: left.signal });
  await expect.poll(() => begun.length).toBe(1);
  left.abort();
  await asked.catch(() => undefined);
  await expect.poll(() => begun[0].aborted).toBe(true);
});

it.each([
  ["verifyFront", `mutation { verifyFront(input: { ${ON} }) { __typename } }`],
  ["startSearch", `mutation { startSearch(input: { ${SEARCH} }) { __typename } }`],
] as const)("%s is a job that can be cancelled", async (name, query) => {
  await startHolding(name);
  const asked = api.ask(query);
  await expect.poll(() => begun.length).toBe(1);
  const { data } = await api.ask("{ jobs { key fields } }");
  const [{ key, fields }] = data!.jobs as { key: string; fields: string[] }[];
  expect(fields).toEqual([name]);
  await api.ask(`mutation { cancelJob(id: "${key}") { __typename } }`);
  await asked;
  expect(begun[0].aborted).toBe(true);
});
