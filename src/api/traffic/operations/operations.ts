import { createHash } from "node:crypto";
import type { DocumentNode } from "graphql";
import { isRecord } from "../../../base/json/is-record.js";
import type { RegisteredOperation } from "./read-manifest.js";

/** The parts of a request that say which operation is asked for. Anything in them may be of another type. */
export interface Asked {
  readonly query?: unknown;
  readonly id?: unknown;
  readonly documentId?: unknown;
  readonly extensions?: unknown;
}

/** The text to execute; undefined if the request names no operation. Or why it is refused. */
export type Found =
  | { readonly kind: "found"; readonly query: string | undefined }
  | { readonly kind: "refused"; readonly code: string; readonly message: string };

/** The operations that are registered on a server, by id and by text. */
export class Operations {
  readonly #byId: ReadonlyMap<string, RegisteredOperation>;
  readonly #byBody: ReadonlyMap<string, RegisteredOperation>;

  /** @param isOnly whether all others are refused */
  constructor(
    operations: readonly RegisteredOperation[],
    private readonly isOnly: boolean,
  ) {
    this.#byId = new Map(operations.map((operation) => [operation.id, operation]));
    this.#byBody = new Map(operations.map((operation) => [operation.body, operation]));
  }

  /** The parsed document of a registered text. */
  documentOf(query: string): DocumentNode | undefined {
    return this.#byBody.get(query)?.document;
  }

  /** Finds the text of what is asked for, by `extensions.persistedQuery.sha256Hash`, `documentId`, `id` or `query`. */
  find(asked: Asked): Found {
    const { query } = asked;
    if (query !== undefined && query !== null && typeof query !== "string")
      return refused("BAD_REQUEST", "query must be one text");
    const text = query || undefined;
    const hash = hashOf(asked);
    const id = hash ?? idOf(asked);
    const registered = id === undefined ? undefined : this.#byId.get(id);
    if (registered !== undefined) {
      if (text !== undefined && text !== registered.body)
        return refused("BAD_REQUEST", "query is not the text that is registered under its id: leave it out");
      return { kind: "found", query: registered.body };
    }
    if (text === undefined)
      return id === undefined
        ? { kind: "found", query: undefined }
        : refused("PERSISTED_QUERY_NOT_FOUND", "no operation is registered under this id on the server");
    if (hash !== undefined && hash !== createHash("sha256").update(text).digest("hex"))
      return refused("BAD_REQUEST", "sha256Hash is not the SHA-256 of query");
    return this.isOnly && !this.#byBody.has(text)
      ? refused(
          "PERSISTED_QUERY_ONLY",
          "this server answers registered operations only: send the id of one, as sha256Hash or documentId",
        )
      : { kind: "found", query: text };
  }
}

const refused = (code: string, message: string): Found => ({ kind: "refused", code, message });

function hashOf({ extensions }: Asked): string | undefined {
  if (!isRecord(extensions) || !isRecord(extensions.persistedQuery)) return undefined;
  return textOf(extensions.persistedQuery.sha256Hash);
}

/** The id of the operation, without the prefix that a client may set before hashes. */
function idOf({ documentId, id }: Asked): string | undefined {
  return (textOf(documentId) ?? textOf(id))?.replace(/^sha256:/, "");
}

const textOf = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;
