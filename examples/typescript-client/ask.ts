/**
 * How the client asks: one POST per document, and a WebSocket for subscriptions. Types of variables and answers come
 * with the document. A failure is thrown as an `ApiError`, whichever way the server reports it.
 */
import { createClient } from "graphql-ws";
import { WebSocket } from "ws";
import type { TypedDocumentString } from "./generated/operations.js";

interface Failure {
  readonly message: string;
  readonly code?: string;
  readonly field?: string | null;
}

/** The server's sentence, with the code of the problem and the argument at fault where the server names them. */
export class ApiError extends Error {
  readonly code: string | undefined;
  readonly field: string | null | undefined;

  constructor({ message, code, field }: Failure) {
    super(message);
    this.code = code;
    this.field = field;
  }

  override toString(): string {
    return `${this.code ?? "error"}${this.field ? ` (${this.field})` : ""}: ${this.message}`;
  }
}

interface Answer<T> {
  readonly data?: T | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: Omit<Failure, "message"> }[];
}

const authorization = `Bearer ${process.env.API_TOKEN ?? ""}`;

/** Asks once. */
export async function ask<T, V>(url: string, document: TypedDocumentString<T, V>, variables: V): Promise<T> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", authorization },
    body: JSON.stringify({ query: document.toString(), variables }),
  });
  return dataOf((await response.json()) as Answer<T>);
}

/** Follows a subscription to its end. */
export async function* follow<T, V extends Record<string, unknown>>(
  url: string,
  document: TypedDocumentString<T, V>,
  variables: V,
): AsyncGenerator<T> {
  const socket = { webSocketImpl: WebSocket, connectionParams: { authorization } };
  const client = createClient({ url: url.replace(/^http/, "ws"), ...socket });
  try {
    for await (const answer of client.iterate<T>({ query: document.toString(), variables })) {
      yield dataOf(answer as Answer<T>);
    }
  } catch (error) {
    // What is thrown is the list of errors of a refused subscription, or the event that closed the connection.
    if (Array.isArray(error)) throw errorOf(error[0]);
    const { reason } = error as { readonly reason?: string };
    throw reason === undefined ? error : new ApiError({ message: reason || "the connection was closed" });
  } finally {
    await client.dispose();
  }
}

function dataOf<T>({ data, errors }: Answer<T>): T {
  if (errors !== undefined) throw errorOf(errors[0]);
  return data as T;
}

function errorOf({ message, extensions }: NonNullable<Answer<unknown>["errors"]>[number]): ApiError {
  return new ApiError({ message, ...extensions });
}
