import { type Ask, isRefusal, type Refusal, type Traffic } from "./traffic.js";

/** A refused client may still speak until it has sent this many times its limit; then its connection is closed. */
const PATIENCE = 2;

/** A longer message than this does not complete an operation. */
const LONGEST_COMPLETION = 1_000;

interface Running {
  readonly id: string;
  /** Says that nobody waits for the answer any more. */
  readonly end: () => void;
  readonly leave: () => void;
}

/** What one WebSocket sends, and its operations that are being executed. */
export class SocketTraffic {
  /** Why operations are refused at the moment. */
  refusal: Refusal | undefined;
  /** The operations by the payload of the message that began each. An id may be used again before its first is over. */
  readonly #running = new Map<object, Running>();
  #key: string;

  /** @param network the network of the client, see `Traffic.networkOf` */
  constructor(
    private readonly traffic: Traffic,
    private readonly network: string,
    /** Whether clients may leave out the text of a query, because operations are registered. */
    private readonly hasRegistered: boolean,
  ) {
    this.#key = traffic.clientOf(network, undefined);
  }

  /** What tells the client apart from others. */
  get client(): string {
    return this.#key;
  }

  /** How many operations are being executed. */
  get operations(): number {
    return this.#running.size;
  }

  /** Counts the client's message about who it is; from then on it is counted under that name. */
  async admit(authorization: unknown, ask: Ask): Promise<Refusal | undefined> {
    const admitted = await this.traffic.admit(this.network, authorization, ask);
    if (isRefusal(admitted)) return admitted;
    this.#key = admitted.key;
    return undefined;
  }

  /**
   * Counts a message, and ends the operation that it completes.
   *
   * @returns the message as graphql-ws takes it, or why the connection is to be closed
   */
  async receive(text: string): Promise<string | Refusal> {
    this.refusal = await this.traffic.again(this.#key);
    if (this.refusal !== undefined && this.refusal.times > PATIENCE) return this.refusal;
    if (text.length <= LONGEST_COMPLETION && text.includes('"complete"')) this.#leave(text);
    return this.hasRegistered && !text.includes('"query"') ? withQuery(text) : text;
  }

  /** Begins an operation. Returns whether the client may have one more. */
  begin(id: string, payload: object, end: () => void): boolean {
    const leave = this.traffic.operations.enter(this.network);
    if (leave === undefined) return false;
    this.#running.set(payload, { id, end, leave });
    return true;
  }

  /** Ends an operation whose answer is complete. */
  finish(payload: object): void {
    const running = this.#running.get(payload);
    this.#running.delete(payload);
    running?.end();
    running?.leave();
  }

  /** Ends all operations, since the client is gone. */
  close(): void {
    for (const payload of [...this.#running.keys()]) this.finish(payload);
  }

  #leave(text: string): void {
    const message = parsed(text);
    if (message?.type !== "complete") return;
    for (const { id, end } of this.#running.values()) if (id === message.id) end();
  }
}

/** The message with an empty text where it names a registered operation, since graphql-ws expects a text. */
function withQuery(text: string): string {
  const message = parsed(text);
  const payload = message?.payload;
  if (message?.type !== "subscribe" || typeof payload !== "object" || payload === null) return text;
  return JSON.stringify({ ...message, payload: { ...payload, query: "" } });
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const message: unknown = JSON.parse(text);
    return typeof message === "object" && message !== null ? (message as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
