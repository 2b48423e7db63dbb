import { randomUUID } from "node:crypto";
import { unwrapResolverError } from "@apollo/server/errors";
import { GraphQLError, type GraphQLFormattedError, Kind } from "graphql";
import type { Logger } from "pino";
import { defined } from "../base/defined.js";
import { HarmonicError } from "../base/errors.js";
import { NeedsTime } from "../projections/networks/needs-time.js";
import { problemError } from "./problems.js";

/**
 * An error as the client sees it. Expected failures and the client's own mistakes are shown as they are. Anything else
 * is replaced by an error id, and the log has the details under that id. `requestId` is the id of the request, which
 * the client can report.
 */
export function presentError(error: unknown, logger: Logger, requestId?: string): GraphQLFormattedError {
  const around = error instanceof GraphQLError ? error : undefined;
  const cause = unwrapResolverError(error);
  if (cause instanceof HarmonicError) return problemError(cause, around).toJSON();
  if (cause instanceof GraphQLError && !isInternal(cause)) return withCode(cause);
  // Nobody sees this: the operation is put to another answerer.
  if (cause instanceof NeedsTime) return { message: cause.message };
  const errorId = randomUUID();
  logger.error(
    { err: cause, errorId, path: around?.path, ...defined({ requestId }) },
    "unexpected error in a GraphQL request",
  );
  return {
    message: `internal error; the server's log has the details under ${errorId}`,
    ...defined({ path: around?.path }),
    extensions: { code: "INTERNAL_SERVER_ERROR", errorId, ...defined({ requestId }) },
  };
}

/**
 * Whether an error is a bug of this server rather than a mistake of the client. Errors that this server throws have a
 * code. If graphql-js reports one without a code about a field's value (e.g. a null or an unresolvable type where the
 * schema allows none), then a resolver is wrong; errors about anything else (arguments, syntax) are the client's.
 */
function isInternal(error: GraphQLError): boolean {
  if (error.extensions.code === "INTERNAL_SERVER_ERROR") return true;
  const aboutField = error.nodes?.every((node) => node.kind === Kind.FIELD) ?? true;
  return error.path !== undefined && error.extensions.code === undefined && aboutField;
}

function withCode(error: GraphQLError): GraphQLFormattedError {
  return { ...error.toJSON(), extensions: { code: "BAD_USER_INPUT", ...error.extensions } };
}
