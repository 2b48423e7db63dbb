import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { fileURLToPath } from "node:url";

const SCRIPT = fileURLToPath(new URL("./server-child.ts", import.meta.url));

/** Bytes to send, or a pattern of what the server must have sent before the next part. */
export type Part = string | Buffer | RegExp;

/** A server in a process of its own. */
export interface ServerChild {
  readonly url: string;
  readonly port: number;
  readonly process: ChildProcess;
  /** What it wrote to standard error. */
  readonly log: () => string;
  /** Its resident memory [MB]; undefined where the system does not tell. */
  memory(): number | undefined;
  /** Sends a query and returns the answer's status, and the milliseconds that it took. */
  ask(
    query: string,
    headers?: Record<string, string>,
  ): Promise<{ readonly status: number; readonly ms: number }>;
  /**
   * Sends parts on a new connection, and returns what comes back until the server closes it, or `wait` ms have passed.
   */
  send(parts: readonly Part[], wait?: number): Promise<{ readonly text: string; readonly closed: boolean }>;
  end(): Promise<void>;
}

/** Starts a server on a free port; with a token where one is given. */
export async function startChild(token?: string): Promise<ServerChild> {
  const child = spawn(process.execPath, ["--import", "tsx", SCRIPT, ...(token === undefined ? [] : [token])]);
  let log = "";
  child.stderr.on("data", (chunk) => {
    log += chunk;
  });
  const [first] = (await Promise.race([
    once(child.stdout, "data"),
    once(child, "exit").then(([code]) => Promise.reject(new Error(`the server ended with ${code}: ${log}`))),
  ])) as [Buffer];
  const url = first.toString().trim();
  const port = Number(new URL(url).port);
  return {
    url,
    port,
    process: child,
    log: () => log,
    memory() {
      try {
        const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
        return Number(/VmRSS:\s*(\d+)/.exec(status)?.[1]) / 1024;
      } catch {
        return undefined;
      }
    },
    async ask(query, headers = {}) {
      const start = performance.now();
      const response = await fetch(url, {
        method: "POST",
        body: JSON.stringify({ query }),
        headers: { "content-type": "application/json", ...headers },
      });
      await response.text();
      return { status: response.status, ms: performance.now() - start };
    },
    send: (parts, wait = 200) => sendTo(port, parts, wait),
    async end() {
      const ended = child.exitCode === null ? once(child, "exit") : undefined;
      child.kill("SIGKILL");
      await ended;
    },
  };
}

function sendTo(port: number, parts: readonly Part[], wait: number) {
  return new Promise<{ text: string; closed: boolean }>((resolve) => {
    let text = "";
    const rest = [...parts];
    const socket = connect(port, "127.0.0.1");
    const proceed = () => {
      for (let part = rest[0]; part !== undefined; part = rest[0]) {
        if (!(part instanceof RegExp)) socket.write(part);
        else if (!part.test(text)) return;
        rest.shift();
      }
    };
    const timer = setTimeout(() => finish(false), wait);
    const finish = (closed: boolean) => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ text, closed });
    };
    socket.on("connect", proceed);
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
      proceed();
    });
    socket.on("error", () => undefined);
    socket.on("close", () => finish(true));
  });
}

/** The head of a request that opens a WebSocket. */
export const upgradeTo = (target: string, more: readonly string[] = []): string =>
  [
    `GET ${target} HTTP/1.1`,
    "Host: localhost",
    "Upgrade: websocket",
    "Connection: Upgrade",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Protocol: graphql-transport-ws",
    ...more,
    "\r\n",
  ].join("\r\n");

/** A masked WebSocket frame; the mask is zero, so that the payload stays readable. */
export function frame(
  payload: string | Buffer,
  options: { readonly opcode?: number; readonly fin?: boolean } = {},
): Buffer {
  const body = Buffer.from(payload as string);
  const first = (options.fin === false ? 0 : 0x80) | (options.opcode ?? 1);
  const head = Buffer.alloc(body.length < 126 ? 2 : body.length < 65_536 ? 4 : 10);
  head[0] = first;
  if (body.length < 126) head[1] = 0x80 | body.length;
  else if (body.length < 65_536) {
    head[1] = 0x80 | 126;
    head.writeUInt16BE(body.length, 2);
  } else {
    head[1] = 0x80 | 127;
    head.writeBigUInt64BE(BigInt(body.length), 2);
  }
  return Buffer.concat([head, Buffer.alloc(4), body]);
}

/** Opens a WebSocket and waits until its `connection_init` is accepted. */
export const openSocket = (init = '{"type":"connection_init"}'): readonly Part[] => [
  upgradeTo("/graphql"),
  frame(init),
  /connection_ack/,
];
