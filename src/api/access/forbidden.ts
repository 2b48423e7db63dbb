import type { ApolloServerPlugin } from "@apollo/server";
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  getDirectiveValues,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import type { ApiContext } from "../context.js";
import { refusalOf } from "./roles.js";
import type { Viewer } from "./viewer.js";

type Variables = Readonly<Record<string, unknown>> | null | undefined;

/**
 * The error for a valid operation with a root field that its viewer may not use; undefined if they may use all. It is
 * refused as a whole, so that of several changes none is made.
 */
export function refusalOfOperation(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
  viewer: Viewer,
): GraphQLError | undefined {
  const fragments = new Map(
    document.definitions
      .filter(
        (definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION,
      )
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const fields = new Set<string>();
  const seen = new Set<string>();
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (isLeftOut(selection, operation, variables)) continue;
      if (selection.kind === Kind.FIELD) fields.add(selection.name.value);
      else if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet);
      else if (!seen.has(selection.name.value)) {
        seen.add(selection.name.value);
        const fragment = fragments.get(selection.name.value);
        if (fragment !== undefined) collect(fragment.selectionSet);
      }
    }
  };
  collect(operation.selectionSet);
  for (const field of fields) {
    const refusal = refusalOf(operation.operation, field, viewer);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

/** Whether `@skip` or `@include` leave a selection out. One whose condition cannot be told counts as there. */
function isLeftOut(
  selection: SelectionNode,
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Variables,
): boolean {
  const defaults = variableDefinitions.flatMap(({ variable, defaultValue }) =>
    defaultValue?.kind === Kind.BOOLEAN ? [[variable.name.value, defaultValue.value] as const] : [],
  );
  const values = { ...Object.fromEntries(defaults), ...variables };
  try {
    return (
      getDirectiveValues(GraphQLSkipDirective, selection, values)?.if === true ||
      getDirectiveValues(GraphQLIncludeDirective, selection, values)?.if === false
    );
  } catch {
    return false;
  }
}

/** Refuses an operation over HTTP with status 403, before anything of it is resolved. */
export const refuseForbidden: ApolloServerPlugin<ApiContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ document, operation, request, response, contextValue }) {
        if (operation === undefined) return;
        const refusal = refusalOfOperation(document, operation, request.variables, contextValue.viewer);
        if (refusal === undefined) return;
        response.http.status = 403;
        throw refusal;
      },
    };
  },
};
