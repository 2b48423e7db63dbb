import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** Why this machine runs no tests with Redis; undefined if it does. */
export const whyNoRedis = (): string | undefined => {
  try {
    execFileSync("redis-server", ["--version"], { stdio: "ignore" });
    return undefined;
  } catch {
    return "no redis-server on the path (apt-get install redis-server)";
  }
};

/** A Redis of a test. */
export interface TestRedis {
  readonly url: string;
  readonly port: number;
  /** Ends it at once, and whatever it has not written is lost. */
  kill(): Promise<void>;
  /** Starts it again on the same port. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a Redis that keeps its data in a folder of its own, written every second, or with `isVolatile` nowhere. */
export async function startRedis({ isVolatile = false, port = 0 } = {}): Promise<TestRedis> {
  const folder = mkdtempSync(join(tmpdir(), "redis-"));
  const chosen = port || (await freePort());
  let child: ChildProcess | undefined;
  const kill = async () => {
    const ended = child;
    child = undefined;
    if (ended === undefined || ended.exitCode !== null) return;
    await new Promise((resolve) => ended.once("exit", resolve).kill("SIGKILL"));
  };
  const start = async () => {
    const keeping = isVolatile ? ["--save", "", "--appendonly", "no"] : ["--appendonly", "yes"];
    child = spawn(
      "redis-server",
      ["--port", String(chosen), "--bind", "127.0.0.1", "--dir", folder, ...keeping],
      {
        stdio: "ignore",
      },
    );
    for (let tries = 0; !(await answers(chosen)); tries++) {
      if (tries === 200) throw new Error("redis-server does not start");
      await sleep(50);
    }
  };
  await start();
  return {
    url: `redis://127.0.0.1:${chosen}`,
    port: chosen,
    kill,
    start,
    stop: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Whether a server on this port answers PING: it may still be loading its data. */
const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => socket.write("PING\r\n"));
    socket.setTimeout(500, () => socket.destroy());
    socket.on("data", (data) => {
      socket.destroy();
      resolve(data.toString().startsWith("+PONG"));
    });
    socket.on("error", () => resolve(false));
    socket.on("close", () => resolve(false));
  });

export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
