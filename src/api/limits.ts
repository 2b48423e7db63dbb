import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type SelectionSetNode,
  visit,
} from "graphql";
import { LARGEST_PAGE } from "./input/page.js";

/** What one request may ask for; generous to people, firm with machines. */
export const LIMITS = {
  /** Lexical tokens of a query: large inputs belong into variables. */
  tokens: 20_000,
  /** Fields and inline fragments in a document. */
  fields: 2_000,
  /** Fields with an alias in a document. */
  aliases: 50,
  /** Fields within fields. */
  depth: 14,
  /** Values the answer may have, with `first` items per page and 10 per other list. */
  complexity: 250_000,
  /** Bytes of a request: sample tables travel in it. */
  bodyBytes: 20_000_000,
} as const;

const ITEMS_PER_LIST = 10;
const ITEMS_PER_PAGE = 100;

type Variables = Readonly<Record<string, unknown>>;

/** Why a parsed query asks for too much, or undefined. Runs before validation, on documents that may be invalid. */
export function checkDocument(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Variables = {},
): GraphQLError | undefined {
  const { fields, aliases, endless } = count(document);
  if (fields > LIMITS.fields) return refuse("fields", `${fields} fields`, LIMITS.fields);
  if (aliases > LIMITS.aliases) return refuse("aliases", `${aliases} aliases`, LIMITS.aliases);
  if (endless !== undefined) return refuse("numbers", `the number ${endless}`, "1.8e308");
  const meter = new Meter(schema, document, variables);
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const { depth, cost } = meter.measure(definition.selectionSet, schema.getRootType(definition.operation));
    if (depth > LIMITS.depth) return refuse("depth", `fields nested ${depth} deep`, LIMITS.depth);
    if (cost > LIMITS.complexity)
      return refuse("complexity", `about ${Math.round(cost)} values`, LIMITS.complexity);
  }
  return undefined;
}

function refuse(limit: string, found: string, most: number | string): GraphQLError {
  return new GraphQLError(`the query asks for too much: ${found}, and at most ${most} are allowed`, {
    extensions: { code: "QUERY_TOO_LARGE", limit, http: { status: 400 } },
  });
}

/** Fields (and what nests like them), aliases, and a float literal that no double holds (graphql-js would read it as infinity). */
function count(document: DocumentNode) {
  let fields = 0;
  let aliases = 0;
  let endless: string | undefined;
  visit(document, {
    Field(node) {
      fields++;
      if (node.alias !== undefined) aliases++;
    },
    InlineFragment() {
      fields++;
    },
    FloatValue(node) {
      if (!Number.isFinite(Number(node.value))) endless = node.value.slice(0, 20);
    },
  });
  return { fields, aliases, endless };
}

interface Measure {
  readonly depth: number;
  readonly cost: number;
}

const NOTHING: Measure = { depth: 0, cost: 0 };

/** Depth and cost of selections; a fragment is measured once, a fragment within itself (invalid anyway) counts nothing. */
class Meter {
  readonly #fragments = new Map<string, FragmentDefinitionNode>();
  readonly #measured = new Map<string, Measure>();

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
    private readonly variables: Variables,
  ) {
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
    // Introspection has limits of its own (graphql-js: MaxIntrospectionDepthRule).
    if (node.name.value.startsWith("__")) return NOTHING;
    if (node.selectionSet === undefined) return { depth: 1, cost: 1 };
    const field =
      isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    const inner = this.measure(node.selectionSet, field && getNamedType(field.type));
    const paged = field?.args.some((argument) => argument.name === "first") ?? false;
    const isPageItem = node.name.value === "nodes" || node.name.value === "edges";
    const isList = field !== undefined && isListType(getNullableType(field.type)) && !isPageItem;
    const items = paged ? this.#pageSize(node) : isList ? ITEMS_PER_LIST : 1;
    return { depth: inner.depth + 1, cost: 1 + items * inner.cost };
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

  #pageSize(node: FieldNode): number {
    const value = node.arguments?.find((argument) => argument.name.value === "first")?.value;
    const given = value?.kind === Kind.VARIABLE ? this.variables[value.name.value] : undefined;
    const first = value?.kind === Kind.INT ? Number(value.value) : given;
    return typeof first === "number" ? Math.min(Math.max(1, first), LARGEST_PAGE) : ITEMS_PER_PAGE;
  }
}
