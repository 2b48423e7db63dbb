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

/** Limits of one request, far above what people write by hand. */
export const LIMITS = {
  /** Lexical tokens of a query. Large inputs belong in variables. */
  tokens: 20_000,
  /** Fields and inline fragments in a document. */
  fields: 2_000,
  /** Aliased fields in a document. */
  aliases: 50,
  /** Nesting of fields within fields. */
  depth: 14,
  /**
   * Estimated number of values in the answer, with `first` items per page and 10 per other list; each field of a
   * device's page counts as 10,000 more.
   */
  complexity: 250_000,
  /** Bytes of a request body. It is large because sample tables are sent in it. */
  bodyBytes: 20_000_000,
} as const;

/**
 * What a field costs besides the values in its answer, in values: the page of a device and the findings of a task are
 * computed from all their measurements and predictors.
 */
const COMPUTED = 10_000;
const COMPUTED_FIELDS: Readonly<Record<string, readonly string[]>> = {
  Device: ["known", "findings", "notes", "next", "similar"],
  Task: ["findings", "notes"],
};
const ITEMS_PER_LIST = 10;
const ITEMS_PER_PAGE = 100;

type Variables = Readonly<Record<string, unknown>>;

/**
 * Checks a parsed query against `LIMITS` before it is validated, so that the document may be invalid.
 *
 * @param variables values of the query's variables, for page sizes
 * @returns an error that names the limit (`extensions.code` is QUERY_TOO_LARGE), or undefined if the query is within
 *   them
 */
export function checkDocument(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Variables = {},
): GraphQLError | undefined {
  const { fields, aliases, tooLarge } = count(document);
  if (fields > LIMITS.fields) return tooMuch("fields", `${fields} fields`, LIMITS.fields);
  if (aliases > LIMITS.aliases) return tooMuch("aliases", `${aliases} aliases`, LIMITS.aliases);
  if (tooLarge !== undefined)
    return refuse("numbers", `the query has the number ${tooLarge}, and numbers must be at most 1.8e308`);
  const meter = new Meter(schema, document, variables);
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const { depth, cost } = meter.measure(definition.selectionSet, schema.getRootType(definition.operation));
    if (depth > LIMITS.depth) return tooMuch("depth", `fields nested ${depth} deep`, LIMITS.depth);
    if (cost > LIMITS.complexity)
      return tooMuch("complexity", `about ${Math.round(cost)} values`, LIMITS.complexity);
  }
  return undefined;
}

const tooMuch = (limit: string, found: string, most: number): GraphQLError =>
  refuse(limit, `the query asks for too much: ${found}, and at most ${most} are allowed`);

function refuse(limit: string, message: string): GraphQLError {
  return new GraphQLError(message, {
    extensions: { code: "QUERY_TOO_LARGE", limit, http: { status: 400 } },
  });
}

/**
 * Counts fields (with inline fragments, which nest like them) and aliases, and finds a float literal that is too large
 * for a double: graphql-js would read it as infinity.
 */
function count(document: DocumentNode) {
  let fields = 0;
  let aliases = 0;
  let tooLarge: string | undefined;
  visit(document, {
    Field(node) {
      fields++;
      if (node.alias !== undefined) aliases++;
    },
    InlineFragment() {
      fields++;
    },
    FloatValue(node) {
      if (!Number.isFinite(Number(node.value))) tooLarge = node.value.slice(0, 20);
    },
  });
  return { fields, aliases, tooLarge };
}

interface Measure {
  readonly depth: number;
  readonly cost: number;
}

const NOTHING: Measure = { depth: 0, cost: 0 };

/**
 * Measures the depth of selections and their cost (estimated values in the answer). A fragment is measured once, and
 * its measure is added wherever it is used. A fragment within itself, which validation refuses later, counts as empty.
 */
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
    // Introspection is limited by graphql-js itself (MaxIntrospectionDepthRule).
    if (node.name.value.startsWith("__")) return NOTHING;
    const own = COMPUTED_FIELDS[parent?.name ?? ""]?.includes(node.name.value) ? COMPUTED : 1;
    if (node.selectionSet === undefined) return { depth: 1, cost: own };
    const field =
      isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    const inner = this.measure(node.selectionSet, field && getNamedType(field.type));
    const paged = field?.args.some((argument) => argument.name === "first") ?? false;
    const isPageItem = node.name.value === "nodes" || node.name.value === "edges";
    const isList = field !== undefined && isListType(getNullableType(field.type)) && !isPageItem;
    const items = paged ? this.#pageSize(node) : isList ? ITEMS_PER_LIST : 1;
    return { depth: inner.depth + 1, cost: own + items * inner.cost };
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
