import { Agent, request } from "node:http";
import { connect } from "node:net";
import { WebSocket } from "ws";
import type { Part } from "../hostile/child.js";
import type { Operation } from "./operations.js";
import { type Exchange, LONGEST_MS } from "./verdict.js";

/** A credential under which requests are sent. */
export interface Credential {
  /** What it is called in reports, e.g. `read-only`. */
  readonly name: string;
  /** Value of the header `Authorization`; none if absent. */
  readonly authorization?: string;
  /** Whether it allows changes. Without it, nothing may change. */
  readonly mayChange: boolean;
}

/** Status of an answer that did not come. */
export const GIVEN_UP = 599;

/** Time after which a sender stops waiting [ms]. Without an answer by then, the request is a failure. */
const PATIENCE_MS = 2 * LONGEST_MS;

/** Sends operations over HTTP on connections that are kept. */
export class HttpSender {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 8 });

  constructor(
    private readonly url: string,
    private readonly credential: Credential,
  ) {}

  send({ body }: Pick<Operation, "body">): Promise<Exchange> {
    const { authorization } = this.credential;
    const start = performance.now();
    return new Promise((resolve) => {
      const done = (status: number | undefined, text: string) =>
        resolve({ request: body, status, text, milliseconds: performance.now() - start });
      const sent = request(
        this.url,
        {
          method: "POST",
          agent: this.#agent,
          timeout: PATIENCE_MS,
          headers: {
            "content-type": "application/json",
            "content-length": Buffer.byteLength(body),
            ...(authorization === undefined ? {} : { authorization }),
          },
        },
        async (response) => {
          const chunks: Buffer[] = [];
          try {
            for await (const chunk of response) chunks.push(chunk as Buffer);
          } catch (error) {
            return done(GIVEN_UP, String(error));
          }
          done(response.statusCode, Buffer.concat(chunks).toString());
        },
      );
      sent.on("timeout", () => sent.destroy(new Error("no answer")));
      sent.on("error", (error: NodeJS.ErrnoException) => {
        if (sent.reusedSocket && error.code === "ECONNRESET") resolve(this.send({ body }));
        else done(GIVEN_UP, String(error));
      });
      sent.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

/** Sends an operation over a WebSocket of its own, and waits for the first answer. */
export function sendOverSocket(
  url: string,
  { authorization }: Credential,
  { body }: Pick<Operation, "body">,
): Promise<Exchange> {
  const start = performance.now();
  return new Promise((resolve) => {
    const socket = new WebSocket(url.replace("http", "ws"), "graphql-transport-ws");
    const timer = setTimeout(() => done("no answer"), PATIENCE_MS);
    const done = (text: string) => {
      clearTimeout(timer);
      socket.terminate();
      resolve({ request: `ws ${body}`, status: undefined, text, milliseconds: performance.now() - start });
    };
    socket.on("open", () =>
      socket.send(
        JSON.stringify({
          type: "connection_init",
          ...(authorization === undefined ? {} : { payload: { authorization } }),
        }),
      ),
    );
    socket.on("message", (data) => {
      const text = String(data);
      const { type, payload } = JSON.parse(text) as { type: string; payload?: unknown };
      if (type === "connection_ack") socket.send(`{"id":"1","type":"subscribe","payload":${body}}`);
      else if (type === "next") done(JSON.stringify(payload));
      else if (type === "error" || type === "complete") done(text);
    });
    socket.on("error", (error) => done(`closed: ${error.message}`));
    socket.on("close", (code, reason) => done(`closed: ${code} ${reason}`));
  });
}

/** Sends bytes on a new connection, and returns what comes back until the server closes it or falls silent. */
export function sendBytes(port: number, parts: readonly Part[], silence = 60): Promise<Exchange> {
  const shown = parts.map((part) =>
    part instanceof RegExp ? String(part) : Buffer.from(part as string).toString("base64"),
  );
  return new Promise((resolve) => {
    let text = "";
    const rest = [...parts];
    const socket = connect(port, "127.0.0.1");
    const finish = () => {
      clearTimeout(timer);
      socket.destroy();
      const status = /^HTTP\/1\.1 (\d{3})/.exec(text)?.[1];
      resolve({
        request: `bytes ${shown.join(" ")}`,
        status: status === undefined ? undefined : Number(status),
        text,
        milliseconds: 0,
      });
    };
    let timer = setTimeout(finish, silence);
    const proceed = () => {
      for (let part = rest[0]; part !== undefined; part = rest[0]) {
        if (!(part instanceof RegExp)) socket.write(part);
        else if (!part.test(text)) return;
        rest.shift();
      }
    };
    socket.on("connect", proceed);
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
      clearTimeout(timer);
      timer = setTimeout(finish, silence);
      proceed();
    });
    socket.on("error", () => undefined);
    socket.on("close", finish);
  });
}
