/**
 * How much faster several workers finish a search than one: the same search with `--parallel N` and one seed, whose
 * evaluations sleep 0.5 to 1.5 s, a time that follows from the network. Servers and workers are processes, and the
 * workers claim over GraphQL. Prints the ratio, and whether both runs evaluated the same networks with the same values.
 *
 *   npm run build && npx tsx bench/workers.ts [EVALUATIONS] [WORKERS] [SEED] [RESULT.json]
 */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const [budget = 200, workers = 4, seed = 1] = process.argv.slice(2, 5).map(Number);
const file = process.argv[5];
const MAIN = "dist/src/main.js";
/** The checksum of the network decides how long its evaluation takes, and its latency [ms]. */
const EVALUATE = `read -r job
sum=$(printf '%s' "$job" | sed 's/.*"architecture"://' | cksum | cut -d' ' -f1)
ms=$((500 + sum % 1001))
sleep "$((ms / 1000)).$(printf '%03d' $((ms % 1000)))"
echo "{\\"latency\\": $((1 + sum % 9973)), \\"accuracy\\": 0.$((100 + sum % 7 * 100 + sum % 97))}"
`;

interface Run {
  readonly status: string;
  readonly evaluations: {
    readonly nodes: readonly { readonly startedAt: string; readonly seconds: number }[];
  };
}

interface Timed {
  /** From the request to the end [s], with the start of the process that executes the run. */
  readonly seconds: number;
  /** From the first network that was handed out to the last result [s]. */
  readonly searching: number;
  /** What was evaluated, as text to compare. */
  readonly evaluated: string;
}

/** Searches with so many workers. */
async function search(count: number): Promise<Timed> {
  const folder = mkdtempSync(join(tmpdir(), "workers-"));
  const children: ChildProcess[] = [];
  const start = (args: readonly string[], env: object): ChildProcess => {
    const child = spawn(process.execPath, [MAIN, ...args], {
      env: { ...process.env, LOG_LEVEL: "warn", SEEDS: "none", ...env },
      stdio: ["ignore", "ignore", "inherit"],
    });
    children.push(child);
    return child;
  };
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  const url = `http://127.0.0.1:${port}`;
  const ask = async <T>(query: string): Promise<T> => {
    const body = JSON.stringify({ query });
    const headers = { "content-type": "application/json" };
    const response = await fetch(`${url}/graphql`, { method: "POST", headers, body });
    const { data, errors } = (await response.json()) as { data: T; errors?: readonly { message: string }[] };
    if (errors !== undefined) throw new Error(errors[0].message);
    return data;
  };
  try {
    writeFileSync(join(folder, "evaluate.sh"), EVALUATE);
    start(["serve"], { ARCHIVE: `sqlite:${join(folder, "archive.db")}`, PORT: String(port) });
    while (
      !(await fetch(`${url}/ready`).then(
        (answer) => answer.ok,
        () => false,
      ))
    )
      await sleep(100);
    await ask(`mutation { registerDevice(input: { id: "board" }) { __typename }
      registerTask(input: { id: "slow", space: "nas-bench-201" }) { __typename } }`);
    for (let worker = 0; worker < count; worker++) {
      start(
        [
          "worker",
          "--server",
          url,
          "--command",
          `sh '${join(folder, "evaluate.sh")}'`,
          "--name",
          `w${worker}`,
        ],
        {},
      );
    }
    await sleep(3000);
    const began = performance.now();
    const { startSearch } = await ask<{ readonly startSearch: { readonly run: { readonly key: string } } }>(
      `mutation { startSearch(input: { task: "slow", devices: ["board"], objectives: [ACCURACY, LATENCY],
        evaluator: EXTERNAL, strategy: NSGA2, budget: ${budget}, parallel: ${workers}, seed: ${seed} }) {
        ... on StartSearchSuccess { run { key } } } }`,
    );
    const { key } = startSearch.run;
    const status = async () =>
      (await ask<{ readonly searchRun: Pick<Run, "status"> }>(`{ searchRun(id: "${key}") { status } }`))
        .searchRun.status;
    while ((await status()) === "RUNNING") await sleep(50);
    const seconds = (performance.now() - began) / 1000;
    const { evaluations } = await ask<Run>(
      `{ evaluations(run: "${key}", first: 1000) { nodes {
        number status accuracy latency architecture { key } startedAt seconds } } }`,
    );
    const timed = evaluations.nodes.map(({ startedAt, seconds, ...compared }) => ({
      from: Date.parse(startedAt),
      to: Date.parse(startedAt) + 1000 * seconds,
      compared,
    }));
    const first = Math.min(...timed.map(({ from }) => from));
    const last = Math.max(...timed.map(({ to }) => to));
    const evaluated = JSON.stringify(timed.map(({ compared }) => compared));
    return { seconds, searching: (last - first) / 1000, evaluated };
  } finally {
    for (const child of children) child.kill("SIGTERM");
    await sleep(2000);
    rmSync(folder, { recursive: true, force: true });
  }
}

const several = await search(workers);
const one = await search(1);
const result = {
  machine: `${cpus()[0]?.model}, ${cpus().length} processors`,
  evaluations: budget,
  workers,
  seed,
  secondsOfOne: Number(one.searching.toFixed(1)),
  secondsOfAll: Number(several.searching.toFixed(1)),
  ratio: Number((one.searching / several.searching).toFixed(2)),
  ratioWithStart: Number((one.seconds / several.seconds).toFixed(2)),
  areEqual: one.evaluated === several.evaluated,
};
console.log(JSON.stringify(result, undefined, 2));
if (file !== undefined) writeFileSync(file, `${JSON.stringify(result, undefined, 2)}\n`);
