import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, openSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** A process that is killed and started again. */
export interface Part {
  readonly name: string;
  start(): Promise<void>;
  /** Ends it at once. */
  kill(): Promise<void>;
}

/** A part that runs a command; `ready` resolves once it works. */
export function part(
  name: string,
  [program, ...args]: readonly string[],
  { folder, env = {}, ready }: { folder: string; env?: object; ready?: () => Promise<void> },
): Part {
  let child: ChildProcess | undefined;
  const log = openSync(join(folder, `${name}.log`), "a");
  return {
    name,
    async start() {
      child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ["ignore", log, log] });
      await ready?.();
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
  for (let tries = 0; tries < 600; tries++) {
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
