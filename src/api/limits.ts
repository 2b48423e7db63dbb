import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from "graphql";
import { LARGEST_PAGE } from "./input/page.js";
import { averageItems } from "./list-sizes.js";
import { countDocument } from "./traffic/document-counts.js";
import { InputWork, introspectionLists, type Variables } from "./work.js";

/** Limits of one request, far above what people write by hand. */
export const LIMITS = {
  /** Characters of a query. Large inputs belong in variables. */
  queryCharacters: 200_000,
  /** Lexical tokens of a query. Large inputs belong in variables. */
  tokens: 20_000,
  /** Fields and inline fragments in a document. */
  fields: 2_000,
  /** Aliased fields in a document. */
  aliases: 50,
  /** Nesting of fields within fields. */
  depth: 14,
  /** Aliases of `__typename` in a document. They are not counted while an answer is built. */
  typenameAliases: 3,
  /** Occurrences of a field with a selection, under one name in the answer, in a document. */
  repeats: 200,
  /** Directives in a document. */
  directives: 200,
  /** Variables that a document declares. */
  variables: 200,
  /** Fragments that a document defines, and how often it uses any. */
  fragments: 100,
  spreads: 500,
  /** Operations in a document. */
  operations: 50,
  /** Nesting of lists and objects that are written into a query. */
  nesting: 40,
  /**
   * Cost of a request, in values of an answer. Before anything runs, it is estimated from the values (`first` items per
   * page; in other lists as many as they had on average so far, at least 10), the size of the arguments and the work of
   * the fields; while the answer is built, its values are counted (`AnswerBudget`).
   */
  complexity: 250_000,
  /** Bytes of an answer, counted while it is built. */
  answerBytes: 16_000_000,
  /** Bytes of a request body. It is large because sample tables are sent in it. */
  bodyBytes: 20_000_000,
  /** Bytes that a client may send before it has shown its token: a body, or messages of a WebSocket. */
  unauthorisedBytes: 16_384,
  /** Nesting of JSON in a request. Values of the scalar JSON may be nested 20 deep; the rest is what is around them. */
  jsonDepth: 40,
  /** Strings, commas and opening brackets in the JSON of a request. */
  jsonTokens: 2_000_000,
  /** Operations that one WebSocket may have open at the same time. */
  operationsPerSocket: 100,
  /** Operations of one address, over HTTP and all its WebSockets, that may be executed at the same time. */
  operationsPerAddress: 1_000,
  /** WebSockets that one address may have open at the same time. */
  socketsPerAddress: 200,
  /** Connections that one address may have open at the same time. */
  connectionsPerAddress: 1_000,
} as const;

const ITEMS_PER_LIST = 10;
const ITEMS_PER_PAGE = 100;

/** The estimated cost of a parsed query, in values of an answer, and the error if it is beyond `LIMITS`. */
export interface Assessment {
  readonly cost: number;
  readonly error?: GraphQLError;
}

/**
 * Checks a parsed query against `LIMITS` before it is validated, so that the document may be invalid.
 *
 * @param variables values of the query's variables, for page sizes
 * @returns its cost, that of the costliest operation, and an error that names the limit (`extensions.code` is
 *   QUERY_TOO_LARGE) unless the query is within them
 */
export function assessDocument(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Variables = {},
): Assessment {
  const refused = (error: GraphQLError): Assessment => ({ cost: Number.POSITIVE_INFINITY, error });
  const { excess, tooLarge } = counted(document);
  if (excess !== undefined) return refused(tooMuch(excess.limit, excess.found, excess.most));
  if (tooLarge !== undefined) {
    const message = `the query has the number ${tooLarge}, and numbers must be at most 1.8e308`;
    return refused(refuse("numbers", message));
  }
  const meter = new Meter(schema, document, variables);
  let highest = 0;
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const { depth, cost } = meter.measure(definition.selectionSet, schema.getRootType(definition.operation));
    if (depth > LIMITS.depth) return refused(tooMuch("depth", `fields nested ${depth} deep`, LIMITS.depth));
    if (cost > LIMITS.complexity) {
      const found = `values and work of about ${Math.round(cost)}`;
      return refused(tooMuch("complexity", found, LIMITS.complexity));
    }
    highest = Math.max(highest, cost);
  }
  return { cost: highest };
}

const counts = new WeakMap<DocumentNode, ReturnType<typeof countDocument>>();

/** What is counted in a document, which never changes; a document that is asked again is not counted again. */
function counted(document: DocumentNode): ReturnType<typeof countDocument> {
  const known = counts.get(document) ?? countDocument(document, LIMITS);
  counts.set(document, known);
  return known;
}

const tooMuch = (limit: string, found: string, most: number): GraphQLError =>
  refuse(limit, `the query asks for too much: ${found}, and at most ${most} are allowed`);

function refuse(limit: string, message: string): GraphQLError {
  return new GraphQLError(message, {
    extensions: { code: "QUERY_TOO_LARGE", limit, http: { status: 400 } },
  });
}

interface Measure {
  readonly depth: number;
  readonly cost: number;
}

const NOTHING: Measure = { depth: 0, cost: 0 };

/**
 * Measures the depth of selections and their cost (estimated values in the answer, and work). A fragment is measured
 * once, and its measure is added wherever it is used. A fragment within itself, which validation refuses later, counts
 * as empty.
 */
class Meter {
  readonly #fragments = new Map<string, FragmentDefinitionNode>();
  readonly #measured = new Map<string, Measure>();
  readonly #work: InputWork;
  readonly #introspection: ReadonlyMap<string, number>;

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
    variables: Variables,
  ) {
    this.#work = new InputWork(variables);
    this.#introspection = introspectionLists(schema);
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION)
        this.#fragments.set(definition.name.value, definition);
    }
  }

  measure(selectionSet: SelectionSetNode, parent: GraphQLNamedType | null | undefined): Measure {
    let depth = 0;
    let cost = 0;
    for (const selection of selectionSet.selections) {
      const found = this.#measureOne(selection, parent);
      depth = Math.max(depth, found.depth);
      cost += found.cost;
    }
    return { depth, cost };
  }

  #measureOne(
    selection: SelectionSetNode["selections"][number],
    parent: GraphQLNamedType | null | undefined,
  ): Measure {
    if (selection.kind === Kind.FIELD) return this.#field(selection, parent);
    if (selection.kind === Kind.FRAGMENT_SPREAD) return this.#fragment(selection.name.value);
    const condition = selection.typeCondition?.name.value;
    return this.measure(
      selection.selectionSet,
      condition === undefined ? parent : this.schema.getType(condition),
    );
  }

  #field(node: FieldNode, parent: GraphQLNamedType | null | undefined): Measure {
    const name = node.name.value;
    if (name === "__schema" || name === "__type") return this.#introspect(node, name);
    if (name === "__typename") return NOTHING;
    const work = this.#work.of(parent, node);
    if (node.selectionSet === undefined) return { depth: 1, cost: 1 + work };
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
    const inner = this.measure(node.selectionSet, field && getNamedType(field.type));
    return { depth: inner.depth + 1, cost: 1 + work + this.#items(node, parent, field) * inner.cost };
  }

  /** The depth of introspection is limited by graphql-js itself (MaxIntrospectionDepthRule). */
  #introspect(node: FieldNode, name: "__schema" | "__type"): Measure {
    if (node.selectionSet === undefined) return NOTHING;
    const type = this.schema.getType(name === "__schema" ? "__Schema" : "__Type");
    return { depth: 0, cost: this.measure(node.selectionSet, type).cost };
  }

  /** Estimates the items of a field that has a selection: 1 unless it is a page or a list. */
  #items(
    node: FieldNode,
    parent: GraphQLNamedType | null | undefined,
    field: GraphQLField<unknown, unknown> | undefined,
  ): number {
    const name = node.name.value;
    const size = field?.args.find((argument) => argument.name === "first" || argument.name === "count")?.name;
    if (size !== undefined) return pageSize(this.#work.number(node, size));
    if (field === undefined || name === "nodes" || name === "edges") return 1;
    if (!isListType(getNullableType(field.type))) return 1;
    return (
      this.#introspection.get(`${parent?.name}.${name}`) ?? Math.max(ITEMS_PER_LIST, averageItems(field) ?? 0)
    );
  }

  #fragment(name: string): Measure {
    const known = this.#measured.get(name);
    if (known !== undefined) return known;
    const fragment = this.#fragments.get(name);
    if (fragment === undefined) return NOTHING;
    this.#measured.set(name, NOTHING);
    const measured = this.measure(
      fragment.selectionSet,
      this.schema.getType(fragment.typeCondition.name.value),
    );
    this.#measured.set(name, measured);
    return measured;
  }
}

const pageSize = (given: number | undefined): number =>
  given === undefined ? ITEMS_PER_PAGE : Math.min(Math.max(1, given), LARGEST_PAGE);
