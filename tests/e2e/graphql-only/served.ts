import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createClient } from "graphql-ws";
import { expect } from "vitest";
import { WebSocket } from "ws";

const program = resolve(import.meta.dirname, "../../../dist/src/main.js");

/** Where the archives of the servers are. */
export const folder = mkdtempSync(join(tmpdir(), "harmonic-graphql-"));

/** Why the program cannot be started; empty where it can. */
export const missing = existsSync(program) ? "" : " (skipped: npm run build first)";

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}

export interface Served {
  readonly child: ChildProcess;
  readonly url: string;
}

const children: ChildProcess[] = [];

export async function serve(archive: string): Promise<Served> {
  const port = await freePort();
  const child = spawn(process.execPath, [program, "serve"], {
    cwd: folder,
    env: {
      ...process.env,
      ARCHIVE: `sqlite:${archive}`,
      SEEDS: "none",
      PORT: String(port),
      LOG_LEVEL: "warn",
    },
    stdio: ["ignore", "ignore", "pipe"],
  });
  children.push(child);
  let stderr = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const url = `http://127.0.0.1:${port}`;
  for (let i = 0; i < 300; i++) {
    if (child.exitCode !== null) throw new Error(`the server ended: ${stderr}`);
    const healthy = await fetch(`${url}/health`).then(
      (r) => r.ok,
      () => false,
    );
    if (healthy) return { child, url: `${url}/graphql` };
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`the server did not come up: ${stderr}`);
}

export async function stop({ child }: Served, signal: "SIGTERM" | "SIGKILL"): Promise<void> {
  const ended = once(child, "exit");
  child.kill(signal);
  await ended;
}

// biome-ignore lint/suspicious/noExplicitAny: answers are JSON, and what is expected of them is the test
export async function ask({ url }: Served, query: string, variables: object = {}): Promise<any> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: unknown; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

interface Progress {
  readonly evaluations: number;
  readonly hypervolume: number;
  readonly run: { readonly status: string };
  readonly points: readonly unknown[];
}

/** Follows a run by subscription until it ends, or `until` says enough. */
export async function follow(
  { url }: Served,
  id: string,
  until: (progress: Progress) => boolean = () => false,
) {
  const client = createClient({ url: url.replace("http", "ws"), webSocketImpl: WebSocket, retryAttempts: 0 });
  const query = `subscription ($id: ID!) { searchProgress(id: $id) { evaluations hypervolume run { status }
    points { architecture { key } accuracy { value } latency { value } } } }`;
  let last: Progress | undefined;
  for await (const { data } of client.iterate<{ searchProgress: Progress }>({ query, variables: { id } })) {
    last = data?.searchProgress;
    if (last !== undefined && until(last)) break;
  }
  await client.dispose();
  if (last === undefined) throw new Error("the subscription gave nothing");
  return last;
}

/** Ends all servers, and removes their archives. */
export function cleanUp(): void {
  for (const child of children) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
}
