import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  getOperationAST,
  OperationTypeNode,
  validate,
} from "graphql";
import { isRecord } from "../../base/json/is-record.js";
import { refusalOfOperation } from "../access/forbidden.js";
import type { ApiContext } from "../context.js";
import { type Operation, operationOf } from "../observe/operation-of.js";
import type { Operations } from "../traffic/operations/operations.js";
import type { HttpOperation } from "./answerer.js";
import { parsedDocument } from "./parsed-documents.js";

/** An operation over HTTP that may be executed at once. */
export interface Ordinary {
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>> | null | undefined;
  readonly operationName: string | null | undefined;
  readonly named: Operation;
}

/** What the body of an ordinary operation may have. */
const KEYS: ReadonlySet<string> = new Set(["query", "variables", "operationName"]);
/** The type of an ordinary body, and what an ordinary client accepts. */
const JSON_TYPE = /^application\/json(?:; ?charset="?utf-8"?)?$/i;
const ACCEPTS_JSON: ReadonlySet<string | undefined> = new Set([undefined, "*/*", "application/json"]);

const validDocuments = new WeakMap<GraphQLSchema, WeakSet<DocumentNode>>();

/**
 * The operation that a request asks for, if nothing about it is out of the ordinary: JSON sent with POST, a valid
 * document, an operation that the viewer may use. Undefined for any other, whose answer is up to Apollo Server.
 */
export function ordinaryOperation(
  schema: GraphQLSchema,
  operations: Operations | undefined,
  { method, headers, viewer }: HttpOperation,
  body: unknown,
): Ordinary | undefined {
  if (method !== "POST" || !JSON_TYPE.test(headers["content-type"] ?? "")) return undefined;
  if (!ACCEPTS_JSON.has(headers.accept) || !isRecord(body)) return undefined;
  for (const key of Object.keys(body)) if (!KEYS.has(key)) return undefined;
  const { query, variables, operationName } = body;
  if (typeof query !== "string" || query === "") return undefined;
  if (!isAbsent(variables) && !isRecord(variables)) return undefined;
  if (!isAbsent(operationName) && typeof operationName !== "string") return undefined;
  const document = validDocument(schema, operations, query);
  if (document === undefined) return undefined;
  const operation = getOperationAST(document, operationName);
  if (operation == null || operation.operation === OperationTypeNode.SUBSCRIPTION) return undefined;
  if (refusalOfOperation(document, operation, variables, viewer) !== undefined) return undefined;
  const named = operationOf(schema, document, operationName ?? null);
  return { document, variables, operationName, named };
}

const isAbsent = (value: unknown): value is null | undefined => value === null || value === undefined;

/** The document of a query, if it is valid, which is found out once while it is asked again and again. */
function validDocument(
  schema: GraphQLSchema,
  operations: Operations | undefined,
  query: string,
): DocumentNode | undefined {
  let document: DocumentNode;
  try {
    document = operations?.documentOf(query) ?? parsedDocument(schema, query);
  } catch {
    return undefined;
  }
  const valid = validDocuments.get(schema) ?? new WeakSet();
  validDocuments.set(schema, valid);
  if (valid.has(document)) return document;
  if (validate(schema, document).length > 0) return undefined;
  valid.add(document);
  return document;
}

/** Executes an ordinary operation. Undefined if nothing was executed, since its variables are wrong. */
export async function executeOrdinary(
  schema: GraphQLSchema,
  { document, variables, operationName }: Ordinary,
  contextValue: ApiContext,
): Promise<ExecutionResult | undefined> {
  const result = await execute({
    schema,
    document,
    variableValues: variables ?? null,
    operationName: operationName ?? null,
    contextValue,
  });
  return result.data === undefined ? undefined : result;
}
