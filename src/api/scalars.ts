import { GraphQLError, type GraphQLScalarType, Kind, type ValueNode } from "graphql";
import { isoInstant } from "../base/instant.js";

/** Parsing and serialisation of a scalar, whose name and description are in `schema/scalars.graphql`. */
type Behaviour = Pick<GraphQLScalarType<unknown, unknown>, "parseValue" | "parseLiteral" | "serialize">;

const refuse = (message: string): never => {
  throw new GraphQLError(message, { extensions: { code: "BAD_USER_INPUT" } });
};

function parseDateTime(value: unknown): string {
  return (
    (typeof value === "string" ? isoInstant(value) : undefined) ??
    refuse("a DateTime must be ISO 8601 with a zone, e.g. 2025-03-01T12:00:00Z")
  );
}

/** The scalar DateTime: reads ISO 8601 with a time zone, and writes it in UTC. */
export const DateTime: Behaviour = {
  parseValue: parseDateTime,
  parseLiteral: (node) => parseDateTime(node.kind === Kind.STRING ? node.value : undefined),
  serialize: (value) => new Date(String(value)).toISOString(),
};

/** Longest whole number that is read: the time that it takes grows faster than its length. */
const MOST_DIGITS = 1_000;

function parseWhole(value: unknown): string {
  const text = typeof value === "number" && Number.isSafeInteger(value) ? String(value) : value;
  return typeof text === "string" && text.length <= MOST_DIGITS && /^-?\d+$/.test(text)
    ? BigInt(text).toString()
    : refuse(`a BigInt must be a whole number of at most ${MOST_DIGITS} characters, as a decimal string`);
}

/** The scalar BigInt: a whole number of any size as a decimal string. It also reads integers. */
export const BigIntText: Behaviour = {
  parseValue: parseWhole,
  parseLiteral: (node) =>
    parseWhole(node.kind === Kind.STRING || node.kind === Kind.INT ? node.value : undefined),
  serialize: (value) => String(value),
};

/** Deepest nesting of a JSON value: more than any input of the service needs, and too little to overflow the stack. */
const DEEPEST = 20;

function parseJson(value: unknown, depth = 0): unknown {
  if (depth > DEEPEST) return refuse(`a JSON value must be nested at most ${DEEPEST} deep`);
  if (typeof value === "number" && !Number.isFinite(value))
    return refuse("a JSON value must not hold numbers beyond 1.8e308");
  if (Array.isArray(value)) return value.map((item) => parseJson(item, depth + 1));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, parseJson(item, depth + 1)]));
}

type Variables = { readonly [name: string]: unknown } | null | undefined;

function literal(node: ValueNode, variables: Variables): unknown {
  switch (node.kind) {
    case Kind.NULL:
      return null;
    case Kind.VARIABLE:
      return variables?.[node.name.value];
    case Kind.INT:
    case Kind.FLOAT:
      return Number(node.value);
    case Kind.LIST:
      return node.values.map((item) => literal(item, variables));
    case Kind.OBJECT:
      return objectLiteral(node.fields, variables);
    default:
      return node.value;
  }
}

function objectLiteral(fields: Extract<ValueNode, { kind: Kind.OBJECT }>["fields"], variables: Variables) {
  const entries = fields.map((field) => [field.name.value, literal(field.value, variables)] as const);
  return Object.fromEntries(entries);
}

/** The scalar JSON: any JSON value with finite numbers, nested at most 20 deep. */
export const Json: Behaviour = {
  parseValue: (value) => parseJson(value),
  parseLiteral: (node, variables) => parseJson(literal(node, variables)),
  serialize: (value) => value,
};
