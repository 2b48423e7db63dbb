import { randomUUID } from "node:crypto";
import type { FormattedExecutionResult } from "graphql";
import type { SocketResult } from "./answerer.js";
import { codesOf } from "./error-answer.js";

/** The result of an operation as JSON. An empty list of errors is none. */
export function socketResult({ data, errors }: FormattedExecutionResult): SocketResult {
  return { json: JSON.stringify({ data, errors }), codes: codesOf(errors) };
}

/** What stands for a payload in a message until it is sent. */
interface Held {
  readonly held: string;
}

/** The end of a message whose payload is held: nothing else in it is longer. */
const END = /"payload":\{"held":"([0-9a-f-]{36})"\}\}$/;
const END_CHARACTERS = 70;

/**
 * Puts payloads that are JSON already into messages that graphql-ws writes, so that it need not write them anew. A
 * stand-in has an id that no client can guess.
 */
export class HeldPayloads {
  readonly #held = new Map<string, SocketResult["json"]>();

  /** Keeps a payload until the message with its stand-in is filled. */
  hold(json: SocketResult["json"]): Held {
    const id = randomUUID();
    this.#held.set(id, json);
    return { held: id };
  }

  /** A message with the payload in place of its stand-in; one without a stand-in as it is. */
  fill(message: string): string | Buffer {
    const [end, id = ""] = END.exec(message.slice(-END_CHARACTERS)) ?? [];
    const json = this.#held.get(id);
    if (end === undefined || json === undefined) return message;
    this.#held.delete(id);
    const head = `${message.slice(0, -end.length)}"payload":`;
    if (typeof json === "string") return `${head}${json}}`;
    return Buffer.concat([Buffer.from(head), json, Buffer.from("}")]);
  }
}
