import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isLeafType,
  isListType,
  isObjectType,
} from "graphql";
import { type AnswerBudget, bytesOf } from "./answer-budget.js";
import type { ApiContext } from "./context.js";
import { averageItems, fieldsPerItem, rememberItems } from "./list-sizes.js";
import { isTimeout } from "./traffic/deadline.js";

/** Bytes of an error in an answer, besides its message: its path, location and code. */
const ERROR_BYTES = 250;

/** Bytes of a field, besides its name and value: quotes, colon, comma, brackets. */
const FIELD_BYTES = 6;

/** Bytes of an object in a list, besides its fields: brackets, a comma, and often its `__typename`. */
const ITEM_BYTES = 20;

/**
 * Makes every field of the schema, except those of introspection, count what it adds to the answer, and keep to the
 * operation's deadline.
 */
export function meterFields(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith("__")) continue;
    for (const field of Object.values(type.getFields())) field.resolve = metered(field);
  }
}

/**
 * A list is paid for with the fields of its items, and before it is made, with as many items as the field has on
 * average: lists within lists are all begun before the first of them is there.
 */
function metered(field: GraphQLField<unknown, ApiContext>): GraphQLFieldResolver<unknown, ApiContext> {
  const resolve = field.resolve ?? defaultFieldResolver;
  const isLeaf = isLeafType(getNamedType(field.type));
  const isList = !isLeaf && isListType(getNullableType(field.type));
  return (source, args, context, info) => {
    const { budget, deadline } = context;
    deadline.enter(info);
    const isPaid = typeof info.path.prev?.key === "number";
    budget.spend(isPaid ? 0 : 1, FIELD_BYTES + String(info.path.key).length);
    const perItem = isList ? 1 + fieldsPerItem(info) : 0;
    const expected = isList ? (averageItems(field) ?? 0) : 0;
    if (isList) budget.spend(perItem * expected, ITEM_BYTES * expected);
    const counted = (value: unknown): unknown => {
      if (isLeaf) budget.spend(0, bytesOf(value));
      else if (Array.isArray(value)) {
        budget.spend(perItem * (value.length - expected), ITEM_BYTES * (value.length - expected));
        rememberItems(field, value.length);
      }
      return value;
    };
    let value: unknown;
    try {
      value = resolve(source, args, context, info);
    } catch (error) {
      return failed(budget, error);
    }
    if (!(value instanceof Promise)) return counted(value);
    return deadline.within(value, info).then(counted, (error: unknown) => failed(budget, error));
  };
}

/** Counts an error in the answer, and throws it. */
function failed(budget: AnswerBudget, error: unknown): never {
  const message = error instanceof Error ? error.message.length : 0;
  if (!budget.isRefusal(error) && !isTimeout(error)) budget.spend(1, ERROR_BYTES + message);
  throw error;
}
