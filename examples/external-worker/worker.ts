/**
 * An external worker: starts a search over GraphQL, measures the networks that the search waits for, and hands the
 * results in until the budget is spent. Replace `measure` by a function that runs the network on your board.
 *
 *   npx tsx examples/external-worker/worker.ts URL TASK DEVICE BUDGET
 */
import { setTimeout as sleep } from "node:timers/promises";

type Genes = Readonly<Record<string, string | number>>;

const [url = "http://localhost:4000/graphql", task, device, budget = "20"] = process.argv.slice(2);

async function ask<T>(query: string, variables: object): Promise<T> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${process.env.API_TOKEN ?? ""}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: T; errors?: readonly { message: string }[] };
  if (errors !== undefined) throw new Error(errors.map(({ message }) => message).join("; "));
  return data;
}

/** Latency [ms] and accuracy of a network. This stand-in counts the sizes of its genes instead of running anything. */
async function measure(genes: Genes): Promise<{ latency: number; accuracy: number }> {
  const size = Object.values(genes).reduce<number>((sum, choice) => sum + (Number(choice) || 1), 0);
  return { latency: 0.1 * size, accuracy: size / (size + 20) };
}

interface Started {
  readonly startSearch: { readonly run?: { readonly key: string }; readonly message?: string };
}
const START = `mutation ($input: StartSearchInput!) {
  startSearch(input: $input) { ... on StartSearchSuccess { run { key } } ... on Problem { message } }
}`;
const input = {
  task,
  devices: [device],
  budget: Number(budget),
  evaluator: "EXTERNAL",
  strategy: "SURROGATE",
};
const { run, message } = (await ask<Started>(START, { input })).startSearch;
if (run === undefined) throw new Error(message);

interface Progress {
  readonly searchRun: {
    readonly status: string;
    readonly reason: string | null;
    readonly progress: {
      readonly evaluations: number;
      readonly pending: readonly { readonly architecture: { readonly key: string; readonly genes: Genes } }[];
    };
  };
}
const PROGRESS = `query ($id: ID!) {
  searchRun(id: $id) { status reason progress { evaluations pending { architecture { key genes } } } }
}`;
const SUBMIT = `mutation ($input: SubmitMeasurementsInput!) {
  submitMeasurements(input: $input) { ... on SubmitMeasurementsSuccess { stored } ... on Problem { message } }
}`;
for (;;) {
  const { status, reason, progress } = (await ask<Progress>(PROGRESS, { id: run.key })).searchRun;
  if (status !== "RUNNING") {
    console.log(`${progress.evaluations} networks measured; ${status.toLowerCase()}: ${reason}`);
    break;
  }
  for (const { architecture } of progress.pending) {
    const measured = { architecture: architecture.genes, ...(await measure(architecture.genes)) };
    // The key makes a repeated submission harmless, e.g. after a lost connection.
    const idempotencyKey = `${run.key} ${architecture.key}`;
    await ask(SUBMIT, { input: { task, device, measurements: [measured], idempotencyKey } });
  }
  await sleep(100);
}
