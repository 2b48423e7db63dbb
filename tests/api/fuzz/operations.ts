import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from "graphql";
import type { Random } from "../../../src/base/random.js";
import { type Known, RawNumber, Values } from "./values.js";

export interface Operation {
  /** JSON with the query and its variables. */
  readonly body: string;
  readonly kind: "query" | "mutation" | "subscription";
  /** Names of the root fields. */
  readonly roots: readonly string[];
}

/** Draws operations that a schema allows in shape, from its root fields and their arguments. */
export class Operations {
  readonly #roots: readonly { kind: Operation["kind"]; field: GraphQLField<unknown, unknown> }[];

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly known: Known,
  ) {
    const of = (kind: Operation["kind"], type: GraphQLObjectType | null | undefined) =>
      Object.values(type?.getFields() ?? {}).map((field) => ({ kind, field }));
    this.#roots = [
      ...of("query", schema.getQueryType()),
      ...of("mutation", schema.getMutationType()),
      ...of("subscription", schema.getSubscriptionType()),
    ];
  }

  /** How many root fields there are. Numbers from 0 ask for each of them in turn. */
  get count(): number {
    return this.#roots.length;
  }

  /** The operation with this number: its first root field is `number` modulo `count`. */
  draw(random: Random, number: number): Operation {
    return new Drawing(this.schema, this.known, random).operation(
      this.#roots[number % this.count],
      this.#roots,
    );
  }
}

type Root = { readonly kind: Operation["kind"]; readonly field: GraphQLField<unknown, unknown> };

/** The making of one operation. */
class Drawing {
  readonly #values: Values;
  readonly #variables: Record<string, unknown> = {};
  readonly #declared: string[] = [];
  readonly #fragments: string[] = [];

  constructor(
    private readonly schema: GraphQLSchema,
    known: Known,
    private readonly random: Random,
  ) {
    this.#values = new Values(random, known, random.next() < 0.75 ? 0 : 0.08);
  }

  operation(root: Root, all: readonly Root[]): Operation {
    const others = all.filter(({ kind }) => kind === root.kind && kind === "query");
    const more = others.length > 0 && this.random.next() < 0.1 ? 1 + this.random.int(3) : 0;
    const roots = [root, ...Array.from({ length: more }, () => this.random.pick(others))];
    const fields = roots.map(({ field }, i) => this.#field(field, 0, i > 0 ? `alias${i}` : undefined));
    const oddity = this.#oddity(root);
    const declared = this.#declared.length === 0 ? "" : `(${this.#declared.join(", ")})`;
    const query = [
      `${root.kind} Fuzz${declared} { ${[...fields, ...oddity].join(" ")} }`,
      ...this.#fragments,
    ].join("\n");
    const body = json({
      query,
      ...(this.#declared.length > 0 ? { variables: this.#variables } : {}),
      ...(this.random.next() < 0.03 ? { operationName: this.#values.anything() } : {}),
      ...(this.random.next() < 0.03 ? { extensions: this.#values.anything() } : {}),
    });
    return { body, kind: root.kind, roots: roots.map(({ field }) => field.name) };
  }

  /** Something that a query may, or must not, have beside its fields. */
  #oddity({ kind }: Root): readonly string[] {
    if (this.random.next() > 0.06) return [];
    const type = kind[0].toUpperCase() + kind.slice(1);
    switch (this.random.int(6)) {
      case 0:
        this.#fragments.push(`fragment A on ${type} { ...B } fragment B on ${type} { ...A }`);
        return ["...A"];
      case 1:
        return ["__typename @skip(if: true) @include(if: false)"];
      case 2:
        return ["__typename @unknown(a: 1)"];
      case 3:
        return [`... on ${type} @include(if: true) { __typename }`];
      case 4:
        return Array.from({ length: 60 }, (_, i) => `t${i}: __typename`);
      default:
        return ["__proto__", "constructor { toString }"];
    }
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number, alias?: string): string {
    const given = field.args.filter((arg) => isNonNullType(arg.type) || this.random.next() < 0.5);
    const args = given.map((arg) => `${arg.name}: ${this.#argument(arg)}`);
    const name = alias === undefined ? field.name : `${alias}: ${field.name}`;
    const head = args.length > 0 ? `${name}(${args.join(", ")})` : name;
    return `${head}${this.#selection(field.type, depth)}`;
  }

  #argument(arg: GraphQLArgument): string {
    const value = this.#values.of(arg.type, arg.name);
    if (this.random.next() < 0.5 || hasOddName(value)) {
      const name = `v${this.#declared.length}`;
      this.#declared.push(`$${name}: ${arg.type}`);
      this.#variables[name] = value;
      return `$${name}`;
    }
    return literal(value, arg.type);
  }

  #selection(type: GraphQLOutputType, depth: number): string {
    const named = getNamedType(type);
    if (isLeafType(named)) return "";
    if (isAbstractType(named)) {
      const members = this.schema.getPossibleTypes(named);
      const chosen = members.length < 3 ? members : [members[0], this.random.pick(members)];
      const parts = [...new Set(chosen)].map(
        (member) => `... on ${member.name} ${this.#fields(member, depth)}`,
      );
      return ` { __typename ${parts.join(" ")} }`;
    }
    return isObjectType(named) ? ` ${this.#fields(named, depth)}` : "";
  }

  #fields(type: GraphQLObjectType, depth: number): string {
    const fields = Object.values(type.getFields());
    const leaves = fields.filter((field) => isLeafType(getNamedType(field.type)));
    const others = fields.filter((field) => !isLeafType(getNamedType(field.type)));
    const wanted = [
      ...this.random.shuffle(leaves).slice(0, 1 + this.random.int(4)),
      ...(depth < 3 ? this.random.shuffle(others).slice(0, this.random.int(3)) : []),
    ];
    // Fields of the same name in two members of a union may not have different arguments or types.
    const parts = wanted.map((field) => this.#field(field, depth + 1, `${type.name}_${field.name}`));
    return parts.length === 0 ? "{ __typename }" : `{ ${parts.join(" ")} }`;
  }
}

/** A value as JSON, with numbers that JSON.stringify cannot write. */
function json(value: unknown): string {
  if (value instanceof RawNumber) return value.text;
  if (Array.isArray(value)) return `[${value.map((item) => json(item)).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const entries = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}:${json(item)}`);
  return `{${entries.join(",")}}`;
}

/** Whether a name in a value is none in GraphQL, so that the value must be a variable. */
function hasOddName(value: unknown): boolean {
  if (typeof value !== "object" || value === null || value instanceof RawNumber) return false;
  return Array.isArray(value)
    ? value.some(hasOddName)
    : Object.entries(value).some(([key, item]) => !/^[_A-Za-z]\w*$/.test(key) || hasOddName(item));
}

/** A value as it is written in a query. */
function literal(value: unknown, type: GraphQLInputType | undefined): string {
  const nullable = isNonNullType(type) ? type.ofType : type;
  if (Array.isArray(value)) {
    const item = isListType(nullable) ? nullable.ofType : undefined;
    return `[${value.map((one) => literal(one, item)).join(", ")}]`;
  }
  const named = nullable && getNamedType(nullable);
  if (isEnumType(named) && typeof value === "string" && named.getValue(value) !== undefined) return value;
  if (typeof value !== "object" || value === null || value instanceof RawNumber) return json(value);
  const fields = isInputObjectType(named) ? named.getFields() : {};
  return `{${Object.entries(value)
    .map(
      ([key, item]) => `${key}: ${literal(item, Object.hasOwn(fields, key) ? fields[key].type : undefined)}`,
    )
    .join(", ")}}`;
}
