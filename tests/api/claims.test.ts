import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fillToy, startApi, type TestApi } from "./harness.js";

let api: TestApi;
let now = Date.UTC(2026, 0, 1);
beforeEach(async () => {
  api = await startApi({ clock: () => now });
  await fillToy(api.service);
  await api.service.registerDevice({ id: "board" });
});
afterEach(() => api.close());

const PROBLEM = "__typename ... on Problem { message } ... on InvalidInputProblem { field }";
const CLAIM = `mutation ($worker: ID!, $leaseSeconds: Int, $run: ID) {
  claimEvaluation(worker: $worker, leaseSeconds: $leaseSeconds, run: $run) { ${PROBLEM}
    ... on ClaimEvaluationSuccess { claim run { key } task { key } devices { key } architecture { key genes }
      leaseUntil attempt } } }`;
const EXTEND = `mutation ($claim: ID!, $leaseSeconds: Int) { extendLease(claim: $claim, leaseSeconds: $leaseSeconds) {
  ${PROBLEM} ... on ExtendLeaseSuccess { claim leaseUntil } } }`;
const COMPLETE = `mutation ($claim: ID!, $measurement: EvaluationMeasurementInput!) {
  completeEvaluation(claim: $claim, measurement: $measurement) { ${PROBLEM}
    ... on CompleteEvaluationSuccess { run { key } architecture { key } measurements { key latency } } } }`;
const FAIL = `mutation ($claim: ID, $run: ID, $architecture: ID, $reason: String!) {
  failEvaluation(claim: $claim, run: $run, architecture: $architecture, reason: $reason) { ${PROBLEM}
    ... on FailEvaluationSuccess { architecture { key } reason retryAt } } }`;

interface Claim {
  readonly __typename: string;
  readonly claim: string;
  readonly architecture: { readonly key: string };
  readonly leaseUntil: string;
  readonly attempt: number;
}
const ask = async (query: string, variables: object): Promise<Claim> => {
  const { data, errors } = await api.ask(query, variables);
  expect(errors).toEqual([]);
  return Object.values(data ?? {})[0] as Claim;
};
const claim = (worker = "w", variables: object = {}) => ask(CLAIM, { worker, ...variables });

async function start(budget = 3, parallel = 2): Promise<string> {
  const { id } = await api.service.startSearch({
    task: "toy-task",
    devices: ["board"],
    evaluator: "external",
    strategy: "random",
    budget,
    parallel,
  });
  while ((await api.service.run(id)).pending.length === 0)
    await new Promise((resolve) => setTimeout(resolve, 5));
  return id;
}
const STALE = { __typename: "ConflictProblem", message: expect.stringContaining("stale") };
const waitFor = async (holds: () => Promise<boolean>) => {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5));
};

describe("evaluations over GraphQL", () => {
  it("are free for everybody to see as soon as a lease ran out, before another worker asks", async () => {
    const run = await start(3, 2);
    const PENDING = `query ($run: ID!) { searchRun(id: $run) { progress { pending {
      architecture { key } worker leaseUntil pastClaims { worker outcome at } } } } }`;
    const pending = async () =>
      ((await api.ask(PENDING, { run })).data as { searchRun: { progress: { pending: readonly object[] } } })
        .searchRun.progress.pending;
    const first = await claim("lost", { leaseSeconds: 10 });
    await claim("busy", { leaseSeconds: 60 });
    expect(await pending()).toMatchObject([{ worker: "lost", pastClaims: [] }, { worker: "busy" }]);
    expect(await api.service.queueState()).toMatchObject({ waiting: 0, claimed: 2, stale: 0 });
    now += 10_000;
    expect(await pending()).toMatchObject([
      {
        architecture: { key: first.architecture.key },
        worker: null,
        leaseUntil: null,
        pastClaims: [{ worker: "lost", outcome: "STALE", at: first.leaseUntil }],
      },
      { worker: "busy" },
    ]);
    expect(await api.service.queueState()).toMatchObject({ waiting: 1, claimed: 1, stale: 1 });
    const again = await claim("next");
    expect(again.architecture.key).toBe(first.architecture.key);
    expect(await pending()).toMatchObject([
      { worker: "next", pastClaims: [{ worker: "lost", outcome: "STALE" }] },
      { worker: "busy" },
    ]);
  });

  it("make room for the next at once when a result is stored, whether the run was told of it or not", async () => {
    const run = await start(6, 2);
    const proposed = async () => (await api.service.run(run)).pending.map(({ id }) => id);
    const [slow, quick] = [await claim("slow"), await claim("quick")];
    expect(await proposed()).toEqual([slow.architecture.key, quick.architecture.key]);
    let last = quick;
    // The first network is still out: the run takes results in the order of its proposals, and hands out two ahead.
    for (const latency of [1, 2]) {
      await ask(COMPLETE, { claim: last.claim, measurement: { accuracy: 0.5, latency } });
      last = await claim("quick");
      expect(last?.__typename).toBe("ClaimEvaluationSuccess");
      expect(await proposed()).toEqual([slow.architecture.key, last.architecture.key]);
      expect(await api.service.queueState()).toMatchObject({ waiting: 0, claimed: 2 });
    }
    expect((await api.service.run(run)).evaluations).toBe(0);
  });

  it("are claimed in order, each by one worker, until none is left", async () => {
    const run = await start();
    const { pending } = await api.service.run(run);
    const first = await claim("one", { leaseSeconds: 30 });
    expect(first).toMatchObject({
      run: { key: run },
      task: { key: "toy-task" },
      devices: [{ key: "board" }],
      architecture: { key: pending[0].id, genes: pending[0].architecture },
      leaseUntil: new Date(now + 30_000).toISOString(),
      attempt: 1,
    });
    expect((await claim("two", { run })).architecture.key).toBe(pending[1].id);
    expect(await claim("three")).toBeNull();
    const seen = await api.ask(`{ searchRun(id: "${run}") { progress { pending { worker leaseUntil } } } }`);
    expect(seen.data).toMatchObject({
      searchRun: {
        progress: { pending: [{ worker: "one", leaseUntil: first.leaseUntil }, { worker: "two" }] },
      },
    });
  });

  it("are completed once, whatever is repeated, and the run goes on to its end", async () => {
    const run = await start();
    const done = [];
    for (let i = 0; i < 3; i++) {
      await waitFor(async () => (await claimable(run)) > 0);
      const { claim: held } = await claim();
      const result = { claim: held, measurement: { latency: 3 + i } };
      const answer = await ask(COMPLETE, result);
      expect(answer).toMatchObject({ measurements: [{ latency: 3 + i }] });
      expect(await ask(COMPLETE, result)).toEqual(answer);
      expect(await ask(COMPLETE, { claim: held, measurement: { latency: 99 } })).toMatchObject({
        __typename: "ConflictProblem",
      });
      expect(await ask(EXTEND, { claim: held })).toMatchObject({ __typename: "ConflictProblem" });
      done.push(answer.architecture.key);
    }
    await waitFor(async () => (await api.service.run(run)).run.status.kind === "finished");
    const { evaluations } = await api.service.evaluations(run);
    expect(evaluations.map(({ id }) => id)).toEqual(done);
    expect(await api.service.measurements({ device: "board" })).toHaveLength(3);
    expect(await claim()).toBeNull();
  });

  const claimable = async (run: string) =>
    (await api.service.run(run)).pending.filter(
      ({ job }) => job?.state.kind !== "claimed" && job?.state.kind !== "done",
    ).length;

  it("go to another worker once a lease has run out, and the late answer changes nothing", async () => {
    const run = await start(3, 1);
    const first = await claim("slow", { leaseSeconds: 10 });
    now += 9000;
    expect(await claim("quick")).toBeNull();
    expect((await ask(EXTEND, { claim: first.claim, leaseSeconds: 10 })).leaseUntil).toBe(
      new Date(now + 10_000).toISOString(),
    );
    now += 10_000;
    const second = await claim("quick");
    expect(second).toMatchObject({ architecture: first.architecture, attempt: 2 });
    expect(second.claim).not.toBe(first.claim);
    for (const query of [EXTEND, COMPLETE, FAIL]) {
      const variables = { claim: first.claim, measurement: { latency: 1 }, reason: "late" };
      const used =
        query === COMPLETE ? { claim: first.claim, measurement: variables.measurement } : variables;
      expect(await ask(query, used)).toMatchObject(STALE);
    }
    expect(await api.service.measurements({ device: "board" })).toEqual([]);
    const { pending } = await api.service.run(run);
    expect(pending[0].job?.past).toMatchObject([{ worker: "slow", outcome: "stale" }]);
    expect(await ask(COMPLETE, { claim: second.claim, measurement: { latency: 2 } })).toMatchObject({
      run: { key: run },
    });
    expect(await ask(COMPLETE, { claim: first.claim, measurement: { latency: 2 } })).toMatchObject(STALE);
    expect(await api.service.measurements({ device: "board" })).toHaveLength(1);
  });

  it("that fail are tried again after a while, and become dead letters after the third time", async () => {
    const run = await start(2, 1);
    const { architecture } = await claim("a").then(async (held) => {
      const failed = await ask(FAIL, { claim: held.claim, reason: "no memory" });
      expect(failed).toMatchObject({ reason: "no memory", retryAt: new Date(now + 1000).toISOString() });
      expect(await ask(FAIL, { claim: held.claim, reason: "said again" })).toEqual(failed);
      return held;
    });
    expect(await claim("b")).toBeNull();
    now += 1000;
    await ask(FAIL, { claim: (await claim("b")).claim, reason: "no memory" });
    now += 4000;
    const last = await ask(FAIL, { claim: (await claim("c")).claim, reason: "no memory" });
    expect(last).toMatchObject({ architecture: { key: architecture.key }, retryAt: null });
    await waitFor(async () => (await api.service.run(run)).failed === 1);
    const answer = await api.ask(
      `{ searchRun(id: "${run}") { progress { failed deadLetters { reason architecture { key }
        pastClaims { worker outcome reason } } } } }`,
    );
    expect(answer.data).toMatchObject({
      searchRun: {
        progress: {
          failed: 1,
          deadLetters: [
            {
              reason: "no memory (tried 3 times)",
              architecture: { key: architecture.key },
              pastClaims: ["a", "b", "c"].map((worker) => ({
                worker,
                outcome: "FAILED",
                reason: "no memory",
              })),
            },
          ],
        },
      },
    });
  });

  it("whose workers are lost too often become dead letters, too, which say so", async () => {
    const run = await start(2, 1);
    for (let lost = 0; lost < 5; lost++) {
      expect((await claim(`w${lost}`, { leaseSeconds: 1 })).attempt).toBe(lost + 1);
      now += 1001;
    }
    await claim("w5");
    await waitFor(async () => (await api.service.run(run)).failed === 1);
    expect((await api.service.run(run)).deadLetters[0].job.state.reason).toBe("its worker was lost 5 times");
  });

  it("can be given back, and are nobody's any more once the run is cancelled", async () => {
    const run = await start(2, 1);
    const first = await claim("leaving");
    expect(await ask(EXTEND, { claim: first.claim, leaseSeconds: 0 })).toMatchObject({ leaseUntil: null });
    const second = await claim("staying");
    expect(second).toMatchObject({ architecture: first.architecture, attempt: 2 });
    await api.service.cancelSearch(run);
    expect(await ask(EXTEND, { claim: second.claim })).toMatchObject({
      __typename: "ConflictProblem",
      message: expect.stringContaining("is cancelled"),
    });
    expect(await claim("staying")).toBeNull();
  });

  it("are refused with the field that is wrong, and nothing changes", async () => {
    await start(2, 1);
    const held = await claim();
    const wrong: [string, object, string][] = [
      [CLAIM, { worker: " " }, "worker"],
      [CLAIM, { worker: "w", leaseSeconds: 0 }, "leaseSeconds"],
      [EXTEND, { claim: held.claim, leaseSeconds: -1 }, "leaseSeconds"],
      [COMPLETE, { claim: held.claim, measurement: { latency: -1 } }, "measurement.latency"],
      [COMPLETE, { claim: held.claim, measurement: { accuracy: 0.5 } }, "measurement.latency"],
      [COMPLETE, { claim: held.claim, measurement: {} }, "measurement"],
      [
        COMPLETE,
        { claim: held.claim, measurement: { devices: [{ device: "toy-device", latency: 1 }] } },
        "measurement.devices[0].device",
      ],
      [FAIL, { claim: held.claim, reason: " " }, "reason"],
      [FAIL, { claim: held.claim, run: "x", reason: "r" }, "claim"],
      [FAIL, { reason: "r" }, "run"],
    ];
    for (const [query, variables, field] of wrong)
      expect(await ask(query, variables)).toMatchObject({ field });
    expect(await ask(EXTEND, { claim: "nonsense" })).toMatchObject({ __typename: "NotFoundProblem" });
    expect(await ask(COMPLETE, { claim: held.claim, measurement: { latency: 1 } })).toMatchObject({
      measurements: [{ latency: 1 }],
    });
  });
});
