import type { TypedDocumentString } from "../generated/operations.js";
import { isOffline, needsToken, token } from "./session.js";

/** What the server answers instead of data: its sentence, the code of the failure and the argument at fault. */
export class ApiError extends Error {
  constructor(
    message: string,
    readonly code?: string,
    readonly field?: string | null,
  ) {
    super(message);
    this.name = "ApiError";
  }
}

interface Answer<T> {
  readonly data?: T | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: { readonly code?: string; readonly field?: string | null };
  }[];
}

/** How often a busy server is asked again, and the longest time between two attempts [s]. */
const ATTEMPTS = 4;
const LONGEST_WAIT = 5;

/**
 * Asks the API. A server that is busy is asked again after the time that it names. Throws an `ApiError`; where the
 * server asks for a token or cannot be reached, the signals of the session say so, too.
 */
export async function ask<T, V>(
  document: TypedDocumentString<T, V>,
  variables: V,
  signal?: AbortSignal,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const response = await send(document.toString(), variables, signal);
    const wait = Number(response.headers.get("Retry-After"));
    if ((response.status === 503 || response.status === 429) && wait > 0 && attempt < ATTEMPTS) {
      await new Promise((end) => setTimeout(end, 1000 * Math.min(wait, LONGEST_WAIT)));
      continue;
    }
    return dataOf((await response.json()) as Answer<T>, response.status);
  }
}

async function send(query: string, variables: unknown, signal: AbortSignal | undefined): Promise<Response> {
  try {
    const response = await fetch("/graphql", {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(token.value !== undefined && { authorization: `Bearer ${token.value}` }),
      },
      body: JSON.stringify({ query, variables }),
      ...(signal !== undefined && { signal }),
    });
    isOffline.value = false;
    return response;
  } catch (error) {
    if (signal?.aborted) throw error;
    isOffline.value = true;
    throw new ApiError("The server cannot be reached. It is asked again when you try again.", "OFFLINE");
  }
}

/** The data of an answer, or an `ApiError` with the first of its errors. */
export function dataOf<T>({ data, errors = [] }: Answer<T>, status = 200): T {
  const [error] = errors;
  if (status === 401) needsToken.value = true;
  if (error !== undefined) throw new ApiError(error.message, error.extensions?.code, error.extensions?.field);
  if (data === undefined || data === null) throw new ApiError("The server gave no answer.");
  return data;
}
