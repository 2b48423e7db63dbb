import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { openArchive } from "../../../src/archive/open.js";
import { Random } from "../../../src/base/random.js";
import { testService } from "../../support/service.js";

const PROGRAM = resolve(import.meta.dirname, "../../../dist/src/main.js");
/** Why these tests cannot run; empty where they can. */
export const missing = existsSync(PROGRAM) ? "" : " (skipped: npm run build first)";

/** The compiled program as it serves. */
export interface Served {
  readonly child: ChildProcess;
  /** Where GraphQL is served. */
  readonly url: string;
  /** What it wrote to standard error. */
  log(): string;
  /** Sends a query and returns the answer's body. */
  // biome-ignore lint/suspicious/noExplicitAny: answers are JSON, and what is expected of them is the test
  ask(query: string, headers?: Record<string, string>): Promise<any>;
  /** Sends a signal; resolves to the exit code and the milliseconds that passed until the process ended. */
  end(signal: "SIGTERM" | "SIGINT"): Promise<{ readonly code: number | null; readonly ms: number }>;
}

const children: ChildProcess[] = [];
const folder = mkdtempSync(join(tmpdir(), "harmonic-operating-"));

/** The path of a new file. */
export const newFile = (name: string): string => join(folder, name);

/** Kills what is still alive, and removes the files. */
export function cleanUp(): void {
  for (const child of children) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
}

/** Starts the program on a free port, and waits until its log says where it answers. */
export async function serve(archive: string, environment: Record<string, string> = {}): Promise<Served> {
  const own = { ARCHIVE: archive, SEEDS: "none", PORT: "0", LOG_LEVEL: "info", HOST: "127.0.0.1" };
  const child = spawn(process.execPath, [PROGRAM, "serve"], {
    cwd: folder,
    env: { ...process.env, ...own, ...environment },
    stdio: ["ignore", "ignore", "pipe"],
  });
  children.push(child);
  let log = "";
  const url = await new Promise<string>((found, reject) => {
    child.stderr?.on("data", (chunk: Buffer) => {
      log += chunk;
      const [, at] = /"GraphQL at (\S+)"/.exec(log) ?? [];
      if (at !== undefined) found(at);
    });
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}: ${log}`)));
  });
  return {
    child,
    url,
    log: () => log,
    async ask(query, headers = {}) {
      const response = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify({ query }),
      });
      return response.json();
    },
    async end(signal) {
      const start = performance.now();
      const ended = child.exitCode === null ? once(child, "exit") : Promise.resolve([child.exitCode]);
      child.kill(signal);
      const [code] = (await ended) as [number | null];
      return { code, ms: performance.now() - start };
    },
  };
}

const GENES = ["a", "b", "c", "d", "e", "f"];

/** Fills an archive with a space of 4,096 networks, of which a task and a device have 1,200, and the tasks `bare`. */
export async function fill(url: string): Promise<void> {
  const archive = await openArchive(url);
  const { service } = await testService(archive);
  const genes = GENES.map((name) => ({ name, choices: [1, 2, 3, 4], ordered: true }));
  await service.registerSearchSpace({ id: "wide", genes });
  const random = new Random("operating");
  const rows = Array.from({ length: 4096 }, (_, i) => GENES.map((_, g) => 1 + (Math.floor(i / 4 ** g) % 4)));
  const lines = random
    .shuffle(rows)
    .slice(0, 1_200)
    .map((row) => {
      const sum = row.reduce((a, b) => a + b);
      const accuracy = 0.5 + 0.015 * sum + 0.02 * random.next();
      return [...row, accuracy.toFixed(5), (0.3 * sum + 0.2 * random.next()).toFixed(4)].join(",");
    });
  const source = [[...GENES, "task.accuracy", "device.latency_ms"].join(","), ...lines].join("\n");
  await service.importSamples({ name: "table", space: "wide", source });
  await service.registerTask({ id: "bare", space: "wide" });
  await service.registerDevice({ id: "bare" });
  await service.close();
}
