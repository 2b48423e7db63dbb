import { describe, expect, it } from "vitest";
import { collect, liveApi, startRun } from "./live.js";

const live = liveApi();

const PROGRESS = `subscription ($id: ID!) { searchProgress(id: $id) {
  evaluations failed hypervolume elapsedSeconds etaSeconds
  referencePoint { accuracy latency } pending { architecture { key } }
  points { architecture { key genes } accuracy { value } }
  run { key status reason endedAt budget evaluator samples strategy seed evaluations createdAt
    constraints { maxLatency genes } task { key } devices { key } space { key } } } }`;

describe("searchProgress", () => {
  it("ends at the best network if one metric is optimised", async () => {
    const { data } = await live.api.ask(
      `mutation { startSearch(input: { task: "toy-task", devices: ["toy-device"], budget: 12, evaluator: TABLE,
        samples: "toy-table", strategy: RANDOM, objectives: [ACCURACY], constraints: { maxLatency: 3 } }) {
        ... on StartSearchSuccess { run { id objectives } } } }`,
    );
    const { run } = (data as { startSearch: { run: { id: string; objectives: string[] } } }).startSearch;
    expect(run.objectives).toEqual(["ACCURACY"]);
    const { events } = await collect(live.connect(), { query: PROGRESS, variables: { id: run.id } });
    const progress = events.at(-1) as { data: { searchProgress: { points: unknown[] } } };
    expect(progress.data.searchProgress.points).toHaveLength(1);
    expect(progress.data.searchProgress).toMatchObject({ referencePoint: { latency: null } });
  });

  it("tells how many cheap scores were requested, and the total cost", async () => {
    const { data } = await live.api.ask(
      `mutation { startSearch(input: { task: "toy-task", devices: ["toy-device"], budget: 18, evaluator: TABLE,
        samples: "scored-table", fidelities: [{ name: "early_accuracy", cost: 0.2 }] }) {
        ... on StartSearchSuccess { run { id fidelities { name cost } } } } }`,
    );
    const { run } = (data as { startSearch: { run: { id: string; fidelities: unknown } } }).startSearch;
    expect(run.fidelities).toEqual([{ name: "early_accuracy", cost: 0.2 }]);
    const query = "subscription ($id: ID!) { searchProgress(id: $id) { evaluations scores spent } }";
    const { events } = await collect(live.connect(), { query, variables: { id: run.id } });
    const last = events.at(-1) as { data: { searchProgress: Record<string, number> } };
    const { evaluations, scores, spent } = last.data.searchProgress;
    expect(scores).toBeGreaterThan(0);
    expect(spent).toBeCloseTo(evaluations + 0.2 * scores, 9);
  });

  it("gives the state and then every change, and ends with the run", async () => {
    const id = await startRun(live, 10);
    const { events, error } = await collect(live.connect(), { query: PROGRESS, variables: { id } });
    expect(error).toBeUndefined();
    const progress = events.map(
      (event) => (event as { data: { searchProgress: never } }).data.searchProgress,
    ) as {
      evaluations: number;
      run: { status: string; budget: number; seed: number; samples: string };
      points: unknown[];
    }[];
    const counts = progress.map(({ evaluations }) => evaluations);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    const last = progress.at(-1);
    expect(last).toMatchObject({
      evaluations: 10,
      run: { status: "FINISHED", budget: 10, seed: 3, samples: "toy-table" },
    });
    expect(last?.points.length).toBeGreaterThan(0);

    const { data } = await live.api.ask(
      `query ($id: ID!) {
        searchRun(id: $id) { status evaluations progress { hypervolume leftOut run { key } } }
        searchRuns(first: 1) { nodes { id } edges { cursor } pageInfo { hasNextPage } } }`,
      { id },
    );
    expect(data).toMatchObject({
      searchRun: { status: "FINISHED", evaluations: 10, progress: { leftOut: 0 } },
      searchRuns: { nodes: [{ id }] },
    });
  });

  it("of an unknown run is an error with a code", async () => {
    const { events, error } = await collect(live.connect(), {
      query: PROGRESS,
      variables: { id: "nothing" },
    });
    const errors = error ?? (events[0] as { errors: unknown }).errors;
    expect(errors).toMatchObject([
      { extensions: { code: "NOT_FOUND" }, message: expect.stringContaining("nothing") },
    ]);
  });
});

describe("runs", () => {
  it("are paged, newest first, and a cursor continues", async () => {
    for (let i = 0; i < 3; i++) await startRun(live, 2);
    const page = async (after: string | null) => {
      const { data, errors } = await live.api.ask(
        `query ($after: String) { searchRuns(first: 2, after: $after) {
          nodes { key createdAt } pageInfo { hasNextPage hasPreviousPage endCursor } } }`,
        { after },
      );
      expect(errors).toEqual([]);
      return (
        data as {
          searchRuns: {
            nodes: { key: string; createdAt: string }[];
            pageInfo: { hasNextPage: boolean; endCursor: string };
          };
        }
      ).searchRuns;
    };
    const first = await page(null);
    const second = await page(first.pageInfo.endCursor);
    expect([first.nodes.length, second.nodes.length]).toEqual([2, 1]);
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
    const nodes = [...first.nodes, ...second.nodes];
    expect(new Set(nodes.map(({ key }) => key)).size).toBe(3);
    const times = nodes.map(({ createdAt }) => createdAt);
    expect(times).toEqual(times.toSorted().reverse());
  });

  it("that wait for measurements list the networks to measure, and can be cancelled and resumed", async () => {
    await live.api.service.registerTask({ id: "new-task", space: "toy" });
    await live.api.service.registerDevice({ id: "new-device" });
    const { data } = await live.api.ask(
      `mutation { startSearch(input: {
        task: "new-task", devices: ["new-device"], budget: 4, evaluator: EXTERNAL, strategy: RANDOM }) {
        ... on Problem { message } ... on StartSearchSuccess { run { key } } } }`,
    );
    const { key } = (data as { startSearch: { run: { key: string } } }).startSearch.run;
    const pending = async () => {
      const { data } = await live.api.ask(
        "query ($id: ID!) { searchRun(id: $id) { progress { pending { architecture { key genes } } } } }",
        { id: key },
      );
      return (data as { searchRun: { progress: { pending: { architecture: { genes: object } }[] } } })
        .searchRun.progress.pending;
    };
    await expect.poll(pending, { timeout: 5_000 }).not.toEqual([]);
    for (const { architecture } of await pending())
      expect(Object.keys(architecture.genes)).toEqual(["depth", "width", "operator"]);
    for (const [name, status] of [
      ["cancelSearch", "CANCELLED"],
      ["resumeSearch", "RUNNING"],
      ["cancelSearch", "CANCELLED"],
    ]) {
      const type = `${name[0].toUpperCase()}${name.slice(1)}Success`;
      const answer = await live.api.ask(
        `mutation ($id: ID!) { result: ${name}(id: $id) {
          ... on Problem { message } ... on ${type} { run { status } } } }`,
        { id: key },
      );
      expect(answer.data).toEqual({ result: { run: { status } } });
    }
  });
});
