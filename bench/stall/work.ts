import { setTimeout as sleep } from "node:timers/promises";
import { Random } from "../../src/base/random.js";
import { Client } from "../../src/benches/api/client.js";
import { makeDraws, predictedFront } from "../../src/benches/api/mix.js";

/** A piece of work for a server. */
export interface Work {
  readonly name: string;
  /** Has a server do it; resolves with what became of it, in words. */
  run(url: string): Promise<string>;
}

/** Time without work, for comparison [ms]. */
const USUAL_MS = 5_000;
const NETWORKS = 1_000;
const ALIASES = 20;
const FRONTS = 25;
const SEARCHES = 10;
/** Time for which the searches run before they are cancelled [ms]. */
const SEARCHING_MS = 20_000;
const [SPACES, GENES, CONDITIONS] = [10, 300, 100];

const DRAWN = { task: "imagenet", device: "2080ti-b1" };

/** No work, and then what once kept everybody waiting. */
export const WORKS: readonly Work[] = [
  { name: "none", run: () => sleep(USUAL_MS, "5 s without work") },
  { name: `params and MACs of ${NETWORKS} networks`, run: (url) => askAll(url, [sizes()]) },
  {
    name: `${FRONTS} predicted fronts that nobody asked before, at once`,
    run: (url) => askAll(url, fronts()),
  },
  { name: `${SEARCHES} surrogate searches at once, then cancelled`, run: search },
  {
    name: `predictions of ${NETWORKS} networks under ${ALIASES} aliases`,
    run: (url) => askAll(url, [predictions()]),
  },
  {
    name: `${SPACES} spaces of ${GENES} genes with ${CONDITIONS} conditions`,
    run: (url) => askAll(url, [spaces()]),
  },
];

/** Asks everything at the same time, and counts what came back. */
async function askAll(url: string, bodies: readonly string[]): Promise<string> {
  const counts = new Map<string, number>();
  const ask = async (body: string) => {
    const client = new Client(url);
    const { outcome, text } = await client.ask(body);
    client.close();
    const code = outcome === "answered" ? undefined : /"code":"([A-Z_]+)"/.exec(text)?.[1];
    const what = code === undefined ? outcome : `refused as ${code}`;
    counts.set(what, (counts.get(what) ?? 0) + 1);
  };
  await Promise.all(bodies.map(ask));
  return [...counts].map(([what, count]) => `${count} ${what}`).join(", ");
}

const bodyOf = (query: string, variables: unknown = {}): string => JSON.stringify({ query, variables });

const sizes = (): string =>
  bodyOf(`{ architectures(task: "${DRAWN.task}", first: ${NETWORKS}) { nodes { params macs } } }`);

function fronts(): readonly string[] {
  const random = new Random("stall/fronts");
  return Array.from({ length: FRONTS }, () => predictedFront(random));
}

function predictions(): string {
  const { predicted } = makeDraws();
  const random = new Random("stall/predictions");
  const architectures = Array.from({ length: NETWORKS }, () => predicted(random));
  const fields = Array.from(
    { length: ALIASES },
    (_, i) =>
      `a${i}: predict(task: "${DRAWN.task}", device: "${DRAWN.device}", architectures: $a) { __typename }`,
  );
  return bodyOf(`query ($a: [JSON!]!) { ${fields.join(" ")} }`, { a: architectures });
}

/** Spaces whose last genes each depend on many earlier ones. */
function spaces(): string {
  const names = Array.from({ length: GENES }, (_, i) => `gene_${i}`);
  const genes = names.map((name, i) => ({
    name,
    choices: [0, 1, 2],
    ordered: true,
    ...(i >= CONDITIONS && {
      activeWhen: names.slice(i - CONDITIONS, i).map((gene) => ({ gene, atLeast: 1 })),
    }),
  }));
  const fields = Array.from(
    { length: SPACES },
    (_, i) => `a${i}: registerSearchSpace(input: { space: $s${i} }) { __typename ... on Problem { code } }`,
  );
  const variables = Object.fromEntries(
    Array.from({ length: SPACES }, (_, i) => [`s${i}`, { id: `stall-${i}`, genes }]),
  );
  const declared = Object.keys(variables).map((name) => `$${name}: JSON!`);
  return bodyOf(`mutation (${declared.join(", ")}) { ${fields.join(" ")} }`, variables);
}

const START = `mutation ($input: StartSearchInput!) {
  startSearch(input: $input) { ... on StartSearchSuccess { run { key } } ... on Problem { code message } }
}`;
const CANCEL = "mutation ($id: ID!) { cancelSearch(id: $id) { __typename ... on Problem { code message } } }";

/** Starts searches at the same time, lets them run, and cancels all; tells how long the last of them took to end. */
async function search(url: string): Promise<string> {
  const clients = Array.from({ length: SEARCHES }, () => new Client(url));
  const keys = await Promise.all(
    clients.map(async (client, seed) => {
      const input = {
        ...{ task: "av-mnist-hard", devices: ["jetson-tx2"], budget: 461, seed },
        ...{ evaluator: "TABLE", samples: "av-mnist-hard", strategy: "SURROGATE" },
      };
      const { text } = await client.ask(bodyOf(START, { input }));
      return /"key":"([^"]+)"/.exec(text)?.[1];
    }),
  );
  const started = keys.filter((key) => key !== undefined);
  await sleep(SEARCHING_MS);
  const times = await Promise.all(
    started.map(async (id, i) => (await (clients[i] as Client).ask(bodyOf(CANCEL, { id }))).milliseconds),
  );
  for (const client of clients) client.close();
  return `${started.length} started; the slowest was cancelled in ${Math.round(Math.max(...times))} ms`;
}
