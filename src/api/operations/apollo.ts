import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import { unwrapResolverError } from "@apollo/server/errors";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from "@apollo/server/plugin/disabled";
import type { GraphQLSchema } from "graphql";
import { NeedsTime } from "../../projections/networks/needs-time.js";
import { refuseForbidden } from "../access/forbidden.js";
import type { ApiContext } from "../context.js";
import { LIMITS } from "../limits.js";
import { operationOf } from "../observe/operation-of.js";
import type { RequestScope } from "../observe/request-scope.js";
import { withoutRepeatedTimeouts } from "../traffic/deadline.js";
import { type AnswererParts, presenter } from "./answerer-parts.js";

/** The server that answers operations over HTTP. It is to be started. */
export function createApollo(parts: AnswererParts): ApolloServer<ApiContext> {
  const { schema, logger, scope } = parts;
  const present = presenter(parts);
  return new ApolloServer<ApiContext>({
    schema,
    logger,
    introspection: true,
    csrfPrevention: true,
    persistedQueries: false,
    parseOptions: { maxTokens: LIMITS.tokens },
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError: (_formatted, error) => present(error),
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      finishAnswers,
      noticeNeeds,
      refuseForbidden,
      noteWhatIsSeen(schema, scope),
    ],
  });
}

/** Replaces an answer that became too large by the error that says so, and repeated errors about time by one. */
const finishAnswers: ApolloServerPlugin<ApiContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ response, contextValue }) {
        const { refusal } = contextValue.budget;
        if (response.body.kind !== "single") return;
        const { errors } = response.body.singleResult;
        if (errors !== undefined) response.body.singleResult.errors = withoutRepeatedTimeouts(errors);
        if (refusal === undefined) return;
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

/** Notes in the context if one of the errors says that the operation needs a long computation. */
export function noteNeed(context: ApiContext, errors: readonly Error[]): void {
  for (const error of errors) {
    const cause = unwrapResolverError(error);
    if (cause instanceof NeedsTime) context.need.time = cause;
  }
}
