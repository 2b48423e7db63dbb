import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { SearchedTable } from "./search-problem.js";

/**
 * The peers. A peer with an obvious setting is run with several values of it. Budgets limit what would take hours.
 * BoTorch chooses one network at a time, which needs the fewest evaluations and, here, less time than batches.
 */
export const PEERS = [
  { name: "nsga2", title: "pymoo NSGA-II", settings: [20, 40, 100], budget: 2000 },
  { name: "tpe", title: "Optuna TPE, multivariate", settings: [0], budget: 400 },
  { name: "optuna-gp", title: "Optuna GP", settings: [0], budget: 240 },
  { name: "botorch", title: "BoTorch qLogEHVI", settings: [1], budget: 240 },
] as const;

interface PeerRun {
  readonly peer: string;
  readonly budget: number;
  readonly minutes: number;
  readonly seed: number;
  readonly setting: number;
}

/**
 * Runs one search in a Python process of its own. `order` lists the candidates in the order in which they were
 * evaluated.
 */
export async function runPeer(
  python: string,
  { json }: SearchedTable,
  run: PeerRun,
): Promise<{ readonly order: readonly number[]; readonly seconds: number }> {
  const script = fileURLToPath(new URL("./search.py", import.meta.url));
  const flags = Object.entries(run).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const child = spawn(python, [script, ...flags], { stdio: ["pipe", "pipe", "inherit"] });
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.stdin.end(json);
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`${python} search.py --peer ${run.peer} ended with code ${code}`);
  return JSON.parse(Buffer.concat(chunks).toString("utf8"));
}
