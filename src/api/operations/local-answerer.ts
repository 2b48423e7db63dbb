import { type ApolloServer, HeaderMap } from "@apollo/server";
import { type ExecutionResult, execute, type FormattedExecutionResult, subscribe } from "graphql";
import type { Asker } from "../access/viewer.js";
import { type ApiContext, createApiContext } from "../context.js";
import { type ObservedRequest, observedRequest, REQUEST_ID_HEADER } from "../observe/request-scope.js";
import { Deadline, withoutRepeatedTimeouts } from "../traffic/deadline.js";
import type { Answerer, HttpAnswer, HttpOperation, SocketOperation, SocketResult } from "./answerer.js";
import { type AnswererParts, presenter, rulesOf } from "./answerer-parts.js";
import { createApollo, noteNeed } from "./apollo.js";
import { downloadFrom } from "./download.js";
import { codesOf, jsonAnswer } from "./error-answer.js";
import { Jobs } from "./jobs.js";
import { executeOrdinary, type Ordinary, ordinaryOperation } from "./ordinary.js";
import { parsedDocument } from "./parsed-documents.js";
import { readBody } from "./read-body.js";
import { socketResult } from "./socket-payloads.js";

/** Answers operations on the thread that calls it. */
export class LocalAnswerer implements Answerer {
  readonly #apollo: ApolloServer<ApiContext>;
  readonly #jobs: Jobs;

  private constructor(private readonly parts: AnswererParts) {
    this.#apollo = createApollo(parts);
    this.#jobs = parts.jobs ?? new Jobs();
  }

  static async start(parts: AnswererParts): Promise<LocalAnswerer> {
    const answerer = new LocalAnswerer(parts);
    await answerer.#apollo.start();
    return answerer;
  }

  http(operation: HttpOperation, signal: AbortSignal): Promise<HttpAnswer> {
    const request = observedRequest(operation.headers[REQUEST_ID_HEADER]);
    return this.#onBehalfOf(request, operation.headers.traceparent, async () => {
      const answer = await this.#http(operation, signal);
      const { operation: named, codes } = request;
      return answer.seen === undefined
        ? { ...answer, seen: { ...(named && { operation: named }), codes } }
        : answer;
    });
  }

  async #http(operation: HttpOperation, signal: AbortSignal): Promise<HttpAnswer> {
    const { method, headers, search, body } = operation;
    const { schema } = this.parts;
    const read =
      body instanceof Uint8Array ? readBody(schema, bufferOf(body), rulesOf(this.parts)) : { body };
    if ("refusal" in read) return read.refusal;
    const context = this.#context(operation, signal);
    const ordinary = ordinaryOperation(schema, this.parts.operations, operation, read.body);
    const answered = ordinary && (await this.#ordinary(ordinary, context));
    if (answered !== undefined) return answered;
    const answer = await this.#apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method,
        headers: new HeaderMap(Object.entries(headers)),
        search,
        body: read.body,
      },
      context: async () => context,
    });
    context.deadline.end();
    if (context.need.time !== undefined) throw context.need.time;
    if (answer.body.kind !== "complete") throw new Error("an answer in parts, which this server never gives");
    return {
      status: answer.status ?? 200,
      headers: Object.fromEntries(answer.headers),
      body: answer.body.string,
    };
  }

  /** Answers an ordinary operation as Apollo Server would, in a third of its time (0107). */
  async #ordinary(ordinary: Ordinary, context: ApiContext): Promise<HttpAnswer | undefined> {
    const result = await executeOrdinary(this.parts.schema, ordinary, context);
    if (result === undefined) return undefined;
    context.deadline.end();
    noteNeed(context, result.errors ?? []);
    if (context.need.time !== undefined) throw context.need.time;
    const { errors, data } = this.#presented(result, context);
    return {
      ...jsonAnswer(context.budget.refusal === undefined ? 200 : 400, { errors, data }, "\n"),
      seen: { operation: ordinary.named, codes: codesOf(errors) },
    };
  }

  download: Answerer["download"] = (download, signal) => downloadFrom(this.parts.service, download, signal);

  execute(operation: SocketOperation, signal: AbortSignal): Promise<SocketResult> {
    const { requestId, traceparent } = operation;
    return this.#onBehalfOf(observedRequest(requestId), traceparent, () => this.#execute(operation, signal));
  }

  async #execute(operation: SocketOperation, signal: AbortSignal): Promise<SocketResult> {
    const context = this.#context(operation, signal);
    const result = await execute(this.#arguments(operation, context));
    context.deadline.end();
    noteNeed(context, result.errors ?? []);
    if (context.need.time !== undefined) throw context.need.time;
    return socketResult(this.#presented(result, context));
  }

  subscribe(
    operation: SocketOperation,
    signal: AbortSignal,
  ): Promise<AsyncIterator<SocketResult> | SocketResult> {
    const { requestId, traceparent } = operation;
    return this.#onBehalfOf(observedRequest(requestId), traceparent, () =>
      this.#subscribe(operation, signal),
    );
  }

  async #subscribe(
    operation: SocketOperation,
    signal: AbortSignal,
  ): Promise<AsyncIterator<SocketResult> | SocketResult> {
    const context = this.#context(operation, signal);
    const begun = await subscribe(this.#arguments(operation, context));
    if (!(Symbol.asyncIterator in begun)) return socketResult(this.#presented(begun, context));
    const events = begun[Symbol.asyncIterator]();
    signal.addEventListener("abort", () => void events.return?.(), { once: true });
    return {
      next: async () => {
        const event = await events.next();
        if (event.done === true) return { done: true, value: undefined };
        const value = socketResult(this.#presented(event.value, context));
        context.budget.restart();
        return { done: false, value };
      },
    };
  }

  stop(): Promise<void> {
    return this.#apollo.stop();
  }

  #context(asker: Asker, signal: AbortSignal): ApiContext {
    const { service, traffic } = this.parts;
    return createApiContext(service, asker, this.#jobs, new Deadline(traffic.queryTimeout, signal));
  }

  #arguments({ query, variables, operationName }: SocketOperation, contextValue: ApiContext) {
    const { schema, operations } = this.parts;
    const document = operations?.documentOf(query) ?? parsedDocument(schema, query);
    return { schema, document, variableValues: variables, operationName, contextValue };
  }

  #onBehalfOf<T>(request: ObservedRequest, traceparent: unknown, work: () => T): T {
    const { scope, tracing } = this.parts;
    const run = () => scope.run(request, work);
    return tracing === undefined ? run() : tracing.within(traceparent, run);
  }

  /** A result as the client sees it. One that became too large while it was built is replaced by that error. */
  #presented({ data, errors }: ExecutionResult, { budget }: ApiContext): FormattedExecutionResult {
    const { refusal } = budget;
    if (refusal !== undefined) return { errors: [refusal] };
    if (errors === undefined) return { data: data ?? null };
    return { data: data ?? null, errors: withoutRepeatedTimeouts(errors.map(presenter(this.parts))) };
  }
}

const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
