import { defined } from "../../base/defined.js";
import { InvalidInput } from "../../base/errors.js";
import { Unreachable } from "./retry.js";

/** A connection to a server. Its methods throw as those of `ProfileServer` do. */
export interface Connection {
  /** Asks a GraphQL question and returns its data. */
  ask<T>(query: string, variables: object): Promise<T>;
  /** Downloads the file at a path of the server. */
  download(path: string): Promise<Buffer>;
}

/** Longest time of one request [ms]: an export may have to load a supernet first. */
const LIMIT_MS = 120_000;

/**
 * Makes a connection over HTTP; nothing is sent yet.
 *
 * @param url address of the server, e.g. `http://localhost:4000`; with `/graphql` or without
 * @throws InvalidInput on `--server` if it is no address
 */
export function connectionTo(url: string, token: string | undefined, signal: AbortSignal): Connection {
  const base = baseOf(url);
  const headers = defined({ authorization: token === undefined ? undefined : `Bearer ${token}` });
  function download(path: string, init: RequestInit = {}): Promise<Buffer> {
    const address = new URL(path, base);
    if (address.origin !== base.origin)
      throw new InvalidInput("--server", `the server refers to another one, ${address.origin}`);
    return send(address, { ...init, headers }, signal);
  }
  return {
    download: (path) => download(path),
    async ask<T>(query: string, variables: object): Promise<T> {
      const init = { method: "POST", body: JSON.stringify({ query, variables }) };
      const answer = jsonOf(await download("/graphql", init)) as Answer<T> | undefined;
      if (answer === undefined)
        throw new InvalidInput("--server", `${base.origin} does not answer as a server of this program`);
      const { data, errors } = answer;
      if (errors !== undefined || data === undefined || data === null) throw refusal(errors?.[0]);
      return data;
    },
  };
}

/** What a GraphQL union holds where something was refused. */
export interface Problem {
  readonly __typename: string;
  readonly message?: string;
  readonly field?: string | null;
}

/** Throws what the server refused, if it did. */
export function expectSuccess({ __typename, message, field }: Problem): void {
  if (message === undefined) return;
  if (__typename === "UnavailableProblem") throw new Unreachable(message);
  throw new InvalidInput(field ?? "--server", `the server refuses: ${message}`);
}

interface GraphQlError {
  readonly message: string;
  readonly extensions?: { readonly code?: string; readonly field?: string };
}

interface Answer<T> {
  readonly data?: T | null;
  readonly errors?: readonly GraphQlError[];
}

function refusal(error: GraphQlError | undefined): Error {
  const message = error?.message ?? "it answers nothing";
  if (error?.extensions?.code === "UNAVAILABLE") return new Unreachable(message);
  return new InvalidInput(error?.extensions?.field ?? "--server", `the server refuses: ${message}`);
}

function baseOf(url: string): URL {
  const base = URL.canParse(url) ? new URL(url) : undefined;
  if (base !== undefined && /^https?:$/.test(base.protocol)) return base;
  throw new InvalidInput(
    "--server",
    `--server must be the address of a running server, such as http://localhost:4000, not "${url}"`,
  );
}

/** Sends a request and returns the body. Throws as the methods of `ProfileServer` do. */
async function send(url: URL, init: RequestInit, signal: AbortSignal): Promise<Buffer> {
  const headers = { "content-type": "application/json", ...init.headers };
  const limited = AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MS)]);
  let response: Response;
  let body: Buffer;
  try {
    response = await fetch(url, { ...init, headers, signal: limited });
    body = Buffer.from(await response.arrayBuffer());
  } catch (error) {
    throw new Unreachable(`${url.origin} cannot be reached: ${causeOf(error)}`);
  }
  if (response.ok) return body;
  const message = errorOf(body)?.message ?? `${response.status} ${response.statusText}`;
  if (response.status >= 500 || response.status === 429)
    throw new Unreachable(`${url.origin} cannot answer: ${message}`);
  if (response.status === 401) {
    const reason =
      "authorization" in (init.headers ?? {}) ? ` refuses the token: ${message}` : " asks for a token";
    throw new InvalidInput(
      "API_TOKEN",
      `the server${reason}; set API_TOKEN or --api-token to one of role write, which its administrator creates with ` +
        "`harmonic token create --role write --name NAME`",
    );
  }
  if (errorOf(body)?.extensions?.code === "FORBIDDEN" && "authorization" in (init.headers ?? {})) {
    throw new InvalidInput(
      "API_TOKEN",
      `the server refuses: ${message}; set API_TOKEN or --api-token to a token of role write`,
    );
  }
  throw new InvalidInput("--server", `${url.origin} refuses: ${message}`);
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error
    ? cause.message || String((cause as NodeJS.ErrnoException).code)
    : error.message;
}

/** The first error of a body in the form of GraphQL errors. */
const errorOf = (body: Buffer): GraphQlError | undefined =>
  (jsonOf(body) as Answer<unknown> | undefined)?.errors?.[0];

/** The object in a body; undefined if there is none. */
function jsonOf(body: Buffer): object | undefined {
  try {
    const value: unknown = JSON.parse(body.toString("utf8"));
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
