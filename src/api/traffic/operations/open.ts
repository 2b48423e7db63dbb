import type { GraphQLSchema } from "graphql";
import { InvalidInput } from "../../../base/errors.js";
import type { TrafficOptions } from "../options.js";
import { Operations } from "./operations.js";
import { readManifest } from "./read-manifest.js";

/** The operations that the options name; undefined if they name none. Throws `InvalidInput` if they cannot be used. */
export async function openOperations(
  schema: GraphQLSchema,
  { operations, operationsOnly }: TrafficOptions,
): Promise<Operations | undefined> {
  if (operations !== undefined) return new Operations(await readManifest(schema, operations), operationsOnly);
  if (!operationsOnly) return undefined;
  const message = "OPERATIONS_ONLY is on, and OPERATIONS names no manifest: every operation would be refused";
  throw new InvalidInput("OPERATIONS_ONLY", message);
}
