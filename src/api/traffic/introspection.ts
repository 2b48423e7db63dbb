import { type DocumentNode, GraphQLError, type GraphQLFormattedError, visit } from "graphql";

/** The error for a document that asks for the schema, on a server that does not tell it; else undefined. */
export function refuseIntrospection(document: DocumentNode): GraphQLError | undefined {
  let found: string | undefined;
  visit(document, {
    Field({ name: { value } }) {
      if (value === "__schema" || value === "__type") found = value;
    },
  });
  if (found === undefined) return undefined;
  const message = `${found} is not answered: introspection is switched off on this server`;
  return new GraphQLError(message, { extensions: { code: "INTROSPECTION_DISABLED", http: { status: 400 } } });
}

const SUGGESTION = "Did you mean ";

/** An error without the names that graphql-js suggests, which would tell the schema. */
export function withoutSuggestion(error: GraphQLFormattedError): GraphQLFormattedError {
  const start = error.message.lastIndexOf(SUGGESTION);
  return start < 0 ? error : { ...error, message: error.message.slice(0, start).trim() };
}
