import {
  type GraphQLNamedType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  isUnionType,
} from "graphql";
import { describe, expect, it } from "vitest";
import { NODE_TYPES } from "../../src/api/input/ids.js";
import { enumValue } from "../../src/api/resolvers/enums.js";
import { createSchema } from "../../src/api/schema.js";

const schema = createSchema();
const types = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
);

/** Everything in a type that has a description: the type itself, its fields, their arguments, and enum values. */
function describedPlaces(type: GraphQLNamedType): [place: string, description: string | null | undefined][] {
  const places: [string, string | null | undefined][] = [[type.name, type.description]];
  if (isEnumType(type))
    for (const value of type.getValues()) places.push([`${type.name}.${value.name}`, value.description]);
  if (isInputObjectType(type))
    for (const field of Object.values(type.getFields()))
      places.push([`${type.name}.${field.name}`, field.description]);
  if (isObjectType(type) || isInterfaceType(type))
    for (const field of Object.values(type.getFields())) {
      places.push([`${type.name}.${field.name}`, field.description]);
      for (const argument of field.args)
        places.push([`${type.name}.${field.name}(${argument.name})`, argument.description]);
    }
  return places;
}

describe("the schema", () => {
  it("has a value for a strategy whatever its name", () => {
    expect(["nsga2", "hill-climbing"].map(enumValue)).toEqual(["NSGA2", "HILL_CLIMBING"]);
  });

  it("describes every type, field, argument and value", () => {
    const undescribed = types.flatMap(describedPlaces).filter(([, description]) => !description?.trim());
    expect(undescribed).toEqual([]);
  });

  it("gives every entity a global id and a key", () => {
    const node = schema.getType("Node");
    const nodes = types.filter((type) => isObjectType(type) && type.getInterfaces().some((i) => i === node));
    expect(nodes.map((type) => type.name).sort()).toEqual([...NODE_TYPES].sort());
  });

  it("answers every mutation with a union of success and problems", () => {
    const problem = schema.getType("Problem");
    for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
      const result = getNamedType(field.type);
      expect(result.name).toBe(`${field.name[0].toUpperCase()}${field.name.slice(1)}Result`);
      if (!isUnionType(result)) throw new Error(`${result.name} is no union`);
      const problems = result.getTypes().filter((type) => type.getInterfaces().some((i) => i === problem));
      expect(problems).toHaveLength(6);
      expect(result.getTypes()).toHaveLength(7);
    }
  });

  it("keeps the names that clients rely on", () => {
    const has = (type: string, fields: readonly string[]) => {
      const found = schema.getType(type);
      if (!isObjectType(found)) throw new Error(`${type} is no object type`);
      expect(Object.keys(found.getFields())).toEqual(expect.arrayContaining([...fields]));
    };
    has("Query", ["tasks", "devices", "searchSpaces", "node", "architecture", "paretoFront", "recommend"]);
    has("Query", ["predict", "suggestMeasurements", "predictors", "searchRuns", "searchRun"]);
    has("Mutation", ["registerDevice", "importOperatorProfile", "registerSearchSpace", "importSamples"]);
    has("Mutation", [
      "submitMeasurements",
      "retrainPredictor",
      "startSearch",
      "cancelSearch",
      "resumeSearch",
    ]);
    has("Subscription", ["searchProgress", "frontChanged"]);
    has("Estimate", ["value", "lower", "upper", "source", "predictor", "repeats", "measuredAt"]);
    has("ParetoPoint", ["architecture", "accuracy", "latency", "energy", "feasibility"]);
    has("ParetoFront", ["edges", "nodes", "pageInfo", "totalCount", "objectives", "hypervolume", "sources"]);
  });
});
