import { AsyncResource } from "node:async_hooks";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { ErrorRequestHandler, Request, RequestHandler, Response } from "express";
import { SMALL_BODY_BYTES } from "./operations.js";

/** The type of an ordinary body. */
const JSON_TYPE = /^application\/json(?:; ?charset="?utf-8"?)?$/i;

/** What an ordinary request passes: handlers of Express that use nothing of it but `locals`, in their order. */
export interface OrdinaryWay {
  /** Headers of every answer. */
  readonly headers: RequestHandler;
  readonly handlers: readonly RequestHandler[];
  /** Answers what a handler throws or passes on. */
  readonly onError: ErrorRequestHandler;
}

/**
 * Lets ordinary requests to the API pass their handlers without Express, which takes longer to find them than they
 * take. A request is ordinary if it sends a small body of JSON, of a length that it announces, with POST to `/graphql`.
 * Every other one is left to `others`.
 */
export function ordinaryFirst(
  { headers, handlers, onError }: OrdinaryWay,
  others: RequestListener,
): RequestListener {
  const fixed = headersOf(headers);
  const steps = [...handlers.slice(0, -1), readBytes, ...handlers.slice(-1)];
  return (given, answer) => {
    if (!isOrdinary(given)) return others(given, answer);
    const request = given as Request;
    const response = answer as Response;
    request.originalUrl = request.url;
    response.locals = {};
    for (const [name, value] of fixed) response.setHeader(name, value);
    const step = (i: number) => (error?: unknown) => {
      if (error !== undefined) {
        onError(error, request, response, () => request.socket.destroy());
        return;
      }
      try {
        const settled = steps[i](request, response, step(i + 1)) as unknown;
        if (settled instanceof Promise) settled.catch(step(i));
      } catch (thrown) {
        step(i)(thrown);
      }
    };
    step(0)();
  };
}

function isOrdinary({ method, url, headers }: IncomingMessage): boolean {
  const length = headers["content-length"];
  return (
    method === "POST" &&
    url === "/graphql" &&
    length !== undefined &&
    Number(length) > 0 &&
    Number(length) <= SMALL_BODY_BYTES &&
    headers["content-encoding"] === undefined &&
    headers.expect === undefined &&
    JSON_TYPE.test(headers["content-type"] ?? "")
  );
}

/** The headers that a handler sets, which are the same for every answer. */
function headersOf(handler: RequestHandler): readonly (readonly [string, string])[] {
  const set = new Map<string, string>();
  const response: Pick<ServerResponse, "removeHeader"> & { setHeader(name: string, value: string): void } = {
    setHeader: (name, value) => void set.set(name, value),
    removeHeader: (name) => void set.delete(name),
  };
  handler({} as Request, response as unknown as Response, () => undefined);
  return [...set];
}

/**
 * Reads the body, whose length is known to be small. A client that leaves before its end gets no answer. Events of the
 * body come in the context of the connection, so that what follows is brought back into that of the request.
 */
const readBytes: RequestHandler = (request, _response, next) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  const end = () => {
    request.body = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
    next();
  };
  request.once("end", AsyncResource.bind(end));
};
