import {
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  Kind,
  type ValueNode,
} from "graphql";

export type Variables = Readonly<Record<string, unknown>>;

// All costs are in the unit of `LIMITS.complexity`: a value of an answer, which takes a few microseconds.

/** What fields cost besides the values of their answers, because they compute fronts, train, or start a search. */
const WORK: Readonly<Record<string, number>> = {
  "Query.paretoFront": 20_000,
  "Query.frontColumns": 20_000,
  "Query.recommend": 20_000,
  "Query.geneImportance": 60_000,
  "Query.suggestMeasurements": 20_000,
  "Query.measurementSuggestions": 20_000,
  "Query.exportArchitecture": 50_000,
  "Mutation.startSearch": 10_000,
  "Mutation.resumeSearch": 10_000,
  "Mutation.retrainPredictor": 50_000,
  "Mutation.verifyFront": 20_000,
  "Verification.front": 20_000,
  "Query.exportLayer": 1_000,
  "Query.verification": 5_000,
  "Query.verifications": 20_000,
  // Everything measured on a device, up to thousands of networks, is compared with what predictors estimate.
  "Device.known": 5_000,
  "Device.findings": 60_000,
  "Device.notes": 60_000,
  "Device.next": 40_000,
  "Device.similar": 10_000,
  // All networks that a version has not learnt from are predicted; without any, up to ten predictors are trained.
  "Predictor.assessment": 60_000,
  "Predictor.learningCurve": 100_000,
  "Task.findings": 10_000,
  "Task.notes": 10_000,
};

/** What each network costs of which `predict` estimates the metrics; it refuses more than 1,000. */
const PER_PREDICTION = 100;
const MOST_PREDICTIONS = 1_000;

/** What reading an argument costs, per value in it and per character of its texts. */
const PER_INPUT_VALUE = 0.5;
const PER_INPUT_CHARACTER = 0.005;

/** Sizes of the values of a query's arguments, those of variables counted once and added wherever they are used. */
export class InputWork {
  readonly #known = new Map<string, number>();

  constructor(private readonly variables: Variables) {}

  /** The cost of a field's work, and of reading its arguments. */
  of(parent: GraphQLNamedType | null | undefined, node: FieldNode): number {
    const name = `${parent?.name}.${node.name.value}`;
    let cost = WORK[name] ?? 0;
    for (const { name: argument, value } of node.arguments ?? []) {
      cost += this.#cost(value);
      if (name === "Query.predict" && argument.value === "architectures")
        cost += PER_PREDICTION * Math.min(this.#length(value), MOST_PREDICTIONS);
    }
    return cost;
  }

  /** The whole number that an argument gives; undefined if it is absent or anything else. */
  number(node: FieldNode, argument: string): number | undefined {
    const value = node.arguments?.find(({ name }) => name.value === argument)?.value;
    const given = value?.kind === Kind.VARIABLE ? this.variables[value.name.value] : undefined;
    const number = value?.kind === Kind.INT ? Number(value.value) : given;
    return typeof number === "number" ? number : undefined;
  }

  #cost(value: ValueNode): number {
    switch (value.kind) {
      case Kind.VARIABLE:
        return this.#costOfVariable(value.name.value);
      case Kind.LIST:
        return value.values.reduce((sum, item) => sum + this.#cost(item), PER_INPUT_VALUE);
      case Kind.OBJECT:
        return value.fields.reduce((sum, field) => sum + this.#cost(field.value), PER_INPUT_VALUE);
      default:
        return PER_INPUT_VALUE + ("value" in value ? String(value.value).length * PER_INPUT_CHARACTER : 0);
    }
  }

  #costOfVariable(name: string): number {
    const known = this.#known.get(name) ?? costOfJson(this.variables[name]);
    this.#known.set(name, known);
    return known;
  }

  #length(value: ValueNode): number {
    if (value.kind === Kind.LIST) return value.values.length;
    const given = value.kind === Kind.VARIABLE ? this.variables[value.name.value] : undefined;
    return Array.isArray(given) ? given.length : 1;
  }
}

function costOfJson(value: unknown): number {
  if (typeof value === "string") return PER_INPUT_VALUE + value.length * PER_INPUT_CHARACTER;
  if (typeof value !== "object" || value === null) return PER_INPUT_VALUE;
  return Object.values(value).reduce((sum: number, item) => sum + costOfJson(item), PER_INPUT_VALUE);
}

const counted = new WeakMap<GraphQLSchema, ReadonlyMap<string, number>>();

/** How many items the lists of introspection have on average in a schema, by `TYPE.FIELD`. A schema is counted once. */
export function introspectionLists(schema: GraphQLSchema): ReadonlyMap<string, number> {
  const known = counted.get(schema) ?? countLists(schema);
  counted.set(schema, known);
  return known;
}

function countLists(schema: GraphQLSchema): ReadonlyMap<string, number> {
  const types = Object.values(schema.getTypeMap());
  const withFields = types.filter((type) => isObjectType(type) || isInterfaceType(type));
  const fields = withFields.flatMap((type) => Object.values(type.getFields()));
  const args = fields.reduce((sum, field) => sum + field.args.length, 0);
  const inputs = types.filter(isInputObjectType).flatMap((type) => Object.values(type.getFields()));
  const values = types.filter(isEnumType).flatMap((type) => type.getValues());
  return new Map([
    ["__Schema.types", types.length],
    ["__Type.fields", fields.length / withFields.length],
    ["__Field.args", args / fields.length],
    ["__Type.inputFields", inputs.length / types.length],
    ["__Type.enumValues", values.length / types.length],
    ["__Type.interfaces", 1],
    ["__Type.possibleTypes", 1],
  ]);
}
