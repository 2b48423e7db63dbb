import type { Request, RequestHandler } from "express";
import type { GraphQLSchema } from "graphql";
import { viewerOf } from "../access/middleware.js";
import type { Viewer } from "../access/viewer.js";
import type { Observer } from "../observe/observer.js";
import type { HttpAnswer } from "../operations/answerer.js";
import { guardBody, type ReadBody, readBody } from "../operations/read-body.js";
import type { Router } from "../operations/router.js";
import { send } from "./respond.js";

/** Bodies up to this size are read on the thread that holds the connections: less than a millisecond [bytes]. */
const SMALL_BODY_BYTES = 100_000;

/** Answers requests whose body is bytes of JSON, or absent, by executing their operation on the lane that it needs. */
export function serveOperations(schema: GraphQLSchema, router: Router, observer: Observer): RequestHandler {
  return answering((request, viewer, signal) => {
    const read = readRequest(schema, request);
    if ("refusal" in read) return Promise.resolve(read.refusal);
    const { current } = observer;
    if (current !== undefined && read.operation !== undefined) current.operation = read.operation;
    const { originalUrl, method } = request;
    const question = originalUrl.indexOf("?");
    const search = question < 0 ? "" : originalUrl.slice(question);
    const operation = { viewer, method, headers: plainHeaders(request), search, body: read.body };
    return router.http(operation, {
      lane: read.lane,
      fields: read.fields,
      client: clientOf(request, viewer),
      signal,
    });
  });
}

/** Answers requests for files. */
export function serveDownloads(router: Router): RequestHandler {
  return answering((request, viewer, signal) => {
    const download = { path: request.path, query: request.query };
    return router.download(download, { lane: "long", fields: [], client: clientOf(request, viewer), signal });
  });
}

function readRequest(schema: GraphQLSchema, { body, query, method }: Request): ReadBody {
  if (body instanceof Uint8Array && body.length > 0) {
    if (body.length > SMALL_BODY_BYTES) return { body, lane: "jobs", fields: [] };
    return readBody(schema, body as Buffer);
  }
  if (method !== "GET") return { body: {}, lane: "here", fields: [] };
  const read = guardBody(schema, { ...query, variables: parsedOrText(query.variables) });
  return "refusal" in read ? read : { ...read, body: undefined };
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

/** What tells clients apart: the viewer, or the address where nobody says who they are. */
const clientOf = ({ socket }: Request, { id }: Viewer): string =>
  id === "open" ? (socket.remoteAddress ?? "") : id;
