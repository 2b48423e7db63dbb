/**
 * A client with types of its own: `operations.graphql` says what it asks, and `npm run codegen` writes
 * `generated/operations.ts` from that and the schema. With the address alone it lists tasks and devices.
 *
 *   npx tsx examples/typescript-client/client.ts URL
 *   npx tsx examples/typescript-client/client.ts URL --task TASK --device DEVICE --max-latency MS --max-energy MJ
 *   npx tsx examples/typescript-client/client.ts URL --task TASK --device DEVICE --genes '{ "GENE": "CHOICE" }'
 *   npx tsx examples/typescript-client/client.ts URL --run RUN
 */
import { parseArgs } from "node:util";
import { ApiError, ask, follow } from "./ask.js";
import * as api from "./generated/operations.js";
import { lineOf } from "./show.js";

const text = { type: "string" } as const;
const what = { task: text, device: text, genes: text, run: text };
const options = { ...what, "max-latency": text, "max-energy": text, "page-size": text };
const { values: given, positionals } = parseArgs({ allowPositionals: true, options });
const [url = "http://localhost:4000/graphql"] = positionals;

function numberOf(text: string | undefined): number | undefined {
  if (Number.isNaN(Number(text ?? 0))) throw new ApiError({ message: `expected a number, got ${text}` });
  return text === undefined ? undefined : Number(text);
}

async function list(): Promise<void> {
  const { tasks, devices } = await ask(url, api.CatalogDocument, {});
  for (const { key, measured } of tasks) console.log(`task ${key}: ${measured} networks measured`);
  for (const { key, measured } of devices) console.log(`device ${key}: ${measured} networks measured`);
}

/** All pages of a front. A cursor belongs to one state of it: where that changes between two pages, begin again. */
async function front(query: api.FrontQueryVariables): Promise<readonly string[]> {
  const lines: string[] = [];
  let after: string | null = null;
  try {
    for (;;) {
      const page: api.FrontQuery = await ask(url, api.FrontDocument, { ...query, after });
      const { nodes, pageInfo, notes } = page.paretoFront;
      lines.push(...nodes.map(lineOf));
      if (!pageInfo.hasNextPage) return [...lines, `${lines.length} networks on the front`, ...notes];
      after = pageInfo.endCursor;
    }
  } catch (error) {
    if (after !== null && error instanceof ApiError && error.code === "CONFLICT") return front(query);
    throw error;
  }
}

/** What is predicted for one network. The type of the answer is a union: only one of its kinds has predictions. */
async function estimate(task: string, device: string, genes: unknown): Promise<void> {
  const { predict } = await ask(url, api.EstimateDocument, { task, device, architectures: [genes] });
  if (predict.__typename !== "Predictions") throw new ApiError(predict);
  console.log([...predict.predictions.map(lineOf), ...predict.notes].join("\n"));
}

async function watch(run: string): Promise<void> {
  for await (const { searchProgress } of follow(url, api.FollowDocument, { run })) {
    const { status, reason, budget } = searchProgress.run;
    console.log(
      `${searchProgress.evaluations} of ${budget}, ${status.toLowerCase()}${reason ? `: ${reason}` : ""}`,
    );
  }
}

async function main({ run, task, device, genes, ...limits }: typeof given): Promise<void> {
  if (run !== undefined) return watch(run);
  if (task === undefined || device === undefined) return list();
  if (genes !== undefined) return estimate(task, device, JSON.parse(genes));
  const [maxLatency, maxEnergy] = [numberOf(limits["max-latency"]), numberOf(limits["max-energy"])];
  const first = numberOf(limits["page-size"]);
  console.log((await front({ task, device, constraints: { maxLatency, maxEnergy }, first })).join("\n"));
}

await main(given).catch((error: unknown) => {
  if (!(error instanceof ApiError)) throw error;
  console.error(String(error));
  process.exitCode = 1;
});
