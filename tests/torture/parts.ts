import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, openSync, readFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** A process that is killed and started again. */
export interface Part {
  readonly name: string;
  /** How often it ended by itself. It is then started again, as whatever supervises processes does. */
  readonly restarts: number;
  start(): Promise<void>;
  /** Ends it at once. */
  kill(): Promise<void>;
}

/** Time before a process that ended by itself is started again [ms]. */
const RESTART_MS = 500;
/** Time that a part has to start [ms]: on a machine that does much else, a server takes a minute. */
const START_MS = 300_000;
/** How much of its log is shown where a part does not start, in characters. */
const SHOWN = 2000;

/** A part that runs a command; `ready` resolves once it works. */
export function part(
  name: string,
  [program, ...args]: readonly string[],
  { folder, env = {}, ready }: { folder: string; env?: object; ready?: () => Promise<void> },
): Part {
  let child: ChildProcess | undefined;
  let restarts = 0;
  const file = join(folder, `${name}.log`);
  const log = openSync(file, "a");
  const run = () => {
    const own = spawn(program, args, { env: { ...process.env, ...env }, stdio: ["ignore", log, log] });
    child = own;
    own.once("exit", async () => {
      await sleep(RESTART_MS);
      if (child !== own) return;
      restarts++;
      run();
    });
  };
  return {
    name,
    get restarts() {
      return restarts;
    },
    async start() {
      run();
      await ready?.().catch((error: unknown) => {
        throw new Error(`${name} does not start: ${error}\n${readFileSync(file, "utf8").slice(-SHOWN)}`);
      });
    },
    async kill() {
      const ended = child;
      child = undefined;
      if (ended === undefined || ended.exitCode !== null || ended.signalCode !== null) return;
      await new Promise((resolve) => ended.once("exit", resolve).kill("SIGKILL"));
    },
  };
}

/** Waits until somebody listens on a port. */
export async function listening(port: number): Promise<void> {
  for (const since = Date.now(); Date.now() - since < START_MS; ) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, "127.0.0.1", () => resolve(true)).on("error", () => resolve(false));
      socket.on("connect", () => socket.destroy());
    });
    if (isOpen) return;
    await sleep(100);
  }
  throw new Error(`nothing listens on port ${port}`);
}

/** A mongod that is a replica set of one. Where it is new, `initiate` has to be called after its start. */
export function mongodPart(binary: string, port: number, folder: string): Part {
  const data = join(folder, "mongod");
  mkdirSync(data, { recursive: true });
  const args = ["--replSet", "rs0", "--port", String(port), "--bind_ip", "127.0.0.1", "--dbpath", data];
  return part("mongod", [binary, ...args, "--wiredTigerCacheSizeGB", "0.25"], {
    folder,
    ready: () => listening(port),
  });
}

/** Makes a new mongod the primary of its replica set. */
export async function initiate(port: number): Promise<void> {
  const { MongoClient } = await import("mongodb");
  const client = new MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`);
  try {
    const members = [{ _id: 0, host: `127.0.0.1:${port}` }];
    await client.db("admin").command({ replSetInitiate: { _id: "rs0", members } });
    while (!(await client.db("admin").command({ hello: 1 })).isWritablePrimary) await sleep(100);
  } finally {
    await client.close();
  }
}
