import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Random } from "../../src/base/random.js";
import { freePort } from "../support/redis.js";
import { initiate, listening, mongodPart, type Part, part } from "./parts.js";
import { startProxy, type TortureProxy } from "./proxy.js";

const MAIN = "dist/src/main.js";
/** Time without a new evaluation after which a run is not waited for any more [ms]. */
const PATIENCE_MS = 300_000;
/** Evaluates a network in 0.1 to 0.5 s; what it measures follows from the network. */
const EVALUATE = `read -r job
sum=$(printf '%s' "$job" | sed 's/.*"architecture"://' | cksum | cut -d' ' -f1)
sleep "0.$((1 + sum % 5))"
echo "{\\"latency\\": $((1 + sum % 9973))}"
`;

export interface TortureOptions {
  /** How often something is killed. */
  readonly kills: number;
  readonly seed: number;
  /** The number of evaluations of the run. */
  readonly budget: number;
  /** Path of a mongod, which is killed, too; without it the servers share an SQLite file. */
  readonly mongod?: string | undefined;
  readonly note: (line: string) => void;
}

export interface Evaluated {
  readonly number: number;
  readonly status: string;
  readonly latency: number | null;
  /** Why it failed. */
  readonly reason: string | null;
  readonly architecture: { readonly key: string };
}

/** What a run came to. */
export interface TortureReport {
  readonly killed: Readonly<Record<string, number>>;
  /** How often each part ended by itself and was started again; parts that never did are left out. */
  readonly restarted: Readonly<Record<string, number>>;
  readonly status: string;
  readonly evaluations: readonly Evaluated[];
  /** Measurements that are stored of the run. */
  readonly measurements: number;
}

/**
 * Runs a search with two servers, Redis and two workers, one of which reaches the servers through a proxy that drops
 * and delays connections. Meanwhile it kills one part after the other with SIGKILL at seeded moments, and starts it
 * again.
 */
export async function torture(options: TortureOptions): Promise<TortureReport> {
  const folder = mkdtempSync(join(tmpdir(), "torture-"));
  const random = new Random(options.seed);
  const cluster = await Cluster.open(options, folder, random.fork("proxy"));
  try {
    const run = await cluster.begin(options);
    const killed = await cluster.torment(options, random);
    const ended = await cluster.end(run);
    return { killed, restarted: cluster.restarted(), ...ended };
  } finally {
    await cluster.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

class Cluster {
  private constructor(
    private readonly parts: readonly Part[],
    private readonly ports: readonly number[],
    private readonly proxy: TortureProxy,
  ) {}

  static async open({ mongod }: TortureOptions, folder: string, random: Random): Promise<Cluster> {
    const [redisPort, mongoPort, ...ports] = await Promise.all([1, 2, 3, 4].map(freePort));
    writeFileSync(join(folder, "evaluate.sh"), EVALUATE);
    const queue = `redis://127.0.0.1:${redisPort}/0`;
    const mongo = `mongodb://127.0.0.1:${mongoPort}/torture?replicaSet=rs0`;
    const archive = mongod === undefined ? `sqlite:${join(folder, "archive.db")}` : mongo;
    const env = { ARCHIVE: archive, QUEUE: queue, SEEDS: "none", LOG_LEVEL: "info" };
    const redis = part(
      "redis",
      [
        "redis-server",
        "--port",
        String(redisPort),
        "--bind",
        "127.0.0.1",
        "--dir",
        folder,
        "--appendonly",
        "yes",
      ],
      { folder, ready: () => listening(redisPort) },
    );
    const proxy = await startProxy(ports, random);
    const node = (name: string, args: readonly string[], own: object, ready?: () => Promise<void>) =>
      part(name, [process.execPath, MAIN, ...args], {
        folder,
        env: { ...env, ...own },
        ...(ready && { ready }),
      });
    const servers = ports.map((port, i) =>
      node(`server${i}`, ["serve"], { PORT: String(port) }, () => listening(port)),
    );
    const command = ["--parallel", "2", "--lease", "3", "--command", `sh '${join(folder, "evaluate.sh")}'`];
    const workers = [
      node("worker0", ["worker", "--server", `http://127.0.0.1:${proxy.port}`, ...command], {}),
      node("worker1", ["worker", ...command], {}),
    ];
    const database = mongod === undefined ? [] : [mongodPart(mongod, mongoPort, folder)];
    const cluster = new Cluster([...database, redis, ...servers, ...workers], ports, proxy);
    try {
      for (const one of [...database, redis]) await one.start();
      if (mongod !== undefined) await initiate(mongoPort);
      for (const one of [...servers, ...workers]) await one.start();
    } catch (error) {
      await cluster.close();
      throw error;
    }
    return cluster;
  }

  /** Starts the search; resolves to its key. */
  async begin({ budget }: TortureOptions): Promise<string> {
    await this.#ask(`mutation { registerDevice(input: { id: "board" }) { __typename } }`);
    await this.#ask(
      `mutation { registerTask(input: { id: "tortured", space: "nas-bench-201" }) { __typename } }`,
    );
    const { startSearch } = await this.#ask<{ startSearch: { run: { key: string } } }>(
      `mutation { startSearch(input: { task: "tortured", devices: ["board"], objectives: [LATENCY],
        evaluator: EXTERNAL, strategy: NSGA2, budget: ${budget}, parallel: 4, seed: 1 }) {
        ... on StartSearchSuccess { run { key } } } }`,
      120_000,
    );
    return startSearch.run.key;
  }

  /** Kills parts at random and starts each again; resolves to how often each was killed. */
  async torment({ kills, note }: TortureOptions, random: Random): Promise<Record<string, number>> {
    const killed: Record<string, number> = {};
    for (let kill = 0; kill < kills; kill++) {
      await sleep(300 + random.int(1500));
      const victim = this.parts[random.int(this.parts.length)];
      note(`${kill + 1} of ${kills}: ${victim.name}`);
      await victim.kill();
      killed[victim.name] = (killed[victim.name] ?? 0) + 1;
      if (random.int(3) === 0) this.proxy.drop();
      await sleep(random.int(1000));
      await victim.start();
    }
    return killed;
  }

  restarted(): Record<string, number> {
    return Object.fromEntries(
      this.parts.flatMap(({ name, restarts }) => (restarts === 0 ? [] : [[name, restarts]])),
    );
  }

  /** Waits until the run has ended, or makes no progress. */
  async end(run: string): Promise<Omit<TortureReport, "killed" | "restarted">> {
    let [status, seen, since] = ["RUNNING", 0, Date.now()];
    while ((status === "RUNNING" || status === "INTERRUPTED") && Date.now() - since < PATIENCE_MS) {
      await sleep(250);
      const { searchRun } = await this.#ask<{ searchRun: { status: string; evaluations: number } }>(
        `{ searchRun(id: "${run}") { status evaluations } }`,
      );
      if (searchRun.evaluations > seen) since = Date.now();
      [status, seen] = [searchRun.status, searchRun.evaluations];
    }
    const { evaluations, measurements } = await this.#ask<{
      evaluations: { nodes: readonly Evaluated[] };
      measurements: { nodes: readonly object[] };
    }>(`{ evaluations(run: "${run}", first: 1000) { nodes { number status latency reason architecture { key } } }
      measurements(run: "${run}", first: 1000) { nodes { key } } }`);
    return { status, evaluations: evaluations.nodes, measurements: measurements.nodes.length };
  }

  async close(): Promise<void> {
    this.proxy.close();
    for (const one of [...this.parts].reverse()) await one.kill();
  }

  /** Asks one server after the other until one answers within `limit` ms. */
  async #ask<T>(query: string, limit = 10_000): Promise<T> {
    let last: unknown;
    for (let tries = 0; tries < 600; tries++) {
      try {
        const response = await fetch(`http://127.0.0.1:${this.ports[tries % this.ports.length]}/graphql`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ query }),
          signal: AbortSignal.timeout(limit),
        });
        const { data, errors } = (await response.json()) as { data?: T; errors?: readonly object[] };
        if (data && errors === undefined) return data;
        last = errors;
      } catch (error) {
        last = error;
      }
      await sleep(100);
    }
    throw new Error(`no server answers: ${JSON.stringify(last)} ${last}`);
  }
}
