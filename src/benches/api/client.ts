import { Agent, type IncomingMessage, request } from "node:http";

/** What became of a request. */
export type Outcome = "answered" | "refused" | "failed";

/** An answer as the bench sees it. */
export interface Answer {
  readonly outcome: Outcome;
  /** Time from the start of sending to the last byte of the answer [ms]. */
  readonly milliseconds: number;
  /** The answer, or what went wrong. */
  readonly text: string;
}

/** Time after which a request counts as failed [ms]. */
const TIMEOUT_MS = 120_000;

/** The server had closed the kept connection, as it may after some time without a request, before one was sent. */
const CLOSED_BEFORE = Symbol("closed before");

/** What Node says of it: of a short request the first, and of one that was only sent in part, the second. */
const CLOSED_CODES: ReadonlySet<string> = new Set(["ECONNRESET", "EPIPE"]);

/** HTTP client with one connection, which is kept. */
export class Client {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(private readonly url: string) {}

  /** Sends a GraphQL request. Never rejects: what goes wrong with the connection is a failed request. */
  async ask(body: string): Promise<Answer> {
    const start = performance.now();
    let answer = await this.#send(body, start);
    while (answer === CLOSED_BEFORE) answer = await this.#send(body, start);
    return answer;
  }

  #send(body: string, start: number): Promise<Answer | typeof CLOSED_BEFORE> {
    return new Promise((resolve) => {
      const done = (outcome: Outcome, text: string) =>
        resolve({ outcome, text, milliseconds: performance.now() - start });
      const sent = request(
        this.url,
        {
          method: "POST",
          agent: this.#agent,
          timeout: TIMEOUT_MS,
          headers: { "content-type": "application/json", "content-length": Buffer.byteLength(body) },
        },
        (response) => {
          readAll(response).then(
            (text) => done(outcomeOf(response.statusCode ?? 0, text), text),
            (error: unknown) => done("failed", String(error)),
          );
        },
      );
      sent.on("timeout", () => sent.destroy(new Error(`no answer for ${TIMEOUT_MS / 1000} s`)));
      sent.on("error", (error: NodeJS.ErrnoException) => {
        if (sent.reusedSocket && CLOSED_CODES.has(error.code ?? "")) resolve(CLOSED_BEFORE);
        else done("failed", String(error));
      });
      sent.end(body);
    });
  }

  /** Closes the connection; a request that waits fails. */
  close(): void {
    this.#agent.destroy();
  }
}

async function readAll(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/** Codes of errors by which a server says that it has no time now. */
const REFUSALS = ['"RATE_LIMITED"', '"OVERLOADED"'];

/** Texts are searched and not parsed, which would take the client's time. */
function outcomeOf(status: number, text: string): Outcome {
  if (status === 429 || status === 503 || REFUSALS.some((code) => text.includes(code))) return "refused";
  const isWhole = status === 200 && !text.includes('"errors":[') && !text.includes('Problem","code"');
  return isWhole ? "answered" : "failed";
}
