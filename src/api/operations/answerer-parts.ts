import type { GraphQLFormattedError, GraphQLSchema } from "graphql";
import type { Logger } from "pino";
import { defined } from "../../base/defined.js";
import type { HarmonicService } from "../../service/service.js";
import { presentError } from "../mask.js";
import type { RequestScope } from "../observe/request-scope.js";
import type { Tracing } from "../observe/tracing/tracing.js";
import { withoutSuggestion } from "../traffic/introspection.js";
import type { Operations } from "../traffic/operations/operations.js";
import type { TrafficOptions } from "../traffic/options.js";
import type { GuardRules } from "./guard.js";
import type { Jobs } from "./jobs.js";

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
  readonly traffic: TrafficOptions;
  /** The operations that are registered. */
  readonly operations?: Operations;
}

/** What the guard of an answerer allows. */
export const rulesOf = ({
  traffic,
  operations,
}: Pick<AnswererParts, "traffic" | "operations">): GuardRules => ({
  introspection: traffic.introspection,
  ...defined({ operations }),
});

/** Makes an error into what clients see of it. */
export const presenter =
  ({ traffic, logger, scope }: Pick<AnswererParts, "traffic" | "logger" | "scope">) =>
  (error: unknown): GraphQLFormattedError => {
    const presented = presentError(error, logger, scope.current?.id);
    return traffic.introspection ? presented : withoutSuggestion(presented);
  };
