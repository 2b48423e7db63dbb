import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  type SelectionSetNode,
} from "graphql";

/** A GraphQL operation in words of the schema only, so that few values are possible. */
export interface Operation {
  /** Name of the root field; `several` where there are several, `invalid` where the schema has no such operation. */
  readonly name: string;
  readonly kind: "query" | "mutation" | "subscription" | "unknown";
}

/** An operation that cannot be read. */
export const INVALID: Operation = { name: "invalid", kind: "unknown" };

const INTROSPECTION: ReadonlySet<string> = new Set(["__typename", "__schema", "__type"]);

/** Names the operation of a parsed document, which need not be valid. Never throws. */
export function operationOf(schema: GraphQLSchema, document: DocumentNode, name: string | null): Operation {
  const operation = getOperationAST(document, name);
  if (operation == null) return INVALID;
  const kind = operation.operation;
  const known = schema.getRootType(kind)?.getFields() ?? {};
  const names = rootFields(document, operation.selectionSet);
  const isKnown = (field: string) => Object.hasOwn(known, field) || INTROSPECTION.has(field);
  const [first, ...others] = names;
  if (first === undefined || ![...names].every(isKnown)) return { name: "invalid", kind };
  return { name: others.length > 0 ? "several" : first, kind };
}

/** The names of the fields of an operation, those in fragments included. */
function rootFields(document: DocumentNode, start: SelectionSetNode): ReadonlySet<string> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const names = new Set<string>();
  const waiting = [start];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const selection of next.selections) {
      if (selection.kind === Kind.FIELD) names.add(selection.name.value);
      else if (selection.kind === Kind.INLINE_FRAGMENT) waiting.push(selection.selectionSet);
      else {
        const fragment = fragments.get(selection.name.value);
        fragments.delete(selection.name.value);
        if (fragment !== undefined) waiting.push(fragment.selectionSet);
      }
    }
  }
  return names;
}
