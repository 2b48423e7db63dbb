import { ApolloServer, type ApolloServerPlugin, HeaderMap } from "@apollo/server";
import { unwrapResolverError } from "@apollo/server/errors";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from "@apollo/server/plugin/disabled";
import {
  type ExecutionResult,
  execute,
  type GraphQLFormattedError,
  type GraphQLSchema,
  parse,
  subscribe,
} from "graphql";
import type { Logger } from "pino";
import { NeedsTime } from "../../projections/networks/needs-time.js";
import type { HarmonicService } from "../../service/service.js";
import { refuseForbidden } from "../access/forbidden.js";
import type { Asker } from "../access/viewer.js";
import { type ApiContext, createApiContext } from "../context.js";
import { LIMITS } from "../limits.js";
import { presentError } from "../mask.js";
import { operationOf } from "../observe/operation-of.js";
import {
  type ObservedRequest,
  observedRequest,
  REQUEST_ID_HEADER,
  type RequestScope,
} from "../observe/request-scope.js";
import type { Tracing } from "../observe/tracing/tracing.js";
import type { Answerer, HttpAnswer, HttpOperation, SocketOperation, SocketResult } from "./answerer.js";
import { downloadFrom } from "./download.js";
import { Jobs } from "./jobs.js";
import { readBody } from "./read-body.js";

/** What an answerer on this thread needs. */
export interface AnswererParts {
  readonly schema: GraphQLSchema;
  readonly service: HarmonicService;
  readonly logger: Logger;
  /** The long operations of the server, where this is the thread that keeps them. */
  readonly jobs?: Jobs;
  /** The requests that the log knows. */
  readonly scope: RequestScope;
  /** Traces operations; absent where nobody wants traces. */
  readonly tracing?: Tracing;
}

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
    const read = body instanceof Uint8Array ? readBody(this.parts.schema, bufferOf(body)) : { body };
    if ("refusal" in read) return read.refusal;
    const context = this.#context(operation, signal);
    const answer = await this.#apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method,
        headers: new HeaderMap(Object.entries(headers)),
        search,
        body: read.body,
      },
      context: async () => context,
    });
    if (context.need.time !== undefined) throw context.need.time;
    if (answer.body.kind !== "complete") throw new Error("an answer in parts, which this server never gives");
    return {
      status: answer.status ?? 200,
      headers: Object.fromEntries(answer.headers),
      body: answer.body.string,
    };
  }

  download: Answerer["download"] = (download) => downloadFrom(this.parts.service, download);

  execute(operation: SocketOperation, signal: AbortSignal): Promise<SocketResult> {
    const { requestId, traceparent } = operation;
    return this.#onBehalfOf(observedRequest(requestId), traceparent, () => this.#execute(operation, signal));
  }

  async #execute(operation: SocketOperation, signal: AbortSignal): Promise<SocketResult> {
    const context = this.#context(operation, signal);
    const result = await execute(this.#arguments(operation, context));
    noteNeed(context, result.errors ?? []);
    if (context.need.time !== undefined) throw context.need.time;
    return this.#presented(result, context);
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
    if (!(Symbol.asyncIterator in begun)) return this.#presented(begun, context);
    const events = begun[Symbol.asyncIterator]();
    signal.addEventListener("abort", () => void events.return?.(), { once: true });
    return {
      next: async () => {
        const event = await events.next();
        if (event.done === true) return { done: true, value: undefined };
        const value = this.#presented(event.value, context);
        context.budget.restart();
        return { done: false, value };
      },
    };
  }

  stop(): Promise<void> {
    return this.#apollo.stop();
  }

  #context(asker: Asker, signal: AbortSignal): ApiContext {
    return createApiContext(this.parts.service, asker, this.#jobs, signal);
  }

  #arguments({ query, variables, operationName }: SocketOperation, contextValue: ApiContext) {
    const document = parse(query, { maxTokens: LIMITS.tokens });
    return { schema: this.parts.schema, document, variableValues: variables, operationName, contextValue };
  }

  #onBehalfOf<T>(request: ObservedRequest, traceparent: unknown, work: () => T): T {
    const { scope, tracing } = this.parts;
    const run = () => scope.run(request, work);
    return tracing === undefined ? run() : tracing.within(traceparent, run);
  }

  #shown(error: unknown): GraphQLFormattedError {
    return presentError(error, this.parts.logger, this.parts.scope.current?.id);
  }

  /** A result as the client sees it. One that became too large while it was built is replaced by that error. */
  #presented({ data, errors }: ExecutionResult, { budget }: ApiContext): SocketResult {
    const { refusal } = budget;
    if (refusal !== undefined) return { errors: [refusal] };
    if (errors === undefined) return { data: data ?? null };
    return { data: data ?? null, errors: errors.map((error) => this.#shown(error)) };
  }
}

const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);

function createApollo({ schema, logger, scope }: AnswererParts): ApolloServer<ApiContext> {
  return new ApolloServer<ApiContext>({
    schema,
    logger,
    introspection: true,
    csrfPrevention: true,
    persistedQueries: false,
    parseOptions: { maxTokens: LIMITS.tokens },
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError: (_formatted, error) => presentError(error, logger, scope.current?.id),
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      refuseLargeAnswers,
      noticeNeeds,
      refuseForbidden,
      noteWhatIsSeen(schema, scope),
    ],
  });
}

/** Replaces an answer that became too large while it was built by the error that says so. */
const refuseLargeAnswers: ApolloServerPlugin<ApiContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ response, contextValue }) {
        const { refusal } = contextValue.budget;
        if (refusal === undefined || response.body.kind !== "single") return;
        response.body.singleResult = { errors: [refusal] };
        response.http.status = 400;
      },
    };
  },
};

/** Notes the operation and the errors of an answer; it stands after the plugins that replace answers. */
const noteWhatIsSeen = (schema: GraphQLSchema, scope: RequestScope): ApolloServerPlugin<ApiContext> => ({
  async requestDidStart() {
    return {
      async willSendResponse({ request, document, response }) {
        const seen = scope.current;
        if (seen === undefined) return;
        if (document !== undefined)
          seen.operation = operationOf(schema, document, request.operationName ?? null);
        if (response.body.kind !== "single") return;
        for (const { extensions } of response.body.singleResult.errors ?? [])
          if (typeof extensions?.code === "string") seen.codes.push(extensions.code);
      },
    };
  },
});

/** Notes in the context that the operation has to be put to another answerer. */
const noticeNeeds: ApolloServerPlugin<ApiContext> = {
  async requestDidStart() {
    return {
      async didEncounterErrors({ errors, contextValue }) {
        noteNeed(contextValue, errors);
      },
    };
  },
};

function noteNeed(context: ApiContext, errors: readonly Error[]): void {
  for (const error of errors) {
    const cause = unwrapResolverError(error);
    if (cause instanceof NeedsTime) context.need.time = cause;
  }
}
