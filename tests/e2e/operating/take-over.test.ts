import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { createClient } from "graphql-ws";
import { afterAll, expect, it } from "vitest";
import { WebSocket } from "ws";
import { testMongod } from "../../support/mongo.js";
import { startRedis, whyNoRedis } from "../../support/redis.js";
import { placesOn } from "../../support/stores.js";
import { expectWithin } from "../../support/within.js";
import { cleanUp, missing, type Served, serve } from "./served.js";

const mongod = await testMongod();
const reason = whyNoRedis() ?? (mongod.kind === "absent" ? mongod.reason : missing || undefined);
afterAll(cleanUp);

interface Seen {
  readonly evaluations: number;
  readonly status: string;
}

/** Follows a run at a server; `seen` is every state that it sends. */
function follow({ url }: Served, run: string): { readonly seen: Seen[]; end(): void } {
  const client = createClient({
    url: url.replace(/^http/, "ws"),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
  });
  const seen: Seen[] = [];
  client.subscribe<{ searchProgress: { evaluations: number; run: { status: string } } }>(
    { query: `subscription { searchProgress(id: "${run}") { evaluations run { status } } }` },
    {
      next: ({ data }) => {
        if (data)
          seen.push({ evaluations: data.searchProgress.evaluations, status: data.searchProgress.run.status });
      },
      error: () => undefined,
      complete: () => undefined,
    },
  );
  return { seen, end: () => void client.dispose() };
}

/** Evaluates one network through a server: claims it as soon as there is one, and hands a result in. */
async function evaluate({ ask }: Served, run: string, latency: number): Promise<void> {
  for (;;) {
    const { data } = await ask(`mutation { claimEvaluation(worker: "w", run: "${run}") {
      ... on ClaimEvaluationSuccess { claim } } }`);
    if (data.claimEvaluation === null) {
      await sleep(50);
      continue;
    }
    const answer = await ask(`mutation { completeEvaluation(claim: "${data.claimEvaluation.claim}",
      measurement: { latency: ${latency} }) { __typename ... on Problem { message } } }`);
    expect(answer.data.completeEvaluation.__typename).toBe("CompleteEvaluationSuccess");
    return;
  }
}

const why = reason === undefined ? "" : ` (${reason})`;

it.skipIf(reason !== undefined)(
  `a killed server's run goes on in another within 10 s, and a subscription there sees it${why}`,
  async () => {
    const redis = await startRedis({ isVolatile: true });
    const place = placesOn(mongod)[1][1]();
    try {
      const environment = { QUEUE: `${redis.url}/0` };
      const [first, second] = [await serve(place.url, environment), await serve(place.url, environment)];
      await first.ask(`mutation { registerDevice(input: { id: "board" }) { __typename }
        registerTask(input: { id: "t", space: "nas-bench-201" }) { __typename } }`);
      const { data } =
        await first.ask(`mutation { startSearch(input: { task: "t", devices: ["board"], budget: 3,
        objectives: [LATENCY], evaluator: EXTERNAL, strategy: RANDOM, parallel: 1, seed: 1 }) {
        ... on StartSearchSuccess { run { key } } } }`);
      const { key } = data.startSearch.run;
      const { seen, end } = follow(second, key);
      const reached = async (count: number) => {
        while (!seen.some(({ evaluations }) => evaluations >= count)) await sleep(20);
      };
      // The first server executes the run; the worker and the subscription know the second one alone.
      await evaluate(second, key, 1);
      await reached(1);
      const gone = once(first.child, "exit");
      first.child.kill("SIGKILL");
      await gone;
      const killed = performance.now();
      await evaluate(second, key, 2);
      await reached(2);
      expectWithin(performance.now() - killed, 10_000);
      await evaluate(second, key, 3);
      await reached(3);
      while (seen.at(-1)?.status !== "FINISHED") await sleep(20);
      expect(second.log()).toContain("took over a search run whose server is gone");
      const after = await second.ask(`{ evaluations(run: "${key}", first: 9) { nodes { status latency } } }`);
      const done = [1, 2, 3].map((latency) => ({ status: "DONE", latency }));
      expect(after.data.evaluations.nodes).toEqual(done);
      expect(new Set(seen.map(({ status }) => status))).toEqual(new Set(["RUNNING", "FINISHED"]));
      end();
      await second.end("SIGTERM");
    } finally {
      place.remove();
      await redis.stop();
    }
  },
  300_000,
);
