import { randomUUID } from "node:crypto";
import { unwrapResolverError } from "@apollo/server/errors";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import type { Logger } from "pino";
import { HarmonicError } from "../base/errors.js";
import { problemError } from "./problems.js";

/**
 * What a client sees of an error: expected failures and its own mistakes as they are; anything else as an error id,
 * under which the log has the details.
 */
export function presentError(error: unknown, logger: Logger): GraphQLFormattedError {
  const around = error instanceof GraphQLError ? error : undefined;
  const cause = unwrapResolverError(error);
  if (cause instanceof HarmonicError) return problemError(cause, around).toJSON();
  if (cause instanceof GraphQLError && cause.originalError === undefined && !isInternal(cause))
    return withCode(cause);
  const errorId = randomUUID();
  logger.error({ err: cause, errorId, path: around?.path }, "unexpected error in a GraphQL request");
  return {
    message: `internal error; the server's log has the details under ${errorId}`,
    ...(around?.path === undefined ? {} : { path: around.path }),
    extensions: { code: "INTERNAL_SERVER_ERROR", errorId },
  };
}

/** graphql-js reports an unresolvable type or a null in a non-null field without a code: that is our bug, not the client's. */
function isInternal(error: GraphQLError): boolean {
  return (
    error.extensions.code === "INTERNAL_SERVER_ERROR" ||
    (error.path !== undefined && error.extensions.code === undefined)
  );
}

function withCode(error: GraphQLError): GraphQLFormattedError {
  const plain = error.toJSON();
  const { stacktrace: _, ...extensions } = error.extensions;
  return { ...plain, extensions: { code: "BAD_USER_INPUT", ...extensions } };
}
