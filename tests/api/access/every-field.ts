import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isUnionType,
} from "graphql";

/** A literal that is valid where a type is expected. */
function literalOf(type: GraphQLInputType): string {
  if (isNonNullType(type)) return literalOf(type.ofType);
  if (isListType(type)) return `[${literalOf(type.ofType)}]`;
  if (isEnumType(type)) return type.getValues()[0].name;
  if (isInputObjectType(type)) {
    const required = Object.values(type.getFields()).filter(isRequiredInputField);
    return `{ ${required.map((field) => `${field.name}: ${literalOf(field.type)}`).join(", ")} }`;
  }
  const literals: Readonly<Record<string, string>> = { Int: "1", Float: "1", Boolean: "true", JSON: "{}" };
  return literals[type.name] ?? '"new-one"';
}

function selectionOf(field: GraphQLField<unknown, unknown>): string {
  const type = isNonNullType(field.type) ? field.type.ofType : field.type;
  return isObjectType(type) || isUnionType(type) || isListType(type) ? " { __typename }" : "";
}

/** A valid use of every field of a root type, by the field's name. */
export function everyField(
  schema: GraphQLSchema,
  root: "Mutation" | "Subscription",
): readonly (readonly [name: string, use: string])[] {
  const type = root === "Mutation" ? schema.getMutationType() : schema.getSubscriptionType();
  return Object.values(type?.getFields() ?? {}).map((field) => {
    const required = field.args.filter(isRequiredArgument);
    const args = required.map((argument) => `${argument.name}: ${literalOf(argument.type)}`).join(", ");
    return [field.name, `${field.name}${args === "" ? "" : `(${args})`}${selectionOf(field)}`];
  });
}
