import { randomUUID } from "node:crypto";
import { unwrapResolverError } from "@apollo/server/errors";
import { GraphQLError, type GraphQLFormattedError, Kind } from "graphql";
import type { Logger } from "pino";
import { defined } from "../base/defined.js";
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
  if (cause instanceof GraphQLError && !isInternal(cause)) return withCode(cause);
  const errorId = randomUUID();
  logger.error({ err: cause, errorId, path: around?.path }, "unexpected error in a GraphQL request");
  return {
    message: `internal error; the server's log has the details under ${errorId}`,
    ...defined({ path: around?.path }),
    extensions: { code: "INTERNAL_SERVER_ERROR", errorId },
  };
}

/**
 * Errors of ours carry a code. What graphql-js reports without one about a field's value (a null or an unresolvable type
 * where the schema allows none) is our bug; what it reports about anything else (arguments, syntax) is the client's.
 */
function isInternal(error: GraphQLError): boolean {
  if (error.extensions.code === "INTERNAL_SERVER_ERROR") return true;
  const aboutField = error.nodes?.every((node) => node.kind === Kind.FIELD) ?? true;
  return error.path !== undefined && error.extensions.code === undefined && aboutField;
}

function withCode(error: GraphQLError): GraphQLFormattedError {
  return { ...error.toJSON(), extensions: { code: "BAD_USER_INPUT", ...error.extensions } };
}
