import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { type DocumentNode, type GraphQLSchema, Kind, parse, validate } from "graphql";
import { InvalidInput } from "../../../base/errors.js";
import { isRecord } from "../../../base/json/is-record.js";
import { assessDocument, LIMITS } from "../../limits.js";

/** An operation that clients may name by its id. */
export interface RegisteredOperation {
  readonly id: string;
  /** The text of the query. */
  readonly body: string;
  readonly document: DocumentNode;
}

interface Entry {
  readonly id: string;
  readonly body: string;
  /** What the manifest says of the operation besides. */
  readonly name?: unknown;
  readonly type?: unknown;
}

const FORMAT = "apollo-persisted-query-manifest";
const LARGEST_BYTES = 20_000_000;
const LONGEST_ID = 200;

/**
 * Reads a manifest of operations, in the form of Apollo's `generate-persisted-query-manifest`, or of GraphQL Code
 * Generator's client preset (an object of texts by id), and checks every operation against the schema and the limits.
 *
 * @throws InvalidInput on `OPERATIONS` that names the file and the operation
 */
export async function readManifest(schema: GraphQLSchema, file: string): Promise<RegisteredOperation[]> {
  const name = basename(file);
  const seen = new Set<string>();
  return entriesOf(await readJson(file, name), name).map((entry, i) => {
    const called = typeof entry.name === "string" ? `"${entry.name}"` : `${i + 1}`;
    const fail = (what: string): never => {
      throw new InvalidInput("OPERATIONS", `OPERATIONS: ${name}: operation ${called} ${what}`);
    };
    if (typeof entry.id !== "string" || entry.id === "" || entry.id.length > LONGEST_ID)
      return fail(`must have an id of 1 to ${LONGEST_ID} characters`);
    if (typeof entry.body !== "string") return fail("must have a body, the text of the query");
    if (seen.has(entry.id)) return fail(`has the id ${entry.id}, which another operation has, too`);
    seen.add(entry.id);
    const hash = hashOf(entry);
    if (hash !== undefined && hash !== entry.id.toLowerCase())
      return fail(`has the id ${entry.id}, but its body has the hash ${hash}: write the manifest again`);
    return { id: entry.id, body: entry.body, document: documentOf(schema, entry, fail) };
  });
}

async function readJson(file: string, name: string): Promise<unknown> {
  const fail = (what: string): never => {
    throw new InvalidInput("OPERATIONS", `OPERATIONS: ${name} ${what}`);
  };
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) =>
    fail(`cannot be read (${error.code ?? error.message})`),
  );
  if (bytes.length > LARGEST_BYTES) return fail(`has more than ${LARGEST_BYTES / 1e6} MB`);
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return fail("is not valid JSON");
  }
}

function entriesOf(json: unknown, name: string): readonly Entry[] {
  if (isRecord(json) && json.format === FORMAT && json.version === 1 && Array.isArray(json.operations))
    return json.operations.map((operation: unknown) => (isRecord(operation) ? operation : {}) as never);
  const isById =
    isRecord(json) && !("format" in json) && Object.values(json).every((body) => typeof body === "string");
  if (isById) return Object.entries(json).map(([id, body]) => ({ id, body: body as string }));
  throw new InvalidInput(
    "OPERATIONS",
    `OPERATIONS: ${name} must be {"format": "${FORMAT}", "version": 1, "operations": [...]}, ` +
      "or an object that has the text of each query under its id",
  );
}

/** The hash that an id of this length must be, SHA-256 or SHA-1 in hexadecimal; undefined for an id of another kind. */
function hashOf({ id, body }: Entry): string | undefined {
  const isHash = /^(?:[\da-f]{64}|[\da-f]{40})$/i.test(id);
  return isHash ? sha(id.length === 64 ? "sha256" : "sha1", body) : undefined;
}

function sha(algorithm: "sha256" | "sha1", text: string): string {
  return createHash(algorithm).update(text).digest("hex");
}

function documentOf(schema: GraphQLSchema, entry: Entry, fail: (what: string) => never): DocumentNode {
  const document = parsed(entry.body, fail);
  const [operation, second] = document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? [definition] : [],
  );
  if (operation === undefined || second !== undefined)
    return fail("must have exactly one operation in its body, besides fragments");
  if (entry.type !== undefined && entry.type !== operation.operation)
    return fail(`has the type ${JSON.stringify(entry.type)}, but its body is a ${operation.operation}`);
  if (entry.name !== undefined && entry.name !== operation.name?.value)
    return fail(`has the name ${operation.name?.value ?? "of no operation"} in its body`);
  const error = assessDocument(schema, document).error ?? validate(schema, document)[0];
  return error === undefined ? document : fail(`does not fit this server: ${error.message}`);
}

function parsed(body: string, fail: (what: string) => never): DocumentNode {
  if (body.length > LIMITS.queryCharacters) return fail(`has more than ${LIMITS.queryCharacters} characters`);
  try {
    return parse(body, { maxTokens: LIMITS.tokens });
  } catch (error) {
    return fail(`cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
