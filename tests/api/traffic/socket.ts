import { WebSocket } from "ws";
import type { TestApi } from "../harness.js";

/** A message of graphql-transport-ws. */
export interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

/** A WebSocket of the API that speaks in single messages. */
export interface TestSocket {
  send(message: Message): void;
  /** The next message of one of these types, and of this operation where one is given. */
  next(types: readonly string[], id?: string): Promise<Message>;
  /** Subscribes, and returns the payload of the first answer: a result, or a list of errors. */
  ask(payload: Record<string, unknown>, id?: string): Promise<Answer>;
  /** The code and reason with which the server closed the connection. */
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
  close(): void;
}

export interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors: readonly { readonly message: string; readonly extensions: Record<string, unknown> }[];
}

/** Opens a WebSocket. Rejects with the status of the answer if it is refused. */
export async function openSocket(
  { server }: TestApi,
  options: {
    readonly headers?: Record<string, string>;
    readonly authorization?: string;
  } = {},
): Promise<TestSocket> {
  const socket = new WebSocket(server.url.replace("http", "ws"), "graphql-transport-ws", {
    headers: options.headers ?? {},
  });
  const inbox: Message[] = [];
  const waiting = new Set<() => void>();
  socket.on("message", (data) => {
    inbox.push(JSON.parse(String(data)) as Message);
    for (const check of waiting) check();
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on("close", (code, reason) => resolve({ code, reason: String(reason) }));
  });
  await new Promise<void>((resolve, reject) => {
    socket.once("open", resolve);
    socket.once("error", reject);
  });
  const opened: TestSocket = {
    closed,
    send: (message) => socket.send(JSON.stringify(message)),
    next: (types, id) =>
      new Promise((resolve) => {
        const check = () => {
          const at = inbox.findIndex(
            (message) => types.includes(message.type) && (id === undefined || message.id === id),
          );
          if (at < 0) return;
          waiting.delete(check);
          resolve(inbox.splice(at, 1)[0]);
        };
        waiting.add(check);
        check();
      }),
    async ask(payload, id = "1") {
      opened.send({ type: "subscribe", id, payload });
      const { type, payload: answer } = await opened.next(["next", "error"], id);
      const result = (type === "error" ? { errors: answer } : answer) as Partial<Answer>;
      return { data: result.data ?? null, errors: result.errors ?? [] };
    },
    close: () => socket.terminate(),
  };
  const { authorization } = options;
  opened.send({ type: "connection_init", ...(authorization && { payload: { authorization } }) });
  await Promise.race([opened.next(["connection_ack"]), closed]);
  return opened;
}
