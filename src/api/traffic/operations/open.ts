import { existsSync } from "node:fs";
import { join } from "node:path";
import type { GraphQLSchema } from "graphql";
import { InvalidInput } from "../../../base/errors.js";
import { builtDashboard } from "../built-dashboard.js";
import type { TrafficOptions } from "../options.js";
import { Operations } from "./operations.js";
import { type RegisteredOperation, readManifest } from "./read-manifest.js";

/**
 * The operations that the options name, and those that the dashboard sends where it is served; undefined if the options
 * name none and let others through. Throws `InvalidInput` if they cannot be used.
 */
export async function openOperations(
  schema: GraphQLSchema,
  { operations, operationsOnly, dashboard }: TrafficOptions,
): Promise<Operations | undefined> {
  if (operations === undefined && !operationsOnly) return undefined;
  const named = operations === undefined ? [] : await readManifest(schema, operations);
  const own = dashboard ? await dashboardOperations(schema) : [];
  if (operationsOnly && named.length + own.length === 0) {
    const message =
      "OPERATIONS_ONLY is on, and OPERATIONS names no manifest: every operation would be refused";
    throw new InvalidInput("OPERATIONS_ONLY", message);
  }
  const isNamed = new Set(named.flatMap(({ id, body }) => [id, body]));
  return new Operations(
    [...named, ...own.filter(({ id, body }) => !isNamed.has(id) && !isNamed.has(body))],
    operationsOnly,
  );
}

/** What the dashboard sends; nothing until it is built. */
async function dashboardOperations(schema: GraphQLSchema): Promise<readonly RegisteredOperation[]> {
  const file = join(builtDashboard(), "operations.json");
  return existsSync(file) ? readManifest(schema, file) : [];
}
