import { afterEach, beforeEach, expect, test } from "vitest";
import { TOY_SPACE, toyTable } from "../support/service.js";
import { startApi, type TestApi } from "./harness.js";

const TABLE = toyTable()
  .split("\n")
  .map((line, i) => `${line},${i === 0 ? "boardB.latency_ms" : 20 - (i % 7)}`)
  .join("\n")
  .replaceAll("toy-device", "boardA");

const fieldOf = (data: Record<string, unknown> | null | undefined, name: string): unknown => data?.[name];

let api: TestApi;
beforeEach(async () => {
  api = await startApi();
  await api.service.registerSearchSpace(TOY_SPACE);
  await api.service.importSamples({ name: "both", space: "toy", source: TABLE });
});
afterEach(() => api.close());

const POINT =
  "accuracy { value } latency { value } devices { device { key } latency { value source } energy { value } }";
const LIMITS = '[{ device: "boardB", maxLatency: 18 }, { device: "boardA", maxLatency: 6, maxEnergy: 20 }]';

test("a front over several devices: costs, limits, objectives and the reference point by name", async () => {
  const { data, errors } = await api.ask(`{ paretoFront(
    task: "toy-task", devices: ["boardA", "boardB"], constraints: { perDevice: ${LIMITS} }, first: 2
  ) { totalCount objectives objectiveNames referencePoint { accuracy latency } referenceValues { objective value }
      hypervolume nodes { ${POINT} } pageInfo { endCursor hasNextPage } notes } }`);
  expect(errors).toEqual([]);
  const front = fieldOf(data, "paretoFront") as {
    nodes: { devices: object[] }[];
    pageInfo: { endCursor: string };
  };
  expect(front).toMatchObject({
    objectives: ["ACCURACY", "LATENCY", "ENERGY"],
    objectiveNames: ["accuracy", "boardA.latency", "boardA.energy", "boardB.latency"],
    referencePoint: { accuracy: 0.632, latency: null },
    referenceValues: [
      { objective: "accuracy", value: 0.632 },
      { objective: "boardA.latency", value: 6 },
      { objective: "boardA.energy", value: 20 },
      { objective: "boardB.latency", value: 18 },
    ],
    pageInfo: { hasNextPage: true },
  });
  expect(front.nodes[0]).toMatchObject({
    latency: null,
    devices: [
      { device: { key: "boardA" }, latency: { source: "MEASURED" }, energy: { value: expect.any(Number) } },
      { device: { key: "boardB" }, latency: { value: expect.any(Number) }, energy: null },
    ],
  });
  const named = await api.ask(`{ paretoFront(task: "toy-task", devices: ["boardA", "boardB"],
    objectiveNames: ["accuracy", "boardB.latency"], constraints: { maxLatency: 1 }
  ) { objectiveNames nearest { misses { latency byName { objective value } } } } }`);
  const { nearest } = fieldOf(named.data, "paretoFront") as {
    nearest: { misses: { byName: { objective: string }[] } }[];
  };
  expect(nearest[0].misses).toMatchObject({ latency: null });
  expect(nearest[0].misses.byName.map(({ objective }) => objective)).toContain("boardB.latency");
});

test("one device, alone or in a list, has costs of its own and an empty list of devices", async () => {
  for (const which of ['device: "boardA"', 'devices: ["boardA"]']) {
    const { data } = await api.ask(
      `{ paretoFront(task: "toy-task", ${which}) { objectiveNames nodes { ${POINT} } } }`,
    );
    expect(data?.paretoFront).toMatchObject({ objectiveNames: ["accuracy", "latency", "energy"] });
    const [point] = (fieldOf(data, "paretoFront") as { nodes: object[] }).nodes;
    expect(point).toMatchObject({ latency: { value: expect.any(Number) }, devices: [] });
  }
});

test("a recommendation for several devices, and problems that name the field", async () => {
  const ask = async (args: string) => {
    const { data } = await api.ask(`{ recommend(task: "toy-task", ${args}) { __typename
      ... on Recommendation { point { ${POINT} } } ... on Infeasible { nearest { misses { byName { objective } } } }
      ... on InvalidInputProblem { field } ... on NotFoundProblem { field } } }`);
    return data?.recommend;
  };
  const both = 'devices: ["boardA", "boardB"]';
  const cheapest = 'preference: { kind: CHEAPEST, metric: LATENCY, device: "boardB" }';
  expect(await ask(`${both}, ${cheapest}`)).toMatchObject({
    point: { devices: [{}, { latency: { value: 14 } }] },
  });
  const strict = 'constraints: { perDevice: [{ device: "boardB", maxLatency: 1 }] }';
  expect(await ask(`${both}, ${strict}`)).toMatchObject({ __typename: "Infeasible" });
  for (const [args, field] of [
    ['devices: ["boardA", "nothing"]', "devices[1]"],
    ['devices: ["boardA", "boardA"]', "devices[1]"],
    ['device: "boardA", devices: ["boardB"]', "devices"],
    ["confidence: 0.5", "device"],
    [`device: "boardA", ${strict}`, "constraints.perDevice[0].device"],
  ])
    expect(await ask(args)).toMatchObject({ field });
});

test("a run over several devices: its limits, objectives, and the costs of each point", async () => {
  const started =
    await api.ask(`mutation { startSearch(input: { task: "toy-task", devices: ["boardA", "boardB"],
    budget: 24, evaluator: TABLE, samples: "both", strategy: RANDOM,
    objectiveNames: ["accuracy", "boardA.latency"], constraints: { perDevice: ${LIMITS} } }) {
    __typename ... on Problem { message } ... on StartSearchSuccess { run { key } } } }`);
  const { run } = fieldOf(started.data, "startSearch") as { run: { key: string } };
  for await (const { run: now } of api.service.followRun(run.key, new AbortController().signal))
    if (now.status.kind !== "running") break;
  const { data, errors } = await api.ask(`{ searchRun(id: "${run.key}") { objectives objectiveNames
    constraints { maxLatency perDevice { device { key } maxLatency maxEnergy } }
    progress { objectiveNames hypervolume referenceValues { objective value } points { ${POINT} } } } }`);
  expect(errors).toEqual([]);
  expect(data?.searchRun).toMatchObject({
    objectives: ["ACCURACY", "LATENCY"],
    objectiveNames: ["accuracy", "boardA.latency"],
    constraints: {
      maxLatency: null,
      perDevice: [
        { device: { key: "boardA" }, maxLatency: 6, maxEnergy: 20 },
        { device: { key: "boardB" }, maxLatency: 18, maxEnergy: null },
      ],
    },
    progress: {
      referenceValues: [
        { objective: "accuracy", value: 0.632 },
        { objective: "boardA.latency", value: 6 },
      ],
    },
  });
  const { points } = (fieldOf(data, "searchRun") as { progress: { points: { devices: object[] }[] } })
    .progress;
  expect(points[0]).toMatchObject({
    latency: null,
    devices: [{ device: { key: "boardA" } }, { device: { key: "boardB" } }],
  });
});
