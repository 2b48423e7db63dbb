import type { Request, RequestHandler } from "express";
import type { GraphQLSchema } from "graphql";
import { viewerOf } from "../access/middleware.js";
import type { Viewer } from "../access/viewer.js";
import type { Observer } from "../observe/observer.js";
import type { HttpAnswer } from "../operations/answerer.js";
import type { GuardRules } from "../operations/guard.js";
import { guardBody, type ReadBody, readBody } from "../operations/read-body.js";
import type { Router } from "../operations/router.js";
import { searchWithQuery } from "../traffic/operations/with-query.js";
import type { Traffic } from "../traffic/traffic.js";
import { send } from "./respond.js";

/** Bodies up to this size are read on the thread that holds the connections: less than a millisecond [bytes]. */
export const SMALL_BODY_BYTES = 100_000;

/** What answers operations is made of; see `AppParts`. */
interface OperationParts {
  readonly schema: GraphQLSchema;
  readonly router: Router;
  readonly rules: GuardRules;
  readonly traffic: Traffic;
  readonly observer: Observer;
}

/** Answers requests whose body is bytes of JSON, or absent, by executing their operation on the lane that it needs. */
export function serveOperations(parts: OperationParts): RequestHandler {
  const { schema, router, rules, traffic, observer } = parts;
  return answering((request, viewer, signal) => {
    const read = readRequest(schema, request, rules);
    if ("refusal" in read) return Promise.resolve(read.refusal);
    const { current } = observer;
    if (current !== undefined && read.operation !== undefined) current.operation = read.operation;
    const { originalUrl, method } = request;
    const question = originalUrl.indexOf("?");
    const given = question < 0 ? "" : originalUrl.slice(question);
    const search = read.query === undefined ? given : searchWithQuery(given, read.query);
    const operation = { viewer, method, headers: plainHeaders(request), search, body: read.body };
    return router.http(operation, {
      lane: read.lane,
      fields: read.fields,
      client: traffic.clientOf(traffic.networkOf(request), viewer),
      signal,
    });
  });
}

/** Answers requests for files. */
export function serveDownloads(router: Router, traffic: Traffic): RequestHandler {
  return answering((request, viewer, signal) => {
    const download = { path: request.path, query: request.query };
    const client = traffic.clientOf(traffic.networkOf(request), viewer);
    return router.download(download, { lane: "long", fields: [], client, signal });
  });
}

/** What a request asks, and the text of the registered operation that its address names. */
type ReadRequest = ReadBody & { readonly query?: string };

function readRequest(
  schema: GraphQLSchema,
  { body, query, method }: Request,
  rules: GuardRules,
): ReadRequest {
  if (body instanceof Uint8Array && body.length > 0) {
    if (body.length > SMALL_BODY_BYTES) return { body, lane: "jobs", fields: [] };
    return readBody(schema, body as Buffer, rules);
  }
  if (method !== "GET") return { body: {}, lane: "here", fields: [] };
  const { variables, extensions } = query;
  const asked = { ...query, variables: parsedOrText(variables), extensions: parsedOrText(extensions) };
  const read = guardBody(schema, asked, rules);
  if ("refusal" in read) return read;
  const registered = rules.operations === undefined ? undefined : (read.body as { query?: unknown }).query;
  return { ...read, body: undefined, ...(typeof registered === "string" ? { query: registered } : {}) };
}

/** Variables in an address are JSON. What is none is left to Apollo to refuse. */
function parsedOrText(text: unknown): unknown {
  try {
    return typeof text === "string" ? JSON.parse(text) : text;
  } catch {
    return text;
  }
}

/** Sends what `answer` gives, unless the client has gone; its signal aborts when the client goes. */
function answering(
  answer: (request: Request, viewer: Viewer, signal: AbortSignal) => Promise<HttpAnswer>,
): RequestHandler {
  return async (request, response, next) => {
    const gone = new AbortController();
    const leave = () => gone.abort();
    response.once("close", leave);
    try {
      const answered = await answer(request, viewerOf(response), gone.signal);
      response.off("close", leave);
      if (!gone.signal.aborted) send(response, answered);
    } catch (error) {
      response.off("close", leave);
      if (!gone.signal.aborted) next(error);
    }
  };
}

function plainHeaders({ headers }: Request): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined && name !== "authorization" && name !== "cookie")
      plain[name] = Array.isArray(value) ? value.join(", ") : value;
  return plain;
}
