import { type DocumentNode, type GraphQLSchema, parse } from "graphql";
import { LIMITS } from "../limits.js";

/** Documents that are kept at most, and the longest query whose document is kept, in characters. */
const MOST_KEPT = 500;
const LONGEST_KEPT = 4_000;

/** Parses queries, and keeps the documents of those that were asked last. Documents are not to be changed. */
export class ParsedDocuments {
  readonly #kept = new Map<string, DocumentNode>();

  /** @throws GraphQLError if the query is none, or has too many tokens */
  of(query: string): DocumentNode {
    const document = this.#kept.get(query) ?? parse(query, { maxTokens: LIMITS.tokens });
    if (query.length > LONGEST_KEPT) return document;
    this.#kept.delete(query);
    this.#kept.set(query, document);
    if (this.#kept.size > MOST_KEPT) this.#kept.delete(this.#kept.keys().next().value as string);
    return document;
  }

  /** Number of documents that are kept. */
  get size(): number {
    return this.#kept.size;
  }
}

const kept = new WeakMap<GraphQLSchema, ParsedDocuments>();

/**
 * The document of a query to the server of a schema, which is parsed once while it is asked again and again.
 *
 * @throws GraphQLError if the query is none, or has too many tokens
 */
export function parsedDocument(schema: GraphQLSchema, query: string): DocumentNode {
  const documents = kept.get(schema) ?? new ParsedDocuments();
  kept.set(schema, documents);
  return documents.of(query);
}
